/// A run in words and numbers for the terminal, derived from the model's declared outputs.
#pragma once

#include <string>

#include "sim/run/outputs.hpp"

namespace cli {

/// Series at the start and at the end, summed over everything but roles; then the end-of-run metrics with units.
std::string summary_of(const sim::Outputs& outputs, sim::Series& series);

/// The series as CSV: one row per recorded time, one column per variable and label.
std::string as_csv(const sim::Outputs& outputs, sim::Series& series);

}  // namespace cli
