#include <fmt/format.h>

#include <algorithm>

#include "sim/param/value.hpp"

namespace sim::param {

namespace chrono = std::chrono;

std::optional<Date> date_of(int year, int month, int day) {
    if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1 || day > 31) return {};
    const chrono::year_month_day date{chrono::year(year), chrono::month(static_cast<unsigned>(month)),
                                      chrono::day(static_cast<unsigned>(day))};
    return date.ok() ? std::optional<Date>(date) : std::nullopt;
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
    const chrono::year_month_day day(date);
    return fmt::format("{:04}-{:02}-{:02}", int(day.year()), unsigned(day.month()), unsigned(day.day()));
}

double weeks_between(Date early, Date late) { return static_cast<double>((late - early).count()) / 7.0; }

}  // namespace sim::param
