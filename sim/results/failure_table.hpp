/// The table of a results file that lists the runs that could not be finished.
#pragma once

#include <optional>
#include <vector>

#include "sim/results/header.hpp"

namespace sim::results {

RowTable table_of(const std::vector<Failure>& failures);
/// Nothing if it is no such table.
std::optional<std::vector<Failure>> failures_of(const RowTable& table);

}  // namespace sim::results
