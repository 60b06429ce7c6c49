/// The promises of all sampled designs: draws that stay when a design grows, and any point at once.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <bit>
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

TEST(SampledDesigns, StayWhenSamplesAreAdded) {
    for (const auto* kind : {"random", "sobol", "saltelli", "morris"}) {
        const auto few = make(kind, draws(unit_factors(3), 8, 7)).design;
        const auto many = make(kind, draws(unit_factors(3), 64, 7)).design;
        for (std::uint64_t i = 0; i < few->size(); ++i) ASSERT_EQ(at(*few, i), at(*many, i)) << kind;
    }
}

class EverySampledDesign : public testing::TestWithParam<const char*> {};

TEST_P(EverySampledDesign, LeavesTheOthersAsTheyAreWhenAFactorIsAdded) {  // at the first points of 64 samples
    const auto two = make(GetParam(), draws(unit_factors(2), 64, 7)).design;
    const auto three = make(GetParam(), draws(unit_factors(3), 64, 7)).design;
    for (std::uint64_t i = 0; i < 64; ++i) {
        const auto old = at(*two, i * (two->size() / 64)), grown = at(*three, i * (three->size() / 64));
        for (std::size_t f = 0; f < 2; ++f) ASSERT_EQ(old[f], grown[f]) << i;
    }
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

/// The most memory that this process has held. [KiB]
long peak_memory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

TEST_P(EverySampledDesign, OfAHundredMillionPointsIsMadeAtOnceInLittleMemory) {
    const auto before = peak_memory();
    const auto design = make(GetParam(), draws(unit_factors(20), 1U << 27, 7)).design;
    for (const std::uint64_t i : {0U, 1U, 99'999'999U, (1U << 27) - 1})
        for (const double value : at(*design, i)) EXPECT_TRUE(value >= 0 && value <= 1) << value;
    EXPECT_LT(peak_memory() - before, 8 << 10);
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

INSTANTIATE_TEST_SUITE_P(, EverySampledDesign, testing::Values("random", "lhs", "sobol", "saltelli", "morris"),
                         [](const auto& tested) { return std::string(tested.param); });

/// One number from the bits of the first points of a design with a factor of each distribution.
std::uint64_t digest(const char* kind, bool maximin) {
    auto log = range("log", 0.01, 3, 0), cone = range("triangular", -1, 2, 0);
    log.logarithmic = true;
    cone.law = Law::triangular;
    Factor bell;
    bell.name = "normal";
    bell.be_normal(1, 0.3, 0.4, 2);
    auto input = draws({range("uniform", -2, 7, 0), log, cone, bell}, 64, 20110315);
    input.options.maximin = maximin;
    const auto design = make(kind, input).design;
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < design->size(); ++i)
        for (const double value : at(*design, i)) sum = sum * 0x100000001B3 + std::bit_cast<std::uint64_t>(value);
    return sum;
}

TEST(SampledDesigns, AreTheSameBitsWithEveryCompiler) {  // a change here changes results: CHANGELOG.md says so
    EXPECT_EQ(digest("random", false), 8840940208952865097U);
    EXPECT_EQ(digest("lhs", false), 17091090243667256714U);
    EXPECT_EQ(digest("lhs", true), 5754452556418868561U);
    EXPECT_EQ(digest("sobol", false), 11634965303643637266U);
    EXPECT_EQ(digest("saltelli", false), 945340574352972294U);
    EXPECT_EQ(digest("morris", false), 8285520157331155017U);
}

}  // namespace
}  // namespace sim::sweep
