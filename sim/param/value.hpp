/// A configuration document as read from TOML: a tree of values that know where they stand. Nothing else in the project
/// includes toml++ but toml.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sim/check.hpp"

namespace sim::param {

/// A calendar day, proleptic Gregorian, as days since 1970-01-01.
struct Date {
    std::int32_t days = 0;
    auto operator<=>(const Date&) const = default;
};
std::string to_text(Date date);  // "2011-03-15"

class Value;
using Array = std::vector<Value>;
/// A table: keys in the order of the file.
struct Map {
    std::vector<std::pair<std::string, Value>> entries;
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
    bool is_number() const {
        return std::holds_alternative<double>(data) || std::holds_alternative<std::int64_t>(data);
    }
    const Map& map() const { return std::get<Map>(data); }
    Map& map() { return std::get<Map>(data); }
    const Array& array() const { return std::get<Array>(data); }
    const std::string& text() const { return std::get<std::string>(data); }
    double number() const;
    std::string_view type_name() const;  // "a number", "a table", ... as error messages say it
};

/// Reads and checks the syntax of one TOML file: regular file, UTF-8, size and nesting within limits. On failure adds
/// to problems and returns an empty map.
Value read_toml(const std::string& path, Problems& problems);
Value parse_toml(std::string_view text, const std::string& name, Problems& problems);

/// Reads a scenario with everything it `extends` and its `behaviour` file merged beneath it (the file's own keys win,
/// arrays of tables are matched by their "name", other arrays are replaced). Cycles and missing files become problems.
Value read_resolved(const std::string& path, Problems& problems);

/// The resolved document as TOML text, the same for the same content: stored in every result.
std::string to_toml(const Value& document);

}  // namespace sim::param
