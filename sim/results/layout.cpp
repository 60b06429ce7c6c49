#include "sim/results/layout.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace sim::results {

namespace {

constexpr std::uint64_t chunk_bytes = 128u << 10;        // aim: deflate sees 32 KiB of each byte plane of an int32
constexpr std::uint64_t values_per_tile = 8192;          // 64 KiB of float64
constexpr std::uint64_t points_without_a_series = 1024;  // a block then only sets how often workers report

}  // namespace

std::vector<Extent> extents_of(const Outputs& outputs) {
    std::vector<Extent> extents;
    for (const Variable& variable : outputs.variables)
        extents.push_back({outputs.size_of(variable), bytes_of(variable.store), variable.store, !variable.over_time});
    return extents;
}

void unify_nans(std::span<std::byte> reals) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t at = 0; at + sizeof nan <= reals.size(); at += sizeof nan) {
        double value;
        std::memcpy(&value, &reals[at], sizeof value);
        if (std::isnan(value)) std::memcpy(&reals[at], &nan, sizeof nan);
    }
}

std::vector<std::byte> missing_values(const Extent& extent, std::size_t runs) {
    std::vector<std::byte> bytes(runs * extent.bytes(), std::byte{0xff});  // all bits set: -1, 255, a NaN
    if (extent.store == Store::real) unify_nans(bytes);
    return bytes;
}

std::uint64_t points_per_chunk(const Header& header) {
    std::uint64_t widest = 0;  // [byte]
    for (const Extent& extent : extents_of(header.outputs))
        if (!extent.gathered) widest = std::max<std::uint64_t>(widest, extent.bytes());
    const std::uint64_t fitting = widest == 0 ? points_without_a_series : chunk_bytes / widest;
    return std::clamp<std::uint64_t>(fitting, 1, header.n_points);
}

Tile tile_of(const Header& header, std::size_t values) {
    const std::uint64_t runs = std::max<std::uint64_t>(1, values_per_tile / std::max<std::size_t>(1, values));
    if (header.n_points >= runs) return {runs, 1};
    return {header.n_points, std::min<std::uint64_t>(header.n_replicates, runs / header.n_points)};
}

}  // namespace sim::results
