#include "sim/sweep/runner.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <thread>

namespace sim::sweep {
namespace {

namespace tbb = oneapi::tbb;
using results::Block;
using results::Status;
using Clock = std::chrono::steady_clock;

constexpr unsigned runs_in_flight_per_thread = 4;

/// Thrown through a model from its progress callback, to end a run that is no longer wanted.
struct Interrupted {};

using FinishedPtr = std::shared_ptr<const FinishedRun>;
using FinishedBlock = std::shared_ptr<Block>;

/// Before the runs take memory: if TBB cannot make a thread later on, it ends the program.
void make_threads(unsigned n) {
    const auto end = Clock::now() + std::chrono::milliseconds(200);
    std::atomic<unsigned> n_there{0};
    const auto be_there = [&](unsigned) {
        ++n_there;
        while (n_there < n && Clock::now() < end) std::this_thread::yield();
    };
    tbb::parallel_for(0U, n, be_there, tbb::simple_partitioner());
}

class Runner {
 public:
    Runner(const Plan& plan, const results::Header& header, RunSink& sink, const RunnerOptions& options,
           Control& control)
        : plan_(plan),
          header_(header),
          sink_(sink),
          options_(options),
          control_(control),
          block_size_(results::points_per_chunk(header)) {}

    RunnerReport run() {
        const unsigned threads = std::max(1U, options_.threads);
        const auto in_flight =
            options_.runs_in_flight > 0 ? options_.runs_in_flight : threads * runs_in_flight_per_thread;
        // Both are needed to have more threads than cores: the limit alone does not raise the number of workers.
        tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
        tbb::task_arena arena(static_cast<int>(threads));
        arena.execute([&] { make_threads(threads); });
        arena.execute([&] { tbb::parallel_pipeline(in_flight, pipeline()); });
        if (fault_) std::rethrow_exception(fault_);
        const bool whole = ended_ || (next_ == plan_.n_runs() && !cut_);
        report_.stopped = whole ? Stop::none : control_.stop.load();
        report_.end = report_.stopped != Stop::none ? End::stopped : ended_ ? End::by_failure : End::whole;
        sink_.finish(report_.end);
        return std::move(report_);
    }

 private:
    tbb::filter<void, void> pipeline() {
        using Mode = tbb::filter_mode;
        const auto input = tbb::make_filter<void, std::uint64_t>(
            Mode::serial_in_order, [this](tbb::flow_control& flow) { return next(flow); });
        const auto compute = tbb::make_filter<std::uint64_t, FinishedPtr>(
            Mode::parallel, [this](std::uint64_t index) { return run_at(index); });
        const auto assemble =
            tbb::make_filter<FinishedPtr, FinishedBlock>(Mode::serial_in_order, [this](const FinishedPtr& finished) {
                FinishedBlock block;
                guard([&] { block = assembled(finished); });
                return block;
            });
        const auto compress =
            tbb::make_filter<FinishedBlock, FinishedBlock>(Mode::parallel, [this](FinishedBlock block) {
                guard([&] {
                    if (block) block->compress();
                });
                return block;
            });
        const auto write =
            tbb::make_filter<FinishedBlock, void>(Mode::serial_in_order, [this](const FinishedBlock& block) {
                guard([&] {
                    if (block && !cut_) sink_.write(*block);
                });
            });
        return input & compute & assemble & compress & write;
    }

    /// The machine's failures end the sweep, but not through the pipeline: TBB leaks what is on its way when thrown at.
    template <class Action>
    void guard(Action&& action) {
        if (broken_) return;
        try {
            action();
        } catch (...) {
            if (!broken_.exchange(true)) fault_ = std::current_exception();
        }
    }

    std::uint64_t next(tbb::flow_control& flow) {
        skip_blocks();
        if (next_ == plan_.n_runs() || unwanted()) {
            flow.stop();
            return 0;
        }
        return next_++;
    }

    /// Passes over blocks that need no work.
    void skip_blocks() {
        while (next_ < plan_.n_runs()) {
            const std::uint64_t point = next_ % plan_.n_points();
            if (point % block_size_ != 0 || sink_.wants(point, replicate_of(next_))) return;
            next_ += std::min(block_size_, plan_.n_points() - point);
        }
    }

    std::uint32_t replicate_of(std::uint64_t index) const {
        return static_cast<std::uint32_t>(index / plan_.n_points());
    }

    bool unwanted() {
        if (options_.max_time && Clock::now() - start_ >= *options_.max_time) control_.request(Stop::time_limit);
        return control_.stopping() || ended_ || broken_;
    }

