/// Designs of levels and listed points: the arithmetic of indices, sizes that overflow, laziness.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/sim/sweep/designs.hpp"

namespace sim::sweep {
namespace {

TEST(Grid, RunsTheLastFactorFastest) {
    const auto design = make("grid", factors({list("a", {1, 2}), list("b", {10, 20, 30})})).design;
    ASSERT_EQ(design->size(), 6U);
    EXPECT_EQ(at(*design, 0), (Values{1, 10}));
    EXPECT_EQ(at(*design, 1), (Values{1, 20}));
    EXPECT_EQ(at(*design, 3), (Values{2, 10}));
    EXPECT_EQ(at(*design, 5), (Values{2, 30}));
}

TEST(Grid, VisitsEveryCombinationOnce) {
    const auto design = make("grid", factors({range("a", 0, 1, 3), list("b", {5, 6}), range("c", 1, 4, 4)})).design;
    std::vector<Values> points;
    for (std::uint64_t i = 0; i < design->size(); ++i) points.push_back(at(*design, i));
    std::ranges::sort(points);
    EXPECT_EQ(points.size(), 24U);
    EXPECT_EQ(std::ranges::unique(points).size(), 0U);
}

TEST(Grid, WithoutFactorsIsOnePoint) { EXPECT_EQ(make("grid", {}).design->size(), 1U); }

TEST(Grid, LargerThanSixtyFourBitsIsRefused) {
    const auto largest = make("grid", factors({range("a", 0, 1, std::uint64_t{1} << 32), range("b", 0, 1, 1U << 31)}));
    EXPECT_EQ(largest.design->size(), std::uint64_t{1} << 63);
    const auto over = make("grid", factors({range("a", 0, 1, std::uint64_t{1} << 32), range("b", 0, 1, 1ULL << 32)}));
    EXPECT_EQ(over.design, nullptr);
    EXPECT_EQ(over.fault, "the grid has 2^64 points or more (shorten the factors, or use design = \"random\")");
}

TEST(Grid, OfAHundredMillionPointsIsNotMadePointByPoint) {
    const auto design = make("grid", factors({range("a", 0, 1, 10'000), range("b", 1, 10'000, 10'000)})).design;
    EXPECT_EQ(at(*design, 99'999'999), (Values{1, 10'000}));
    EXPECT_NEAR(at(*design, 10'001)[0], 1.0 / 9999, 1e-18);
}

TEST(Zip, TakesTheFactorsSideBySide) {
    const auto design = make("zip", factors({list("a", {1, 2, 3}), range("b", 10, 30, 3)})).design;
    ASSERT_EQ(design->size(), 3U);
    EXPECT_EQ(at(*design, 1), (Values{2, 20}));
}

TEST(Zip, RefusesFactorsOfDifferentLength) {
    EXPECT_EQ(make("zip", factors({list("a", {1, 2, 3}), list("b", {1, 2})})).fault,
              "a zip needs factors of the same length (a has 3, b has 2)");
}

TEST(List, GivesThePointsAndLabelsAsWritten) {
    DesignInput input;
    input.listed = {{"a", "b"}, {1, 2, 0, 2}, {"baseline", "no fear"}, 2};
    const auto design = make("list", input).design;
    ASSERT_EQ(design->size(), 2U);
    EXPECT_TRUE(design->has_labels());
    EXPECT_EQ(design->label(1), "no fear");
    EXPECT_EQ(at(*design, 1), (Values{0, 2}));
}

}  // namespace
}  // namespace sim::sweep
