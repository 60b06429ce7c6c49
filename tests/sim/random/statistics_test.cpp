/// The statistical assertions fail when they should: each is shown a right and a wrong sample.
#include "tests/statistics.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

namespace {

/// (i + 1/2) / n: more even than any random sample.
std::vector<double> even_sample(std::size_t n, double stretch = 1) {
    std::vector<double> sample;
    for (std::size_t i = 0; i < n; ++i) {
        sample.push_back(stretch * (static_cast<double>(i) + 0.5) / static_cast<double>(n));
    }
    return sample;
}

TEST(Statistics, BinomialAllowsFiveStandardErrors) {
    tests::expect_binomial(5250, 10'000, 0.5);
    EXPECT_NONFATAL_FAILURE(tests::expect_binomial(5251, 10'000, 0.5), "standard errors from 5000");
    tests::expect_binomial(0, 10'000, 0);
    EXPECT_NONFATAL_FAILURE(tests::expect_binomial(1, 10'000, 0), "standard errors");
}

TEST(Statistics, MeanAllowsFiveStandardErrors) {
    tests::expect_mean(even_sample(10'000), 0.5, 0.2887);
    EXPECT_NONFATAL_FAILURE(tests::expect_mean(even_sample(10'000, 1.03), 0.5, 0.2887), "5.19");
}

TEST(Statistics, ChiSquareHasItsPValue) {
    // chi2(1) = 23.93 has p = 1.00e-6.
    tests::expect_chi_square({5244, 4756}, {0.5, 0.5});
    EXPECT_NONFATAL_FAILURE(tests::expect_chi_square({5245, 4755}, {0.5, 0.5}), "chi2(1) = 24.01");
    EXPECT_NONFATAL_FAILURE(tests::expect_chi_square({500, 499, 1}, {0.5, 0.5, 0}), "cell 2 has probability 0");
    tests::expect_chi_square({500, 495, 1, 1, 1, 2}, {0.5, 0.495, 0.001, 0.001, 0.001, 0.002});
}

TEST(Statistics, KolmogorovSmirnovHasItsPValue) {
    // n = 10,000: the distance with p = 1e-6 is sqrt(log(2e6) / 20,000) = 0.0269.
    const auto cdf = [](double x) { return std::min(x, 1.0); };
    tests::expect_ks(even_sample(10'000, 1.026), cdf);
    EXPECT_NONFATAL_FAILURE(tests::expect_ks(even_sample(10'000, 1.029), cdf), "largest distance 0.028");
}

TEST(Statistics, CorrelationIsSeen) {
    auto x = even_sample(1000);
    EXPECT_NONFATAL_FAILURE(tests::expect_uncorrelated(x, x), "31.6");
    auto y = x;
    std::rotate(y.begin(), y.begin() + 211, y.end());  // correlation 1 - 6 (0.211) (0.789) = 0.001
    tests::expect_uncorrelated(x, y);
}

}  // namespace
