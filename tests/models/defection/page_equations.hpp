/// Equations of docs/odd.md, evaluated as they stand there: a space between two factors means their product, and so does
/// an `x` that stands alone.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace tests {

/// Names and phrases of an equation, such as "sum of n_r protest_r", and the numbers they stand for.
using Meanings = std::map<std::string, double>;

/// The right side of the equation of a section of the page whose left side is `left`. Throws std::runtime_error if there is none.
std::string page_equation(const std::filesystem::path& page, const std::string& section, const std::string& left);

/// Throws std::runtime_error where a name of the text has no meaning.
double value_of(const std::string& text, const Meanings& meanings);

}  // namespace tests
