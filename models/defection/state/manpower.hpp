/// The men whom army, militias and rebels compete for.
#pragma once

#include <limits>
#include <string_view>
#include <vector>

namespace defection::state {

/// Writer: manpower. Null: men without end.
struct Manpower {
    static constexpr std::string_view name = "manpower";
    Manpower(std::size_t n_regions, std::size_t n_groups) : n_groups(n_groups), men(n_regions * n_groups) {}
    std::size_t n_groups;
    bool is_bounded = false;
    std::vector<double> men;   // [region x group] of age, at home and under no arms, of the real country
    double coming_of_age = 0;  // [man/week] of the real country
    double left(std::size_t region, std::size_t group) const {
        return is_bounded ? men[region * n_groups + group] : std::numeric_limits<double>::infinity();
    }
    bool operator==(const Manpower&) const = default;
};

/// Writer: militia.
struct Militias {
    static constexpr std::string_view name = "militias";
    double budget = 0;    // [man] whom patron and tycoons pay for, of the real country
    double willing = 0;   // [man] who would serve
    double openings = 0;  // places that stand open, as a share of those paid for, [0, 1]
    bool operator==(const Militias&) const = default;
};

}  // namespace defection::state
