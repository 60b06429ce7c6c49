/// The patient rule induction method (Friedman and Fisher 1999, Stat. Comput. 9:123; for finding scenarios Bryant and
/// Lempert 2010, doi:10.1016/j.techfore.2009.08.002): a box in the space of factors in which an outcome happens often.
#pragma once

#include <Eigen/Core>

#include "analysis/numerics/sample.hpp"

namespace analysis {

struct PrimOptions {
    double peel = 0.05;           // share of the box's points that one peel takes
    double least_support = 0.05;  // share of all points that a box keeps
};

struct Side {
    double low = unknown, high = unknown;              // both belong to the box
    bool is_low_bound = false, is_high_bound = false;  // points lie beyond
};

struct Box {
    std::vector<Side> sides;  // [factor]
    std::size_t n_points = 0;
    double density = unknown;     // share of the box's points with the outcome
    double coverage = unknown;    // share of the outcome that the box holds
    std::size_t n_bound() const;  // factors it restricts
    /// Harmonic mean of coverage and density.
    double balance() const { return 2 * coverage * density / (coverage + density); }
};

/// Boxes from all points to the smallest, each peeled from the one before it where the outcome gets most frequent per
/// point lost; outcome[p] is the share of a point's replicates that have it.
std::vector<Box> peeled_boxes(const Eigen::MatrixXd& points, Numbers outcome, const PrimOptions& options);
/// The box let out again on any side where that raises its density.
Box pasted(const Box& box, const Eigen::MatrixXd& points, Numbers outcome, const PrimOptions& options);

}  // namespace analysis
