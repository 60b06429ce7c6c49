#include "sim/sweep/part_sink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "sim/check.hpp"
#include "sim/results/pending_file.hpp"
#include "sim/results/run_key.hpp"
#include "sim/sweep/stored_sweep.hpp"

namespace sim::sweep {
namespace {

namespace fs = std::filesystem;
using results::Block, results::Record, results::RecordPlace, results::Status;

constexpr std::size_t large_part = std::size_t{32} << 20U;  // [byte] written at once
constexpr std::size_t small_part = std::size_t{4} << 20U;   // [byte] joined with others, in memory
constexpr std::size_t most_small_parts = 32;

std::size_t bytes_of(const Block& block) {
    std::size_t bytes = 0;
    for (const auto& chunk : block.stored()) bytes += chunk.bytes.size();
    return bytes;
}

Record run_record(const FinishedRun& run, const results::RunKey& key, const std::vector<results::Extent>& extents) {
    Record record;
    record.first_point = run.record.point;
    record.replicate = run.record.replicate;
    record.status = {run.record.status};
    record.keys = {key};
    if (run.record.status == Status::failed)
        record.failures = {{run.record.point, run.record.replicate, run.stage, run.record.message}};
    if (run.record.status != Status::done) return record;
    for (std::size_t v = 0; v < extents.size(); ++v) {
        const auto values = run.series.bytes(v);
        record.values.push_back(extents[v].gathered ? results::StoredChunk{{values.begin(), values.end()}, 0}
                                                    : results::compress_chunk(values, extents[v].element_size));
    }
    return record;
}

}  // namespace

namespace {

/// Of the runs that the parts of a folder hold.
std::set<results::RunKey> keys_in(const fs::path& folder, const results::Identity& identity) {
    std::set<results::RunKey> keys;
    for (const fs::path& path : parts_in(folder)) try {
            const results::PartFile part(path);
            for (const RecordPlace& place : part.check(identity)) {
                const Record runs = part.runs(place);
                for (std::size_t i = 0; i < runs.keys.size(); ++i)
                    if (runs.status[i] == Status::done) keys.insert(runs.keys[i]);
            }
        } catch (const InputError&) {  // said when the parts are read
        }
    return keys;
}

}  // namespace

PartSink::PartSink(fs::path output, const results::Header& header, const PartOptions& options)
    : output_(std::move(output)),
      folder_(parts_folder(output_)),
      header_(header),
      extents_(results::extents_of(header.outputs)),
      options_(options),
      beginning_(fmt::format("part-{}of{}-", options.shard.index, options.shard.count)),
      index_(header) {
    results::check(header);
    refuse_output();
    try {
        open_folder();
        take_over_results();
        take_over_plan();
        if (options_.earlier == Earlier::discard)  // a shard its own, once it is known that the plan is the others' too
            for (const fs::path& part : parts_in(folder_, beginning_)) fs::remove(part);
        for (const auto& fault : index_.read(folder_, results::Look::values))
            faults_.push_back(fmt::format("{} (not used; its runs are computed again)", fault));
    } catch (...) {
        remove_if_empty();
        throw;
    }
    count_runs();
    flusher_ = std::thread([this] { flush_now_and_then(); });
}

PartSink::~PartSink() {
    stop_flushing();
    try {
        if (!fault_) flush();  // of a sweep that something else has ended
    } catch (...) {            // and which says so; these runs are computed again
    }
    is_written_ ? remove_parts(folder_) : remove_if_empty();
}

void PartSink::stop_flushing() {
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
    }
    over_changed_.notify_all();
    if (flusher_.joinable()) flusher_.join();
}

void PartSink::remove_if_empty() const {
    if (options_.shard.is_all() && parts_in(folder_).empty()) remove_parts(folder_);
}

/// What the end of the sweep would stumble over is said now.
void PartSink::refuse_output() const {
    using results::Existing;
    const results::PendingFile as_it_will_be(
        output_, options_.earlier == Earlier::refuse ? Existing::refuse : Existing::replace);
    results::refuse_long_name(results::digest_path(output_));
}

/// Leaves a folder in which this sweep may write.
void PartSink::open_folder() {
    std::error_code error;
    const auto shown_folder = shown(folder_.string());
    if (fs::exists(folder_, error) && !fs::is_directory(folder_, error))
        throw InputError(fmt::format("{}: is in the way of the parts of the sweep (remove it)", shown_folder));
    if (options_.earlier == Earlier::discard && options_.shard.is_all()) remove_parts(folder_);
    const auto own = parts_in(folder_, options_.shard.is_all() ? "part-" : beginning_);
    if (options_.earlier == Earlier::refuse && !own.empty())
        throw InputError(fmt::format(
            "{}: holds runs of a sweep that was stopped (use --resume to go on, or --force to start afresh)",
            shown_folder));
    fs::create_directory(folder_, error);
    if (!fs::is_directory(folder_))
        throw InputError(fmt::format("{}: cannot be made ({})", shown_folder, error.message()));
}

