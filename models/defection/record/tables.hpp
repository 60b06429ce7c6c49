/// The log as tables of the results file: /events, /people, /spells, /risk_sets, /planted, /commands, /units. No column
/// has the name of a dimension of the file's root, which R's ncdf4 would not see.
#pragma once

#include <functional>
#include <vector>

#include "models/defection/record/log.hpp"
#include "sim/run/outputs.hpp"

namespace defection {

class Simulation;

/// The tables of every run of an army of this structure, without rows.
std::vector<sim::RowTable> tables_of(const Structure& structure);
/// The same of one run, with rows, one after the other. The log forgets what stands in them, so that it is not in memory
/// twice.
void hand_on_tables(Log& log, const Simulation& run, const std::function<void(sim::RowTable)>& take);

}  // namespace defection
