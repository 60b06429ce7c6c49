/// Elementary effects of a morris design (Morris 1991, Technometrics 33:161; mu* of Campolongo et al. 2007,
/// doi:10.1016/j.envsoft.2006.10.004): the change of the outcome over a step of one factor, a step measured as a share
/// of the factor's distribution.
#pragma once

#include <Eigen/Core>
#include <string>

#include "analysis/numerics/sample.hpp"

namespace analysis {

struct ElementaryEffects {
    std::size_t n = 0;      // trajectories
    double mean = unknown;  // mu
    double size = unknown;  // mu*, the mean of absolute effects
    double sd = unknown;    // sigma: interaction, curvature and chance
    Interval mean_t, size_bootstrap;
};

struct Effects {
    Eigen::MatrixXd of;  // (trajectory, factor)
    std::string fault;   // why the points are no trajectories; empty if they are
};

/// The effects along trajectories of k + 1 points, points(p, factor) and values[p], at steps of this share.
Effects effects_along(const Eigen::MatrixXd& points, const Eigen::VectorXd& values, double step);
std::vector<ElementaryEffects> elementary_effects(const Eigen::MatrixXd& effects, const Resampling& resampling);
/// mu* of a factor that does nothing, if runs vary by chance by this standard deviation around their point.
double size_of_chance(double sd_of_runs, std::size_t replicates, double step);

}  // namespace analysis
