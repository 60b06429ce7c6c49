/// Commented files for `muster init`.
#pragma once

#include <string>
#include <string_view>

namespace threshold {

std::string threshold_example(std::string_view name);
std::string falsification_example(std::string_view name);

}  // namespace threshold
