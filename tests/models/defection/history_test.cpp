/// Curves, events and what they drive week by week.
#include "models/defection/scenario/history.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace tests {
namespace {

using namespace defection;

TEST(Curve, IsLinearBetweenItsPointsAndConstantOutside) {
    const Curve curve{Driver::orders, {2, 4, 10}, {1, 3, 0}, {}};
    for (const auto& [t, value] : {std::pair{-5.0, 1.0}, {2.0, 1.0}, {3.0, 2.0}, {4.0, 3.0}, {7.0, 1.5}, {99.0, 0.0}})
        EXPECT_DOUBLE_EQ(curve.at(t), value) << "week " << t;
    EXPECT_EQ(Curve{}.at(3), 0);
}

Event event(double week, double duration, double decay) {
    Event one;
    one.week = week;
    one.duration = duration;
    one.decay = decay;
    one.size = 2;
    return one;
}

TEST(Event, LastsForGoodWithoutDurationOrDecay) {
    const Event one = event(5, 0, 0);
    EXPECT_EQ(one.at(4.9), 0);
    EXPECT_EQ(one.at(5), 2);
    EXPECT_EQ(one.at(500), 2);
}

TEST(Event, EndsWithItsDuration) {  // a week's shock is felt in one weekly step and in seven daily ones
    const Event one = event(5, 1, 0);
    EXPECT_EQ(one.at(5), 2);
    EXPECT_EQ(one.at(6), 0);
    for (const int step_days : {1, 2, 3, 4, 5, 6, 7}) {
        int n = 0;
        for (int step = 0; step < 100; ++step)
            n += event(10 * step_days / 7.0, step_days / 7.0 * 3, 0).at(step * (step_days / 7.0)) > 0 ? 1 : 0;
        EXPECT_EQ(n, 3) << "steps of " << step_days << " days";
    }
}

TEST(Event, DecaysByHalvesAfterItsDuration) {
    const Event one = event(5, 2, 4);
    EXPECT_EQ(one.at(6.9), 2);
    EXPECT_EQ(one.at(7), 2);
    EXPECT_NEAR(one.at(11), 1, 1e-12);
    EXPECT_NEAR(one.at(15), 0.5, 1e-12);
    EXPECT_NEAR(event(5, 0, 4).at(9), 1, 1e-12);
}

TEST(Event, HoldsFromItsDayForItsDuration) {  // with every length of step, no step too early, late, many or few
    for (int step_days = 1; step_days <= 7; ++step_days) {
        const double dt = step_days / 7.0;
        for (int first = 0; first < 2000; first += step_days) {
            const Event one = event(first / 7.0, 4 * dt, 0);
            for (int step = first / step_days - 1; step < first / step_days + 7; ++step) {
                const bool expected = step * step_days >= first && step * step_days < first + 4 * step_days;
                ASSERT_EQ(one.holds(step * dt), expected)
                    << "day " << first << ", step " << step << " of " << step_days;
            }
        }
    }
    EXPECT_TRUE(event(-3, 0, 0).holds(0));
}

TEST(History, AddsUpCurvesAndEventsByRegionWithinBounds) {
    History history;
    history.curves.push_back({Driver::protest, {0}, {0.6}, {1.0, 0.5}, "unrest"});
    history.curves.push_back({Driver::protest, {0}, {0.5}, {1.0, 0.0}});
    history.curves.push_back({Driver::patron_support, {0}, {-0.4}, {}});
    history.curves.push_back({Driver::survival_belief, {0}, {0.9}, {}});
    Event shock = event(3, 0, 0);
    shock.has_driver = true;
    shock.drives = Driver::survival_belief;
    shock.size = -1.5;
    history.events.push_back(shock);
    shock.has_driver = false;  // policies alone
    history.events.push_back(shock);
    Driving driving;
    history.drive(2, 2, driving);
    EXPECT_EQ(driving.protest, (std::vector<double>{1.0, 0.3}));
    EXPECT_EQ(driving[Driver::patron_support], -0.4);
    EXPECT_EQ(driving[Driver::survival_belief], 0.9);
    EXPECT_EQ(driving.rebels, (std::vector<double>{0, 0}));
    EXPECT_TRUE(driving.prescribes(Driver::protest));
    EXPECT_FALSE(driving.prescribes(Driver::survival_belief)) << "a curve without a name is the null";
    EXPECT_FALSE(driving.prescribes(Driver::orders));
    history.drive(3, 2, driving);
    EXPECT_DOUBLE_EQ(driving[Driver::survival_belief], -0.6);
    EXPECT_EQ(driving.share(Driver::survival_belief), 0) << "a share is never below zero";
}

}  // namespace
}  // namespace tests
