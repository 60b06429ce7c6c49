/// Factors and designs made in one line, for tests.
#pragma once

#include <cmath>
#include <set>
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
    input.options.samples = samples;
    input.seed = seed;
    return input;
}

inline std::vector<double> at(const Design& design, std::uint64_t index) {
    std::vector<double> values(design.names().size());
    design.point(index, values);
    return values;
}

using Values = std::vector<double>;

/// n factors between 0 and 1, named a, b, c, ...
inline std::vector<Factor> unit_factors(std::size_t n) {
    std::vector<Factor> all;
    for (std::size_t f = 0; f < n; ++f) all.push_back(range(std::string(1, static_cast<char>('a' + f)), 0, 1, 0));
    return all;
}

/// The strata of one factor that hold a point.
inline std::set<std::uint64_t> strata_of(const Design& design, std::size_t factor, std::uint64_t n) {
    std::set<std::uint64_t> strata;
    for (std::uint64_t i = 0; i < design.size(); ++i)
        strata.insert(static_cast<std::uint64_t>(static_cast<long double>(at(design, i)[factor]) * n));
    return strata;
}

inline std::uint64_t bits_of(double share) { return static_cast<std::uint64_t>(std::floor(std::ldexp(share, 52))); }

}  // namespace sim::sweep
