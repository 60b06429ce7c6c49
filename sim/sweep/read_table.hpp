/// The points of a file design: a table of comma-separated values whose header names parameters, as numpy, pandas, R
/// and spreadsheets write it, with a column `label` or without. All problems at once, each at its line and column.
#pragma once

#include <cstddef>
#include <string>

#include "sim/sweep/design.hpp"
#include "sim/sweep/load_scenario.hpp"

namespace sim::sweep {

inline constexpr std::size_t max_table_bytes = std::size_t{256} << 20;
inline constexpr std::size_t max_table_columns = 2000;

ListedPoints read_table(const std::string& path, const Scenario& scenario, Problems& problems);

}  // namespace sim::sweep
