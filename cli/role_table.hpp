/// Who served and left, role by role, with rates and the harm done.
#pragma once

#include <string>

#include "sim/run/outputs.hpp"

namespace cli {

/// Empty if the model does not count people serving by role.
std::string role_table(const sim::Outputs& outputs, sim::Series& series);

}  // namespace cli
