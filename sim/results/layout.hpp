/// How the values lie in chunks, decided by the plan alone so that every shard, thread and restart agrees. Series: k
/// points x 1 replicate x the whole own axes, compressed by workers. End-of-run values are a few bytes per run and
/// would make tiny chunks: the writer gathers many runs of them into one tile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/results/header.hpp"

namespace sim::results {

/// A chunk over (point, replicate).
struct Tile {
    std::uint64_t points = 1, replicates = 1;
};

/// One variable's values of one run.
struct Extent {
    std::size_t values = 0;        // per run
    std::size_t element_size = 0;  // [byte]
    Store store = Store::count;
    bool gathered = false;  // an end-of-run value: stored in tiles by the writer
    std::size_t bytes() const { return values * element_size; }
};
std::vector<Extent> extents_of(const Outputs& outputs);

/// The stored form of so many runs' missing values: -1, NaN, 255.
std::vector<std::byte> missing_values(const Extent& extent, std::size_t runs);

/// The same NaN for every undefined value: which NaN an operation gives depends on compiler and processor.
void unify_nans(std::span<std::byte> reals);

/// Points per chunk, chosen so that a chunk of the widest series is 64 KiB to 1 MiB; 1 if a run is larger than that.
std::uint64_t points_per_chunk(const Header& header);

/// The tile of an end-of-run value with so many values per run: about 8192 values.
Tile tile_of(const Header& header, std::size_t values);

}  // namespace sim::results
