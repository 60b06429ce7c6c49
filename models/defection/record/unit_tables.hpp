/// The army as tables of a run: who commanded what for how long, and the companies that brigades are made of.
#pragma once

#include "models/defection/record/log.hpp"
#include "sim/run/outputs.hpp"

namespace defection {

class Simulation;

sim::RowTable commands_table(const Structure& structure);
sim::RowTable rows_of_commands(const Log& log, const Simulation& run);
sim::RowTable units_table(const Structure& structure);
sim::RowTable rows_of_units(const Simulation& run);

}  // namespace defection
