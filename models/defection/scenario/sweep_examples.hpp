/// Examples of every table and key of a sweep, for the page of keys. Each is part of a file that a test runs.
#pragma once

#include <vector>

#include "sim/run/model.hpp"

namespace defection {

std::vector<sim::SweepExample> sweep_examples();

}  // namespace defection