/// The plan in the folder becomes this one, unless runs stored under it would be of no use.
void PartSink::take_over_plan() {
    const fs::path plan = plan_file(folder_);
    std::error_code none;
    const bool has_use = !options_.shard.is_all() || !parts_in(folder_).empty();
    if (fs::exists(plan, none) && has_use) {
        std::vector<std::string> changes;
        bool is_same = false;
        try {
            const results::Reader reader(plan);
            const results::Header& before = reader.header();
            changes = results::differences(before, header_);
            if (changes.empty())
                if (auto lost = results::what_is_lost(before, header_); !lost.empty())
                    changes.push_back(std::move(lost));
            is_same = changes.empty() && results::have_same_runs(before, header_);
        } catch (const InputError& error) {
            // The parts tell by themselves whether they belong here
            faults_.push_back(fmt::format("{} (it is written anew)", error.what()));
        }
        if (!changes.empty())
            throw InputError(
                fmt::format("{}: holds runs of another sweep: {} (undo that to go on, or {} to "
                            "discard the runs and start afresh)",
                            shown(folder_.string()), fmt::join(changes, "; "),
                            options_.shard.is_all() ? "use --force" : "remove the folder"));
        if (is_same) return;
        if (changes.empty() && options_.earlier != Earlier::resume && faults_.empty())
            throw InputError(
                fmt::format("{}: holds runs of a smaller sweep (use --resume to extend it)", shown(folder_.string())));
    }
    results::Writer(plan, header_, true).close();
}

/// Resuming a sweep that has grown since it was finished: the runs of its file become parts, so that there is one way
/// in which runs that are there are found.
void PartSink::take_over_results() {
    std::error_code none;
    if (options_.earlier != Earlier::resume || !fs::exists(output_, none)) return;
    const auto held = keys_in(folder_, index_.keys().identity());  // another shard may have taken them over, in part
    const results::Reader file(output_);
    const results::RunKeys keys(file.header());
    const auto status = file.status();
    std::vector<std::vector<std::byte>> records;
    std::size_t bytes = 0;
    for (std::uint64_t i = 0; i < status.size(); ++i) {  // in the order of the chunks, so that each is opened once
        const std::uint64_t point = i % file.header().n_points;
        const auto replicate = static_cast<std::uint32_t>(i / file.header().n_points);
        if (status[point * file.header().n_replicates + replicate] != Status::done)
            continue;  // those that failed run again, and fail again
        if (!held.empty() && held.contains(keys.of(point, replicate))) continue;
        records.push_back(
            results::encode(run_record(run_of(file, point, replicate), keys.of(point, replicate), extents_)));
        bytes += records.back().size();
        if (bytes < large_part) continue;
        write_part(std::exchange(records, {}));
        bytes = 0;
    }
    if (!records.empty()) write_part(records);
    small_parts_.clear();
}

bool PartSink::is_ours(std::uint64_t first_point, std::uint32_t replicate) const {
    const std::uint64_t per_block = index_.points_per_block();
    const std::uint64_t per_replicate = (header_.n_points + per_block - 1) / per_block;
    return (replicate * per_replicate + first_point / per_block) % options_.shard.count == options_.shard.index - 1;
}

void PartSink::count_runs() {
    for (std::uint32_t replicate = 0; replicate < header_.n_replicates; ++replicate)
        for (std::uint64_t point = 0; point < header_.n_points; point += index_.points_per_block()) {
            if (!is_ours(point, replicate)) continue;
            const std::uint64_t n = index_.n_points_of_block(point);
            n_runs_ += n;
            if (index_.has_block(point, replicate))
                n_stored_ += n;
            else
                for (std::uint64_t i = 0; i < n; ++i) n_stored_ += index_.has_run(point + i, replicate) ? 1 : 0;
        }
    index_.for_each_run([&](std::uint64_t point, std::uint32_t replicate, Status status) {
        if (status == Status::failed && is_ours(point - point % index_.points_per_block(), replicate))
            ++n_stored_failures_;
    });
}

bool PartSink::wants(std::uint64_t first_point, std::uint32_t replicate) const {
    return is_ours(first_point, replicate) && !index_.has_block(first_point, replicate);
}

std::optional<FinishedRun> PartSink::stored(std::uint64_t point, std::uint32_t replicate) const try {
    return index_.run(point, replicate);
} catch (const InputError&) {
    return {};  // its part has gone since it was read: the run is computed again
}

