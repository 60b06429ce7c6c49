/// Proportional hazards (Cox 1972), ties as Efron 1977: of d ends at one moment the l-th is one among all at risk less
/// l / d of those who end.
///     log L = sum over moments of [ sum of x b of those who end - sum over l < d of log(A - l / d D) ]
/// A, D: sums of exp(x b) over all at risk, and over those who end. A sample of those at risk at each moment (nested
/// case-control, Thomas 1977) gives the same coefficients. Assumes that covariates multiply one rate that is free in time.
#pragma once

#include <Eigen/Core>
#include <functional>
#include <vector>

#include "analysis/numerics/life_table.hpp"

namespace analysis {

/// All people at risk at one moment, or several who are alike in one row.
struct RiskSet {
    Eigen::MatrixXd x;       // [row, covariate]
    Eigen::VectorXd people;  // [row] at risk
    Eigen::VectorXd ended;   // [row] of them
};
/// Calls what it is given with every risk set; asked again for each step of the fit.
using RiskSets = std::function<void(const std::function<void(const RiskSet&)>&)>;

struct CoxFit {
    std::vector<std::size_t> estimated;  // covariates; the others do not vary within risk sets, or follow from these
    std::vector<std::size_t> unbounded;  // others: likelier without end, as who ended always had the least or the most
    Eigen::VectorXd beta, error;         // of those estimated; unknown for the others
    double log_likelihood = unknown, log_likelihood_without = unknown;
    double ended = 0;
    bool has_converged = false;

    Interval interval(std::size_t covariate, double level) const;
    double p(std::size_t covariate) const;  // Wald's, two-sided
};

CoxFit fit_cox(std::size_t n_covariates, const RiskSets& sets);
/// Each group against the one of this number: a covariate for every other group, in order.
CoxFit fit_groups(const std::vector<AtOnce>& moments, std::size_t base);

}  // namespace analysis
