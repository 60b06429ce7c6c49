#include "sim/sweep/part_sink.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "sim/check.hpp"
#include "sim/sweep/part_folder.hpp"
#include "sim/sweep/remove_parts.hpp"

namespace sim::sweep {

namespace fs = std::filesystem;

namespace {

std::uint64_t n_runs_of(const BlockOrder& blocks, const results::Header& header, const Shard& shard) {
    if (shard.is_all()) return header.n_points * header.n_replicates;
    std::uint64_t n = 0;
    blocks.for_each([&](std::uint64_t first_point, std::uint32_t replicate) {
        if (shard.holds(blocks.number_of(first_point, replicate))) n += blocks.n_points_of(first_point);
    });
    return n;
}

/// Runs without a place of their own in the parts that stand elsewhere in them.
std::uint64_t n_found_elsewhere(const PartIndex& parts, const Shard& shard) {
    if (parts.n_elsewhere() == 0) return 0;
    const BlockOrder& blocks = parts.blocks();
    std::uint64_t n = 0;
    blocks.for_each([&](std::uint64_t first_point, std::uint32_t replicate) {
        if (!shard.holds(blocks.number_of(first_point, replicate)) || parts.has_block(first_point, replicate)) return;
        for (std::uint64_t i = 0; i < blocks.n_points_of(first_point); ++i)
            n += parts.has_run_elsewhere(first_point + i, replicate) ? 1 : 0;
    });
    return n;
}

}  // namespace

RunCounts count_runs(const PartIndex& parts, const Shard& shard) {
    const BlockOrder& blocks = parts.blocks();
    RunCounts counts;
    counts.n_runs = n_runs_of(blocks, parts.header(), shard);
    counts.n_stored = n_found_elsewhere(parts, shard);
    parts.for_each_run([&](std::uint64_t point, std::uint32_t replicate, results::Status status) {
        if (!shard.holds(blocks.number_of(blocks.first_point_of(point), replicate))) return;
        ++counts.n_stored;
        if (status == results::Status::failed) ++counts.n_stored_failures;
    });
    return counts;
}

PartSink::PartSink(fs::path output, const results::Header& header, const PartOptions& options)
    : output_(std::move(output)),
      folder_(parts_folder(output_)),
      header_(header),
      options_(options),
      prepared_(prepare_parts(output_, header, options.shard, options.earlier)),
      index_(header),
      stream_(header, PartWriter(folder_, options.shard, header)) {
    for (const auto& fault : index_.read(folder_, results::Look::values))
        prepared_.faults.push_back(fmt::format("{} (not used; its runs are computed again)", fault));
    runs_ = count_runs(index_, options.shard);
    flushing_.emplace(options.interval, [this] { stream_.flush(); });
}

PartSink::~PartSink() {
    flushing_->stop();
    try {
        if (!flushing_->has_failed()) stream_.flush();  // of a sweep that something else has ended
    } catch (...) {                                     // and which says so; these runs are computed again
    }
    if (!prepared_.lease->is_alone()) return;
    written_ ? remove_parts(folder_, *all_) : remove_parts_without_runs(folder_, header_, options_.shard);
}

bool PartSink::wants(std::uint64_t first_point, std::uint32_t replicate) const {
    return options_.shard.holds(index_.blocks().number_of(first_point, replicate)) &&
           !index_.has_block(first_point, replicate);
}

std::optional<FinishedRun> PartSink::stored(std::uint64_t point, std::uint32_t replicate) const try {
    return index_.run(point, replicate);
} catch (const InputError&) {
    return {};  // its part has gone since it was read: the run is computed again
}

void PartSink::keep(const std::shared_ptr<const FinishedRun>& run) {
    flushing_->rethrow_failure();
    stream_.add(run);
}

void PartSink::write(const results::Block& block) {
    flushing_->rethrow_failure();
    stream_.add(block);
}

void PartSink::finish(End end) {
    flushing_->stop();
    flushing_->rethrow_failure();
    stream_.flush();
    if (end != End::whole || !options_.shard.is_all()) return;
    try {
        write_file();
    } catch (const InputError& error) {
        throw std::runtime_error(error.what());  // no fault of the command's: the sweep has run
    }
}

void PartSink::write_file() {
    if (!stamp_of_plan(folder_)) throw std::runtime_error(fate_of(folder_));
    PartIndex& all = all_.emplace(header_);
    // The parts refused when the sweep went on must be refused again.
    const auto faults = all.read(folder_, prepared_.faults.empty() ? results::Look::sizes : results::Look::values);
    if (n_runs_in(all) != runs_.n_runs)
        throw std::runtime_error(fmt::format("{}: runs were lost while the sweep ran ({}); continue with --resume",
                                             folder_.string(), faults.empty() ? "parts are missing" : faults.front()));
    all.overlaps().refuse_conflicts();
    written_ = write_results(all, output_, options_.earlier != Earlier::refuse, [] {});
}

}  // namespace sim::sweep
