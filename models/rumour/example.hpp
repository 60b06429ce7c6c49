/// Commented files for `muster init`.
#pragma once

#include <string>
#include <string_view>

namespace rumour {

std::string example_text(std::string_view name);

}  // namespace rumour
