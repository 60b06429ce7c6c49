#include "sim/sweep/part_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/check.hpp"
#include "sim/sweep/part_folder.hpp"

namespace sim::sweep {

namespace fs = std::filesystem;
using results::Block, results::PartFile, results::Record, results::RecordPlace, results::Status;

PartIndex::PartIndex(const results::Header& header)
    : header_(header), keys_(header), order_(header), stored_(header.outputs), overlaps_(stored_) {}

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
    file.check_values(places, header_.outputs, look);
    const std::uint32_t number = stored_.add_part(part);
    for (RecordPlace place : places) {
        place.part = number;
        add_record(file, place);
    }
}

std::vector<std::vector<std::byte>> PartIndex::encoded() const {
    std::vector<std::vector<std::byte>> records;
    for (const auto& [slot, block] : blocks_) records.push_back(stored_.bytes(block.record));
    std::set<std::pair<std::uint32_t, std::uint64_t>> taken;  // part, offset: a record of many runs once
    for (const auto& [slot, place] : runs_)
        if (taken.emplace(place.record.part, place.record.offset).second)
            records.push_back(stored_.bytes(place.record));
    return records;
}

/// Whether the plan has just these runs where the record says.
bool PartIndex::is_in_place(const RecordPlace& place, const Record& runs) const {
    if (place.replicate >= header_.n_replicates || place.first_point >= header_.n_points ||
        place.n_points > header_.n_points - place.first_point)
        return false;
    for (std::uint32_t i = 0; i < place.n_points; ++i)
        if (runs.keys[i] != keys_.of(place.first_point + i, place.replicate)) return false;
    return true;
}

/// For runs that are in place.
bool PartIndex::is_whole_block(const RecordPlace& place, const Record& runs) const {
    return place.is_block && runs.room == order_.points_per_block() &&
           order_.first_point_of(place.first_point) == place.first_point &&
           place.n_points == order_.n_points_of(place.first_point) &&
           std::ranges::count(runs.status, Status::missing) == 0;
}

void PartIndex::add_record(const PartFile& file, const RecordPlace& place) {
    const Record runs = file.runs(place);
    const bool in_place = is_in_place(place, runs);
    if (in_place && is_whole_block(place, runs)) return add_block(file, place, runs);
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
        overlaps_.note_block(first->second.record, file, place);
    const auto begin = runs_.lower_bound({place.replicate, place.first_point});
    const auto end = runs_.lower_bound({place.replicate, place.first_point + place.n_points});
    for (auto run = begin; run != end; ++run) {
        const auto at = static_cast<std::uint32_t>(run->first.second - place.first_point);
        overlaps_.note_run(run->second, {place, at, runs.status[at]}, run->first.second);
    }
    runs_.erase(begin, end);
    blocks_[{place.replicate, place.first_point}] = {place, runs.status};
}

void PartIndex::add_run(std::uint64_t point, const RunPlace& place) {
    const std::uint64_t first_point = order_.first_point_of(point);
    if (const auto block = blocks_.find({place.record.replicate, first_point}); block != blocks_.end()) {
        const auto at = static_cast<std::uint32_t>(point - first_point);
        return overlaps_.note_run({block->second.record, at, block->second.status[at]}, place, point);
    }
    const auto [earlier, is_new] = runs_.try_emplace({place.record.replicate, point}, place);
    if (!is_new) overlaps_.note_run(earlier->second, place, point);
    earlier->second = place;
}

const RunPlace* PartIndex::place_of_run(std::uint64_t point, std::uint32_t replicate) const {
    if (const auto here = runs_.find({replicate, point}); here != runs_.end()) return &here->second;
    if (elsewhere_.empty()) return nullptr;
    const auto there = elsewhere_.find(keys_.of(point, replicate));
    return there != elsewhere_.end() ? &there->second : nullptr;
}

std::set<fs::path> PartIndex::parts_of_others() const {
    std::set<fs::path> others;
    if (elsewhere_.empty()) return others;
    std::set<results::RunKey> own;
    for (std::uint32_t replicate = 0; replicate < header_.n_replicates; ++replicate)
        for (std::uint64_t point = 0; point < header_.n_points; ++point) own.insert(keys_.of(point, replicate));
    for (const auto& [key, place] : elsewhere_)
        if (!own.contains(key)) others.insert(stored_.part_of(place.record));
    return others;
}

std::optional<FinishedRun> PartIndex::run(std::uint64_t point, std::uint32_t replicate) const {
    const RunPlace* place = place_of_run(point, replicate);
    if (!place) return {};
    FinishedRun run = stored_.run(*place);
    run.record.point = point;
    run.record.replicate = replicate;
    return run;
}

std::optional<Block> PartIndex::block(std::uint64_t first_point, std::uint32_t replicate) const {
    if (const auto whole = blocks_.find({replicate, first_point}); whole != blocks_.end()) {
        Record stored = stored_.record(whole->second.record);
        return Block::restored(header_, first_point, replicate, std::move(stored.values), std::move(stored.status),
                               std::move(stored.failures), std::move(stored.tables));
    }
    std::optional<Block> block;
    const auto end = runs_.lower_bound({replicate, first_point + order_.n_points_of(first_point)});
    for (auto place = runs_.lower_bound({replicate, first_point}); place != end; ++place) {
        if (!block) block.emplace(header_, first_point, replicate);
        put(stored_.run(place->second), *block);
    }
    if (block) block->compress();
    return block;
}

void PartIndex::for_each_run(const std::function<void(std::uint64_t, std::uint32_t, Status)>& visit) const {
    for (const auto& [slot, block] : blocks_)
        for (std::size_t i = 0; i < block.status.size(); ++i) visit(slot.second + i, slot.first, block.status[i]);
    for (const auto& [slot, run] : runs_) visit(slot.second, slot.first, run.status);
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

}  // namespace sim::sweep
