/// Continuous samplers and choices: the stated law, the edges, and that a value never falls as its uniform rises.
#include "sim/random/sample.hpp"
#include "sim/random/normal_share.hpp"

#include <gtest/gtest.h>

#include <array>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <vector>

#include "sim/random/stream.hpp"
#include "tests/sim/random/extremes.hpp"
#include "tests/statistics.hpp"

namespace sim::random {
namespace {

constexpr std::size_t n_draws = 200'000;

/// n_draws values of sampler(u), one stream each.
template <class Sampler>
auto draw(const char* tag, Sampler sampler) {
    std::vector<decltype(sampler(0.5))> values;
    for (std::size_t i = 0; i < n_draws; ++i) {
        Stream stream(11, Tag(tag), i);
        values.push_back(sampler(uniform(stream)));
    }
    return values;
}

double normal_cdf(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

TEST(Bernoulli, ComesTrueWithItsProbability) {  // sees an error of 0.0056 at p = 1/2
    for (const double p : {1e-4, 0.03, 0.5, 0.97}) {
        std::size_t n_true = 0;
        for (const bool value : draw("bernoulli", [=](double u) { return bernoulli(u, p); })) n_true += value;
        tests::expect_binomial(n_true, n_draws, p);
    }
    EXPECT_FALSE(bernoulli(least, 0));
    EXPECT_TRUE(bernoulli(greatest, 1));
}

TEST(Exponential, FollowsItsLaw) {  // sees an error of 1.1 % in the mean
    const auto values = draw("exponential", exponential);
    tests::expect_mean(values, 1, 1);
    tests::expect_ks(values, [](double x) { return -std::expm1(-x); });
    EXPECT_EQ(exponential(least), least);
    EXPECT_NEAR(exponential(greatest), 53 * std::log(2.0), 1e-14);
    EXPECT_NEAR(exponential(1e-30) / 1e-30, 1, 1e-15);
}

TEST(NormalQuantile, FollowsItsLaw) {  // sees a shift of 0.011 sd
    const auto values = draw("normal", normal_quantile);
    tests::expect_mean(values, 0, 1);
    tests::expect_ks(values, normal_cdf);
}

TEST(NormalQuantile, EqualsTheInverseToFourteenDigits) {
    using Exact = boost::math::normal_distribution<long double>;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        Stream stream(2, Tag("quantile"), i);
        double u = uniform(stream);
        if (i % 2 == 1) u = exp(-36.0 * u);  // far into the tail
        const long double exact = quantile(Exact(), static_cast<long double>(u));
        ASSERT_NEAR(normal_quantile(u), static_cast<double>(exact),
                    1e-15 * std::abs(static_cast<double>(exact)) + 1e-16);
    }
}

TEST(NormalShare, IsTheShareBelow) {
    const boost::math::normal_distribution<long double> exact;
    for (double z = -8.2; z < 8.2; z += 0.01)
        ASSERT_NEAR(normal_share(z), static_cast<double>(cdf(exact, static_cast<long double>(z))), 2.3e-16) << z;
    EXPECT_EQ(normal_share(-INFINITY), 0);
    EXPECT_EQ(normal_share(INFINITY), 1);
}

TEST(NormalShare, IsTheInverseOfTheQuantile) {
    for (double z = -8.2; z < 0; z += 0.01) ASSERT_NEAR(normal_quantile(normal_share(z)), z, 1e-14);
}

TEST(NormalQuantile, IsOddAboutOneHalf) {
    EXPECT_EQ(normal_quantile(0.5), 0);
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        Stream stream(3, Tag("odd"), i);
        const double u = i < 2'000 ? to_uniform(i << 12) : uniform(stream);
        ASSERT_EQ(normal_quantile(u), -normal_quantile(1 - u)) << u;
    }
}

TEST(Lognormal, HasMeanOneWhenAskedTo) {  // sees an error of 2.1 % in the mean
    const double sd = 0.8;
    const auto values = draw("lognormal", [=](double u) { return lognormal(u, -sd * sd / 2, sd); });
    tests::expect_mean(values, 1, std::sqrt(std::expm1(sd * sd)));
    tests::expect_ks(values, [=](double x) { return normal_cdf((std::log(x) + sd * sd / 2) / sd); });
    EXPECT_EQ(lognormal(0.3, 0, 0), 1);
}

TEST(Samplers, NeverFallAsTheUniformRises) {
    const std::array weights{0.5, 0.0, 2.0, 1.5};
    std::array<double, 4> before{-10, -1, -1, -1};
    for (int i = 0; i < 100'000; ++i) {
        const double u = (i + 0.5) / 100'000;
        const std::array<double, 4> now{normal_quantile(u), exponential(u), static_cast<double>(pick(u, 37)),
                                        static_cast<double>(choice(u, weights))};
        for (std::size_t k = 0; k < now.size(); ++k) ASSERT_GE(now[k], before[k]) << k << " at " << u;
        before = now;
    }
}

TEST(Pick, FindsEveryIndexEquallyOften) {
    for (const std::size_t n : {2UL, 3UL, 10UL, 1000UL}) {
        std::vector<std::size_t> counts(n);
        for (const std::size_t index : draw("pick", [=](double u) { return pick(u, n); })) ++counts.at(index);
        tests::expect_chi_square(counts, std::vector<double>(n, 1.0 / static_cast<double>(n)));
    }
}

TEST(Pick, StaysBelowItsSize) {
    for (const std::size_t n : {1UL, 2UL, 3UL, 1000UL, (1UL << 31) - 1, (1UL << 52) - 1, 1UL << 52}) {
        EXPECT_EQ(pick(least, n), 0U);
        EXPECT_LT(pick(greatest, n), n);
    }
    EXPECT_EQ(pick(greatest, 1000), 999U);
}

TEST(Choice, FollowsTheWeights) {
    const std::vector<double> weights{0, 3, 1, 0, 0.5, 5.5, 0};
    std::vector<double> shares;
    for (const double weight : weights) shares.push_back(weight / 10);
    std::vector<std::size_t> counts(weights.size());
    for (const std::size_t index : draw("choice", [&](double u) { return choice(u, weights); })) ++counts.at(index);
    tests::expect_chi_square(counts, shares);
}

TEST(Choice, NeverTakesAWeightOfZero) {
    const std::array weights{0.0, 0.1, 0.2, 0.3, 0.0};  // their sum and differences are rounded
    EXPECT_EQ(choice(least, weights), 1U);
    EXPECT_EQ(choice(greatest, weights), 3U);
    EXPECT_EQ(choice(0.5, std::array{0.0, 0.0}), 2U);
    EXPECT_EQ(choice(0.5, std::span<const double>()), 0U);
}

}  // namespace
}  // namespace sim::random
