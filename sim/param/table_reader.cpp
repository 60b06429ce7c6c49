#include "sim/param/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/param/wording.hpp"

namespace sim::param {

namespace {

const Value& empty_table() {
    static const Value empty{Map{}, {}};
    return empty;
}

/// Why `value` is no number of this type and range, in the words of a message; empty if it is one.
std::string number_fault(const Value& value, Range range, Type type, std::string_view unit, double fallback) {
    const auto remedy = [&] { return " (" + allowed_text(range, type, unit, fallback) + ")"; };
    if (type == Type::flag) return value.is_flag() ? "" : wrong_type("true or false", value);
    const std::string_view expected = type == Type::integer ? "a whole number" : "a number";
    if (!value.is_number()) return wrong_type(expected, value) + remedy();
    const double number = value.number();
    if (std::isnan(number)) return "is not a number" + remedy();
    if (type == Type::integer && std::isfinite(number) && number != std::floor(number))
        return fmt::format("{} is not a whole number", number_text(number)) + remedy();
    if (!range.contains(number) || std::isinf(number))
        return fmt::format("{} is out of range", number_text(number)) + remedy();
    return {};
}

double number_of(const Value& value) {
    if (const bool* flag = std::get_if<bool>(&value.data)) return *flag ? 1 : 0;
    return value.number();
}

}  // namespace

Reader::Reader(const Value& table, std::string path, Problems& problems)
    : table_(&table), path_(std::move(path)), problems_(&problems) {
    if (table.is_map()) return;
    problems.add(table.place, path_, wrong_type("a table", table));
    table_ = &empty_table();
}

bool Reader::has(std::string_view key) const { return table_->map().find(key) != nullptr; }

const Value* Reader::value(std::string_view key) {
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
    return table_->map().find(key);
}

const Value& Reader::require(std::string_view key) {
    const Value* found = value(key);
    if (!found) problem(key, "is required");
    return found ? *found : empty_table();
}

bool Reader::read_number(std::string_view key, double& result, Range range, Type type, std::string_view unit) {
    const Value* found = value(key);
    if (!found) return false;
    if (type == Type::integer)
        range = {std::max<double>(range.min, std::numeric_limits<int>::min()),
                 std::min<double>(range.max, std::numeric_limits<int>::max())};
    const std::string fault = number_fault(*found, range, type, unit, result);
    if (fault.empty())
        result = number_of(*found);
    else
        problem(key, fault);
    return fault.empty();
}

double Reader::number(std::string_view key, double fallback, Range range) {
    read_number(key, fallback, range, Type::real, "");
    return fallback;
}

std::int64_t Reader::integer(std::string_view key, std::int64_t fallback, Range range) {
    constexpr double exact = 9007199254740992;  // 2^53: beyond it a real no longer counts by ones
    const Value* found = value(key);
    if (!found) return fallback;
    const Range allowed{std::max(range.min, -exact), std::min(range.max, exact)};
    const std::string fault = number_fault(*found, allowed, Type::integer, "", static_cast<double>(fallback));
    if (fault.empty()) return static_cast<std::int64_t>(found->number());
    problem(key, fault);
    return fallback;
}

bool Reader::flag(std::string_view key, bool fallback) {
    double value = fallback;
    read_number(key, value, on_off(), Type::flag, "");
    return value != 0;
}

std::string Reader::text(std::string_view key, std::string_view fallback) {
    const Value* found = value(key);
    if (found && found->is_text()) return found->text();
    if (found) problem(key, wrong_type("text", *found));
    return std::string(fallback);
}

std::string Reader::required_text(std::string_view key) {
    const Value& found = require(key);
    if (&found == &empty_table()) return {};
    if (found.is_text() && found.text().empty()) problem(key, "must not be empty");
    return text(key, "");
}

std::size_t Reader::choice(std::string_view key, std::size_t fallback, const std::vector<std::string>& allowed) {
    const Value* found = value(key);
    if (!found) return fallback;
    const auto at = found->is_text() ? std::ranges::find(allowed, found->text()) : allowed.end();
    if (at != allowed.end()) return static_cast<std::size_t>(at - allowed.begin());
    problem(key, no_choice(*found, allowed));
    return fallback;
}

std::optional<Date> Reader::date(std::string_view key) {
    const Value* found = value(key);
    if (!found) return {};
    if (const Date* date = std::get_if<Date>(&found->data)) return *date;
    const bool in_quotes = found->is_text() && parse_date(found->text());
    problem(key, wrong_type("a date", *found) + (in_quotes ? " (remove the quotes)" : " (such as 2011-03-15)"));
    return {};
}

std::vector<double> Reader::shares(std::string_view key, const std::vector<std::string>& names, Range range) {
    const Value* found = value(key);
    if (!found) return {};
    std::vector<double> result(names.size(), 0);
    Reader inner = inside(key, *found);
    for (std::size_t i = 0; i < names.size(); ++i) result[i] = inner.number(names[i], 0, range);
    inner.finish();
    return result;
}

std::vector<double> Reader::numbers(std::string_view key, std::size_t most, Range range) {
    const Value* found = value(key);
    if (!found) return {};
    std::vector<double> result;
    if (!found->is_array() || found->array().empty() || found->array().size() > most) {
        problem(key, fmt::format("must be a list of 1 to {} numbers", most));
        return {};
    }
    for (const Value& entry : found->array()) {
        const std::string fault = number_fault(entry, range, Type::real, "", std::nan(""));
        if (!fault.empty()) {
            problem(entry.place, key, fmt::format("entry {}: {}", result.size() + 1, fault));
            return {};
        }
        result.push_back(entry.number());
    }
    return result;
}

std::vector<const Value*> Reader::tables(std::string_view key) {
    const Value* found = value(key);
    if (!found) return {};
    if (!found->is_tables()) {
        const std::string expected = fmt::format("tables that each begin with [[{}]]", name_of(key));
        problem(key, found->is_array() ? "must be " + expected : wrong_type(expected, *found));
        return {};
    }
    std::vector<const Value*> tables;
    for (const auto& entry : found->array()) tables.push_back(&entry);
    return tables;
}

void Reader::problem(std::string_view key, std::string_view what) {
    const Value* found = table_->map().find(key);
    problem(found ? found->place : place(), key, what);
}

void Reader::problem(const Place& place, std::string_view key, std::string_view what) {
    problems_->add(place, name_of(key), what);
}

std::string Reader::name_of(std::string_view key) const {
    if (path_.empty() || key.empty()) return path_ + std::string(key);
    return path_ + "." + std::string(key);
}

void Reader::finish() {
    for (const auto& [key, value] : table_->map().entries) {
        if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
        const std::string remedy = problems_->full() ? "" : instead_of(key, known_);
        problems_->add(value.place, name_of(key), fmt::format("unknown key ({})", remedy));
    }
}

}  // namespace sim::param
