/// The event-driven core against weekly coins once more, with samples that see smaller errors.
#include "tests/sim/hazard/weekly_coins.hpp"

#include <gtest/gtest.h>

namespace tests {
namespace {

// With 2 x 4,000,000 people these see an error of the hazard of 1 %, or of 3 % in one week's.

TEST(EventDrivenCoreAtLength, AgreesWithWeeklyCoinsOnWhoLeavesWhen) { expect_same_exits(Risks::one, 4'000'000); }

TEST(EventDrivenCoreAtLength, AgreesWithWeeklyCoinsWhenTwoClocksCompete) { expect_same_exits(Risks::two, 4'000'000); }

}  // namespace
}  // namespace tests
