#include "analysis/numerics/cox.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

namespace analysis {
namespace {

using Eigen::Index;

/// Log-likelihood at some coefficients, with its slope and curvature.
struct Likelihood {
    explicit Likelihood(Index n) : slope(Eigen::VectorXd::Zero(n)), information(Eigen::MatrixXd::Zero(n, n)) {}
    double value = 0, ended = 0;
    Eigen::VectorXd slope;
    Eigen::MatrixXd information;

    void add(const RiskSet& set, const Eigen::VectorXd& beta) {
        const double d = set.ended.sum();
        if (d == 0) return;
        const Eigen::VectorXd log_risk = set.x * beta;
        const double most = log_risk.maxCoeff();  // taken off, so that no exponential overflows
        const Eigen::ArrayXd risk = (log_risk.array() - most).exp();
        const Eigen::VectorXd of_all = risk * set.people.array(), of_ended = risk * set.ended.array();
        ended += d;
        value += set.ended.dot(log_risk);
        slope += set.x.transpose() * set.ended;
        for (double l = 0; l < d; ++l) {
            const Eigen::VectorXd weight = of_all - l / d * of_ended;
            const double sum = weight.sum();
            const Eigen::VectorXd mean = set.x.transpose() * weight / sum;
            value -= std::log(sum) + most;
            slope -= mean;
            information += set.x.transpose() * weight.asDiagonal() * set.x / sum - mean * mean.transpose();
        }
    }
};

Likelihood likelihood_at(const Eigen::VectorXd& beta, const RiskSets& sets) {
    Likelihood made(beta.size());
    sets([&](const RiskSet& set) { made.add(set, beta); });
    return made;
}

/// Covariates that vary, and do not follow from those before them: by Cholesky's elimination.
std::vector<std::size_t> independent(Eigen::MatrixXd information, const Eigen::VectorXd& scale) {
    constexpr double least = 1e-8;  // of a covariate's own variance
    std::vector<std::size_t> kept;
    for (Index j = 0; j < information.rows(); ++j) {
        const double left = information(j, j);
        if (!(left > least * scale[j]) || !(scale[j] > 0)) continue;
        kept.push_back(static_cast<std::size_t>(j));
        const Eigen::VectorXd row = information.row(j);
        information -= row * row.transpose() / left;
    }
    return kept;
}

/// Finds covariates of which whoever ended always had the least, or always the most, of all at risk.
class Separation {
 public:
    explicit Separation(Index n_covariates) : least_(static_cast<std::size_t>(n_covariates), true), most_(least_) {}
    void add(const RiskSet& set) {
        for (std::size_t j = 0; j < least_.size(); ++j) {
            Span at_risk, ended;
            for (Index row = 0; row < set.x.rows(); ++row) {
                const double x = set.x(row, static_cast<Index>(j));
                if (set.people[row] > 0) at_risk.take(x);
                if (set.ended[row] > 0) ended.take(x);
            }
            if (ended.most > at_risk.least) least_[j] = false;
            if (ended.least < at_risk.most) most_[j] = false;
        }
    }
    bool is_of(std::size_t covariate) const { return least_[covariate] || most_[covariate]; }

