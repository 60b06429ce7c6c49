/// Epstein's models of civil violence as the engine sees them: rebellion against an authority, and violence between two
/// groups.
#pragma once

#include <memory>

#include "sim/run/model.hpp"

namespace civil_violence {

std::unique_ptr<sim::Model> make_civil_violence();
std::unique_ptr<sim::Model> make_ethnic_violence();

}  // namespace civil_violence
