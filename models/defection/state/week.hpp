/// Constants of a run, and its present week.
#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/defection/scenario/structure.hpp"
#include "sim/random/elementary.hpp"

namespace defection::state {

/// Given by the scenario and the request; nothing writes it.
struct Setting {
    static constexpr std::string_view name = "setting";
    static constexpr bool is_given = true;

    Setting(const Structure& structure, double scale, std::uint64_t run_seed);

    const Structure& structure;
    double scale;  // [simulated / real people]
    std::uint64_t run_seed;
    double force;                          // [person] regulars of the real force at the start
    std::vector<double> relative_share;    // [region x group] share there / largest share there
    std::vector<double> population_share;  // [region] of the country
    /// Mean over the country's people of what is so in their region.
    double mean_over_people(const std::vector<double>& of_regions) const {
        return mean_over_people([&](std::size_t r) { return of_regions[r]; });
    }
    template <std::invocable<std::size_t> OfRegion>
    double mean_over_people(OfRegion&& of_region) const {
        double sum = 0;
        for (std::size_t r = 0; r < n_regions(); ++r) sum += population_share[r] * of_region(r);
        return sum;
    }
    std::size_t n_groups() const { return structure.groups.size(); }
    std::size_t n_regions() const { return structure.regions.size(); }
    std::size_t n_organisations() const { return structure.organisations.size(); }
};

/// The step under way. Only the schedule moves it.
struct Week {
    static constexpr std::string_view name = "week";
    static constexpr bool is_given = true;

    static constexpr int days_of_one = 7;  // [day]
    double dt = 1;                         // [week] length of the step, whole days
    std::uint32_t step = 0;
    double start = 0;  // [week]
    double end() const { return start + dt; }
    std::size_t days() const { return static_cast<std::size_t>(std::lround(days_of_one * dt)); }
    /// Share of a gap that a rate [1/week] closes in a step.
    double approach(double rate) const { return -sim::random::expm1(-rate * dt); }
    /// The share of a stock that a step leaves at a rate of decay [1/week], and its yield of a steady inflow [1/week].
    struct Decay {
        float keep, gain;
    };
    Decay decaying(double rate) const {
        const double keep = 1.0 - approach(rate);
        return {float(keep), float(rate > 0 ? (1.0 - keep) / rate : dt)};
    }
    void next() {
        ++step;
        start = step * dt;
    }
};

}  // namespace defection::state
