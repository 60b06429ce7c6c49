/// Latin hypercubes: one point in every stratum, orders of their own, and what `maximin` adds.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/sim/sweep/designs.hpp"

namespace sim::sweep {
namespace {

TEST(LatinHypercube, HasOnePointInEveryStratumOfEveryFactor) {
    for (const std::uint64_t n : {1U, 2U, 3U, 7U, 10U, 64U, 100U, 1000U, 4097U}) {
        const auto design = make("lhs", draws(unit_factors(5), n, 11)).design;
        for (std::size_t f = 0; f < 5; ++f) EXPECT_EQ(strata_of(*design, f, n).size(), n) << n << ", factor " << f;
    }
}

TEST(LatinHypercube, OrdersTheStrataOfEachFactorInItsOwnWay) {  // correlation of 2000 pairs: 5 standard errors are 0.11
    const auto design = make("lhs", draws(unit_factors(2), 2000, 11)).design;
    double product = 0;
    for (std::uint64_t i = 0; i < 2000; ++i) {
        const auto values = at(*design, i);
        product += (values[0] - 0.5) * (values[1] - 0.5);
    }
    EXPECT_LT(std::abs(product * 12 / 2000), 0.11);
}

TEST(LatinHypercube, FillsTheStrata) {  // 10,000 places inside a stratum: 5 standard errors of the mean are 0.0144
    const auto design = make("lhs", draws(unit_factors(1), 10'000, 11)).design;
    double sum = 0;
    for (std::uint64_t i = 0; i < 10'000; ++i) {
        const double place = at(*design, i)[0] * 10'000;
        sum += place - std::floor(place);
    }
    EXPECT_NEAR(sum / 10'000, 0.5, 0.0144);
}

TEST(LatinHypercube, PlacesPointsInTheirStrataByTheSeed) {
    EXPECT_NE(at(*make("lhs", draws(unit_factors(1), 1, 11)).design, 0),
              at(*make("lhs", draws(unit_factors(1), 1, 12)).design, 0));
}

TEST(LatinHypercube, OfMoreStrataThanNumbersIsRefused) {
    const auto over = make("lhs", draws(unit_factors(1), (1ULL << 52) + 1, 11));
    EXPECT_EQ(over.fault, "4503599627370497 strata cannot be told apart (a Latin hypercube has at most 2^52)");
    EXPECT_EQ(over.key, "samples");
}

DesignInput spread(std::size_t n_factors, std::uint64_t samples, std::uint64_t seed) {
    auto input = draws(unit_factors(n_factors), samples, seed);
    input.options.maximin = true;
    return input;
}

/// The smallest distance between two points.
double closest(const Design& design) {
    double least = 1e300;
    for (std::uint64_t i = 0; i < design.size(); ++i)
        for (std::uint64_t j = 0; j < i; ++j) {
            const auto one = at(design, i), other = at(design, j);
            double sum = 0;
            for (std::size_t f = 0; f < one.size(); ++f) sum += (one[f] - other[f]) * (one[f] - other[f]);
            least = std::min(least, sum);
        }
    return std::sqrt(least);
}

TEST(Maximin, StaysALatinHypercube) {
    for (const std::uint64_t n : {1U, 2U, 3U, 50U, 129U}) {
        const auto design = make("lhs", spread(4, n, 5)).design;
        for (std::size_t f = 0; f < 4; ++f) EXPECT_EQ(strata_of(*design, f, n).size(), n) << n << ", factor " << f;
    }
}

TEST(Maximin, KeepsPointsFurtherApartThanTheBestOfManyHypercubes) {
    double best = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed)
        best = std::max(best, closest(*make("lhs", draws(unit_factors(3), 60, seed)).design));
    for (std::uint64_t seed = 0; seed < 5; ++seed) EXPECT_GT(closest(*make("lhs", spread(3, 60, seed)).design), best);
}

TEST(Maximin, OfTheMostPointsIsMade) {
    const auto design = make("lhs", spread(5, 10'000, 1)).design;
    EXPECT_EQ(strata_of(*design, 4, 10'000).size(), 10'000U);
}

TEST(Maximin, OfMorePointsIsRefused) {
    const auto over = make("lhs", spread(3, 10'001, 1));
    EXPECT_EQ(
        over.fault,
        "compares every pair of points, and 10001 points have too many (allowed 10000; remove it, or write design "
        "= \"sobol\")");
    EXPECT_EQ(over.key, "maximin");
}

}  // namespace
}  // namespace sim::sweep
