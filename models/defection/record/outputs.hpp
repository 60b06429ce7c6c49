/// The outputs of a scenario, restricted to what is asked for.
#pragma once

#include "models/defection/scenario/scenario.hpp"
#include "sim/run/model.hpp"

namespace defection {

/// Unknown names in the request become problems.
sim::Outputs outputs_of(const DefectionScenario& scenario, const sim::OutputRequest& request, sim::Problems& problems);
/// The same without a scenario: dimensions that a scenario names (group, region, organisation) have no labels, and a
/// snapshot NAME stands for any.
sim::Outputs all_outputs();
/// People who served and left, role by role, with rates and the harm done.
sim::SummaryTable summary_table();

}  // namespace defection
