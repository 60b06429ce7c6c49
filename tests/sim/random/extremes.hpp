/// The extremes that uniform() may return.
#pragma once

namespace sim::random {

constexpr double least = 0x1p-53, greatest = 1 - 0x1p-53;

}  // namespace sim::random
