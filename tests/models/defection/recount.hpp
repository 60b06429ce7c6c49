/// A recount of the army, person by person, against everything that is kept in step with them.
#pragma once

#include "models/defection/schedule.hpp"

namespace tests {

/// n_at_start: people with whom the run began. Fails the test where something differs.
void recount(const defection::Simulation& run, defection::Index n_at_start);

}  // namespace tests
