/// A finished results file that its sweep has outgrown: its runs become parts, so that there is one way in which runs
/// that are there are found.
#pragma once

#include <filesystem>

#include "sim/results/header.hpp"
#include "sim/sweep/shard.hpp"

namespace sim::sweep {

/// Runs that the parts in the folder hold already are left out. InputError: no results file.
void take_over_results(const std::filesystem::path& output, const std::filesystem::path& folder,
                       const results::Header& header, const Shard& shard);

}  // namespace sim::sweep
