/// Reads [factors], [[point]] and [set] of a sweep against the names, ranges and kinds of the
/// scenario's parameters. Every mistake becomes a problem at its place in the file.
#pragma once

#include <vector>

#include "sim/param/table_reader.hpp"
#include "sim/sweep/design.hpp"
#include "sim/sweep/load_scenario.hpp"

namespace sim::sweep {

/// A value found under a parameter's name. Unquoted names make nested tables in TOML: [factors] a.b = 1 is
/// { a = { b = 1 } }, read like "a.b" = 1.
struct NamedValue {
    std::string name;
    const param::Value* value;
};
/// `is_whole` says which tables are one value.
std::vector<NamedValue> flatten(const param::Map& table, bool (*is_whole)(const param::Value&));
std::vector<NamedValue> flatten(const param::Map& table);

/// Whether a range must say how many levels it has.
enum class Ranges : std::uint8_t { need_levels, may_be_continuous };
std::vector<Factor> read_factors(const param::Value& table, const Scenario& scenario, Ranges ranges,
                                 Problems& problems);

/// A parameter that a point does not name keeps the scenario's value there.
ListedPoints read_points(const std::vector<const param::Value*>& tables, const Scenario& scenario, Problems& problems);

std::vector<Setting> read_settings(const param::Value& table);

}  // namespace sim::sweep
