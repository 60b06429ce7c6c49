/// The log as tables of the results file: /events, /people, /spells, /risk_sets, /planted. No column has the name of a
/// dimension of the file's root, which R's ncdf4 would not see.
#pragma once

#include <vector>

#include "models/defection/record/log.hpp"
#include "sim/run/outputs.hpp"

namespace defection {

class Simulation;

/// The tables of every run of an army of this structure, without rows.
std::vector<sim::RowTable> tables_of(const Structure& structure);
/// The same of one run, with rows.
std::vector<sim::RowTable> tables_of(const Log& log, const Simulation& run);

}  // namespace defection
