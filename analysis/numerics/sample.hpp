/// Numbers about a sample, and what intervals are made of: Student's quantiles and percentile bootstrap. NaN says that
/// a number cannot be known from this sample.
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace analysis {

using Numbers = std::span<const double>;
inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

struct Interval {
    double low = unknown, high = unknown;
    bool is_known() const { return low <= high; }
    bool contains(double value) const { return low <= value && value <= high; }
    friend bool operator==(const Interval&, const Interval&) = default;
};

/// A source of numbers uniform on (0, 1), how often to resample, and which share intervals are to cover.
struct Resampling {
    std::function<double()> uniform;
    std::size_t times = 2000;
    double level = 0.95;

    /// How often each of n things is drawn, in n draws with replacement.
    void draw_counts(std::span<double> counts) const;
};

double mean(Numbers values);
double variance(Numbers values);           // over n - 1
double covariance(Numbers x, Numbers y);   // over n - 1
double correlation(Numbers x, Numbers y);  // unknown if either is constant
double t_quantile(double share, double freedom);
double chi_square_quantile(double share, double freedom);
/// Mean -+ t s / sqrt(n).
Interval t_interval(Numbers values, double level);
/// Linear between order statistics (Hyndman and Fan's seventh). Unknown if any value is not finite.
Interval percentile_interval(std::vector<double> values, double level);
/// 1 to n, ties at their average.
std::vector<double> ranks(Numbers values);
/// The fewest replicates at which t s / sqrt(n) is at most this half-width. Infinite: more than 1e9.
double replicates_for(double sd, double half_width, double level);

}  // namespace analysis
