/// Sampled designs: what each construction promises, draws that stay when a design grows, and any point at once.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/sweep/designs.hpp"

namespace sim::sweep {
namespace {

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

/// n factors between 0 and 1, named a, b, c, ...
std::vector<Factor> unit_factors(std::size_t n) {
    std::vector<Factor> all;
    for (std::size_t f = 0; f < n; ++f) all.push_back(range(std::string(1, static_cast<char>('a' + f)), 0, 1, 0));
    return all;
}

/// The strata of one factor that hold a point.
std::set<std::uint64_t> strata_of(const Design& design, std::size_t factor, std::uint64_t n) {
    std::set<std::uint64_t> strata;
    for (std::uint64_t i = 0; i < design.size(); ++i)
        strata.insert(static_cast<std::uint64_t>(static_cast<long double>(at(design, i)[factor]) * n));
    return strata;
}

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

TEST(LatinHypercube, OfMoreStrataThanNumbersIsRefused) {
    const auto over = make("lhs", draws(unit_factors(1), (1ULL << 52) + 1, 11));
    EXPECT_EQ(over.fault, "4503599627370497 strata cannot be told apart (a Latin hypercube has at most 2^52)");
    EXPECT_EQ(over.key, "samples");
}

class EverySampledDesign : public testing::TestWithParam<const char*> {};

TEST_P(EverySampledDesign, LeavesTheOthersAsTheyAreWhenAFactorIsAdded) {
    const auto two = make(GetParam(), draws(unit_factors(2), 64, 7)).design;
    const auto three = make(GetParam(), draws(unit_factors(3), 64, 7)).design;
    for (std::uint64_t i = 0; i < 64; ++i)
        for (std::size_t f = 0; f < 2; ++f) ASSERT_EQ(at(*two, i)[f], at(*three, i)[f]) << i;
}

TEST_P(EverySampledDesign, GivesAPointInWhateverOrderItIsAsked) {
    const auto forth = make(GetParam(), draws(unit_factors(3), 128, 7)).design;
    const auto back = make(GetParam(), draws(unit_factors(3), 128, 7)).design;
    std::vector<Values> reversed;
    for (std::uint64_t i = back->size(); i-- > 0;) reversed.push_back(at(*back, i));
    for (std::uint64_t i = 0; i < forth->size(); ++i) ASSERT_EQ(at(*forth, i), reversed[forth->size() - 1 - i]) << i;
}

TEST_P(EverySampledDesign, DependsOnTheSeed) {
    const auto one = make(GetParam(), draws(unit_factors(3), 64, 7)).design;
    const auto two = make(GetParam(), draws(unit_factors(3), 64, 8)).design;
    EXPECT_NE(at(*one, 0), at(*two, 0));
}

TEST_P(EverySampledDesign, OfAHundredMillionPointsIsMadeAtOnce) {
    const auto begin = std::chrono::steady_clock::now();
    const auto design = make(GetParam(), draws(unit_factors(20), 100'000'000, 7)).design;
    for (const std::uint64_t i : {0U, 1U, 50'000'000U, 99'999'999U})
        for (const double value : at(*design, i)) EXPECT_TRUE(value >= 0 && value <= 1) << value;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
}

TEST_P(EverySampledDesign, DrawsListsAndWholeNumbers) {
    auto dice = range("dice", 1, 6, 0);
    dice.whole = true;
    const auto design = make(GetParam(), draws({list("mode", {3, 5}), dice, range("c", 0, 1, 0)}, 64, 7)).design;
    std::set<double> modes, faces;
    for (std::uint64_t i = 0; i < design->size(); ++i) {
        modes.insert(at(*design, i)[0]);
        faces.insert(at(*design, i)[1]);
    }
    EXPECT_EQ(modes, (std::set<double>{3, 5}));
    for (const double face : faces) EXPECT_TRUE(face == std::floor(face) && face >= 1 && face <= 6) << face;
    EXPECT_GE(faces.size(), 4U);
}

INSTANTIATE_TEST_SUITE_P(, EverySampledDesign, testing::Values("random", "lhs"),
                         [](const auto& tested) { return std::string(tested.param); });

}  // namespace
}  // namespace sim::sweep
