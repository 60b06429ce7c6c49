/// One run as text for other programs: JSON whole, or CSV with a row for each recorded time.
#pragma once

#include <string>

#include "sim/run/run.hpp"
#include "sim/sweep/sweep_plan.hpp"

namespace cli {

/// Model, seed, settings, end-of-run values by name, and the series as nested lists; what is missing is null.
std::string as_json(const sim::sweep::Plan& plan, const sim::Series& series);

/// A column for each variable and label; end-of-run values, which are the run's, stand in every row.
std::string as_csv(const sim::Outputs& outputs, const sim::Series& series);

}  // namespace cli
