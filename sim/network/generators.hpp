/// Graphs made from a few numbers and a seed: random, small world, hierarchy, blocks. Each draws from streams named by
/// (seed, tag, member), so the same arguments make the same graph everywhere. Work and memory grow with members and
/// ties. `fault` says why arguments make no graph, in the words of a message; empty if they make one.
#pragma once

#include <string>

#include "sim/network/graph.hpp"

namespace sim::network {

/// Every pair tied with the same chance, so that the mean degree is `degree` (Gilbert 1959; pairs skipped by geometric
/// jumps: Batagelj & Brandes 2005). Degrees are binomial.
struct Random {
    Index n = 0;
    double degree = 0;
    std::string fault() const;
    Graph make(std::uint64_t seed) const;
};

/// A ring in which each is tied to the `degree` nearest, an even number; then the far end of each tie is moved to
/// a random member with this chance (Watts & Strogatz 1998).
struct SmallWorld {
    Index n = 0;
    Index degree = 0;
    double rewiring = 0;
    std::string fault() const;
    Graph make(std::uint64_t seed) const;
};

/// A tree of command, filled level by level: all but the first have one superior, and superiors have `span`
/// subordinates. Two subordinates of one superior are tied with chance `peers`. (The hierarchy of Siegel 2009 ties
/// people of one level instead; here ties stay local, so that their number is bounded.)
struct Hierarchy {
    Index n = 0;
    Index span = 0;
    double peers = 0;
    std::string fault() const;
    Graph make(std::uint64_t seed) const;
};

/// `blocks` blocks of equal size (to one member): a share `across` of the mean degree goes to other blocks, the rest
/// stays in the own one (stochastic block model: Holland, Laskey & Leinhardt 1983).
struct Blocks {
    Index n = 0;
    Index blocks = 0;
    double degree = 0;
    double across = 0;
    std::string fault() const;
    Graph make(std::uint64_t seed) const;
    /// The first member of a block; n for the block after the last.
    Index first_of(Index block) const { return static_cast<Index>(std::uint64_t{n} * block / blocks); }
};

}  // namespace sim::network
