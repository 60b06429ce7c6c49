/// Factors: levels, and quantiles of every distribution against independent ones.
#include "sim/sweep/factor.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <limits>
#include <vector>

#include "tests/sim/sweep/designs.hpp"

namespace sim::sweep {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
const Values shares = {1e-12, 0.001, 0.1, 0.25, 0.5, 0.501, 0.75, 0.9, 0.999, 1 - 1e-12};

Factor normal(double mean, double sd, double min, double max) {
    Factor factor;
    factor.be_normal(mean, sd, min, max);
    return factor;
}

Factor triangular(double min, double mode, double max) {
    auto factor = range("a", min, max, 0);
    factor.law = Law::triangular;
    factor.mode = mode;
    return factor;
}

TEST(Factor, LevelsOfARangeAreTheNumbersOneWouldWrite) {
    const auto tenths = range("a", 0, 1, 11);
    EXPECT_EQ(tenths.level(3), 0.3);
    EXPECT_EQ(tenths.level(10), 1.0);
    EXPECT_EQ(range("a", 0.02, 0.1, 5).level(2), 0.06);  // not 0.060000000000000005
    const auto fine = range("a", 1, 1 + 8e-15, 5);       // levels closer than that stay apart
    EXPECT_LT(fine.level(1), fine.level(2));
    auto decades = range("b", 1e-4, 1, 5);
    decades.logarithmic = true;
    const Values expected = {1e-4, 1e-3, 1e-2, 1e-1, 1};
    for (std::uint64_t i = 0; i < 5; ++i) EXPECT_EQ(decades.level(i), expected[i]);
}

TEST(Factor, LevelsOfAWideRangeStayFinite) {
    const auto widest = range("a", -1e300, 1e300, 1'000'000'001);
    EXPECT_LT(widest.level(999'999'999), 1e300);
    EXPECT_EQ(widest.level(500'000'000), 0.0);
}

TEST(Factor, DistributionsEndWhereTheyAreSaidTo) {
    auto wide = range("a", 0.01, 0.16, 0);
    wide.logarithmic = true;
    EXPECT_EQ(wide.quantile(0), 0.01);
    EXPECT_EQ(wide.quantile(1), 0.16);  // by exp and log it would be the number below
    EXPECT_NEAR(wide.quantile(0.5), 0.04, 1e-15);
}

TEST(Factor, NormalIsNormal) {
    const boost::math::normal exact(3, 0.5);
    for (const double u : shares)
        EXPECT_NEAR(normal(3, 0.5, -infinity, infinity).quantile(u), quantile(exact, u), 1e-10);
}

TEST(Factor, NormalCutOffAtItsEndsKeepsItsShapeBetweenThem) {
    const boost::math::normal exact(3, 0.5);
    for (const auto& [min, max] : {std::pair{2.5, 4.0}, {-infinity, 3.2}, {4.0, infinity}, {4.5, 4.6}}) {
        const auto factor = normal(3, 0.5, min, max);
        const double from = min > -infinity ? cdf(exact, min) : 0, to = max < infinity ? cdf(exact, max) : 1;
        for (const double u : shares)
            EXPECT_NEAR(factor.quantile(u), quantile(exact, from + (to - from) * u), 1e-9)
                << min << " " << max << " " << u;
        EXPECT_EQ(factor.quantile(0), min);
        EXPECT_EQ(factor.quantile(1), max);
    }
}

TEST(Factor, TriangularHasItsModeWhereItIsPut) {
    for (const auto& [min, mode, max] : {std::tuple{1.0, 2.0, 5.0}, {-1.0, -0.5, 0.0}}) {
        const boost::math::triangular exact(min, mode, max);
        for (const double u : shares)
            EXPECT_NEAR(triangular(min, mode, max).quantile(u), quantile(exact, u), 1e-12) << u;
    }
    for (const double mode : {1.0, 5.0}) {
        EXPECT_EQ(triangular(1, mode, 5).quantile(0), 1);
        EXPECT_EQ(triangular(1, mode, 5).quantile(1), 5);
        EXPECT_NEAR(triangular(1, mode, 5).quantile(0.25), mode == 1 ? 5 - 4 * std::sqrt(0.75) : 3, 1e-15);
    }
}

TEST(Factor, DrawsOfWholeNumbersAreRounded) {
    Factor people;
    people.whole = true;
    people.be_normal(10, 2, 5, 15);
    EXPECT_EQ(people.quantile(0), 5);
    EXPECT_EQ(people.quantile(0.5), 10);
    EXPECT_EQ(people.quantile(0.6), 11);  // 10.5
    EXPECT_EQ(people.quantile(1), 15);
    auto flag = range("b", 0, 1, 0);
    flag.whole = true;
    EXPECT_EQ(flag.quantile(0.499), 0);
    EXPECT_EQ(flag.quantile(0.501), 1);
}

TEST(Factor, ValuesOfAListShareTheDrawsEqually) {
    const auto cases = list("a", {7, 3, 5});
    EXPECT_EQ(cases.quantile(0), 7);
    EXPECT_EQ(cases.quantile(0.33), 7);
    EXPECT_EQ(cases.quantile(0.34), 3);
    EXPECT_EQ(cases.quantile(0.67), 5);
    EXPECT_EQ(cases.quantile(1), 5);
}

}  // namespace
}  // namespace sim::sweep
