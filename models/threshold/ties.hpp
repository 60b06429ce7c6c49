/// Who sees whom: everybody everybody, or a graph.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/network/graph.hpp"
#include "sim/param/field.hpp"

namespace threshold {

using sim::agents::Index;

enum class TieKind : std::uint8_t { complete, random, small_world, hierarchy, blocks };
constexpr std::array<std::string_view, 5> tie_names = {"complete", "random", "small_world", "hierarchy", "blocks"};

struct TieParameters {
    using Self = TieParameters;
    SIM_PARAM(double, degree, 10.0, "tie", in(0, 100000), structure,
              "random, small_world (an even number), blocks: mean number of ties", "assumed");
    SIM_PARAM(double, rewiring, 0.1, "1", in(0, 1), structure, "small_world: share of ties led to random people",
              "watts1998");
    SIM_PARAM(int, span, 5, "person", in(1, 100000), structure, "hierarchy: subordinates of a superior", "siegel2009");
    SIM_PARAM(double, peers, 0.0, "1", in(0, 1), structure,
              "hierarchy: chance that two subordinates of one superior are tied", "siegel2009");
    SIM_PARAM(int, blocks, 2, "unit", in(1, 1000000), structure, "blocks: how many, of equal size", "assumed");
    SIM_PARAM(double, across, 0.05, "1", in(0, 1), structure, "blocks: share of ties that lead to other blocks",
              "assumed");
};

/// Whether a parameter of this name matters for the kind.
bool reads(TieKind kind, std::string_view field);
/// Why n people cannot have such ties; empty if they can.
std::string fault_of(TieKind kind, const TieParameters& parameters, Index n);
/// Nothing where everybody sees everybody.
std::optional<sim::network::Graph> make_ties(TieKind kind, const TieParameters& parameters, Index n,
                                             std::uint64_t seed);

template <class Form>
void tie_keys(Form& form, TieKind& kind, TieParameters& parameters) {
    form.choice("kind", kind, tie_names, "complete: everybody sees everybody; else the form of the network");
    form.fields(parameters);
}

}  // namespace threshold