void PartSink::keep(const std::shared_ptr<const FinishedRun>& run) {
    const std::lock_guard lock(mutex_);
    if (fault_) std::rethrow_exception(fault_);
    pending_.runs.push_back(run);
}

void PartSink::write(const Block& block) {
    bool is_much = false;
    {
        const std::lock_guard lock(mutex_);
        if (fault_) std::rethrow_exception(fault_);
        std::erase_if(pending_.runs, [&](const auto& run) {
            return run->record.replicate == block.replicate() && run->record.point >= block.first_point() &&
                   run->record.point < block.first_point() + block.n_points();
        });
        pending_.blocks.push_back(block);
        pending_.bytes += bytes_of(block);
        is_much = pending_.bytes >= large_part;
    }
    if (is_much) flush();
}

void PartSink::flush_now_and_then() {
    std::unique_lock lock(mutex_);
    while (!over_changed_.wait_for(lock, options_.interval, [this] { return over_; })) {
        lock.unlock();
        std::exception_ptr fault;
        try {
            flush();
        } catch (...) {
            fault = std::current_exception();
        }
        lock.lock();
        if (fault && !fault_) fault_ = fault;
    }
}

/// Writes what has come since the last part.
void PartSink::flush() {
    const std::lock_guard one_at_a_time(writing_);
    Pending pending;
    {
        const std::lock_guard lock(mutex_);
        pending = std::exchange(pending_, {});
    }
    std::vector<std::vector<std::byte>> records;
    for (const Block& block : pending.blocks) records.push_back(results::encode(record_of(block)));
    for (const auto& run : pending.runs)
        records.push_back(
            results::encode(run_record(*run, index_.keys().of(run->record.point, run->record.replicate), extents_)));
    if (!records.empty()) write_part(records);
}

/// Another process may take a name meanwhile.
fs::path PartSink::write_under_next_name(const std::vector<std::vector<std::byte>>& records) {
    while (true) {
        fs::path path = folder_ / fmt::format("{}{:08}", beginning_, next_part_++);
        if (fs::exists(path)) continue;
        try {
            results::write_part(path, index_.keys().identity(), records);
            return path;
        } catch (const InputError& error) {
            if (!fs::exists(path)) throw std::runtime_error(error.what());  // no fault of the command's: it has begun
        }
    }
}

void PartSink::write_part(const std::vector<std::vector<std::byte>>& records) {
    const fs::path path = write_under_next_name(records);
    if (fs::file_size(path) >= small_part) return;
    small_parts_.push_back(path);
    if (small_parts_.size() >= most_small_parts) join_small_parts();
}

/// A sweep of weeks leaves few files. Runs that have come as a block since are left out.
void PartSink::join_small_parts() {
    PartIndex stored(header_);
    std::vector<fs::path> joined;
    for (const fs::path& part : std::exchange(small_parts_, {})) try {
            stored.read_part(part);
            joined.push_back(part);
        } catch (const InputError&) {  // somebody has changed or removed it: the end of the sweep will say so
        }
    write_part(stored.encoded());
    for (const fs::path& part : joined) fs::remove(part);
}

Record PartSink::record_of(const Block& block) const {
    Record record;
    record.first_point = block.first_point();
    record.replicate = block.replicate();
    record.is_block = true;
    record.room = static_cast<std::uint32_t>(index_.points_per_block());
    record.status = block.status();
    for (std::uint64_t i = 0; i < block.n_points(); ++i)
        record.keys.push_back(index_.keys().of(block.first_point() + i, block.replicate()));
    record.failures = block.failures();
    record.values = block.stored();
    return record;
}

void PartSink::finish(End end) {
    stop_flushing();
    if (fault_) std::rethrow_exception(fault_);
    flush();
    if (end != End::whole || !options_.shard.is_all()) return;
    try {
        write_file();
    } catch (const InputError& error) {
        throw std::runtime_error(error.what());  // no fault of the command's: the sweep has run
    }
}

void PartSink::write_file() {
    PartIndex all(header_);
    // What was refused when the sweep went on must be refused again.
    const auto faults = all.read(folder_, faults_.empty() ? results::Look::sizes : results::Look::values);
    if (n_runs_in(all) != n_runs_)
        throw std::runtime_error(fmt::format("{}: runs were lost while the sweep ran ({}); go on with --resume",
                                             folder_.string(), faults.empty() ? "parts are missing" : faults.front()));
    all.refuse_conflicts();
    written_ = write_results(all, output_, options_.earlier != Earlier::refuse);
    is_written_ = true;
}

}  // namespace sim::sweep
