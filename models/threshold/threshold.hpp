/// The threshold model of collective behaviour, as the engine sees it.
#pragma once

#include <memory>

#include "sim/run/model.hpp"

namespace threshold {

std::unique_ptr<sim::Model> make_threshold();

}  // namespace threshold
