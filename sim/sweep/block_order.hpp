/// The blocks of a plan in the order in which they are computed and stored: replicate by replicate, and within one by
/// first point.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/results/layout.hpp"

namespace sim::sweep {

class BlockOrder {
 public:
    explicit BlockOrder(const results::Header& header)
        : n_points_(header.n_points),
          n_replicates_(header.n_replicates),
          points_per_block_(results::points_per_chunk(header)) {}

    std::uint64_t points_per_block() const { return points_per_block_; }
    /// Fewer in the last block of a replicate.
    std::uint64_t n_points_of(std::uint64_t first_point) const {
        return std::min(points_per_block_, n_points_ - first_point);
    }
    std::uint64_t first_point_of(std::uint64_t point) const { return point - point % points_per_block_; }
    /// The place of a block in the order.
    std::uint64_t number_of(std::uint64_t first_point, std::uint32_t replicate) const {
        const std::uint64_t per_replicate = (n_points_ + points_per_block_ - 1) / points_per_block_;
        return replicate * per_replicate + first_point / points_per_block_;
    }
    /// Calls visit(first point, replicate) for every block.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (std::uint32_t replicate = 0; replicate < n_replicates_; ++replicate)
            for (std::uint64_t point = 0; point < n_points_; point += points_per_block_) visit(point, replicate);
    }

 private:
    std::uint64_t n_points_;
    std::uint32_t n_replicates_;
    std::uint64_t points_per_block_;
};

}  // namespace sim::sweep
