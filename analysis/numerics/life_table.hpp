/// Time until one of several causes ends it, of people who may come late and whose end may lie outside what was seen.
///     S(t) = prod over t_j <= t of 1 - d_j / n_j             (Kaplan and Meier 1958; variance Greenwood 1926)
///     F_k(t) = sum over t_j <= t of S(t_j-) d_kj / n_j       (Aalen and Johansen 1978; variance Dinse and Larson 1986)
/// d: ends at a moment, n: people at risk just before it, who came before it. Kept as counts by moment, so that memory
/// grows with the number of different moments and not with people. Assumes that coming late and not being seen to the end
/// say nothing of the time that is left.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "analysis/numerics/sample.hpp"

namespace analysis {

/// The events of one moment.
struct Moment {
    double entered = 0, unseen = 0;  // come; are seen no longer
    std::vector<double> ended;       // by cause
};

class LifeTable {
 public:
    explicit LifeTable(std::size_t n_causes) : n_causes_(n_causes) {}

    /// A person at risk from `entry` to `exit`; cause n_causes(): their end was not seen. A person whose exit is not
    /// after the entry is never at risk: that is counted, and left out.
    void add(double entry, double exit, std::size_t cause);

    std::size_t n_causes() const { return n_causes_; }
    const std::map<double, Moment>& moments() const { return moments_; }
    double n_people() const { return n_people_; }
    double n_never_at_risk() const { return n_never_at_risk_; }
    /// By cause.
    std::vector<double> ended() const;

 private:
    Moment& at(double when);

    std::size_t n_causes_;
    double n_people_ = 0, n_never_at_risk_ = 0;
    std::map<double, Moment> moments_;
};

/// A share and its standard error.
struct Share {
    double value = unknown, error = unknown;
    /// By the log-log transformation, which stays within 0 and 1.
    Interval interval(double level) const;
};

/// How things stand after the ends of one moment.
struct CurveStep {
    double at = 0, at_risk = 0, ended = 0;
    Share survival;
    std::vector<double> ended_by;  // cause
    std::vector<Share> incidence;  // of each cause
};

/// A step for each moment at which a person's time ends.
std::vector<CurveStep> curve_of(const LifeTable& table);
/// The first moment at which survival is at most this share; unknown: it stays above.
double time_of(const std::vector<CurveStep>& curve, double survival);
/// The same of the ends of its interval, by Brookmeyer and Crowley 1982.
Interval interval_of_time(const std::vector<CurveStep>& curve, double survival, double level);

/// Those at risk in each of several groups at a moment at which a person ends by the cause asked for, and how many do.
struct AtOnce {
    std::vector<double> at_risk, ended;  // [group]
};
/// In order of time. The causes not asked for end the time at risk.
std::vector<AtOnce> at_once(const std::vector<LifeTable>& groups, const std::vector<bool>& causes);

struct LogRank {
    std::vector<double> observed, expected;  // [group]
    double chi_square = unknown, freedom = 0, p = unknown;
};
/// Whether the groups end at one rate (Mantel 1966, Peto and Peto 1972). Unknown where fewer than two can be compared.
LogRank log_rank(const std::vector<AtOnce>& moments);

}  // namespace analysis
