/// A digest of what a file says, not of how it is stored: data sets in the order of their paths, each with its shape
/// and values (numbers as little-endian float64, which holds every stored type exactly; runs replicate by replicate).
#pragma once

#include <string>

#include "sim/results/source.hpp"
#include "sim/run/outputs.hpp"

namespace sim::results {

std::string content_digest(const Source& source);

/// The definition of a variable, as sixteen hexadecimal digits over all that is declared of it: name, unit, meaning, denominator, form,
/// axes, named values and what of it is harm. Of axes the names alone: their labels are a scenario's.
std::string definition_of(const Variable& variable);

}  // namespace sim::results
