#include "sim/network/graph.hpp"

#include <algorithm>
#include <numeric>

namespace sim::network {

Graph::Graph(Index n_members, std::span<const Tie> ties) : first_(std::size_t{n_members} + 1, 0) {
    for (const auto& [a, b] : ties) {
        SIM_EXPECT(a < n_members && b < n_members && a != b);
        ++first_[a + 1];
        ++first_[b + 1];
    }
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    neighbours_.resize(2 * ties.size());
    std::vector<std::uint64_t> next(first_.begin(), first_.end() - 1);
    for (const auto& [a, b] : ties) {
        neighbours_[next[a]++] = b;
        neighbours_[next[b]++] = a;
    }
    for (Index i = 0; i < n_members; ++i) {
        const auto begin = neighbours_.begin() + static_cast<std::ptrdiff_t>(first_[i]);
        const auto end = neighbours_.begin() + static_cast<std::ptrdiff_t>(first_[i + 1]);
        std::sort(begin, end);
        SIM_EXPECT(std::adjacent_find(begin, end) == end);
    }
}

bool Graph::tied(Index a, Index b) const {
    const auto others = neighbours(a);
    return std::binary_search(others.begin(), others.end(), b);
}

}  // namespace sim::network
