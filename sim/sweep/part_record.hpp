/// Finished runs and blocks in the form in which parts hold them.
#pragma once

#include <span>

#include "sim/results/block.hpp"
#include "sim/results/part.hpp"
#include "sim/results/run_key.hpp"
#include "sim/sweep/finished_run.hpp"

namespace sim::sweep {

results::Record record_of(const FinishedRun& run, const results::RunKeys& keys,
                          std::span<const results::Extent> extents);
results::Record record_of(const results::Block& block, const results::RunKeys& keys, std::uint64_t points_per_block);

}  // namespace sim::sweep
