/// The table of a results file that lists the parameters of its runs.
#pragma once

#include <vector>

#include "sim/results/header.hpp"

namespace sim::results {

RowTable table_of(const std::vector<ParameterRow>& parameters);

}  // namespace sim::results
