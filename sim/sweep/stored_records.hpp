/// The records of parts, opened when they are asked for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "sim/results/part.hpp"
#include "sim/sweep/finished_run.hpp"

namespace sim::sweep {

/// A run in a record.
struct RunPlace {
    results::RecordPlace record;
    std::uint32_t at = 0;  // in the record
    results::Status status = results::Status::missing;
};

/// Any thread may ask. Everything that opens a part throws InputError if it has gone or is not what it was.
class StoredRecords {
 public:
    explicit StoredRecords(const Outputs& outputs);  // which must outlive it

    /// Returns the number of the part, for RecordPlace::part.
    std::uint32_t add_part(const std::filesystem::path& part);
    const std::filesystem::path& part_of(const results::RecordPlace& place) const { return parts_[place.part]; }

    std::vector<std::byte> bytes(const results::RecordPlace& place) const;  // as encoded
    results::Record record(const results::RecordPlace& place) const;
    FinishedRun run(const RunPlace& place) const;

 private:
    std::shared_ptr<const results::Record> opened(const results::RecordPlace& place) const;
    Series series_of(const results::Record& opened, std::uint32_t at) const;

    const Outputs& outputs_;
    const std::vector<results::Extent> extents_;
    std::vector<std::filesystem::path> parts_;

    // The two records that were opened last: their runs are asked for one after another, by many threads
    struct Opened {
        std::uint32_t part = 0;
        std::uint64_t offset = 0;
        std::shared_ptr<const results::Record> record;
    };
    mutable std::mutex opening_;
    mutable std::array<Opened, 2> opened_;  // the last one first
};

}  // namespace sim::sweep
