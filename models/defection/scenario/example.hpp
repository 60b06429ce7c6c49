/// Commented files for `muster init`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace defection {

std::vector<std::string> example_names();
std::string detailed_example();
std::string example_text(std::string_view name);

}  // namespace defection
