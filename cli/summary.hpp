/// A run in words and numbers for the terminal, derived from the model's declared outputs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/run/outputs.hpp"
#include "sim/run/summary.hpp"

namespace cli {

/// The model's table; the other series without dimensions, at their end; the end-of-run metrics with units. `all_times`
/// are those of the run, recorded or not.
std::string summary_of(const sim::SummaryTable& table, const sim::Outputs& outputs, const sim::Series& series,
                       const std::vector<std::int32_t>& all_times);

}  // namespace cli
