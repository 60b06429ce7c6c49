/// Fixed ties between n members, as compressed rows: the neighbours of a member lie side by side, in order of id. Ties
/// are mutual; no member is tied to itself, and no two are tied twice.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "sim/agents/index.hpp"
#include "sim/check.hpp"

namespace sim::network {

using agents::Index;

using Tie = std::pair<Index, Index>;

/// A graph never has more: a mistyped number must not exhaust the machine.
constexpr double most_ties = 5e7;

class Graph {
 public:
    /// Each tie is given once, either way round.
    Graph(Index n_members, std::span<const Tie> ties);

    Index size() const { return static_cast<Index>(first_.size() - 1); }
    std::uint64_t n_ties() const { return neighbours_.size() / 2; }
    Index degree(Index member) const { return static_cast<Index>(first_[member + 1] - first_[member]); }
    std::span<const Index> neighbours(Index member) const {
        return {neighbours_.data() + first_[member], degree(member)};
    }
    bool tied(Index a, Index b) const;

 private:
    std::vector<std::uint64_t> first_;  // [member], and one past the last
    std::vector<Index> neighbours_;
};

}  // namespace sim::network
