/// Inflows of grievance, gathered from the mechanisms that wound, in any order; empty at the start of a week.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "models/defection/army/units.hpp"
#include "models/defection/state/week.hpp"

namespace defection::state {

class Inflows {
 public:
    static constexpr std::string_view name = "inflows";
    static constexpr bool gathers = true;

    explicit Inflows(const Units& units);

    /// [1/week] of one organisation's group and rank.
    void add(std::size_t organisation, std::size_t group, Rank rank, double inflow) {
        by_lane_[organisation * lanes_.size() + Lanes::at(group, rank)] += static_cast<float>(inflow);
    }
    /// [1/week] weight x, x: [brigade x group].
    void add(float weight, std::span<const float> x);
    /// stock [brigade x lane] = keep stock + gain (weight inflows + everywhere); everywhere: [group].
    void integrate(const Brigades& brigades, float weight, std::span<const float> everywhere, Week::Decay decay,
                   std::span<float> stock) const;
    void begin_week();

 private:
    Lanes lanes_;
    std::vector<float> by_lane_;           // [organisation x lane]
    std::vector<float> by_brigade_group_;  // [brigade x group]
};

}  // namespace defection::state
