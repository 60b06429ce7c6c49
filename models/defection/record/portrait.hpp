/// The order of battle of a scenario, and what its history does and who reads it.
#pragma once

#include <vector>

#include "models/defection/scenario/scenario.hpp"
#include "sim/run/portrait.hpp"

namespace defection {

/// Counts are those of one army at scale 1, as it stands before its first week; another seed draws other people.
std::vector<sim::PortraitTable> portrait_of(const DefectionScenario& scenario);

/// "2011-03-18", or "week 3" where there is no calendar.
std::string when(const std::string& start, double week);

}  // namespace defection
