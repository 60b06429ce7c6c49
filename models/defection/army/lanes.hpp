/// Rows of lanes: what varies by identity group and rank, a group's ranks side by side.
#pragma once

#include <cstddef>

#include <Eigen/Core>

#include "models/defection/army/people.hpp"

namespace defection {

/// The eight ranks of one group, side by side: what a vector register holds. Only element-wise operations.
using Ranks = Eigen::Array<float, n_ranks, 1>;
inline Eigen::Map<const Ranks> ranks_at(const float* first) { return Eigen::Map<const Ranks>(first); }
inline Eigen::Map<Ranks> ranks_at(float* first) { return Eigen::Map<Ranks>(first); }
/// Sum over ranks in a fixed order, whatever the width of a register.
inline float sum_of(const Ranks& x) { return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7])); }

/// lane = group x n_ranks + rank.
struct Lanes {
    std::size_t n_groups = 0;
    std::size_t size() const { return n_groups * n_ranks; }
    static std::size_t at(std::size_t group, Rank rank) { return group * n_ranks + static_cast<std::size_t>(rank); }
};

}  // namespace defection
