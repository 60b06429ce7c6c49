/// When the series are recorded.
#include "models/defection/record/outputs.hpp"

#include <gtest/gtest.h>

#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

std::vector<std::int32_t> days_of(int weeks, int step_days, int every) {
    sim::Problems problems;
    const auto scenario = scenario_of(conscripts_text(1000, weeks, step_days));
    return defection::outputs_of(*scenario, {.every = every, .variables = {}, .by = {}}, problems).time.at;
}

TEST(RecordedDays, AreWeeksApartWhateverTheStep) {
    EXPECT_EQ(days_of(4, 7, 1), (std::vector<std::int32_t>{0, 7, 14, 21, 28}));
    EXPECT_EQ(days_of(4, 1, 2), (std::vector<std::int32_t>{0, 14, 28}));
    EXPECT_EQ(days_of(4, 7, 3), (std::vector<std::int32_t>{0, 21, 28}));  // and the end, always
    EXPECT_EQ(days_of(4, 3, 3), (std::vector<std::int32_t>{0, 21, 30}));
    EXPECT_EQ(days_of(4, 3, 1), (std::vector<std::int32_t>{0, 9, 15, 21, 30}));  // steps end on days 3, 6, 9, ...
}

TEST(RecordedDays, EndWithTheRun) {
    for (int step_days = 1; step_days <= 7; ++step_days) {
        const auto scenario = scenario_of(conscripts_text(1000, 9, step_days));
        EXPECT_EQ(days_of(9, step_days, 1).back(), scenario->n_steps() * step_days) << step_days;
        EXPECT_EQ(days_of(9, step_days, 1).size(), 10U) << step_days;
    }
}

}  // namespace
}  // namespace tests
