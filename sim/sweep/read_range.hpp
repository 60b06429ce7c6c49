/// Reads a factor that is a table: evenly spaced levels, or a distribution to draw from.
#pragma once

#include "sim/sweep/read_factors.hpp"

namespace sim::sweep {

/// Whether a table is one factor's, not that of several (unquoted names make nested tables in TOML).
bool is_range(const param::Value& value);

/// Fills all of `factor` but its name, which the scenario has, and whether it is whole.
void read_range(const param::Value& table, const Scenario& scenario, Ranges ranges, Factor& factor, Problems& problems);

}  // namespace sim::sweep
