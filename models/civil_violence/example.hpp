/// Commented files for `muster init`.
#pragma once

#include <string>
#include <string_view>

#include "models/civil_violence/town.hpp"

namespace civil_violence {

std::string example_text(Groups groups, std::string_view name);

}  // namespace civil_violence
