#include "analysis/numerics/life_table.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>

namespace analysis {
namespace {

/// The sums that the variance of one cause's incidence F is made of, at the moments so far.
struct VarianceOfIncidence {
    double all = 0, all_f = 0, all_ff = 0;  // d / (n (n - d)), times F, times F squared
    double own = 0;                         // S^2 (n - d_k) d_k / n^3
    double both = 0, both_f = 0;            // S d_k / n^2, times F

    void add(double n, double d, double own_ended, double survival_before, double incidence) {
        if (d < n) {  // after the last end nothing happens any more
            const double part = d / (n * (n - d));
            all += part, all_f += part * incidence, all_ff += part * incidence * incidence;
        }
        own += survival_before * survival_before * (n - own_ended) * own_ended / (n * n * n);
        const double part = survival_before * own_ended / (n * n);
        both += part, both_f += part * incidence;
    }
    double at(double incidence) const {
        const double spread = incidence * incidence * all - 2 * incidence * all_f + all_ff;
        return std::max(0.0, spread + own - 2 * (incidence * both - both_f));
    }
};

/// Calls visit(at, people at risk just before, moment) in order of time.
template <class Visit>
void visit_risk(const LifeTable& table, Visit&& visit) {
    double at_risk = 0;
    for (const auto& [at, moment] : table.moments()) {
        visit(at, at_risk, moment);
        at_risk += moment.entered - moment.unseen - std::accumulate(moment.ended.begin(), moment.ended.end(), 0.0);
    }
}

}  // namespace

Moment& LifeTable::at(double when) {
    Moment& moment = moments_[when];
    moment.ended.resize(n_causes_);
    return moment;
}

void LifeTable::add(double entry, double exit, std::size_t cause) {
    ++n_people_;
    if (!(exit > entry)) {
        ++n_never_at_risk_;
        return;
    }
    ++at(entry).entered;
    Moment& moment = at(exit);
    ++(cause < n_causes_ ? moment.ended[cause] : moment.unseen);
}

std::vector<double> LifeTable::ended() const {
    std::vector<double> sum(n_causes_);
    for (const auto& [at, moment] : moments_)
        for (std::size_t k = 0; k < n_causes_; ++k) sum[k] += moment.ended[k];
    return sum;
}

Interval Share::interval(double level) const {
    if (!(value > 0 && value < 1) || std::isnan(error)) return {};
    const double z = boost::math::quantile(boost::math::normal(), (1 + level) / 2);
    const double width = z * error / (value * -std::log(value));
    return {std::pow(value, std::exp(width)), std::pow(value, std::exp(-width))};
}

std::vector<CurveStep> curve_of(const LifeTable& table) {
    std::vector<CurveStep> curve;
    double survival = 1, greenwood = 0;
    std::vector<double> incidence(table.n_causes());
    std::vector<VarianceOfIncidence> variances(table.n_causes());
    visit_risk(table, [&](double at, double n, const Moment& moment) {
        const double d = std::accumulate(moment.ended.begin(), moment.ended.end(), 0.0);
        if (d == 0) return;
        CurveStep step{at, n, d, {}, moment.ended, {}};
        for (std::size_t k = 0; k < table.n_causes(); ++k) {
            incidence[k] += survival * moment.ended[k] / n;
            variances[k].add(n, d, moment.ended[k], survival, incidence[k]);
            step.incidence.push_back({incidence[k], std::sqrt(variances[k].at(incidence[k]))});
        }
        survival *= 1 - d / n;
        greenwood += d / (n * (n - d));
        step.survival = {survival, survival > 0 ? survival * std::sqrt(greenwood) : unknown};
        curve.push_back(std::move(step));
    });
    return curve;
}

double time_of(const std::vector<CurveStep>& curve, double survival) {
    for (const CurveStep& step : curve)
        if (step.survival.value <= survival) return step.at;
    return unknown;
}

Interval interval_of_time(const std::vector<CurveStep>& curve, double survival, double level) {
    const auto first = [&](auto end_of) {
        for (const CurveStep& step : curve)
            if (end_of(step.survival) <= survival) return step.at;
        return std::numeric_limits<double>::infinity();
    };
    const auto of = [&](const Share& share) { return share.interval(level); };
    return {first([&](const Share& share) { return share.value > 0 ? of(share).low : 0.0; }),
            first([&](const Share& share) { return share.value > 0 ? of(share).high : 0.0; })};
}

std::vector<AtOnce> at_once(const std::vector<LifeTable>& groups, const std::vector<bool>& causes) {
    struct Change {
        std::size_t group;
        double at_risk, ended;
    };
    std::map<double, std::vector<Change>> changes;
    for (std::size_t g = 0; g < groups.size(); ++g)
        visit_risk(groups[g], [&](double at, double n, const Moment& moment) {
            double ended = 0;
            for (std::size_t k = 0; k < causes.size(); ++k) ended += causes[k] ? moment.ended[k] : 0.0;
            const double left = std::accumulate(moment.ended.begin(), moment.ended.end(), 0.0) + moment.unseen;
            changes[at].push_back({g, n + moment.entered - left, ended});
        });
    std::vector<AtOnce> moments;
    std::vector<double> at_risk(groups.size());
    for (const auto& [at, all] : changes) {
        AtOnce moment{at_risk, std::vector<double>(groups.size())};
        for (const Change& change : all) moment.ended[change.group] = change.ended;
        if (std::accumulate(moment.ended.begin(), moment.ended.end(), 0.0) > 0) moments.push_back(std::move(moment));
        for (const Change& change : all) at_risk[change.group] = change.at_risk;
    }
    return moments;
}

LogRank log_rank(const std::vector<AtOnce>& moments) {
    if (moments.empty()) return {};
    const auto n_groups = static_cast<Eigen::Index>(moments.front().at_risk.size());
    Eigen::VectorXd observed = Eigen::VectorXd::Zero(n_groups), expected = observed;
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(n_groups, n_groups);
    for (const AtOnce& moment : moments) {
        const Eigen::Map<const Eigen::VectorXd> at_risk(moment.at_risk.data(), n_groups),
            ended(moment.ended.data(), n_groups);
        const double n = at_risk.sum(), d = ended.sum();
        const Eigen::VectorXd share = at_risk / n;
        observed += ended;
        expected += d * share;
        if (n > 1)
            covariance += d * (n - d) / (n - 1) * (Eigen::MatrixXd(share.asDiagonal()) - share * share.transpose());
    }
    LogRank made{{observed.begin(), observed.end()}, {expected.begin(), expected.end()}};
    // A generalized inverse: the differences add up to zero, and an empty group adds nothing.
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
    constexpr double least = 1e-9;  // of the largest eigenvalue
    double chi_square = 0;
    const Eigen::VectorXd along = solver.eigenvectors().transpose() * (observed - expected);
    for (Eigen::Index i = 0; i < n_groups; ++i)
        if (solver.eigenvalues()[i] > least * solver.eigenvalues().maxCoeff()) {
            chi_square += along[i] * along[i] / solver.eigenvalues()[i];
            ++made.freedom;
        }
    if (made.freedom < 1) return made;
    made.chi_square = chi_square;
    made.p = boost::math::cdf(boost::math::complement(boost::math::chi_squared(made.freedom), chi_square));
    return made;
}

}  // namespace analysis
