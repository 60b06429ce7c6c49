/// The Sobol' design: the published sequence but for its shift, and more even than chance.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/sim/sweep/designs.hpp"

namespace sim::sweep {
namespace {

TEST(SobolSequence, IsThePublishedOneUpToAShiftOfItsOwnInEachFactor) {
    const std::vector<Values> published = {{0, 0, 0},
                                           {0.5, 0.5, 0.5},
                                           {0.75, 0.25, 0.25},
                                           {0.25, 0.75, 0.75},
                                           {0.375, 0.375, 0.625},
                                           {0.875, 0.875, 0.125},
                                           {0.625, 0.125, 0.875}};
    const auto design = make("sobol", draws(unit_factors(3), 7, 2)).design;
    for (std::uint64_t i = 0; i < 7; ++i)
        for (std::size_t f = 0; f < 3; ++f)
            EXPECT_EQ(bits_of(at(*design, i)[f]) ^ bits_of(at(*design, 0)[f]), bits_of(published[i][f])) << i;
}

TEST(SobolSequence, HasOnePointInEveryStratumAtPowersOfTwo) {
    const auto design = make("sobol", draws(unit_factors(6), 1024, 2)).design;
    for (std::size_t f = 0; f < 6; ++f) EXPECT_EQ(strata_of(*design, f, 1024).size(), 1024U);
}

/// The star discrepancy in two dimensions, by the corners that points make: the largest difference between the share of
/// points in a box at the origin and its area.
double discrepancy(const Design& design) {
    std::vector<Values> points;
    for (std::uint64_t i = 0; i < design.size(); ++i) points.push_back(at(design, i));
    const auto size = static_cast<double>(points.size());
    double worst = 0;
    for (const auto& right : points)
        for (const auto& upper : points) {
            const double x = right[0], y = upper[1];
            double open = 0, closed = 0;
            for (const auto& point : points) {
                open += point[0] < x && point[1] < y;
                closed += point[0] <= x && point[1] <= y;
            }
            worst = std::max({worst, x * y - open / size, closed / size - x * y});
        }
    return worst;
}

TEST(SobolSequence, IsMoreEvenThanIndependentDraws) {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        const double sobol = discrepancy(*make("sobol", draws(unit_factors(2), 128, seed)).design);
        const double random = discrepancy(*make("random", draws(unit_factors(2), 128, seed)).design);
        EXPECT_LT(sobol, 0.5 * random) << sobol << " against " << random;
        EXPECT_LT(sobol, 0.05);
    }
}

TEST(SobolSequence, OfMoreFactorsThanDimensionsIsRefused) {
    EXPECT_NE(make("sobol", draws(std::vector<Factor>(3667, range("a", 0, 1, 0)), 4, 1)).design, nullptr);
    EXPECT_EQ(make("sobol", draws(std::vector<Factor>(3668, range("a", 0, 1, 0)), 4, 1)).fault,
              "holds 3668 factors (a Sobol' sequence has at most 3667 dimensions; remove some)");
    EXPECT_EQ(make("saltelli", draws(std::vector<Factor>(1834, range("a", 0, 1, 0)), 4, 1)).fault,
              "holds 1834 factors (Saltelli's points need two dimensions of a Sobol' sequence for each, which has at "
              "most 3667; remove some)");
}

}  // namespace
}  // namespace sim::sweep
