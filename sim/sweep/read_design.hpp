/// The design that a sweep file asks for, and what its kind does not take.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/sweep/keys.hpp"
#include "sim/sweep/read_factors.hpp"

namespace sim::sweep {

/// The kind of a sweep that names none.
std::size_t usual_design(const param::Reader& top);

/// Checks the keys as far as it can be done without a scenario: `keys.file` becomes a path beside that of the sweep.
void check_design(SweepKeys& keys, const std::string& path, param::Reader& top);

/// Null, with problems, if there can be no such design. `top` is the sweep's own table.
std::unique_ptr<const Design> read_design(const SweepKeys& keys, const Scenario& scenario,
                                          const std::vector<Setting>& settings, param::Reader& top, Problems& problems);

}  // namespace sim::sweep
