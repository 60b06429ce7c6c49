/// The log as tables of the results file: /events, /spells, /risk_sets, /planted.
#pragma once

#include <array>
#include <vector>

#include "models/defection/record/log.hpp"
#include "sim/run/outputs.hpp"

namespace defection {

class Simulation;

std::vector<sim::RowTable> tables_of(const Log& log, const Simulation& run);

}  // namespace defection
