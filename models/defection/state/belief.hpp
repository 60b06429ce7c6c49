/// Whether people expect the regime to last, and what they hear.
#pragma once

#include <string_view>
#include <vector>

#include "models/defection/army/people.hpp"

namespace defection::state {

/// Writer: news.
struct News {
    static constexpr std::string_view name = "news";
    std::vector<double> of_day;  // [day of the step] good or bad for the regime, standard deviation 1; empty: none
    bool operator==(const News&) const = default;
};

/// Writer: propaganda.
struct Narrative {
    static constexpr std::string_view name = "narrative";
    explicit Narrative(std::size_t n_groups) : believed(n_groups, 0.0) {}
    std::vector<double> believed;  // [group] log odds that it adds
    bool operator==(const Narrative&) const = default;
};

/// Writer: survival belief.
struct Belief {
    static constexpr std::string_view name = "belief";
    explicit Belief(std::size_t n_groups) : of_men(n_groups, 1.0), of_officers(n_groups, 1.0) {}
    std::vector<double> of_men, of_officers;  // [group] in the regime's survival, [0, 1]
    double of(std::size_t group, Rank rank) const { return (is_officer(rank) ? of_officers : of_men)[group]; }
    bool operator==(const Belief&) const = default;
};

}  // namespace defection::state
