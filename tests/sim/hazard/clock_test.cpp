/// The clock's arithmetic: thresholds, order, transfers, changes of factor, coarse units, fewer or more steps.
#include "sim/hazard/clock.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"

namespace sim::hazard {
namespace {

/// A clock with a unit for each cell, and seats that are named by hand. All cells share one block unless told
/// otherwise.
struct Bench {
    explicit Bench(Index n_cells, Index n_seats = 8) : Bench(std::vector<Index>{0, n_seats}, n_cells) {}
    Bench(const std::vector<Index>& first_seat, Index units_per_block) : clock(first_seat, units_per_block) {}

    void arm(Index seat, Index unit, double resistance, double factor = 1.0) {
        clock.arm(seat, unit, resistance, factor);
    }
    std::vector<Crossing> advance(const std::vector<float>& hazard, double dt = 1.0) {
        std::vector<Crossing> crossings;
        clock.advance(hazard, dt, crossings);
        return crossings;
    }

    Clock clock;
};

std::vector<Index> who(const std::vector<Crossing>& crossings) {
    std::vector<Index> seats;
    for (const Crossing& crossing : crossings) seats.push_back(crossing.seat);
    return seats;
}

TEST(Clock, ReadsTheIntegralOfTheHazard) {
    Bench bench(2);
    bench.advance({0.5F, 0.25F}, 1.0);
    bench.advance({1.0F, 0.0F}, 0.5);
    EXPECT_DOUBLE_EQ(bench.clock.reading(0), 1.0);
    EXPECT_DOUBLE_EQ(bench.clock.reading(1), 0.25);
}

TEST(Clock, RingsWhenResistanceOverFactorIsUsedUp) {
    Bench bench(1);
    bench.arm(0, 0, 3.0, 2.0);  // 1.5 on the clock
    EXPECT_TRUE(bench.advance({1.0F}).empty());
    const auto crossings = bench.advance({2.0F});  // from 1 to 3
    ASSERT_EQ(who(crossings), std::vector<Index>{0});
    EXPECT_DOUBLE_EQ(crossings[0].when, 0.25);
    EXPECT_FALSE(bench.clock.is_armed(0));
    EXPECT_TRUE(bench.advance({100.0F}).empty()) << "no person acts twice";
}

TEST(Clock, OrdersCrossingsByTimeAndThenBySeat) {
    Bench bench(3);
    bench.arm(5, 0, 0.5);
    bench.arm(1, 1, 0.2);
    bench.arm(4, 2, 0.5);
    bench.arm(2, 0, 0.9);
    EXPECT_EQ(who(bench.advance({1.0F, 1.0F, 1.0F})), (std::vector<Index>{1, 4, 5, 2}));
}

TEST(Clock, OrdersManyCrossingsThatCrowdAnywhereInTheStep) {
    constexpr Index n = 3000, n_moments = 100;
    for (const double widest : {0.01, 0.5, 1.0}) {  // part of the step in which all of them lie, its end included
        Bench bench(1, n);
        for (Index seat = 0; seat < n; ++seat) bench.arm(seat, 0, widest * (1 + seat * 37 % n_moments) / n_moments);
        const auto crossings = bench.advance({1.0F});
        ASSERT_EQ(crossings.size(), n);
        EXPECT_TRUE(std::is_sorted(crossings.begin(), crossings.end())) << widest;
        EXPECT_NEAR(crossings.back().when, widest, 1e-12);
    }
}

TEST(Clock, ThatFollowsALevelRingsWhenThresholdsAreReached) {
    Bench bench(2);
    bench.arm(0, 0, 0.0);
    bench.arm(1, 0, 0.25);
    bench.arm(2, 0, 0.75);
    bench.arm(3, 1, 0.5);
    const auto follow = [&](double first, double second) {
        std::vector<Crossing> crossings;
        bench.clock.follow(std::vector<double>{first, second}, crossings);
        return crossings;
    };
    EXPECT_EQ(who(follow(0.0, 0.0)), std::vector<Index>{0}) << "a threshold of nothing is reached by nothing";
    const auto crossings = follow(0.5, 0.5);
    ASSERT_EQ(who(crossings), (std::vector<Index>{1, 3}));
    EXPECT_DOUBLE_EQ(crossings[0].when, 0.5);
    EXPECT_DOUBLE_EQ(crossings[1].when, 1.0);
    EXPECT_TRUE(follow(0.5, 0.5).empty());
    EXPECT_EQ(bench.clock.reading(1), 0.5);
    EXPECT_EQ(who(follow(0.75, 1.0)), std::vector<Index>{2});
}

TEST(Clock, AppendsWithoutTouchingWhatIsThere) {
    Bench bench(1);
    bench.arm(0, 0, 0.1);
    std::vector<Crossing> crossings{{7, 0.9}};
    bench.clock.advance(std::vector<float>{1.0F}, 1.0, crossings);
    EXPECT_EQ(who(crossings), (std::vector<Index>{7, 0}));
}

TEST(Clock, FindsWhoIsDueAmongManyUnits) {
    constexpr Index n = 1000;  // more than one stretch of units, and no multiple of it
    Bench bench(n, n);
    for (Index unit = 0; unit < n; ++unit) bench.arm(unit, unit, unit % 7 == 3 ? 0.5 : 2.0);
    const auto crossings = bench.advance(std::vector<float>(n, 1.0F));
    EXPECT_EQ(crossings.size(), 143U);
    for (const Crossing& crossing : crossings) EXPECT_EQ(crossing.seat % 7, 3U);
    EXPECT_EQ(bench.advance(std::vector<float>(n, 1.0F)).size(), n - crossings.size());
}

TEST(Clock, NeverRingsWithoutHazard) {
    Bench bench(1);
    bench.arm(0, 0, 1e-300);
    for (int week = 0; week < 100; ++week) EXPECT_TRUE(bench.advance({0.0F}).empty());
}

TEST(Clock, LeavesTheDisarmedAndTheNeverArmedAlone) {
    Bench bench(1);
    bench.arm(1, 0, 0.1);
    bench.clock.disarm(1);
    EXPECT_FALSE(bench.clock.is_armed(0));
    EXPECT_FALSE(bench.clock.is_armed(1));
    EXPECT_TRUE(bench.advance({5.0F}).empty());
    bench.clock.arm(1, 0, 0.5, 1.0);
    EXPECT_EQ(who(bench.advance({1.0F})), std::vector<Index>{1});
}

TEST(Clock, CarriesWhatIsLeftIntoAnotherCell) {
    Bench bench(2);
    bench.advance({0.0F, 40.0F});
    bench.arm(0, 0, 1.0);
    bench.advance({0.75F, 3.0F});
    bench.clock.transfer(0, 0, 0, 1);
    EXPECT_DOUBLE_EQ(bench.clock.left(0, 1), 0.25);
    EXPECT_TRUE(bench.advance({9.0F, 0.2F}).empty()) << "the old clock no longer counts";
    const auto crossings = bench.advance({0.0F, 0.1F});
    ASSERT_EQ(crossings.size(), 1U);
    EXPECT_NEAR(crossings[0].when, 0.5, 1e-6);  // 0.05 of 0.1; hazards are floats
}

TEST(Clock, ShrinksWhatIsLeftByTheRatioOfFactors) {
    Bench bench(1);
    bench.arm(0, 0, 2.0);
    bench.advance({1.0F});
    bench.clock.rescale(0, 0, 4.0);
    EXPECT_DOUBLE_EQ(bench.clock.left(0, 0), 0.25);
    bench.clock.rescale(0, 0, 0.5);
    EXPECT_DOUBLE_EQ(bench.clock.left(0, 0), 0.5);
    const auto crossings = bench.advance({1.0F});
    ASSERT_EQ(crossings.size(), 1U);
    EXPECT_DOUBLE_EQ(crossings[0].when, 0.5);
}

TEST(Clock, LooksInTheOwnBlockAlone) {
    Bench bench({0, 3, 3, 7}, 2);  // three blocks, one without seats
    EXPECT_EQ(bench.clock.n_units(), 6U);
    for (Index seat = 0; seat < 7; ++seat) bench.arm(seat, seat < 3 ? seat % 2 : 4 + seat % 2, 0.5 + 0.1 * seat);
    EXPECT_EQ(who(bench.advance({1.0F, 0.0F, 9.0F, 9.0F, 0.0F, 0.95F})), (std::vector<Index>{0, 2, 3}));
    EXPECT_TRUE(bench.clock.is_armed(5)) << "1.0 on a clock that reads 0.95";
}

TEST(Clock, MovesAMemberToASeatOfAnotherBlock) {
    Bench bench({0, 2, 4}, 1);
    bench.arm(1, 0, 1.0);
    bench.advance({0.25F, 7.0F});
    bench.clock.transfer(1, 0, 2, 1);
    EXPECT_FALSE(bench.clock.is_armed(1));
    EXPECT_DOUBLE_EQ(bench.clock.left(2, 1), 0.75);
    EXPECT_EQ(who(bench.advance({9.0F, 1.0F})), std::vector<Index>{2});
}

TEST(Clock, FindsTheSoonestOfBlocksOfAnySize) {
    for (const Index n : {2U, 3U, 4U, 5U, 7U, 8U, 9U, 31U, 32U, 33U, 64U, 65U})
        for (Index soonest = 0; soonest < n; ++soonest) {
            Bench bench({0, n}, 1);
            for (Index seat = 0; seat < n; ++seat) bench.arm(seat, 0, seat == soonest ? 1.5 : 2.5);
            bench.arm(soonest == 0 ? n - 1 : 0, 0, 0.5);
            EXPECT_EQ(bench.advance({1.0F}).size(), 1U);
            EXPECT_EQ(who(bench.advance({1.0F})), std::vector<Index>{soonest}) << n << " seats";
        }
}

TEST(Clock, FindsAllWhoAreDueAmongOthersSeats) {
    Bench bench(2, 64);
    for (Index seat = 0; seat < 64; ++seat) bench.arm(seat, seat % 2, seat % 6 == 0 ? 0.5 : 0.75 + seat);
    std::vector<Index> due;
    for (Index seat = 0; seat < 64; seat += 6) due.push_back(seat);
    EXPECT_EQ(who(bench.advance({0.6F, 0.6F})), due);
}

TEST(Clock, MakesHazardsOnTheWayAndSkipsBlocksWithoutAnybody) {
    const std::vector<Index> first_seat = {0, 4, 8, 12};
    Bench given(first_seat, 2), made(first_seat, 2);
    const std::vector<float> hazard = {1.0F, 0.25F, 0.0F, 0.0F, 0.5F, 2.0F};  // the middle block stands still
    for (Bench* bench : {&given, &made})
        for (Index seat = 0; seat < 12; ++seat) bench->arm(seat, seat / 4 * 2 + seat % 2, 0.25 * (1 + seat % 4));
    const auto hazard_of = [&](Index block, std::span<float> row) {
        if (block == 1) return false;
        std::copy_n(hazard.begin() + std::ptrdiff_t{2} * block, 2, row.begin());
        return true;
    };
    for (int week = 0; week < 3; ++week) {
        std::vector<Crossing> crossings;
        made.clock.advance_blocks(hazard_of, 1.0, crossings);
        const auto expected = given.advance(hazard);
        ASSERT_EQ(who(crossings), who(expected));
        for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(crossings[i].when, expected[i].when);
        for (Index unit = 0; unit < 6; ++unit) EXPECT_EQ(made.clock.reading(unit), given.clock.reading(unit));
    }
    EXPECT_TRUE(made.clock.is_armed(4));
}

#ifndef SIM_NO_CHECKS
TEST(Clock, RefusesBlocksOutOfOrderAndAWrongNumberOfHazards) {
    EXPECT_THROW(Clock(std::vector<Index>{}, 1), std::logic_error);
    EXPECT_THROW(Clock(std::vector<Index>{0, 4, 3}, 1), std::logic_error);
    EXPECT_THROW(Clock(std::vector<Index>{0, 4}, 0), std::logic_error);
    Bench bench(2);
    EXPECT_THROW(bench.advance({1.0F, 1.0F, 1.0F, 1.0F}), std::logic_error);
}
#endif

/// Times at which people act under constant hazards, with steps of dt.
std::map<Index, double> times_with_steps_of(double dt) {
    constexpr Index n_people = 2000, n_cells = 10;
    Bench bench(n_cells, n_people);
    std::vector<float> hazard;
    for (Index cell = 0; cell < n_cells; ++cell) hazard.push_back(0.01F * static_cast<float>(cell + 1));
    for (Index person = 0; person < n_people; ++person) {
        random::Stream draw(4, random::Tag("test/clock"), person);
        const double resistance = random::exponential(random::uniform(draw));
        bench.arm(person, person % n_cells, resistance, 0.5 + random::uniform(draw));
    }
    std::map<Index, double> times;
    const int n_steps = static_cast<int>(std::lround(64 / dt));
    for (int step = 0; step < n_steps; ++step)
        for (const Crossing& crossing : bench.advance(hazard, dt)) times[crossing.seat] = (step + crossing.when) * dt;
    return times;
}

TEST(Clock, GivesTheSameTimesWithFinerStepsIfHazardsAreConstant) {
    const auto coarse = times_with_steps_of(1.0), fine = times_with_steps_of(0.5), finest = times_with_steps_of(0.0625);
    ASSERT_GT(coarse.size(), 1000U);
    ASSERT_EQ(coarse.size(), fine.size());
    ASSERT_EQ(coarse.size(), finest.size());
    for (const auto& [person, time] : coarse) {
        ASSERT_NEAR(fine.at(person), time, 1e-9);
        ASSERT_NEAR(finest.at(person), time, 1e-9);
    }
}

}  // namespace
}  // namespace sim::hazard
