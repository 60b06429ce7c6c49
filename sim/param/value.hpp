/// A configuration document as read from TOML: a tree of values that know where they stand. Nothing else in the project
/// includes toml++ but toml.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/check.hpp"

namespace sim::param {

/// A calendar day, proleptic Gregorian.
using Date = std::chrono::sys_days;

constexpr int first_year = 1800, last_year = 2200;  // dates outside are taken for mistakes

/// Nothing if there is no such day or its year is outside first_year to last_year.
std::optional<Date> date_of(int year, int month, int day);
std::optional<Date> parse_date(std::string_view text);  // "2011-03-15" and no other form
std::string to_text(Date date);                         // "2011-03-15"
double weeks_between(Date early, Date late);

class Value;
struct Entry;
using Array = std::vector<Value>;
/// A table: keys in the order of the file.
struct Map {
    std::vector<Entry> entries;
    const Value* find(std::string_view key) const;
    Value* find(std::string_view key);
};

class Value {
 public:
    std::variant<bool, std::int64_t, double, std::string, Date, Array, Map> data;
    Place place;

    bool is_map() const { return std::holds_alternative<Map>(data); }
    bool is_array() const { return std::holds_alternative<Array>(data); }
    bool is_text() const { return std::holds_alternative<std::string>(data); }
    bool is_flag() const { return std::holds_alternative<bool>(data); }
    bool is_date() const { return std::holds_alternative<Date>(data); }
    bool is_number() const {
        return std::holds_alternative<double>(data) || std::holds_alternative<std::int64_t>(data);
    }
    /// A list that holds tables and nothing else, as [[key]] makes it.
    bool is_tables() const;
    const Map& map() const { return std::get<Map>(data); }
    Map& map() { return std::get<Map>(data); }
    const Array& array() const { return std::get<Array>(data); }
    Array& array() { return std::get<Array>(data); }
    const std::string& text() const { return std::get<std::string>(data); }
    double number() const;
    std::string_view type_name() const;  // "a number", "a table", ... as error messages say it
};

/// A key and its value, for (const auto& [key, value] : map.entries).
struct Entry {
    std::string first;
    Value second;
};

/// The same content in the same order; places do not count, NaN equals NaN, and 2 equals 2.0.
bool operator==(const Value& a, const Value& b);
bool operator==(const Entry& a, const Entry& b);

/// The place of "fear.lag" or "organisation.guard.share": the value, or the tables around it that exist.
Place place_of(const Value& document, std::string_view key);

/// Differences between two documents, key by key: "fear.lag was 4, is 3". Entries of [[key]] go by their "name".
std::vector<std::string> differences(const Value& was, const Value& is);

/// Reads and checks the syntax of one TOML file: regular file, UTF-8, size and nesting within limits. On failure adds
/// to problems and returns an empty map.
Value read_toml(const std::string& path, Problems& problems);
Value parse_toml(std::string_view text, const std::string& name, Problems& problems);

/// Reads a scenario with everything it `extends` and its `behaviour` file merged beneath it (the file's own keys win,
/// arrays of tables are matched by their "name", other arrays are replaced; an entry with `remove = true` deletes the
/// inherited one). Cycles and missing files become problems. Place::layer tells which part a value came from.
Value read_resolved(const std::string& path, Problems& problems);

/// The same for a document already read, such as a scenario written to the terminal; its files are found beside `path`.
Value resolve(Value document, const std::string& path, Problems& problems);

/// The resolved document as TOML text, the same for the same content: stored in every result. parse_toml gives the
/// document back, in the same order.
std::string to_toml(const Value& document);
/// A value on one line, as it stands behind its key.
std::string inline_toml(const Value& value);

}  // namespace sim::param
