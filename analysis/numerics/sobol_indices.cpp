#include "analysis/numerics/sobol_indices.hpp"

namespace analysis {
namespace {

using Eigen::Index;

/// The terms that each base sample adds to the sums of which all indices are made: columns of values, squares, then one for each
/// first, total and second-order index.
class Terms {
 public:
    Terms(const Eigen::MatrixXd& values, std::size_t n_factors)
        : k_(static_cast<Index>(n_factors)), has_pairs_(values.cols() == 2 * k_ + 2) {
        const Index last = values.cols() - 1;
        const double centre = (values.col(0).mean() + values.col(last).mean()) / 2;
        const Eigen::ArrayXXd y = values.array() - centre;
        const Eigen::ArrayXd a = y.col(0), b = y.col(last);
        terms_.resize(values.rows(), 2 + 2 * k_ + (has_pairs_ ? k_ * (k_ - 1) / 2 : 0));
        terms_.col(0) = a + b;
        terms_.col(1) = a.square() + b.square();
        for (Index i = 0; i < k_; ++i) {
            const Eigen::ArrayXd exchanged = y.col(1 + i);
            terms_.col(2 + i) = b * (exchanged - a);
            terms_.col(2 + k_ + i) = (a - exchanged).square() / 2;
        }
        Index at = 2 + 2 * k_;
        for (Index i = 0; has_pairs_ && i < k_; ++i)
            for (Index j = i + 1; j < k_; ++j) terms_.col(at++) = y.col(1 + k_ + i) * y.col(1 + j) - a * b;
    }

    /// All indices, first, total and second, if base sample s counts weights[s] times; at the end the variance.
    Eigen::VectorXd indices(const Eigen::VectorXd& weights) const {
        const Eigen::VectorXd sums = terms_.transpose() * weights / weights.sum();
        const double variance = sums[1] / 2 - sums[0] * sums[0] / 4;
        Eigen::VectorXd made(sums.size() - 1);
        made.head(made.size() - 1) = sums.tail(sums.size() - 2) / variance;
        Index at = 2 * k_;
        for (Index i = 0; has_pairs_ && i < k_; ++i)
            for (Index j = i + 1; j < k_; ++j) made[at++] -= made[i] + made[j];
        made[made.size() - 1] = variance;
        return made;
    }

 private:
    Index k_;
    bool has_pairs_;
    Eigen::MatrixXd terms_;
};

std::vector<Interval> intervals(const Terms& terms, Index n_samples, Index n_indices, const Resampling& resampling) {
    std::vector<std::vector<double>> drawn(static_cast<std::size_t>(n_indices));
    Eigen::VectorXd counts(n_samples);
    for (std::size_t b = 0; b < resampling.times; ++b) {
        resampling.draw_counts({counts.data(), static_cast<std::size_t>(n_samples)});
        const Eigen::VectorXd values = terms.indices(counts);
        for (Index i = 0; i < n_indices; ++i) drawn[static_cast<std::size_t>(i)].push_back(values[i]);
    }
    std::vector<Interval> made;
    for (auto& values : drawn) made.push_back(percentile_interval(std::move(values), resampling.level));
    return made;
}

}  // namespace

SobolIndices sobol_indices(const Eigen::MatrixXd& values, std::size_t n_factors, const Resampling& resampling) {
    const Terms terms(values, n_factors);
    const Eigen::VectorXd found = terms.indices(Eigen::VectorXd::Ones(values.rows()));
    SobolIndices made;
    made.variance = found[found.size() - 1];
    if (!(made.variance > 0)) return made;
    const auto around = intervals(terms, values.rows(), found.size() - 1, resampling);
    std::size_t at = 0;
    const auto next = [&] {
        const Estimate index{found[static_cast<Index>(at)], around[at]};
        ++at;
        return index;
    };
    for (std::size_t i = 0; i < n_factors; ++i) made.first.push_back(next());
    for (std::size_t i = 0; i < n_factors; ++i) made.total.push_back(next());
    for (std::size_t i = 0; i < n_factors && at < around.size(); ++i)
        for (std::size_t j = i + 1; j < n_factors; ++j) made.second.push_back({i, j, next()});
    return made;
}

}  // namespace analysis
