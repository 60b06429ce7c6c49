/// Stories told from the log: one company, or the largest departures.
#pragma once

#include <string>
#include <vector>

#include "models/defection/record/log.hpp"
#include "sim/run/follow.hpp"

namespace defection {

class Simulation;

/// The story of one company, or of the largest departures.
std::vector<sim::FollowKind> follow_kinds();
/// Throws InputError if the run has nobody to follow there.
void check(const sim::Follow& follow, const Simulation& run);
std::string tell(const sim::Follow& follow, const Log& log, const Simulation& run);

}  // namespace defection
