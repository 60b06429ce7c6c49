/// The defection model as the engine sees it.
#pragma once

#include <memory>

#include "sim/run/model.hpp"

namespace defection {

std::unique_ptr<sim::Model> make_model();

}  // namespace defection
