/// A number for each person, such as a threshold: given one by one, or from a distribution. Placed at its quantiles,
/// n people stand for the distribution itself; sampled, they are n independent draws from it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/agents/index.hpp"
#include "sim/param/field.hpp"
#include "sim/random/stream.hpp"

namespace threshold {

using sim::agents::Index;

enum class Shape : std::uint8_t { list, uniform, normal, beta };
constexpr std::array<std::string_view, 4> shape_names = {"list", "uniform", "normal", "beta"};

enum class Placement : std::uint8_t { quantiles, sampled };
constexpr std::array<std::string_view, 2> placement_names = {"quantiles", "sampled"};

struct DistributionParameters {
    using Self = DistributionParameters;
    SIM_PARAM(double, low, 0.0, "1", in(-10, 10), structure, "lowest of uniform values", "granovetter1978");
    SIM_PARAM(double, high, 1.0, "1", in(-10, 10), structure, "highest of uniform values", "granovetter1978");
    SIM_PARAM(double, mean, 0.25, "1", in(-10, 10), structure, "mean of normal values", "granovetter1978");
    SIM_PARAM(double, spread, 0.12, "1", in(0, 10), structure, "standard deviation of normal values",
              "granovetter1978; size assumed");
    SIM_PARAM(double, alpha, 2.0, "1", in(0.01, 1000), structure,
              "first shape of beta values, whose mean is alpha / (alpha + beta)", "assumed");
    SIM_PARAM(double, beta, 2.0, "1", in(0.01, 1000), structure, "second shape of beta values", "assumed");
};

struct Distribution {
    Shape shape = Shape::uniform;
    Placement placement = Placement::quantiles;
    std::vector<double> list;  // of Shape::list, a person each

    /// Whether a parameter of this name matters for the shape.
    bool reads(std::string_view field) const;
};

constexpr std::size_t most_listed = 100'000;

/// One value a person: a list in its own order; else the quantiles of (k + 1/2) / n in random order, or draws.
std::vector<double> values_of(const Distribution& distribution, const DistributionParameters& parameters, Index n,
                              std::uint64_t seed, sim::random::Tag tag);

/// The keys of a table that says how people differ. `meaning` says in what.
template <class Form>
void distribution_keys(Form& form, Distribution& all, DistributionParameters& parameters) {
    form.choice("distribution", all.shape, shape_names, "how people differ");
    form.choice("placement", all.placement, placement_names,
                "at the distribution's quantiles, or independent draws from it");
    form.numbers("list", all.list, most_listed, sim::param::in(-10, 10), "list: a value a person");
    form.fields(parameters);
}

}  // namespace threshold
