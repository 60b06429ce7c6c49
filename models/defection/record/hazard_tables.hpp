/// Tables from which an independent regression must return the coefficients of the hazard: /spells, /risk_sets,
/// /planted. Each as every run has it, without rows, and that of one run.
#pragma once

#include "models/defection/record/log.hpp"
#include "sim/run/outputs.hpp"

namespace defection {

class Simulation;

sim::RowTable spells_table(const Structure& structure);
sim::RowTable rows_of_spells(const Log& log, const Simulation& run);
sim::RowTable risk_table();
sim::RowTable rows_of_risk_sets(const Log& log, const Simulation& run);
sim::RowTable planted_table();
sim::RowTable rows_of_planted(const Simulation& run);

}  // namespace defection
