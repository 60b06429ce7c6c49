#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/param/value.hpp"

namespace sim::param {

namespace {

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in(int year, int month) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
}

/// Days from 0000-01-01 to the first of January of a year from 1 on.
int days_before(int year) { return 365 * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400; }

}  // namespace

std::optional<Date> date_of(int year, int month, int day) {
    if (year < first_year || year > last_year || month < 1 || month > 12) return {};
    if (day < 1 || day > days_in(year, month)) return {};
    int days = days_before(year) - days_before(1970) + day - 1;
    for (int m = 1; m < month; ++m) days += days_in(year, m);
    return Date{days};
}

std::optional<Date> parse_date(std::string_view text) {
    constexpr std::string_view form = "dddd-dd-dd";
    const auto fits = [](char c, char f) { return f == 'd' ? c >= '0' && c <= '9' : c == f; };
    if (text.size() != form.size() || !std::equal(text.begin(), text.end(), form.begin(), fits)) return {};
    const auto number = [&](std::size_t from, std::size_t n) {
        int value = 0;
        for (const char c : text.substr(from, n)) value = 10 * value + (c - '0');
        return value;
    };
    return date_of(number(0, 4), number(5, 2), number(8, 2));
}

std::string to_text(Date date) {
    SIM_EXPECT(date.days > -700'000 && date.days < 2'000'000);  // years 54 to 7445: beyond any run that starts in range
    const int since_zero = date.days + days_before(1970);
    int year = since_zero / 366;
    while (days_before(year + 1) <= since_zero) ++year;
    int day = since_zero - days_before(year), month = 1;
    for (; day >= days_in(year, month); ++month) day -= days_in(year, month);
    return fmt::format("{:04}-{:02}-{:02}", year, month, day + 1);
}

}  // namespace sim::param
