#include "sim/param/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/param/wording.hpp"

namespace sim::param {

namespace {

const Value& empty_table() {
    static const Value empty{Map{}, {}};
    return empty;
}

/// A number that is not a parameter.
Spec spec_of(Type type, Range range, double fallback) {
    Spec spec;
    spec.type = type;
    spec.range = range;
    spec.fallback = fallback;
    return spec;
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

std::optional<double> Reader::read(std::string_view key, const Spec& spec) {
    const Value* found = value(key);
    if (!found) return std::nullopt;
    const Reading reading = Table::read(spec, *found);
    if (!reading.number) problem(key, reading.fault);
    return reading.number;
}

double Reader::number(std::string_view key, double fallback, Range range) {
    return read(key, spec_of(Type::real, range, fallback)).value_or(fallback);
}

int Reader::integer(std::string_view key, int fallback, Range range) {
    return static_cast<int>(read(key, spec_of(Type::integer, range, fallback)).value_or(fallback));
}

bool Reader::flag(std::string_view key, bool fallback) {
    return read(key, spec_of(Type::flag, on_off(), fallback)).value_or(fallback) != 0;
}

std::uint64_t Reader::count(std::string_view key, std::uint64_t fallback, Counts allowed) {
    const Value* found = value(key);
    if (!found) return fallback;
    const auto* whole = std::get_if<std::int64_t>(&found->data);
    const std::uint64_t count = whole && *whole >= 0 ? static_cast<std::uint64_t>(*whole) : 0;
    if (whole && *whole >= 0 && count >= allowed.least && count <= allowed.most) return count;
    constexpr double beyond = 9.2e18;  // what TOML has no whole numbers for
    if (found->is_number() && found->number() > beyond && allowed.most == Counts::any_count) {
        problem(key, fmt::format("is too large (allowed {} to {})", allowed.least,
                                 std::numeric_limits<std::int64_t>::max()));
        return fallback;
    }
    problem(key, allowed.most == Counts::any_count
                     ? fmt::format("must be a whole number, {} or more", allowed.least)
                     : fmt::format("must be a whole number from {} to {}", allowed.least, allowed.most));
    return fallback;
}

void Reader::fields(const Table& fields, void* row) {
    for (const Spec& spec : fields.specs()) {
        if (const auto number = read(spec.field(), spec)) Table::set(row, spec, *number);
        if (std::isnan(spec.fallback) && !has(spec.field())) problem(spec.field(), missing_text(spec));
    }
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

std::vector<double> Reader::shares(std::string_view key, const std::vector<std::string>& names, Range range,
                                   double fallback) {
    const Value* found = value(key);
    if (!found) return {};
    std::vector<double> result(names.size(), fallback);
    Reader inner = inside(key, *found);
    for (std::size_t i = 0; i < names.size(); ++i) result[i] = inner.number(names[i], fallback, range);
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
        const Reading reading = Table::read(spec_of(Type::real, range, required), entry);
        if (!reading.number) {
            problem(entry.place, key, fmt::format("entry {}: {}", result.size() + 1, reading.fault));
            return {};
        }
        result.push_back(*reading.number);
    }
    return result;
}

std::vector<std::string> Reader::texts(std::string_view key, std::string_view what) {
    const Value* found = value(key);
    if (!found) return {};
    std::vector<std::string> texts;
    if (!found->is_array() || !std::ranges::all_of(found->array(), &Value::is_text))
        problem(key, fmt::format("must be a list of {}", what));
    else
        for (const Value& entry : found->array()) texts.push_back(entry.text());
    return texts;
}

std::vector<std::int32_t> Reader::rising(std::string_view key, std::int32_t largest) {
    const Value* found = value(key);
    if (!found) return {};
    std::vector<std::int32_t> numbers;
    const auto add = [&](const Value& entry) {
        const auto* whole = std::get_if<std::int64_t>(&entry.data);
        if (!whole || *whole < (numbers.empty() ? 0 : numbers.back() + 1) || *whole > largest) return false;
        numbers.push_back(static_cast<std::int32_t>(*whole));
        return true;
    };
    if (!found->is_array() || found->array().empty() || !std::ranges::all_of(found->array(), add))
        problem(key, fmt::format("must be a list of rising whole numbers from 0 to {}, such as [0, 50, 60]", largest));
    return numbers;
}

const Value* Reader::table(std::string_view key) {
    const Value* found = value(key);
    if (!found || found->is_map()) return found;
    problem(key, wrong_type("a table", *found));
    return nullptr;
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
        const std::string remedy = problems_->full() ? "" : instead_of_key(key, value, known_);
        problems_->add(value.place, name_of(key), fmt::format("unknown key ({})", remedy));
    }
}

}  // namespace sim::param
