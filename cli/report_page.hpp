/// The files of analysis/report/ that a page is made of, put into the program when it is built.
#pragma once

#include <string_view>

namespace cli::page {

extern const std::string_view html, style, script;

}  // namespace cli::page
