/// The ties of sight: all see all, or a graph says it.
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
              "mean number of ties (random, small_world: an even number, blocks)", "assumed");
    SIM_PARAM(double, rewiring, 0.1, "1", in(0, 1), structure, "share of ties led to random people (small_world)",
              "watts1998; size assumed");
    SIM_PARAM(int, span, 5, "person", in(1, 100000), structure, "subordinates of a superior (hierarchy)",
              "siegel2009; size assumed");
    SIM_PARAM(double, peers, 0.0, "1", in(0, 1), structure,
              "chance that two subordinates of one superior are tied (hierarchy)", "siegel2009; size assumed");
    SIM_PARAM(int, blocks, 2, "unit", in(1, 1000000), structure, "number of blocks, of equal size (blocks)", "assumed");
    SIM_PARAM(double, across, 0.05, "1", in(0, 1), structure, "share of ties that lead to other blocks (blocks)",
              "assumed");
};

/// Whether a parameter of this name matters for the kind.
bool reads(TieKind kind, std::string_view field);
/// Why n people cannot have such ties; empty if they can.
std::string fault_of(TieKind kind, const TieParameters& parameters, Index n);
/// Nothing if all see all.
std::optional<sim::network::Graph> make_ties(TieKind kind, const TieParameters& parameters, Index n,
                                             std::uint64_t seed);

template <class Form>
void tie_keys(Form& form, TieKind& kind, TieParameters& parameters) {
    form.choice("kind", kind, tie_names, "complete: all see all; else the form of the network");
    form.fields(parameters);
}

}  // namespace threshold
