/// Morris trajectories: what a step is, and that levels, directions and orders are all met.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/sweep/designs.hpp"

namespace sim::sweep {
namespace {

DesignInput trajectories(std::size_t n_factors, std::uint64_t samples, std::uint64_t levels) {
    auto input = draws(unit_factors(n_factors), samples, 6);
    input.options.levels = levels;
    return input;
}

TEST(Morris, MovesOneFactorByHalfOfTheLevelsInEachStepAndEveryFactorOnce) {
    for (const std::uint64_t levels : {2U, 4U, 6U, 10U}) {
        const double top = static_cast<double>(levels - 1), step = static_cast<double>(levels) / 2 / top;
        const auto design = make("morris", trajectories(5, 40, levels)).design;
        ASSERT_EQ(design->size(), 40U * 6);
        for (std::uint64_t t = 0; t < 40; ++t) {
            std::set<std::size_t> moved;
            for (std::uint64_t i = 6 * t + 1; i < 6 * t + 6; ++i) {
                const auto before = at(*design, i - 1), after = at(*design, i);
                int n_moved = 0;
                for (std::size_t f = 0; f < 5; ++f) {
                    EXPECT_NEAR(after[f] * top, std::round(after[f] * top), 1e-12);
                    if (before[f] == after[f]) continue;
                    EXPECT_NEAR(std::abs(after[f] - before[f]), step, 1e-15);
                    moved.insert(f);
                    ++n_moved;
                }
                EXPECT_EQ(n_moved, 1);
            }
            EXPECT_EQ(moved.size(), 5U);
        }
    }
}

/// 5 standard errors: 4000 +- 5 sqrt(3000) and 5 sqrt(2000).
TEST(Morris, VisitsEveryLevelEquallyOftenAndStepsBothWays) {
    const auto design = make("morris", trajectories(1, 8000, 4)).design;
    std::vector<int> visits(4);
    int rises = 0;
    for (std::uint64_t t = 0; t < 8000; ++t) {
        const double first = at(*design, 2 * t)[0], second = at(*design, 2 * t + 1)[0];
        ++visits.at(static_cast<std::size_t>(std::lround(first * 3)));
        ++visits.at(static_cast<std::size_t>(std::lround(second * 3)));
        rises += second > first;
    }
    for (const int n : visits) EXPECT_NEAR(n, 4000, 274);
    EXPECT_NEAR(rises, 4000, 224);
}

TEST(Morris, TakesTheFactorsInEveryOrder) {
    const auto design = make("morris", trajectories(3, 600, 4)).design;
    std::map<std::string, int> orders;
    for (std::uint64_t t = 0; t < 600; ++t) {
        std::string order;
        for (std::uint64_t i = 4 * t + 1; i < 4 * t + 4; ++i)
            for (std::size_t f = 0; f < 3; ++f)
                if (at(*design, i)[f] != at(*design, i - 1)[f]) order += static_cast<char>('a' + f);
        ++orders[order];
    }
    EXPECT_EQ(orders.size(), 6U);
    for (const auto& [order, n] : orders) EXPECT_NEAR(n, 100, 46) << order;
}

TEST(Morris, RefusesWhatNoStepCanChangeAndTooManyTrajectories) {
    EXPECT_EQ(make("morris", draws({list("a", {3})}, 4, 1)).fault,
              "a has one value, which no step can change (remove it)");
    EXPECT_EQ(make("morris", draws(unit_factors(3), 1ULL << 62, 1)).fault,
              "4611686018427387904 trajectories of 4 points each are 2^64 points or more (lower it)");
}

}  // namespace
}  // namespace sim::sweep
