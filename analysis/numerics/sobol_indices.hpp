/// Sobol' indices from the points of a saltelli design: first order by Saltelli et al. (2010,
/// doi:10.1016/j.cpc.2009.09.018), total by Jansen (1999, doi:10.1016/S0010-4655(98)00154-4), second order by Saltelli
/// (2002, doi:10.1016/S0010-4655(02)00280-1). Intervals: percentile bootstrap over base samples.
#pragma once

#include <Eigen/Core>

#include "analysis/numerics/sample.hpp"

namespace analysis {

struct Estimate {
    double value = unknown;
    Interval interval;
};

struct PairIndex {
    std::size_t first = 0, second = 0;  // factors
    Estimate index;
};

struct SobolIndices {
    double variance = unknown;  // of the value over the points A and B
    std::vector<Estimate> first, total;
    std::vector<PairIndex> second;  // if the design has its points
};

/// values(s, place): a base sample's points in the order of the design, A, A with one factor of B for each, [B with one
/// factor of A for each,] B. So there are k + 2 or 2k + 2 columns.
SobolIndices sobol_indices(const Eigen::MatrixXd& values, std::size_t n_factors, const Resampling& resampling);

}  // namespace analysis
