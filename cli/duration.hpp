/// Lengths of time on the command line: "90s", "30m", "2h", "1d"; a bare number is seconds.
#pragma once

#include <chrono>
#include <string>

namespace cli {

/// Throws InputError naming the option.
std::chrono::duration<double> parse_duration(const std::string& option, const std::string& text);

}  // namespace cli
