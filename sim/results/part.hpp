/// Part files: finished runs of a sweep that is not whole yet, in one folder beside the file to be. A part appears
/// under its name when it is whole and on disk, and its last bytes are the digest of all others. It holds whole blocks,
/// in the form in which the results file will store them, and single runs of blocks that were not full when it was
/// written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "sim/results/block.hpp"
#include "sim/results/header.hpp"
#include "sim/results/open_file.hpp"
#include "sim/results/run_key.hpp"

namespace sim::results {

/// Neighbouring runs of one replicate: a block, or one run of it.
struct Record {
    std::uint64_t first_point = 0;
    std::uint32_t replicate = 0;
    bool is_block = false;            // else one run
    std::uint32_t room = 1;           // runs that a chunk of a series has room for
    std::vector<Status> status;       // [run]
    std::vector<RunKey> keys;         // [run]
    std::vector<Failure> failures;    // of those that failed
    std::vector<StoredChunk> values;  // [variable]
    std::uint64_t n_points() const { return status.size(); }
};

/// Where a record lies, and what can be said of it without reading it.
struct RecordPlace {
    std::uint64_t first_point = 0;
    std::uint32_t replicate = 0, n_points = 0;
    bool is_block = false;
    std::uint32_t part = 0;              // place in a list of parts, kept by its owner
    std::uint64_t offset = 0, size = 0;  // [byte]
};

std::vector<std::byte> encode(const Record& record);
/// Writes encoded records as one part, whole or not at all. InputError: there is a file of
/// this name already. std::runtime_error: the machine's reason.
void write_part(const std::filesystem::path& path, const Identity& identity,
                std::span<const std::vector<std::byte>> records);

/// How closely stored values are looked at: sizes and heads of chunks, or all of them inflated.
enum class Look : std::uint8_t { sizes, values };

/// A part that may be cut, changed or made up, open for reading.
class PartFile {
 public:
    /// InputError: there is no such file.
    explicit PartFile(const std::filesystem::path& path);

    /// Holds every byte against the digest and finds the records. InputError: it does not match, or the part belongs to
    /// another plan.
    std::vector<RecordPlace> check(const Identity& identity) const;
    /// For places that check() gave.
    std::vector<std::byte> bytes(const RecordPlace& place) const;  // as encoded
    Record runs(const RecordPlace& place) const;                   // without failures and values
    Record record(const RecordPlace& place) const;
    /// InputError: a record holds no runs with such values.
    void check_values(const std::vector<RecordPlace>& places, std::span<const Extent> extents, Look look) const;

 private:
    OpenFile file_;
};

}  // namespace sim::results