    /// All points of replicate 0 come first, so that a sweep cut short is a balanced smaller one.
    FinishedPtr run_at(std::uint64_t index) {
        std::shared_ptr<FinishedRun> finished;
        guard([&] { finished = std::make_shared<FinishedRun>(); });
        if (!finished) return nullptr;
        auto& record = finished->record;
        record.point = index % plan_.n_points();
        record.replicate = replicate_of(index);
        guard([&] {
            if (auto before = sink_.stored(record.point, record.replicate)) *finished = std::move(*before);
        });
        if (record.status != Status::missing) return finished;
        const auto begin = Clock::now();
        guard([&] { try_run(*finished); });
        record.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
        if (record.status != Status::stopped) ++control_.done;
        if (record.status == Status::failed) ++control_.failed;
        return finished;
    }

    void try_run(FinishedRun& finished) {
        auto& record = finished.record;
        record.status = Status::stopped;
        try {
            results::Packer packer(header_.outputs.tables);
            finished.series = compute(record, packer).series;
            if (header_.outputs.keeps_events_of(record.replicate)) finished.tables = packer.take();
            record.status = Status::done;
        } catch (const Interrupted&) {
        } catch (const std::bad_alloc&) {  // what else the machine runs decides whether there is enough
            throw std::runtime_error(
                fmt::format("out of memory at {}, replicate {} (use fewer --threads, or a smaller "
                            "scale; continue with --resume)",
                            plan_.describe(record.point), record.replicate));
        } catch (...) {
            auto [stage, message] = reason_of_failure();
            finished.stage = std::move(stage);
            record.message = std::move(message);
            record.status = Status::failed;
        }
    }

    RunResult compute(const RunRecord& record, results::Packer& packer) {
        if (unwanted()) throw Interrupted{};
        const auto scenario = plan_.scenario_at(record.point);
        RunRequest request;
        request.seed = plan_.seed_of(record.replicate);
        request.scale = plan_.scale;
        request.budget = plan_.budget;
        if (header_.outputs.keeps_events_of(record.replicate))
            request.keep_table = [&](const RowTable& table) { packer.add(table); };
        request.progress = [this](int, int) {
            if (unwanted()) throw Interrupted{};
        };
        auto result = plan_.run(*scenario, request);
        control_.agent_time += static_cast<std::uint64_t>(scenario->population(plan_.scale) * scenario->duration());
        return result;
    }

    /// Called in the order of the plan. When one run fails and all shall stop, the runs before it are in their blocks
    /// and those after it are dropped, however many threads have begun them.
    FinishedBlock assembled(const FinishedPtr& finished) {
        const auto& record = finished->record;
        if (record.status == Status::stopped && !ended_) cut_ = true;
        if (ended_) return nullptr;
        if (record.status != Status::stopped) {
            if (finished->is_new) sink_.keep(finished);
            if (options_.log && finished->is_new) options_.log(record);
        }
        if (cut_) return nullptr;
        if (!block_)
            block_ = std::make_shared<Block>(header_, record.point - record.point % block_size_, record.replicate);
        take(*finished);
        ended_ = record.status == Status::failed && options_.on_error == OnError::stop;
        const bool full = (record.point + 1) % block_size_ == 0 || record.point + 1 == plan_.n_points();
        return full || ended_ ? std::exchange(block_, nullptr) : nullptr;
    }

    void take(const FinishedRun& finished) {
        const auto& record = finished.record;
        put(finished, *block_);
        if (record.status == Status::done) {
            ++report_.n_done;
        } else {
            ++report_.n_failed;
            if (report_.failures.size() < max_failures)
                report_.failures.push_back({record.point, record.replicate, finished.stage, record.message});
        }
    }

    const Plan& plan_;
    const results::Header& header_;
    RunSink& sink_;
    const RunnerOptions& options_;
    Control& control_;
    const std::uint64_t block_size_;  // [point]
    const Clock::time_point start_ = Clock::now();
    std::uint64_t next_ = 0;  // [run] touched by the input stage alone
    FinishedBlock block_;     // touched by the assembling stage alone, like the report
    RunnerReport report_;
    std::atomic<bool> ended_{false};   // by a failure, with OnError::stop
    std::atomic<bool> cut_{false};     // a run was given up: what follows is not written
    std::atomic<bool> broken_{false};  // by the machine
    std::exception_ptr fault_;         // the first one, read after the pipeline's end
};

}  // namespace

RunnerReport run(const Plan& plan, const results::Header& header, RunSink& sink, const RunnerOptions& options,
                 Control& control) {
    return Runner(plan, header, sink, options, control).run();
}

}  // namespace sim::sweep
