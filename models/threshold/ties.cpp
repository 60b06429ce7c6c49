#include "models/threshold/ties.hpp"

#include <cmath>

#include "sim/network/generators.hpp"

namespace threshold {
namespace {

using namespace sim::network;

/// Calls visit with the generator that the kind stands for; with nothing for the complete graph.
template <class Visit>
auto with_generator(TieKind kind, const TieParameters& p, Index n, const Visit& visit) {
    switch (kind) {
        case TieKind::complete:
            break;
        case TieKind::random:
            return visit(Random{n, p.degree});
        case TieKind::small_world:
            return visit(SmallWorld{n, static_cast<Index>(p.degree), p.rewiring});
        case TieKind::hierarchy:
            return visit(Hierarchy{n, static_cast<Index>(p.span), p.peers});
        case TieKind::blocks:
            return visit(Blocks{n, static_cast<Index>(p.blocks), p.degree, p.across});
    }
    return decltype(visit(Random{})){};
}

}  // namespace

bool reads(TieKind kind, std::string_view field) {
    switch (kind) {
        case TieKind::complete:
            return false;
        case TieKind::random:
            return field == "degree";
        case TieKind::small_world:
            return field == "degree" || field == "rewiring";
        case TieKind::hierarchy:
            return field == "span" || field == "peers";
        case TieKind::blocks:
            break;
    }
    return field == "degree" || field == "blocks" || field == "across";
}

std::string fault_of(TieKind kind, const TieParameters& p, Index n) {
    if (kind == TieKind::small_world && p.degree != std::floor(p.degree))
        return "the degree of a small world is not a whole number (half of it lies on either side of a ring)";
    return with_generator(kind, p, n, [](const auto& generator) { return generator.fault(); });
}

std::optional<Graph> make_ties(TieKind kind, const TieParameters& p, Index n, std::uint64_t seed) {
    return with_generator(kind, p, n, [&](const auto& generator) { return std::optional(generator.make(seed)); });
}

}  // namespace threshold
