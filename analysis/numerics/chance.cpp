#include "analysis/numerics/chance.hpp"

#include <algorithm>

namespace analysis {

double Chance::share_in_means(std::size_t replicates) const {
    const double left = of_runs / static_cast<double>(replicates);
    return left / (of_points + left);
}

Chance chance_in(const Eigen::MatrixXd& runs) {
    if (runs.rows() < 2 || runs.cols() < 2) return {};
    const auto n = static_cast<double>(runs.rows()), r = static_cast<double>(runs.cols());
    const double grand = runs.mean();
    const Eigen::VectorXd points = runs.rowwise().mean().array() - grand;
    const Eigen::RowVectorXd replicates = runs.colwise().mean().array() - grand;
    const Eigen::MatrixXd rest = (runs.colwise() - points).rowwise() - replicates;
    const double of_runs = (rest.array() - grand).square().sum() / ((n - 1) * (r - 1));
    const double between_points = r * points.squaredNorm() / (n - 1);
    const double between_replicates = n * replicates.squaredNorm() / (r - 1);
    return {std::max(0.0, (between_points - of_runs) / r), std::max(0.0, (between_replicates - of_runs) / n), of_runs};
}

}  // namespace analysis