 private:
    struct Span {
        double least = std::numeric_limits<double>::infinity(), most = -least;
        void take(double x) { least = std::min(least, x), most = std::max(most, x); }
    };
    std::vector<bool> least_, most_;
};

RiskSet with(const std::vector<std::size_t>& covariates, const RiskSet& set) {
    RiskSet some{Eigen::MatrixXd(set.x.rows(), static_cast<Index>(covariates.size())), set.people, set.ended};
    for (std::size_t j = 0; j < covariates.size(); ++j)
        some.x.col(static_cast<Index>(j)) = set.x.col(static_cast<Index>(covariates[j]));
    return some;
}

/// Newton's steps, halved until the likelihood rises.
bool climb(const RiskSets& sets, Eigen::VectorXd& beta, Likelihood& here) {
    constexpr int most_steps = 30, most_halvings = 20;
    constexpr double enough = 1e-10;  // rise of the log-likelihood, of its size
    for (int step = 0; step < most_steps; ++step) {
        Eigen::VectorXd change = here.information.ldlt().solve(here.slope);
        for (int halving = 0;; ++halving) {
            const Eigen::VectorXd next = beta + change;
            Likelihood there = likelihood_at(next, sets);
            const double rise = there.value - here.value;
            const bool is_enough = std::abs(rise) <= enough * (1 + std::abs(here.value));
            if (rise >= 0 || is_enough) {
                beta = next;
                here = std::move(there);
                if (is_enough) return true;
                break;
            }
            if (halving == most_halvings) return false;
            change /= 2;
        }
    }
    return false;
}

}  // namespace

CoxFit fit_cox(std::size_t n_covariates, const RiskSets& sets) {
    const auto n = static_cast<Index>(n_covariates);
    CoxFit fit;
    fit.beta = fit.error = Eigen::VectorXd::Constant(n, unknown);
    const Likelihood start = likelihood_at(Eigen::VectorXd::Zero(n), sets);
    fit.ended = start.ended;
    fit.log_likelihood_without = start.value;
    if (start.ended == 0) return fit;
    Eigen::VectorXd squares = Eigen::VectorXd::Zero(n);
    Separation separation(n);
    sets([&](const RiskSet& set) {
        if (set.ended.sum() > 0) separation.add(set);
        squares += set.ended.sum() * (set.x.array().square().matrix().transpose() * set.people) / set.people.sum();
    });
    fit.estimated = independent(start.information, squares);
    if (fit.estimated.empty()) return fit;
    const RiskSets chosen = [&](const auto& visit) {
        sets([&](const RiskSet& set) { visit(with(fit.estimated, set)); });
    };
    Eigen::VectorXd beta = Eigen::VectorXd::Zero(static_cast<Index>(fit.estimated.size()));
    Likelihood here = likelihood_at(beta, chosen);
    fit.has_converged = climb(chosen, beta, here);
    fit.log_likelihood = here.value;
    const Eigen::MatrixXd covariance =
        here.information.ldlt().solve(Eigen::MatrixXd::Identity(beta.size(), beta.size()));
    for (Index j = 0; j < beta.size(); ++j) {
        const std::size_t covariate = fit.estimated[static_cast<std::size_t>(j)];
        if (separation.is_of(covariate)) {
            fit.unbounded.push_back(covariate);
            continue;
        }
        fit.beta[static_cast<Index>(covariate)] = beta[j];
        fit.error[static_cast<Index>(covariate)] = std::sqrt(covariance(j, j));
    }
    std::erase_if(fit.estimated, [&](std::size_t covariate) { return separation.is_of(covariate); });
    return fit;
}

CoxFit fit_groups(const std::vector<AtOnce>& moments, std::size_t base) {
    if (moments.empty()) return {};
    const auto n_groups = static_cast<Index>(moments.front().at_risk.size());
    RiskSet set;
    set.x = Eigen::MatrixXd::Zero(n_groups, n_groups - 1);
    for (Index g = 0, column = 0; g < n_groups; ++g)
        if (static_cast<std::size_t>(g) != base) set.x(g, column++) = 1;
    Eigen::VectorXd ever = Eigen::VectorXd::Zero(n_groups);
    for (const AtOnce& moment : moments) ever += Eigen::Map<const Eigen::VectorXd>(moment.ended.data(), n_groups);
    // A group without an end has a rate of zero: it takes no part, and nothing is estimated of it.
    const Eigen::VectorXd takes_part = (ever.array() > 0).cast<double>();
    return fit_cox(static_cast<std::size_t>(n_groups) - 1, [&](const auto& visit) {
        for (const AtOnce& moment : moments) {
            set.people = takes_part.cwiseProduct(Eigen::Map<const Eigen::VectorXd>(moment.at_risk.data(), n_groups));
            set.ended = Eigen::Map<const Eigen::VectorXd>(moment.ended.data(), n_groups);
            visit(set);
        }
    });
}

Interval CoxFit::interval(std::size_t covariate, double level) const {
    const auto at = static_cast<Index>(covariate);
    const double z = boost::math::quantile(boost::math::normal(), (1 + level) / 2);
    return {beta[at] - z * error[at], beta[at] + z * error[at]};
}

double CoxFit::p(std::size_t covariate) const {
    const auto at = static_cast<Index>(covariate);
    if (!(error[at] > 0)) return unknown;
    return 2 * boost::math::cdf(boost::math::normal(), -std::abs(beta[at] / error[at]));
}

}  // namespace analysis
