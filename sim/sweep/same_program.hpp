/// Runs are repeated, and joined, by the program that computed them alone.
#pragma once

#include <string>

#include "sim/results/header.hpp"

namespace sim::sweep {

/// InputError if another version, or one of other sources, computed the runs of what lies at `path`.
void refuse_another_program(const results::Header& header, const std::string& path);

}  // namespace sim::sweep
