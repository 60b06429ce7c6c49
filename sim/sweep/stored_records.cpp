#include "sim/sweep/stored_records.hpp"

#include <algorithm>
#include <utility>

namespace sim::sweep {

using results::PartFile, results::Record, results::RecordPlace;

StoredRecords::StoredRecords(const Outputs& outputs) : outputs_(outputs), extents_(results::extents_of(outputs)) {}

std::uint32_t StoredRecords::add_part(const std::filesystem::path& part) {
    parts_.push_back(part);
    return static_cast<std::uint32_t>(parts_.size() - 1);
}

std::vector<std::byte> StoredRecords::bytes(const RecordPlace& place) const {
    return PartFile(part_of(place)).bytes(place);
}

Record StoredRecords::record(const RecordPlace& place) const { return PartFile(part_of(place)).record(place); }

/// With its chunks decompressed.
std::shared_ptr<const Record> StoredRecords::opened(const RecordPlace& place) const {
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

FinishedRun StoredRecords::run(const RunPlace& place) const {
    const auto stored = opened(place.record);
    FinishedRun run;
    run.is_new = false;
    run.record.point = stored->first_point + place.at;
    run.record.replicate = stored->replicate;
    run.record.status = stored->status[place.at];
    for (const results::Failure& failure : stored->failures)
        if (failure.point == run.record.point) run.stage = failure.stage, run.record.message = failure.message;
    run.tables = stored->tables[place.at];
    if (run.record.status == results::Status::done) run.series = series_of(*stored, place.at);
    return run;
}

Series StoredRecords::series_of(const Record& opened, std::uint32_t at) const {
    Series series(outputs_);
    for (std::size_t v = 0; v < extents_.size(); ++v) {
        const results::Extent& extent = extents_[v];
        const auto begin = static_cast<std::ptrdiff_t>(at * extent.bytes());
        std::copy_n(opened.values[v].bytes.begin() + begin, extent.bytes(), series.bytes(v).begin());
    }
    return series;
}

}  // namespace sim::sweep
