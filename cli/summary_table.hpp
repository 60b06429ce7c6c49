/// The table that a model declares for the end of a run, filled with what the run recorded.
#pragma once

#include <string>

#include "cli/kept_times.hpp"
#include "sim/run/outputs.hpp"
#include "sim/run/summary.hpp"

namespace cli {

/// Empty if the run kept nothing that the table reads. A column headed "at start" or "at end" is headed by the time that
/// it reads, if that is another; others that read the start are left out without it.
std::string filled(const sim::SummaryTable& table, const sim::Outputs& outputs, const sim::Series& series,
                   const KeptTimes& kept);

}  // namespace cli
