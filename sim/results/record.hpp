/// The record of a part file: neighbouring runs of one replicate, as bytes. All that reads bytes throws InputError if
/// they are no record, and allocates nothing that their length does not cover.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/results/chunk.hpp"
#include "sim/results/header.hpp"
#include "sim/results/layout.hpp"
#include "sim/results/packed_tables.hpp"
#include "sim/results/run_key.hpp"

namespace sim::results {

/// A block, or one run of it.
struct Record {
    std::uint64_t first_point = 0;
    std::uint32_t replicate = 0;
    bool is_block = false;             // else one run
    std::uint32_t room = 1;            // runs that a chunk of a series has room for
    std::vector<Status> status;        // [run]
    std::vector<RunKey> keys;          // [run]
    std::vector<Failure> failures;     // of those that failed
    std::vector<StoredChunk> values;   // [variable]
    std::vector<PackedTables> tables;  // [run] of events; empty: none are kept of it
    std::uint64_t n_points() const { return status.size(); }
};

/// The place of a record, and the facts known of it without reading it.
struct RecordPlace {
    std::uint64_t first_point = 0;
    std::uint32_t replicate = 0, n_points = 0;
    bool is_block = false;
    std::uint32_t part = 0;              // place in a list of parts, kept by its owner
    std::uint64_t offset = 0, size = 0;  // [byte]
};

std::vector<std::byte> encode(const Record& record);
Record decode(std::span<const std::byte> bytes);
/// Whose runs a record holds, and what became of them: all of it but failures and values, of its first
/// bytes_of_runs() bytes.
Record decode_runs(std::span<const std::byte> bytes);

/// A record begins with so many bytes, which tell what it is about.
constexpr std::size_t record_head_bytes = 32;
constexpr std::uint64_t bytes_of_runs(std::uint64_t n_points) {
    return record_head_bytes + n_points * (sizeof(Status) + sizeof(RunKey));
}
/// The place of a record that begins so, at this offset and of this size.
RecordPlace place_of(std::span<const std::byte, record_head_bytes> head, std::uint64_t offset, std::uint64_t size);

/// How closely stored values are looked at: sizes and heads of chunks, or all of them inflated.
enum class Look : std::uint8_t { sizes, values };
/// Holds a record's values, or its tables, against the outputs of its plan.
void check_values(const Record& record, std::span<const Extent> extents, Look look);
void check_tables(const Record& record, const Outputs& outputs, Look look);

}  // namespace sim::results
