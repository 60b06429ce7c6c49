/// Reads back what define() wrote. Throws InputError if a part is missing or contradicts another, and H5::Exception.
#pragma once

#include <string>
#include <vector>

#include "sim/results/header.hpp"
#include "sim/results/source.hpp"

namespace sim::results {

Header read_header(const Source& source);

/// The words of a text between spaces, as in flag_meanings.
std::vector<std::string> words(const std::string& text);

}  // namespace sim::results
