/// Days of the calendar: text, number and weeks.
#include <gtest/gtest.h>

#include <chrono>

#include "sim/param/value.hpp"

namespace sim::param {
namespace {

TEST(Date, CountsFromTheFirstOfJanuary1970) {
    const auto days = [](const char* text) { return parse_date(text)->time_since_epoch().count(); };
    EXPECT_EQ(days("1970-01-01"), 0);
    EXPECT_EQ(days("2011-03-15"), 15048);
    EXPECT_EQ(days("1969-12-31"), -1);
}

TEST(Date, ReadsBackEveryDayThatItWrites) {
    const std::chrono::days day(1);
    for (Date date = *date_of(first_year, 1, 1); date <= *date_of(last_year, 12, 31); date += day)
        ASSERT_EQ(parse_date(to_text(date)), date) << to_text(date);
}

TEST(Date, KnowsLeapYears) {
    EXPECT_TRUE(date_of(2000, 2, 29));
    EXPECT_TRUE(date_of(2012, 2, 29));
    EXPECT_FALSE(date_of(1900, 2, 29));
    EXPECT_FALSE(date_of(2011, 2, 29));
}

TEST(Date, RefusesWhatIsNoDayOrOutOfTheCenturies) {
    for (const auto* text : {"", "2011", "2011-3-15", "2011-03-15 ", "2011/03/15", "2011-00-10", "2011-13-01",
                             "2011-04-31", "2011-01-00", "1799-12-31", "2201-01-01", "20x1-01-01", "-011-01-01"})
        EXPECT_FALSE(parse_date(text)) << text;
    EXPECT_FALSE(date_of(2011, 1, -2000000000));
    EXPECT_FALSE(date_of(-2000000000, 1, 1));
}

TEST(Date, MeasuresTimeInWeeks) {
    const Date start = *parse_date("2012-02-28");
    EXPECT_EQ(weeks_between(start, *parse_date("2012-03-06")), 1.0);  // the year has a 29th
    EXPECT_EQ(weeks_between(start, *parse_date("2012-02-27")), -1 / 7.0);
}

}  // namespace
}  // namespace sim::param
