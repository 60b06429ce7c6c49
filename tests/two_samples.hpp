/// Two samples compared: whether they follow one law, and whether a paired difference has the sign it should. Limits
/// are p-values or numbers of standard errors, as in tests/statistics.hpp; on failure the statistic is printed.
#pragma once

#include <gtest/gtest.h>

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstddef>
#include <vector>

#include "tests/statistics.hpp"

namespace tests {

/// Chi-square of two samples' counts over the same classes. Neighbours are pooled until 20 are seen in both together.
inline void expect_same_law(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b,
                            double p_min = least_p) {
    ASSERT_EQ(a.size(), b.size());
    const double n_a = static_cast<double>(std::accumulate(a.begin(), a.end(), std::size_t{0}));
    const double n_b = static_cast<double>(std::accumulate(b.begin(), b.end(), std::size_t{0}));
    std::vector<std::pair<double, double>> classes{{0, 0}};
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (classes.back().first + classes.back().second >= 20) classes.emplace_back(0, 0);
        classes.back().first += static_cast<double>(a[i]);
        classes.back().second += static_cast<double>(b[i]);
    }
    if (classes.size() > 1 && classes.back().first + classes.back().second < 20) {
        const auto rest = classes.back();
        classes.pop_back();
        classes.back().first += rest.first;
        classes.back().second += rest.second;
    }
    ASSERT_GE(classes.size(), 2U) << "too small a sample for a chi-square test";
    double statistic = 0;
    for (const auto& [in_a, in_b] : classes) {
        const double share = (in_a + in_b) / (n_a + n_b);
        statistic += std::pow(in_a - n_a * share, 2) / (n_a * share) + std::pow(in_b - n_b * share, 2) / (n_b * share);
    }
    const double freedom = static_cast<double>(classes.size() - 1);
    EXPECT_GE(boost::math::gamma_q(freedom / 2, statistic / 2), p_min)
        << "chi2(" << freedom << ") = " << statistic << " from " << n_a << " and " << n_b;
}

/// Two shares of independent samples agree within z standard errors of their difference.
inline void expect_same_share(std::size_t in_a, std::size_t n_a, std::size_t in_b, std::size_t n_b, double z = 5) {
    const double a = static_cast<double>(n_a), b = static_cast<double>(n_b);
    const double both = static_cast<double>(in_a + in_b) / (a + b);
    expect_within(static_cast<double>(in_a) / a, static_cast<double>(in_b) / b,
                  std::sqrt(both * (1 - both) * (1 / a + 1 / b)), z);
}

struct Mean {
    double value = 0, error = 0;  // with its standard error
};

inline Mean mean_of(const std::vector<double>& sample) {
    const double n = static_cast<double>(sample.size());
    const double mean = std::accumulate(sample.begin(), sample.end(), 0.0) / n;
    double squares = 0;
    for (const double x : sample) squares += (x - mean) * (x - mean);
    return {mean, std::sqrt(squares / (n - 1) / n)};
}

/// The mean of paired differences is positive by z standard errors or more.
inline void expect_positive(const std::vector<double>& differences, double z = 5) {
    ASSERT_GE(differences.size(), 8U);
    const auto [mean, error] = mean_of(differences);
    EXPECT_GE(mean, z * error) << "mean difference " << mean << " with standard error " << error;
    EXPECT_GT(mean, 0);
}

/// The means of two independent samples agree within z standard errors of their difference.
inline void expect_same_mean(const std::vector<double>& a, const std::vector<double>& b, double z = 5) {
    const Mean of_a = mean_of(a), of_b = mean_of(b);
    expect_within(of_a.value, of_b.value, std::hypot(of_a.error, of_b.error), z);
}

}  // namespace tests
