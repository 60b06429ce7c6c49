/// Counts of harm done to people of the real force, beside the rates: what a policy costs them; in all, and whom of which
/// group and organisation.
#pragma once

#include <vector>

#include "models/defection/record/variables.hpp"

namespace defection {

std::vector<MetricRow> harm_rows();

}  // namespace defection
