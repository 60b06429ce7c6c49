/// Designs: the arithmetic of indices, sizes that overflow, laziness, and draws that stay when a design grows.
#include "sim/sweep/design.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

namespace sim::sweep {
namespace {

Factor list(std::string name, std::vector<double> values) {
    Factor factor;
    factor.name = std::move(name);
    factor.values = std::move(values);
    return factor;
}

Factor range(std::string name, double min, double max, std::uint64_t n) {
    Factor factor;
    factor.name = std::move(name);
    factor.min = min;
    factor.max = max;
    factor.n = n;
    return factor;
}

DesignOrFault make(std::string_view kind, DesignInput input) {
    for (const auto& row : design_kinds())
        if (row.name == kind) return row.make(std::move(input));
    return {};
}

DesignInput factors(std::vector<Factor> all) {
    DesignInput input;
    input.factors = std::move(all);
    return input;
}

DesignInput draws(std::vector<Factor> all, std::uint64_t samples, std::uint64_t seed) {
    auto input = factors(std::move(all));
    input.samples = samples;
    input.seed = seed;
    return input;
}

std::vector<double> at(const Design& design, std::uint64_t index) {
    std::vector<double> values(design.names().size());
    design.point(index, values);
    return values;
}

using Values = std::vector<double>;

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

TEST(Grid, OfAHundredMillionPointsIsMadeAtOnce) {
    const auto begin = std::chrono::steady_clock::now();
    const auto design = make("grid", factors({range("a", 0, 1, 10'000), range("b", 1, 10'000, 10'000)})).design;
    EXPECT_EQ(at(*design, 99'999'999), (Values{1, 10'000}));
    EXPECT_EQ(at(*design, 10'001), (Values{1.0 / 9999, 2}));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
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
    input.listed_names = {"a", "b"};
    input.points = {{"baseline", {1, 2}}, {"no fear", {0, 2}}};
    const auto design = make("list", input).design;
    ASSERT_EQ(design->size(), 2U);
    EXPECT_TRUE(design->has_labels());
    EXPECT_EQ(design->label(1), "no fear");
    EXPECT_EQ(at(*design, 1), (Values{0, 2}));
}

TEST(Factor, LevelsOfARangeAreTheNumbersOneWouldWrite) {
    const auto tenths = range("a", 0, 1, 11);
    EXPECT_EQ(tenths.level(3), 0.3);
    EXPECT_EQ(tenths.level(10), 1.0);
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

TEST(Random, DrawsStayWhenSamplesOrFactorsAreAdded) {
    const auto few = make("random", draws({range("a", 0, 1, 0)}, 10, 7)).design;
    const auto many = make("random", draws({range("b", 5, 6, 0), range("a", 0, 1, 0)}, 1000, 7)).design;
    for (std::uint64_t i = 0; i < few->size(); ++i) EXPECT_EQ(at(*few, i)[0], at(*many, i)[1]);
}

TEST(Random, AnotherSeedDrawsOtherPoints) {
    const auto one = make("random", draws({range("a", 0, 1, 0)}, 10, 7)).design;
    const auto two = make("random", draws({range("a", 0, 1, 0)}, 10, 8)).design;
    EXPECT_NE(at(*one, 0), at(*two, 0));
}

TEST(Random, FillsARangeEvenly) {  // 10,000 draws: the mean of a uniform is off by 5 standard errors, 0.0144, once
                                   // in 1.7 million
    const auto design = make("random", draws({range("a", 2, 4, 0)}, 10'000, 1)).design;
    double sum = 0;
    for (std::uint64_t i = 0; i < design->size(); ++i) {
        const double value = at(*design, i)[0];
        ASSERT_TRUE(value > 2 && value < 4);
        sum += value;
    }
    EXPECT_NEAR(sum / 10'000, 3, 5 * 2 / std::sqrt(12.0 * 10'000));
}

TEST(Random, DrawsWholeNumbersFromBothEndsOfARange) {
    auto dice = range("a", 1, 6, 0);
    dice.whole = true;
    const auto design = make("random", draws({dice}, 6000, 3)).design;
    std::vector<int> seen(7);
    for (std::uint64_t i = 0; i < design->size(); ++i) ++seen.at(static_cast<std::size_t>(at(*design, i)[0]));
    for (int face = 1; face <= 6; ++face) EXPECT_NEAR(seen[static_cast<std::size_t>(face)], 1000, 5 * 28.9);
}

TEST(Random, DrawsFromAListAndInTheLogarithm) {
    auto wide = range("b", 1e-6, 1, 0);
    wide.logarithmic = true;
    const auto design = make("random", draws({list("a", {3, 5}), wide}, 4000, 3)).design;
    int threes = 0, below_the_middle = 0;
    for (std::uint64_t i = 0; i < design->size(); ++i) {
        const auto values = at(*design, i);
        ASSERT_TRUE(values[0] == 3 || values[0] == 5);
        threes += values[0] == 3;
        below_the_middle += values[1] < 1e-3;
    }
    EXPECT_NEAR(threes, 2000, 5 * 31.7);
    EXPECT_NEAR(below_the_middle, 2000, 5 * 31.7);
}

TEST(Random, DrawsTheBitsThatAnIndependentPhiloxGives) {
    const auto design = make("random", draws({range("surveillance.informer_density", 0, 1, 0)}, 3, 20110315)).design;
    EXPECT_EQ(at(*design, 0)[0], 0x1.7236fff310288p-4);
    EXPECT_EQ(at(*design, 1)[0], 0x1.38094d03917c2p-2);
    EXPECT_EQ(at(*design, 2)[0], 0x1.8aedfda6e22e0p-6);
}

}  // namespace
}  // namespace sim::sweep
