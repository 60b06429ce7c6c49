/// The results file of a sweep, made of its parts.
#pragma once

#include <cstdint>
#include <filesystem>

#include "sim/sweep/part_index.hpp"

namespace sim::sweep {

/// What a results file holds.
struct Written {
    std::uint64_t n_done = 0, n_failed = 0;
};
/// What the parts do not hold stays missing. InputError: the path cannot be used.
Written write_results(const PartIndex& parts, const std::filesystem::path& output, bool force);

}  // namespace sim::sweep
