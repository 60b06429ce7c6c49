/// Poisson and binomial: the quantile is the exact one, hence the law; edges; limits of the parameters.
#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <limits>
#include <stdexcept>
#include <vector>

#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"
#include "tests/sim/random/extremes.hpp"
#include "tests/statistics.hpp"

namespace sim::random {
namespace {

using Poisson = boost::math::poisson_distribution<long double>;
using Binomial = boost::math::binomial_distribution<long double>;

/// Checks F(k - 1) < u <= F(k), up to 1e-12, for the k that sampler(u) gives.
template <class Law, class Sampler>
void expect_quantile(const Law& law, std::uint64_t n_tries, Sampler sampler) {
    for (std::uint64_t i = 0; i < n_tries; ++i) {
        Stream stream(5, Tag("counts"), i);
        const double u = i == 0 ? 1e-12 : i == 1 ? 1 - 1e-12 : uniform(stream);
        const auto k = static_cast<long double>(sampler(u));
        ASSERT_GE(cdf(law, k), u - 1e-12) << k << " at " << u;
        ASSERT_LE(k > 0 ? cdf(law, k - 1) : 0.0L, u + 1e-12) << k << " at " << u;
    }
}

TEST(Poisson, IsTheExactQuantile) {
    for (const double mean : {1e-9, 0.3, 3.0, 39.99, 40.0, 40.5, 97.3, 12'345.6}) {
        expect_quantile(Poisson(mean), 2000, [=](double u) { return poisson(u, mean); });
    }
    expect_quantile(Poisson(1e6), 10, [](double u) { return poisson(u, 1e6); });
}

TEST(Binomial, IsTheExactQuantile) {
    struct Case {
        std::int64_t n;
        double p;
    };
    for (const auto& [n, p] : {Case{1, 0.3},
                               {10, 0.5},
                               {100, 0.01},
                               {79, 0.5},
                               {80, 0.5},
                               {81, 0.4999},
                               {1000, 0.3},
                               {1000, 0.97},
                               {1'000'000, 1e-6},
                               {1'000'000, 0.999}}) {
        expect_quantile(Binomial(static_cast<long double>(n), p), 1000, [&](double u) { return binomial(u, n, p); });
    }
    expect_quantile(Binomial(1e6, 0.5), 10, [](double u) { return binomial(u, 1'000'000, 0.5); });
}

TEST(Poisson, FollowsItsLaw) {  // sees an error of 0.7 % in a mean of 2.5
    for (const double mean : {2.5, 60.0}) {
        std::vector<std::size_t> counts(200);
        for (std::uint64_t i = 0; i < 200'000; ++i) {
            Stream stream(6, Tag("poisson"), i);
            ++counts.at(static_cast<std::size_t>(poisson(uniform(stream), mean)));
        }
        std::vector<double> probabilities;
        for (int k = 0; k < 200; ++k) probabilities.push_back(pdf(boost::math::poisson_distribution<>(mean), k));
        tests::expect_chi_square(counts, probabilities);
    }
}

TEST(Binomial, FollowsItsLaw) {
    for (const double p : {0.05, 0.5, 0.8}) {
        std::vector<std::size_t> counts(121);
        for (std::uint64_t i = 0; i < 200'000; ++i) {
            Stream stream(6, Tag("binomial"), i);
            ++counts.at(static_cast<std::size_t>(binomial(uniform(stream), 120, p)));
        }
        std::vector<double> probabilities;
        for (int k = 0; k <= 120; ++k) probabilities.push_back(pdf(boost::math::binomial_distribution<>(120, p), k));
        tests::expect_chi_square(counts, probabilities);
    }
}

TEST(Poisson, HasItsEdges) {
    EXPECT_EQ(poisson(greatest, 0), 0);
    EXPECT_EQ(poisson(greatest, 1e-300), 0);
    EXPECT_GT(poisson(greatest, 100), 180);
    EXPECT_LT(poisson(least, 100), 35);
    EXPECT_NEAR(static_cast<double>(poisson(0.5, 1e8)), 1e8, 1);
}

TEST(Binomial, HasItsEdges) {
    EXPECT_EQ(binomial(greatest, 0, 0.5), 0);
    EXPECT_EQ(binomial(greatest, 100, 0), 0);
    EXPECT_EQ(binomial(least, 100, 1), 100);
    EXPECT_EQ(binomial(greatest, 100, 1e-310), 0);
    EXPECT_EQ(binomial(greatest, 3, 0.5), 3);
    EXPECT_EQ(binomial(least, 3, 0.5), 0);
    EXPECT_EQ(binomial(0.5, 1'000'000'000, 0.5), 500'000'000);
}

TEST(Counts, NeverFallAsTheUniformRises) {
    for (const double mean : {0.7, 35.0, 300.0}) {
        std::int64_t before[3] = {};
        for (int i = 0; i < 20'000; ++i) {
            const double u = (i + 0.5) / 20'000;
            const std::int64_t now[3] = {poisson(u, mean), binomial(u, 400, mean / 400), binomial(u, 310, mean / 310)};
            for (int k = 0; k < 3; ++k) {
                ASSERT_GE(now[k], before[k]) << k << " at " << u;
                before[k] = now[k];
            }
        }
    }
}

#ifndef SIM_NO_CHECKS
TEST(Counts, RefuseWhatIsNoLaw) {
    EXPECT_THROW(poisson(0.5, -1), std::logic_error);
    EXPECT_THROW(poisson(0.5, std::numeric_limits<double>::quiet_NaN()), std::logic_error);
    EXPECT_THROW(poisson(0.5, 2e12), std::logic_error);
    EXPECT_THROW(binomial(0.5, -1, 0.5), std::logic_error);
    EXPECT_THROW(binomial(0.5, 10, 1.01), std::logic_error);
}
#endif

}  // namespace
}  // namespace sim::random
