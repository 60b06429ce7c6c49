/// Readers of what history drives: the mechanisms that are on and take the state that a driver fills.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/defection/scenario/scenario.hpp"

namespace defection {

/// Whether a mechanism acts in some run; `varied` are names that differ from run to run.
bool is_on(const DefectionScenario& scenario, const std::vector<std::string>& varied, const std::string& mechanism);
/// The mechanism without which there is nothing that a driver could give; empty: none.
std::string producer_of(Driver driver);
/// Mechanisms that are on and read the state of a driver.
std::vector<std::string> readers_of(const DefectionScenario& scenario, const std::vector<std::string>& varied,
                                    Driver driver);

}  // namespace defection
