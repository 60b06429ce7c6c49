/// The two clocks of the army: of intentions to leave, and of deaths. Seats are posts and blocks are companies; an
/// intention's units are cells, a death's are companies.
#pragma once

#include <string_view>

#include "models/defection/army/factors.hpp"
#include "models/defection/army/units.hpp"
#include "sim/hazard/clock.hpp"

namespace defection {

struct Clocks {
    explicit Clocks(const Units& units)
        : intention(units.companies.post_boundaries(), static_cast<Index>(units.lanes.size())),
          death(units.companies.post_boundaries(), 1) {}
    sim::hazard::Clock intention, death;
    Factors factors;  // personal, of intentions
};

}  // namespace defection
