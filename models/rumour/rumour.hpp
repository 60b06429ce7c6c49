/// A rumour on a random network, as the engine sees it: the example of docs/adding-a-model.md.
#pragma once

#include <memory>

#include "sim/run/model.hpp"

namespace rumour {

std::unique_ptr<sim::Model> make_model();

}  // namespace rumour
