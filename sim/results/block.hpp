/// The unit that a sweep computes, stores and merges: k consecutive points of one replicate, every variable.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/results/chunk.hpp"
#include "sim/results/header.hpp"
#include "sim/results/layout.hpp"
#include "sim/results/packed_tables.hpp"

namespace sim::results {

/// Different points may be put by different threads at the same time. Copies share their content.
class Block {
 public:
    /// `first_point` must be a multiple of points_per_chunk(header).
    Block(const Header& header, std::uint64_t first_point, std::uint32_t replicate);
    /// Takes over the values of one run. Runs never put stay missing.
    void put(std::uint64_t point, const Series& series);
    /// Beside its values: its tables of events.
    void put_tables(std::uint64_t point, PackedTables tables);
    void fail(std::uint64_t point, Status status, std::string stage = {}, std::string message = {});
    /// Shuffles and deflates the series; done by workers, so that the writer only hands stored bytes on.
    void compress();

    using Stored = StoredChunk;
    /// A block that was compressed before: the content of the one whose stored(), status(), ... these are.
    /// InputError: they do not fit the plan.
    static Block restored(const Header& header, std::uint64_t first_point, std::uint32_t replicate,
                          std::vector<Stored> values, std::vector<Status> status, std::vector<Failure> failures,
                          std::vector<PackedTables> tables);
    std::uint64_t first_point() const;
    std::uint32_t replicate() const;
    std::uint64_t n_points() const;  // k, or fewer in the last block of a replicate
    /// Per variable, after compress(): a whole stored chunk, or the plain values of an end-of-run variable.
    const std::vector<Stored>& stored() const;
    const std::vector<Status>& status() const;  // per point of the block
    const std::vector<Failure>& failures() const;
    const std::vector<PackedTables>& tables() const;  // per point of the block; empty: none

 private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace sim::results
