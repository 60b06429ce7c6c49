/// Stories told from the log: a company, a brigade, a person, the largest departures, and which companies lost most.
#pragma once

#include <string>
#include <vector>

#include "models/defection/record/story_names.hpp"
#include "sim/run/follow.hpp"

namespace defection {

std::vector<sim::FollowKind> follow_kinds();
/// Throws InputError if the run has no person to follow there.
void check(const sim::Follow& follow, const Simulation& run);
std::string tell(const sim::Follow& follow, const Told& told);

}  // namespace defection
