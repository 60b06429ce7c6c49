/// Factors and designs made in one line, for tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/sweep/design.hpp"

namespace sim::sweep {

inline Factor list(std::string name, std::vector<double> values) {
    Factor factor;
    factor.name = std::move(name);
    factor.values = std::move(values);
    return factor;
}

inline Factor range(std::string name, double min, double max, std::uint64_t n) {
    Factor factor;
    factor.name = std::move(name);
    factor.min = min;
    factor.max = max;
    factor.n = n;
    return factor;
}

inline DesignOrFault make(std::string_view kind, DesignInput input) {
    for (const auto& row : design_kinds())
        if (row.name == kind) return row.make(std::move(input));
    return {};
}

inline DesignInput factors(std::vector<Factor> all) {
    DesignInput input;
    input.factors = std::move(all);
    return input;
}

inline DesignInput draws(std::vector<Factor> all, std::uint64_t samples, std::uint64_t seed) {
    auto input = factors(std::move(all));
    input.samples = samples;
    input.seed = seed;
    return input;
}

inline std::vector<double> at(const Design& design, std::uint64_t index) {
    std::vector<double> values(design.names().size());
    design.point(index, values);
    return values;
}

using Values = std::vector<double>;

}  // namespace sim::sweep
