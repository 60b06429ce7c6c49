/// Latin hypercubes whose points keep their distance (Johnson et al. 1990; exchanges as in Morris &
/// Mitchell 1995): of the two closest points one trades its stratum of one factor with a third point, as long as that
/// brings neither nearer to any other. Each factor keeps one point in every stratum.
#pragma once

#include <cstdint>
#include <vector>

namespace sim::sweep {

inline constexpr std::uint64_t max_maximin_samples = 10'000;  // every pair of points is measured

/// strata[factor][point], improved with a bounded number of trials: a second or two at the most points and 20 factors.
void spread_out(std::vector<std::vector<double>>& strata, std::uint64_t seed);

}  // namespace sim::sweep
