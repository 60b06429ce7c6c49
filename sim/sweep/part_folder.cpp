#include "sim/sweep/part_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "sim/check.hpp"

namespace sim::sweep {

namespace fs = std::filesystem;
using results::Block, results::PartFile, results::Record, results::RecordPlace, results::Status;

fs::path parts_folder(const fs::path& output) { return output.string() + ".parts"; }

fs::path plan_file(const fs::path& folder) { return folder / "plan.h5"; }

results::Header plan_in(const fs::path& folder) {
    if (std::error_code none; !fs::exists(plan_file(folder), none))
        throw InputError(
            fmt::format("{}: has no plan.h5, which says what its runs are (`muster sweep --resume` with the "
                        "same sweep writes it again)",
                        shown(folder.string())));
    return results::Reader(plan_file(folder)).header();
}

std::vector<fs::path> parts_in(const fs::path& folder, const std::string& beginning) {
    std::vector<fs::path> parts;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none))
        if (entry.path().filename().string().starts_with(beginning)) parts.push_back(entry.path());
    std::ranges::sort(parts);
    return parts;
}

bool is_whole(const fs::path& output, const results::Header& header) {
    std::error_code none;
    if (!fs::exists(output, none)) return false;
    const results::Reader reader(output);
    const auto changes = results::differences(reader.header(), header);
    if (!changes.empty())
        throw InputError(fmt::format("{}: is another sweep's: {} (undo that, write elsewhere, or use --force)",
                                     shown(output.string()), fmt::join(changes, "; ")));
    if (const auto lost = results::what_is_lost(reader.header(), header); !lost.empty())
        throw InputError(fmt::format("{}: {} (write elsewhere, or use --force)", shown(output.string()), lost));
    return results::have_same_runs(reader.header(), header) &&
           std::ranges::count(reader.status(), Status::missing) == 0;
}

void remove_parts(const fs::path& folder) {
    std::error_code ignored;
    fs::remove(plan_file(folder), ignored);  // first: a folder without a plan is one that is being removed
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        const bool ours = name.starts_with("plan.h5") || name.starts_with("part-") || name.starts_with("log-") ||
                          (name.starts_with(".") && name.find(".tmp-") != std::string::npos);
        if (ours) fs::remove(entry.path(), ignored);
    }
    fs::remove(folder, ignored);
}

PartIndex::PartIndex(const results::Header& header)
    : header_(header),
      keys_(header),
      points_per_block_(results::points_per_chunk(header)),
      extents_(results::extents_of(header.outputs)) {}

std::uint64_t PartIndex::n_points_of_block(std::uint64_t first_point) const {
    return std::min(points_per_block_, header_.n_points - first_point);
}

std::vector<std::string> PartIndex::read(const fs::path& folder, results::Look look) {
    std::vector<std::string> faults;
    std::set<fs::path> seen;
    std::error_code none;
    for (bool some_are_gone = true; some_are_gone;) {  // into a part that was not there before
        some_are_gone = false;
        for (const fs::path& part : parts_in(folder)) try {
                if (seen.insert(part).second) read_part(part, look);
            } catch (const InputError& error) {
                if (fs::exists(part, none))
                    faults.emplace_back(error.what());
                else
                    some_are_gone = true;
            }
    }
    return faults;
}

void PartIndex::read_part(const fs::path& part, results::Look look) {
    const PartFile file(part);
    const auto places = file.check(keys_.identity());
    file.check_values(places, extents_, look);
    parts_.push_back(part);
    for (RecordPlace place : places) {
        place.part = static_cast<std::uint32_t>(parts_.size() - 1);
        add_record(file, place);
    }
}

std::vector<std::vector<std::byte>> PartIndex::encoded() const {
    std::vector<std::vector<std::byte>> records;
    const auto take = [&](const RecordPlace& place) { records.push_back(PartFile(parts_[place.part]).bytes(place)); };
    for (const auto& [slot, block] : blocks_) take(block.record);
    std::set<std::pair<std::uint32_t, std::uint64_t>> taken;  // part, offset: a record of many runs once
    for (const auto& [slot, place] : runs_)
        if (taken.emplace(place.record.part, place.record.offset).second) take(place.record);
    return records;
}

bool PartIndex::are_of_one_shard(const RecordPlace& a, const RecordPlace& b) const {
    const auto shard = [&](const RecordPlace& place) {
        const std::string name = parts_[place.part].string();
        return name.substr(0, name.rfind('-'));
    };
    return shard(a) == shard(b);
}

