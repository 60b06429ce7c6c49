/// Saltelli's points: their order, their evenness, and that indices come out of them.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/sim/sweep/designs.hpp"

namespace sim::sweep {
namespace {

/// Which of the base sample's two points each value of a point comes from: "ABA" has the second factor of B.
std::string origins(const Values& point, const Values& a, const Values& b) {
    std::string text;
    for (std::size_t f = 0; f < point.size(); ++f) text += point[f] == a[f] ? 'A' : point[f] == b[f] ? 'B' : '?';
    return text;
}

std::vector<std::string> order_of(bool second_order, std::uint64_t samples, std::uint64_t sample) {
    auto input = draws(unit_factors(3), samples, 4);
    input.options.second_order = second_order;
    const auto design = make("saltelli", input).design;
    const auto stride = design->size() / samples, first = sample * stride;
    std::vector<std::string> order;
    for (auto i = first; i < first + stride; ++i)
        order.push_back(origins(at(*design, i), at(*design, first), at(*design, first + stride - 1)));
    return order;
}

TEST(Saltelli, IsInTheOrderThatSALibReads) {
    using Order = std::vector<std::string>;
    for (const std::uint64_t sample : {0U, 5U}) {
        EXPECT_EQ(order_of(false, 8, sample), (Order{"AAA", "BAA", "ABA", "AAB", "BBB"}));
        EXPECT_EQ(order_of(true, 8, sample), (Order{"AAA", "BAA", "ABA", "AAB", "ABB", "BAB", "BBA", "BBB"}));
    }
}

TEST(Saltelli, DrawsBothHalvesFromOneSobolSequence) {  // as even as that: one point of A, and of B, in every stratum
    const auto design = make("saltelli", draws(unit_factors(3), 256, 4)).design;
    for (std::size_t f = 0; f < 3; ++f)
        for (const std::uint64_t place : {0U, 4U}) {
            std::set<std::uint64_t> strata;
            for (std::uint64_t i = place; i < design->size(); i += 5) strata.insert(bits_of(at(*design, i)[f]) >> 44);
            EXPECT_EQ(strata.size(), 256U);
        }
}

TEST(Saltelli, HasAInTheFirstHalfOfTheDimensions) {  // the published points 0 to 2 are 0, 0; 1/2, 1/2; 3/4, 1/4
    const auto design = make("saltelli", draws(unit_factors(1), 4, 4)).design;
    const auto moved = [&](std::uint64_t i, std::uint64_t j) {
        return bits_of(at(*design, i)[0]) ^ bits_of(at(*design, j)[0]);
    };
    EXPECT_EQ(moved(6, 0), bits_of(0.75));
    EXPECT_EQ(moved(8, 2), bits_of(0.25));
}

TEST(Saltelli, FindsTheIndicesOfALinearFunction) {  // y = 4 a + 2 b + c: shares 16/21, 4/21, 1/21 of the variance
    const std::uint64_t n = 4096;
    const auto design = make("saltelli", draws(unit_factors(3), n, 4)).design;
    const auto y = [&](std::uint64_t i) {
        const auto x = at(*design, i);
        return 4 * x[0] + 2 * x[1] + x[2];
    };
    Values first(3);
    for (std::uint64_t i = 0; i < n; ++i)
        for (std::size_t f = 0; f < 3; ++f)
            first[f] += y(5 * i + 4) * (y(5 * i + 1 + f) - y(5 * i)) / static_cast<double>(n) / (21.0 / 12);
    EXPECT_NEAR(first[0], 16.0 / 21, 0.01);
    EXPECT_NEAR(first[1], 4.0 / 21, 0.01);
    EXPECT_NEAR(first[2], 1.0 / 21, 0.01);
}

TEST(Saltelli, RefusesSamplesThatAreNoPowerOfTwoOrTooMany) {
    const auto odd = make("saltelli", draws(unit_factors(3), 1000, 4));
    EXPECT_EQ(odd.fault, "1000 is not a power of two, at which alone these points are even (write 512 or 1024)");
    EXPECT_EQ(odd.key, "samples");
    const auto over = make("saltelli", draws(unit_factors(3), 1ULL << 62, 4));
    EXPECT_EQ(over.fault, "4611686018427387904 base samples of 5 points each are 2^64 points or more (lower it)");
    EXPECT_EQ(over.key, "samples");
}

}  // namespace
}  // namespace sim::sweep
