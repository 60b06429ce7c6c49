/// The schedule as `muster models --schedule` shows it, read from the signatures of the phases.
#pragma once

#include <vector>

#include "sim/run/schedule.hpp"

namespace defection {

std::vector<sim::ScheduleLine> schedule_lines();

}  // namespace defection
