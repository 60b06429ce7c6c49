#include "analysis/numerics/elementary_effects.hpp"

#include <cmath>
#include <numbers>

namespace analysis {
namespace {

using Eigen::Index;

/// The factor in which two points differ: k if none, -1 if several.
Index moved(const Eigen::MatrixXd& points, Index from) {
    Index found = points.cols();
    for (Index f = 0; f < points.cols(); ++f) {
        if (points(from, f) == points(from + 1, f)) continue;
        if (found != points.cols()) return -1;
        found = f;
    }
    return found;
}

}  // namespace

Effects effects_along(const Eigen::MatrixXd& points, const Eigen::VectorXd& values, double step) {
    const Index k = points.cols();
    Effects made;
    if (points.rows() % (k + 1) != 0) {
        made.fault = "its points do not make whole trajectories";
        return made;
    }
    made.of = Eigen::MatrixXd::Zero(points.rows() / (k + 1), k);  // a step between equal values changes nothing
    for (Index trajectory = 0; trajectory < made.of.rows(); ++trajectory) {
        std::vector<bool> seen(static_cast<std::size_t>(k));
        for (Index at = trajectory * (k + 1); at < (trajectory + 1) * (k + 1) - 1; ++at) {
            const Index factor = moved(points, at);
            if (factor == k) continue;
            if (factor < 0 || seen[static_cast<std::size_t>(factor)]) {
                made.fault = "its points are no trajectories in which each step moves one factor";
                return made;
            }
            seen[static_cast<std::size_t>(factor)] = true;
            const double way = points(at + 1, factor) > points(at, factor) ? step : -step;
            made.of(trajectory, factor) = (values[at + 1] - values[at]) / way;
        }
    }
    return made;
}

std::vector<ElementaryEffects> elementary_effects(const Eigen::MatrixXd& effects, const Resampling& resampling) {
    const auto n = static_cast<std::size_t>(effects.rows());
    const Eigen::MatrixXd sizes = effects.cwiseAbs();
    std::vector<std::vector<double>> drawn(static_cast<std::size_t>(effects.cols()));
    Eigen::VectorXd counts(effects.rows());
    for (std::size_t b = 0; n > 1 && b < resampling.times; ++b) {
        resampling.draw_counts({counts.data(), n});
        const Eigen::VectorXd means = sizes.transpose() * counts / static_cast<double>(n);
        for (std::size_t f = 0; f < drawn.size(); ++f) drawn[f].push_back(means[static_cast<Index>(f)]);
    }
    std::vector<ElementaryEffects> made;
    for (std::size_t f = 0; f < drawn.size(); ++f) {
        const Numbers column(effects.col(static_cast<Index>(f)).data(), n);
        made.push_back({n, mean(column), sizes.col(static_cast<Index>(f)).mean(), std::sqrt(variance(column)),
                        t_interval(column, resampling.level),
                        percentile_interval(std::move(drawn[f]), resampling.level)});
    }
    return made;
}

double size_of_chance(double sd_of_runs, std::size_t replicates, double step) {
    return 2 * sd_of_runs / std::sqrt(static_cast<double>(replicates) * std::numbers::pi) / step;
}

}  // namespace analysis
