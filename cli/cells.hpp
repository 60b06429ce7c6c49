/// The values of one run as numbers, cell by cell, whatever the store of a variable.
#pragma once

#include <string>
#include <vector>

#include "sim/run/outputs.hpp"

namespace cli {

/// Value i of variable v.
double value_at(const sim::Outputs& outputs, const sim::Series& series, std::size_t v, std::size_t i);
bool is_missing(const sim::Outputs& outputs, std::size_t v, double value);
/// Values of a variable at one time.
std::size_t cells_of(const sim::Outputs& outputs, const sim::Variable& variable);
/// Whether a variable has this dimension.
bool has(const sim::Variable& variable, const std::string& dim);

}  // namespace cli
