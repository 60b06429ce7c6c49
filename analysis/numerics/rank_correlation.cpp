#include "analysis/numerics/rank_correlation.hpp"

#include <Eigen/Eigenvalues>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace analysis {
namespace {

using Eigen::Index;

/// Correlations of the ranks of all factors and, at the end, the values.
Eigen::MatrixXd correlations_of_ranks(const Eigen::MatrixXd& points, Numbers values) {
    Eigen::MatrixXd all(points.rows(), points.cols() + 1);
    const auto put = [&](Index column, Numbers numbers) {
        const auto ranked = ranks(numbers);
        const Eigen::Map<const Eigen::VectorXd> as_column(ranked.data(), all.rows());
        all.col(column) = as_column.array() - as_column.mean();
        all.col(column) /= all.col(column).norm();
    };
    for (Index f = 0; f < points.cols(); ++f) put(f, {points.col(f).data(), static_cast<std::size_t>(points.rows())});
    put(points.cols(), values);
    return all.transpose() * all;
}

}  // namespace

std::vector<PartialRankCorrelation> partial_rank_correlations(const Eigen::MatrixXd& points, Numbers values,
                                                              double level) {
    const auto n = static_cast<double>(points.rows()), k = static_cast<double>(points.cols());
    constexpr double least_eigenvalue = 1e-10;
    if (n - k - 2 < 1) return {};
    const Eigen::MatrixXd together = correlations_of_ranks(points, values);
    if (!together.allFinite()) return {};
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(together);
    if (solver.eigenvalues()[0] < least_eigenvalue) return {};
    const Eigen::MatrixXd inverse =
        solver.eigenvectors() * solver.eigenvalues().cwiseInverse().asDiagonal() * solver.eigenvectors().transpose();
    const Index y = points.cols();
    const double z = boost::math::quantile(boost::math::normal(), (1 + level) / 2) / std::sqrt(n - k - 2);
    std::vector<PartialRankCorrelation> made;
    for (Index f = 0; f < y; ++f) {
        const double r = -inverse(f, y) / std::sqrt(inverse(f, f) * inverse(y, y));
        const double t = r * std::sqrt((n - k - 1) / (1 - r * r));
        const double p = 2 * boost::math::cdf(boost::math::students_t(n - k - 1), -std::abs(t));
        made.push_back({r, {std::tanh(std::atanh(r) - z), std::tanh(std::atanh(r) + z)}, p});
    }
    return made;
}

}  // namespace analysis