/// A block that is full holds again what was stored run by run, by this shard or, before the shards were dealt anew or
/// the sweep extended, by another.
void PartIndex::note_second_run(const RunPlace& first, const RunPlace& second, std::uint64_t point) {
    if (!conflict_.empty() || are_of_one_shard(first.record, second.record)) return;
    const FinishedRun a = run_of(first), b = run_of(second);
    const auto bytes = [](const FinishedRun& run) {
        std::vector<std::byte> all;
        for (std::size_t v = 0; v < run.series.n_variables(); ++v)
            all.insert(all.end(), run.series.bytes(v).begin(), run.series.bytes(v).end());
        return all;
    };
    if (a.record.status != b.record.status || a.stage != b.stage || a.record.message != b.record.message ||
        bytes(a) != bytes(b))
        conflict_ = conflict_of(first.record, second.record, point);
}

std::string PartIndex::conflict_of(const RecordPlace& first, const RecordPlace& second, std::uint64_t point) const {
    return fmt::format("{} and {}: hold other results for the same runs (point {}, replicate {})",
                       parts_[first.part].string(), parts_[second.part].filename().string(), point, second.replicate);
}

/// A shard that was killed while it joined parts leaves a block twice; in two shards' parts it is an overlap.
void PartIndex::note_second(const PartFile& file, const RecordPlace& first, const RecordPlace& second) {
    if (!are_of_one_shard(first, second)) ++n_overlaps_;
    if (!conflict_.empty()) return;
    const fs::path& earlier = parts_[first.part];
    try {
        if (PartFile(earlier).bytes(first) != file.bytes(second))
            conflict_ = conflict_of(first, second, second.first_point);
    } catch (const InputError&) {
        if (std::error_code none; fs::exists(earlier, none))
            throw;  // else its shard has just joined it into the second
    }
}

void PartIndex::refuse_conflicts() const {
    if (!conflict_.empty())
        throw InputError(conflict_ +
                         "; the same program gives the same results: find out which is wrong, and remove it");
}

bool PartIndex::fits(const RecordPlace& place) const {
    return place.replicate < header_.n_replicates && place.first_point < header_.n_points &&
           place.n_points <= header_.n_points - place.first_point;
}

void PartIndex::add_record(const PartFile& file, const RecordPlace& place) {
    const Record runs = file.runs(place);
    bool in_place = fits(place);
    for (std::uint32_t i = 0; in_place && i < place.n_points; ++i)
        in_place = runs.keys[i] == keys_.of(place.first_point + i, place.replicate);
    const bool is_block =
        place.is_block && in_place && runs.room == points_per_block_ && place.first_point % points_per_block_ == 0 &&
        place.n_points == n_points_of_block(place.first_point) && std::ranges::count(runs.status, Status::missing) == 0;
    if (is_block) return add_block(file, place, runs);
    for (std::uint32_t i = 0; i < place.n_points; ++i) {
        if (runs.status[i] == Status::missing) continue;
        if (in_place)
            add_run(place.first_point + i, {place, i, runs.status[i]});
        else
            elsewhere_[runs.keys[i]] = {place, i, runs.status[i]};
    }
}

void PartIndex::add_block(const PartFile& file, const RecordPlace& place, const Record& runs) {
    if (const auto first = blocks_.find({place.replicate, place.first_point}); first != blocks_.end())
        note_second(file, first->second.record, place);
    const auto begin = runs_.lower_bound({place.replicate, place.first_point});
    const auto end = runs_.lower_bound({place.replicate, place.first_point + place.n_points});
    for (auto run = begin; run != end; ++run) {
        const auto at = static_cast<std::uint32_t>(run->first.second - place.first_point);
        note_second_run(run->second, {place, at, runs.status[at]}, run->first.second);
    }
    runs_.erase(begin, end);
    blocks_[{place.replicate, place.first_point}] = {place, runs.status};
}

void PartIndex::add_run(std::uint64_t point, const RunPlace& place) {
    const std::uint64_t first_point = point - point % points_per_block_;
    if (const auto block = blocks_.find({place.record.replicate, first_point}); block != blocks_.end()) {
        const auto at = static_cast<std::uint32_t>(point - first_point);
        return note_second_run({block->second.record, at, block->second.status[at]}, place, point);
    }
    const auto [earlier, is_new] = runs_.try_emplace({place.record.replicate, point}, place);
    if (!is_new) note_second_run(earlier->second, place, point);
    earlier->second = place;
}

Record PartIndex::record(const RecordPlace& place) const { return PartFile(parts_[place.part]).record(place); }

/// With its chunks decompressed.
std::shared_ptr<const Record> PartIndex::opened(const RecordPlace& place) const {
    const std::lock_guard lock(opening_);
    const auto is_wanted = [&](const Opened& one) {
        return one.record && one.part == place.part && one.offset == place.offset;
    };
    if (is_wanted(opened_[1])) std::swap(opened_[0], opened_[1]);
    if (is_wanted(opened_[0])) return opened_[0].record;
    auto stored = std::make_shared<Record>(record(place));
    for (std::size_t v = 0; v < stored->values.size(); ++v)
        if (!extents_[v].gathered)
            stored->values[v].bytes = results::decompress_chunk(stored->values[v], stored->room * extents_[v].bytes(),
                                                                extents_[v].element_size);
    opened_[1] = std::move(opened_[0]);
    opened_[0] = {place.part, place.offset, std::move(stored)};
    return opened_[0].record;
}

