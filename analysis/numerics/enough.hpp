/// How many replicates are enough: the number at which a mean is known to a stated half-width, by the spread seen so
/// far and by the spread that it may well have.
#pragma once

#include <Eigen/Core>

#include "analysis/numerics/sample.hpp"

namespace analysis {

struct Enough {
    std::size_t n = 0;            // replicates of each point
    double mean = unknown;        // over all runs
    double sd = unknown;          // between replicates of one point, pooled over points
    double sd_largest = unknown;  // of the point where it is largest
    double sd_bound = unknown;    // at most, with a chance of 4 in 5: the pooled one may be seen too small
    double half_width = unknown;  // of one point's mean now
    double needed = unknown, needed_bound = unknown;  // replicates for the wanted half-width, by sd and by sd_bound
};

/// runs(p, r).
Enough enough_of(const Eigen::MatrixXd& runs, double wanted_half_width, double level);

}  // namespace analysis
