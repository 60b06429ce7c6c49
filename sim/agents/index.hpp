/// Members, groups and seats are dense indices.
#pragma once

#include <cstdint>

namespace sim::agents {

using Index = std::uint32_t;
constexpr Index nobody = ~Index{0};

}  // namespace sim::agents
