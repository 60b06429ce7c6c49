/// Whether people expect the regime to last, and what they hear of it.
#pragma once

#include <string_view>
#include <vector>

#include "models/defection/army/people.hpp"

namespace defection::state {

/// Writer: the script.
struct Belief {
    static constexpr std::string_view name = "belief";
    explicit Belief(std::size_t n_groups) : of_men(n_groups, 1.0), of_officers(n_groups, 1.0) {}
    std::vector<double> of_men, of_officers;  // [group] in the regime's survival, [0, 1]
    double of(std::size_t group, Rank rank) const { return (is_officer(rank) ? of_officers : of_men)[group]; }
    bool operator==(const Belief&) const = default;
};

}  // namespace defection::state
