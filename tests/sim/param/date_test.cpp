/// Days of the calendar: text, number and arithmetic.
#include <gtest/gtest.h>

#include <chrono>

#include "sim/param/value.hpp"

namespace sim::param {
namespace {

TEST(Date, CountsFromTheFirstOfJanuary1970) {
    EXPECT_EQ(parse_date("1970-01-01")->days, 0);
    EXPECT_EQ(parse_date("2011-03-15")->days, 15048);
    EXPECT_EQ(parse_date("1969-12-31")->days, -1);
}

TEST(Date, AgreesWithTheStandardLibraryOnEveryDay) {
    for (int year = first_year; year <= last_year; ++year)
        for (int month = 1; month <= 12; ++month)
            for (int day = 1; day <= 31; ++day) {
                const std::chrono::year_month_day theirs{std::chrono::year(year), std::chrono::month(unsigned(month)),
                                                         std::chrono::day(unsigned(day))};
                const auto ours = date_of(year, month, day);
                ASSERT_EQ(ours.has_value(), theirs.ok()) << year << " " << month << " " << day;
                if (!ours) continue;
                ASSERT_EQ(ours->days, std::chrono::sys_days(theirs).time_since_epoch().count());
                ASSERT_EQ(parse_date(to_text(*ours)), ours);
            }
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

TEST(Date, MovesByDays) {
    const Date start = *parse_date("2012-02-28");
    EXPECT_EQ(to_text(start + 2), "2012-03-01");
    EXPECT_EQ(to_text(start - 59), "2011-12-31");
    EXPECT_EQ(*parse_date("2013-02-28") - start, 366);
    EXPECT_LT(start, start + 1);
}

}  // namespace
}  // namespace sim::param
