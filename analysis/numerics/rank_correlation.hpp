/// Partial rank correlation coefficients (Marino et al. 2008, doi:10.1016/j.jtbi.2008.04.011): how far the outcome
/// rises with one factor once the ranks of the others are accounted for. For monotonic effects alone.
#pragma once

#include <Eigen/Core>

#include "analysis/numerics/sample.hpp"

namespace analysis {

struct PartialRankCorrelation {
    double value = unknown;
    Interval interval;   // Fisher's z over n - k - 2
    double p = unknown;  // of no association, two-sided, t with n - k - 1 degrees of freedom
};

/// One for each column of points(p, factor). Empty: too few points, or columns that are constant or determine each
/// other.
std::vector<PartialRankCorrelation> partial_rank_correlations(const Eigen::MatrixXd& points, Numbers values,
                                                              double level);

}  // namespace analysis
