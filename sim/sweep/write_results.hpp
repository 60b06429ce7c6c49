/// The results file of a sweep, made of its parts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "sim/sweep/part_index.hpp"

namespace sim::sweep {

/// The contents of a results file.
struct Written {
    std::uint64_t n_done = 0, n_failed = 0;
};
/// Runs that the parts lack stay missing. Calls last_look() when all is written but for the end: if it throws, the
/// output stays as it was. InputError: the path cannot be used.
Written write_results(const PartIndex& parts, const std::filesystem::path& output, bool force,
                      const std::function<void()>& last_look);
/// Runs of a results file of the same plan that the parts do not hold; 0 if there is no such file.
std::uint64_t n_runs_lost(const PartIndex& parts, const std::filesystem::path& output);

}  // namespace sim::sweep
