/// The event-driven core against the plainest simulation of the same law: a coin for every person every week.
#include "tests/sim/hazard/weekly_coins.hpp"

#include <gtest/gtest.h>

namespace tests {
namespace {

// With 2 x 300,000 people these see an error of the hazard of 4 %, or of a tenth in one week's.

TEST(EventDrivenCore, AgreesWithWeeklyCoinsOnWhoLeavesWhen) { expect_same_exits(Risks::one, 300'000); }

TEST(EventDrivenCore, AgreesWithWeeklyCoinsWhenTwoClocksCompete) { expect_same_exits(Risks::two, 300'000); }

}  // namespace
}  // namespace tests
