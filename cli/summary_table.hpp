/// The table that a model declares for the end of a run, filled with what the run recorded.
#pragma once

#include <string>

#include "sim/run/outputs.hpp"
#include "sim/run/summary.hpp"

namespace cli {

/// Empty if the run kept nothing that the table reads.
std::string filled(const sim::SummaryTable& table, const sim::Outputs& outputs, const sim::Series& series);

}  // namespace cli
