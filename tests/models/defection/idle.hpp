/// Mechanisms that are on and do nothing, beside those of policies_test.
#pragma once

#include <string>
#include <vector>

#include "tests/models/defection/small_army.hpp"

namespace tests {

/// A mechanism that is on and does nothing, in a scenario where nothing else needs it.
struct Idle {
    const char* mechanism;
    Settings effects;                       // all at zero
    Settings without = {};                  // what other mechanisms do with what it keeps
    std::vector<std::string> free_of = {};  // curves that would prescribe what it produces
};

std::vector<Idle> idle_for_leavers();
std::vector<Idle> idle_powers();
std::vector<Idle> idle_commands();

}  // namespace tests
