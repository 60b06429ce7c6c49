/// The script: what the scenario's history gives until a mechanism produces it.
#pragma once

#include <algorithm>

#include "models/defection/scenario/history.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/week.hpp"

namespace defection {

class Script {
 public:
    static constexpr std::string_view name = "script";

    void environment(const state::Week& week, const History& history, state::Drivers& drivers, state::Orders& orders,
                     state::Belief& belief, state::Opposition& opposition, state::Patron& patron) {
        history.force(week.start, drivers.protest.size(), forcing_);
        drivers.protest = forcing_.protest;
        drivers.violence = forcing_.violence;
        drivers.rebels = forcing_.rebels;
        drivers.militia_strength = forcing_[Force::militia_strength];
        orders.to_repress = forcing_[Force::orders];
        for (auto* of : {&belief.of_men, &belief.of_officers})
            std::fill(of->begin(), of->end(), forcing_[Force::survival_belief]);
        opposition.radicalisation = forcing_[Force::radicalisation];
        patron.forces = forcing_[Force::patron_forces];
    }

 private:
    Forcing forcing_;
};

}  // namespace defection