FinishedRun PartIndex::run_of(const RunPlace& place) const {
    const auto opened_record = opened(place.record);
    const Record& stored = *opened_record;
    FinishedRun run;
    run.is_new = false;
    run.record.point = stored.first_point + place.at;
    run.record.replicate = stored.replicate;
    run.record.status = stored.status[place.at];
    for (const results::Failure& failure : stored.failures)
        if (failure.point == run.record.point) run.stage = failure.stage, run.record.message = failure.message;
    if (run.record.status != Status::done) return run;
    run.series = Series(header_.outputs);
    for (std::size_t v = 0; v < extents_.size(); ++v) {
        const results::Extent& extent = extents_[v];
        const auto& values = stored.values[v].bytes;
        const std::size_t begin = place.at * extent.bytes();
        std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(begin), extent.bytes(), run.series.bytes(v).begin());
    }
    return run;
}

const PartIndex::RunPlace* PartIndex::place_of_run(std::uint64_t point, std::uint32_t replicate) const {
    if (const auto here = runs_.find({replicate, point}); here != runs_.end()) return &here->second;
    if (elsewhere_.empty()) return nullptr;
    const auto there = elsewhere_.find(keys_.of(point, replicate));
    return there != elsewhere_.end() ? &there->second : nullptr;
}

std::optional<FinishedRun> PartIndex::run(std::uint64_t point, std::uint32_t replicate) const {
    const RunPlace* place = place_of_run(point, replicate);
    if (!place) return {};
    FinishedRun run = run_of(*place);
    run.record.point = point;
    run.record.replicate = replicate;
    return run;
}

std::optional<Block> PartIndex::block(std::uint64_t first_point, std::uint32_t replicate) const {
    if (const auto whole = blocks_.find({replicate, first_point}); whole != blocks_.end()) {
        Record stored = record(whole->second.record);
        return Block::restored(header_, first_point, replicate, std::move(stored.values), std::move(stored.status),
                               std::move(stored.failures));
    }
    std::optional<Block> block;
    const auto end = runs_.lower_bound({replicate, first_point + n_points_of_block(first_point)});
    for (auto place = runs_.lower_bound({replicate, first_point}); place != end; ++place) {
        if (!block) block.emplace(header_, first_point, replicate);
        const FinishedRun run = run_of(place->second);
        put(run, *block);
    }
    if (block) block->compress();
    return block;
}

void PartIndex::for_each_run(const std::function<void(std::uint64_t, std::uint32_t, Status)>& visit) const {
    for (const auto& [slot, block] : blocks_)
        for (std::size_t i = 0; i < block.status.size(); ++i) visit(slot.second + i, slot.first, block.status[i]);
    for (const auto& [slot, run] : runs_) visit(slot.second, slot.first, run.status);
}

void put(const FinishedRun& run, Block& block) {
    if (run.record.status == Status::done)
        block.put(run.record.point, run.series);
    else
        block.fail(run.record.point, run.record.status, run.stage, run.record.message);
}

std::uint64_t n_runs_in(const PartIndex& parts) {
    std::uint64_t n = 0;
    parts.for_each_run([&](std::uint64_t, std::uint32_t, Status) { ++n; });
    return n;
}

std::string runs_out_of_place(const PartIndex& parts) {
    return parts.n_elsewhere() == 0
               ? std::string()
               : fmt::format(
                     "{} of the runs in the parts have no such place in the plan: they are another sweep's, or "
                     "--resume will find theirs",
                     parts.n_elsewhere());
}

Written write_results(const PartIndex& parts, const fs::path& output, bool force) {
    const results::Header& header = parts.header();
    Written written;
    std::vector<results::Failure> failures;
    results::Writer writer(output, header, force);
    for (std::uint32_t replicate = 0; replicate < header.n_replicates; ++replicate)
        for (std::uint64_t point = 0; point < header.n_points; point += parts.points_per_block()) {
            const auto block = parts.block(point, replicate);
            if (!block) continue;
            writer.write(*block);
            written.n_done += static_cast<std::uint64_t>(std::ranges::count(block->status(), Status::done));
            written.n_failed += static_cast<std::uint64_t>(std::ranges::count(block->status(), Status::failed));
            for (const results::Failure& failure : block->failures())
                if (failures.size() < max_failures) failures.push_back(failure);
        }
    writer.failures(failures);
    writer.close();
    return written;
}

}  // namespace sim::sweep
