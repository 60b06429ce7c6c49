/// The beta distribution against Boost's.
#include "sim/random/beta.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/beta.hpp>
#include <cmath>

namespace sim::random {
namespace {

constexpr double shapes[][2] = {{0.01, 0.01}, {0.2, 3}, {0.5, 0.5}, {1, 1},    {2, 5},
                                {4, 2},       {30, 70}, {1000, 1},  {1, 1000}, {1000, 1000}};

TEST(Beta, SharesAreThoseOfBoost) {
    for (const auto& [a, b] : shapes) {
        const Beta ours(a, b);
        const boost::math::beta_distribution<> theirs(a, b);
        for (double x = 0.0005; x < 1; x += 0.0101)
            EXPECT_NEAR(ours.share(x), cdf(theirs, x), 1e-12) << a << ", " << b << " at " << x;
        EXPECT_EQ(ours.share(0), 0);
        EXPECT_EQ(ours.share(1), 1);
    }
}

TEST(Beta, QuantilesLeadBackToTheirShare) {
    for (const auto& [a, b] : shapes) {
        const Beta ours(a, b);
        double before = 0;  // each is found to 1e-15
        for (int k = 0; k < 999; ++k) {
            const double u = (k + 0.5) / 999, x = ours.quantile(u);
            EXPECT_GE(x, before - 2e-15) << a << ", " << b << " at " << u;
            before = x;
            if (x < 1e-300 || x > 1 - 1e-12) continue;
            const boost::math::beta_distribution<> theirs(a, b);
            const double grid = pdf(theirs, x) * 0x1p-52;  // what the next number for x would change
            EXPECT_NEAR(cdf(theirs, x), u, 1e-12 + grid) << a << ", " << b;
        }
    }
}

TEST(Beta, QuantilesOfKnownLawsAreRight) {
    // Three logarithms of the gamma function, sums of terms up to 43, are each right to an ulp or two of those
    constexpr double error_of_share = 3 * 2 * 43 * 0x1p-53;
    const auto expect = [](double a, double b, double u, double x) {
        const double density = pdf(boost::math::beta_distribution<>(a, b), x);
        EXPECT_NEAR(Beta(a, b).quantile(u), x, error_of_share / density) << a << ", " << b;
    };
    for (double u = 0.01; u < 1; u += 0.0137) {
        expect(1, 1, u, u);
        expect(2, 1, u, std::sqrt(u));
        expect(1, 4, u, 1 - std::pow(1 - u, 0.25));
        expect(0.5, 0.5, u, std::pow(std::sin(std::acos(-1.0) * u / 2), 2));
    }
}

}  // namespace
}  // namespace sim::random
