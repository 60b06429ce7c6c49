/// Assertions about samples. A tolerance is a number of standard errors: z = 5 fails by chance once in 1.7 million
/// assertions, a p-value under 1e-6 once in a million. The seed is fixed, so a pass stays a pass; the comment beside
/// each use says what error it can see. On failure the statistic, its expectation and its distance are printed.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace tests {

inline constexpr double least_p = 1e-6;

/// |observed - expected| within z standard errors.
inline void expect_within(double observed, double expected, double standard_error, double z = 5) {
    EXPECT_LE(std::abs(observed - expected), z * standard_error)
        << observed << " is " << (observed - expected) / standard_error << " standard errors from " << expected;
}

/// |observed - n p| within z standard errors; exact equality where p is 0 or 1.
inline void expect_binomial(std::size_t observed, std::size_t n, double p, double z = 5) {
    const double size = static_cast<double>(n);
    expect_within(static_cast<double>(observed), size * p, std::sqrt(size * p * (1 - p)), z);
}

/// The sample's mean within z standard errors of that of a law with this mean and standard deviation.
inline void expect_mean(const std::vector<double>& sample, double mean, double sd, double z = 5) {
    ASSERT_FALSE(sample.empty());
    const double n = static_cast<double>(sample.size());
    expect_within(std::accumulate(sample.begin(), sample.end(), 0.0) / n, mean, sd / std::sqrt(n), z);
}

/// Pearson's chi-square: counts against probabilities that sum to 1. Neighbours are pooled until 10 are expected.
inline void expect_chi_square(const std::vector<std::size_t>& observed, const std::vector<double>& probabilities,
                              double p_min = least_p) {
    ASSERT_EQ(observed.size(), probabilities.size());
    ASSERT_NEAR(std::accumulate(probabilities.begin(), probabilities.end(), 0.0), 1.0, 1e-9);
    const double n = static_cast<double>(std::accumulate(observed.begin(), observed.end(), std::size_t{0}));
    std::vector<std::pair<double, double>> cells{{0, 0}};  // (seen, expected)
    for (std::size_t i = 0; i < observed.size(); ++i) {
        EXPECT_TRUE(probabilities[i] > 0 || observed[i] == 0) << "cell " << i << " has probability 0";
        if (cells.back().second >= 10) cells.emplace_back(0, 0);
        cells.back().first += static_cast<double>(observed[i]);
        cells.back().second += n * probabilities[i];
    }
    if (cells.back().second < 10 && cells.size() > 1) {
        const auto [seen, expected] = cells.back();
        cells.pop_back();
        cells.back().first += seen;
        cells.back().second += expected;
    }
    ASSERT_GE(cells.size(), 2U) << "too small a sample for a chi-square test";
    double statistic = 0;
    for (const auto& [seen, expected] : cells) statistic += (seen - expected) * (seen - expected) / expected;
    const double freedom = static_cast<double>(cells.size() - 1);
    EXPECT_GE(boost::math::gamma_q(freedom / 2, statistic / 2), p_min)
        << "chi2(" << freedom << ") = " << statistic << " from " << n << " draws";
}

/// Kolmogorov and Smirnov: a sample against a continuous distribution function.
template <class Cdf>
void expect_ks(std::vector<double> sample, Cdf cdf, double p_min = least_p) {
    ASSERT_GE(sample.size(), std::size_t{100});
    std::sort(sample.begin(), sample.end());
    const double n = static_cast<double>(sample.size());
    double distance = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const double below = static_cast<double>(i) / n;
        const double value = cdf(sample[i]);
        distance = std::max({distance, value - below, below + 1 / n - value});
    }
    // First term of Kolmogorov's series: at p near 1e-6 the next is below 1e-24.
    const double p = 2 * std::exp(-2 * n * distance * distance);
    EXPECT_GE(p, p_min) << "largest distance " << distance << " from " << n << " draws";
}

/// The correlation of pairs, 0 within z standard errors of independent ones.
inline void expect_uncorrelated(const std::vector<double>& x, const std::vector<double>& y, double z = 5) {
    ASSERT_EQ(x.size(), y.size());
    const double n = static_cast<double>(x.size());
    const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n;
    const double mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n;
    double xy = 0, xx = 0, yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - mean_x) * (y[i] - mean_y);
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
    }
    expect_within(xy / std::sqrt(xx * yy), 0, 1 / std::sqrt(n), z);
}

}  // namespace tests
