/// The militias: filled up to the strength that the scenario's history gives. They never shrink but by losses.
#pragma once

#include <algorithm>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/drivers.hpp"

namespace defection {

class Militia {
 public:
    static constexpr std::string_view name = "militia";

    void demography(const state::Setting& setting, const Strength& strength, const state::Drivers& drivers,
                    Roster& roster) const {
        const auto wanted = static_cast<std::int64_t>(std::max(0.0, drivers[Driver::militia_strength] * setting.scale));
        const std::int64_t missing = wanted - strength.of(Rank::militia);
        if (missing > 0) roster.fill(Rank::militia, static_cast<std::size_t>(missing));
    }
};

}  // namespace defection
