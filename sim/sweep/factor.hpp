/// One factor of a design: a swept parameter and the values it may take, either a list or a range. Values are computed
/// when asked for: a range of a hundred million levels costs nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sim::sweep {

struct Factor {
    std::string name;
    std::vector<double> values;  // a list; empty: the range below
    double min = 0, max = 0;     // [the parameter's unit], both ends are levels
    std::uint64_t n = 0;         // levels of the range; 0: any value between, for sampled designs
    bool logarithmic = false;    // levels and draws are even in the logarithm; 0 < min
    bool whole = false;          // an integer or a switch: draws are whole numbers

    bool is_list() const { return !values.empty(); }
    /// 0 if any value of the range may be taken.
    std::uint64_t n_levels() const { return is_list() ? values.size() : n; }
    double level(std::uint64_t index) const;
    /// The value at share `u` of the factor's distribution, 0 < u < 1: how sampled designs draw.
    double quantile(double u) const;

 private:
    double between(double share) const;
};

std::vector<std::string> names_of(const std::vector<Factor>& factors);

}  // namespace sim::sweep
