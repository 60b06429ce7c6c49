/// The outputs of a sweep of several scenarios: all that any of them has, on axes that they share.
#pragma once

#include "sim/run/model.hpp"
#include "sim/sweep/factor.hpp"

namespace sim::sweep {

/// The outputs of a scenario: the model's outputs; of several cases all that any of them has, by name. A variable that
/// has another form in another case is a problem.
Outputs outputs_of(const Model& model, const Scenario& scenario, const OutputRequest& wanted, Problems& problems);

/// The outputs of all points of a sweep: where the length of a run or the size of something varies, on the axes of the
/// longest and largest; where the length of a step does, at the times asked for.
Outputs outputs_over(const Model& model, const Scenario& base, const std::vector<Span>& factors,
                     const OutputRequest& wanted, Problems& problems);

/// Every time of a run of this scenario, recorded or not, on the axis of outputs_of() it or its sweep.
std::vector<std::int32_t> all_times(const Outputs& outputs, const Model& model, const Scenario& scenario);

/// Runs a scenario; `outputs` are outputs_of() it. Values that a case lacks stay missing.
RunResult run_into(const Outputs& outputs, const Model& model, const Scenario& scenario, const OutputRequest& wanted,
                   const RunRequest& request);

}  // namespace sim::sweep
