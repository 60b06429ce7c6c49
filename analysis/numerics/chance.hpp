/// The part of the variance of single runs that is chance. Replicates share their random streams over points, so runs are
/// a table of points x replicates with effects of both: analysis of variance by two crossed factors, one run a cell.
#pragma once

#include <Eigen/Core>

#include "analysis/numerics/sample.hpp"

namespace analysis {

struct Chance {
    double of_points = unknown;      // variance of what a point makes of its parameters
    double of_replicates = unknown;  // variance of luck that all points share
    double of_runs = unknown;        // variance of luck of each run alone

    /// The share of a single run's variance that its parameters do not make.
    double share() const { return (of_replicates + of_runs) / (of_points + of_replicates + of_runs); }
    /// The share of chance that is left in the variance of the points' means over so many replicates.
    double share_in_means(std::size_t replicates) const;
};

/// runs(p, r); unknown with one replicate or one point.
Chance chance_in(const Eigen::MatrixXd& runs);

}  // namespace analysis
