/// A run in words and numbers for the terminal, derived from the model's declared outputs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/run/outputs.hpp"
#include "sim/run/summary.hpp"

namespace cli {

/// How much of it: what the model puts on one screen, or every series at its end and every metric with its meaning.
enum class Extent : std::uint8_t { screen, all };

/// The model's table, and values below it. `all_times` are those of the run, recorded or not.
std::string summary_of(const sim::SummaryTable& table, const sim::Outputs& outputs, const sim::Series& series,
                       const std::vector<std::int32_t>& all_times, Extent extent);

}  // namespace cli
