/// The standard normal's distribution function, as the inverse of our own quantile: found by bisection, so it is the
/// same bits everywhere and the two fit each other to the last digit. Slow (a microsecond): for set-up, not for draws.
#pragma once

#include <limits>

#include "sim/random/sample.hpp"

namespace sim::random {

/// The share below z: 0 at minus infinity, 1 at plus infinity. Error < 2e-16.
inline double normal_share(double z) {
    if (z == std::numeric_limits<double>::infinity()) return 1;
    double low = 0, high = 1;
    for (double middle = 0.5; low < middle && middle < high; middle = low + (high - low) / 2)
        (normal_quantile(middle) < z ? low : high) = middle;
    return low;
}

}  // namespace sim::random
