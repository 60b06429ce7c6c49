/// The random numbers behind intervals: of a seed and of what is estimated, so that the same question has the same
/// answer.
#pragma once

#include <cstdint>
#include <string_view>

#include "analysis/numerics/sample.hpp"

namespace analysis {

/// The options of intervals.
struct Certainty {
    std::uint64_t seed = 1;
    std::size_t resamples = 2000;
    double level = 0.95;
};

/// `of` names the estimate, such as "y, no growth".
Resampling resampled(const Certainty& certainty, std::string_view of);

}  // namespace analysis
