#include "sim/sweep/read_factors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <set>

#include "sim/param/wording.hpp"
#include "sim/sweep/keys.hpp"
#include "sim/sweep/read_range.hpp"

namespace sim::sweep {
namespace {

using param::Value;

void flatten_into(const param::Map& table, const std::string& prefix, bool (*is_whole)(const Value&),
                  std::vector<NamedValue>& found) {
    for (const auto& [key, value] : table.entries) {
        const auto name = prefix.empty() ? key : prefix + "." + key;
        if (value.is_map() && !value.map().entries.empty() && !is_whole(value))
            flatten_into(value.map(), name, is_whole, found);
        else
            found.push_back({name, &value});
    }
}

/// Reads one value for one parameter; reports a wrong type or a value out of range.
std::optional<double> checked_number(const NamedValue& given, const Scenario& scenario, const std::string& key,
                                     Problems& problems) {
    const auto reading = read_value(scenario, given.name, *given.value);
    if (!reading.number) problems.add(given.value->place, key, reading.fault);
    return reading.number;
}

void read_list(const Value& list, const Scenario& scenario, Factor& factor, Problems& problems) {
    if (list.array().empty()) problems.add(list.place, factor.name, "is empty (a factor needs at least one value)");
    for (const auto& value : list.array())
        if (const auto number = checked_number({factor.name, &value}, scenario, factor.name, problems))
            factor.values.push_back(*number);
}

/// Of a range: where its ends and the middle of a distribution may be dates.
Value dates_as_weeks(Value table, const param::Spec& spec) {
    for (auto& [key, value] : table.map().entries)
        if (value.is_date() && spec.day_0)
            value.data = param::weeks_between(*spec.day_0, std::get<param::Date>(value.data));
    return table;
}

std::string point_key(std::size_t index, const std::string& key) { return fmt::format("point[{}].{}", index + 1, key); }

/// Overrides may stand in the point itself or in its table `set`.
std::vector<NamedValue> point_values(const param::Map& point) {
    auto found = flatten(point);
    const auto* set = point.find(set_key);
    if (!set || !set->is_map()) return found;
    std::erase_if(found,
                  [](const NamedValue& given) { return given.name == set_key || given.name.starts_with("set."); });
    for (auto& given : flatten(set->map())) found.push_back(std::move(given));
    return found;
}

std::size_t position(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

/// The parameters that any point names, in the order of the file.
std::vector<std::string> names_in(const std::vector<std::vector<NamedValue>>& rows, const Scenario& scenario) {
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const auto& row : rows)
        for (const auto& [name, value] : row)
            if (name != label_key && scenario.spec(name) && seen.insert(name).second) names.push_back(name);
    return names;
}

/// The scenario that gives what a point does not name.
std::unique_ptr<Scenario> of_its_choice(const std::vector<NamedValue>& row, const Scenario& scenario) {
    auto chosen = scenario.clone();
    for (const auto& [name, value] : row)
        if (const auto* spec = scenario.spec(name); spec && !spec->choices.empty())
            if (const auto choice = param::Table::read(*spec, *value).number) chosen->set(name, *choice);
    return chosen;
}

std::optional<double> point_value(std::size_t index, const NamedValue& given, const Scenario& scenario,
                                  Problems& problems) {
    const auto key = point_key(index, given.name);
    if (scenario.spec(given.name)) return checked_number(given, scenario, key, problems);
    problems.add(given.value->place, key, unknown_name(scenario, given.name));
    return std::nullopt;
}

}  // namespace

std::vector<NamedValue> flatten(const param::Map& table, bool (*is_whole)(const Value&)) {
    std::vector<NamedValue> found;
    flatten_into(table, "", is_whole, found);
    return found;
}

std::vector<NamedValue> flatten(const param::Map& table) { return flatten(table, is_range); }

std::vector<Factor> read_factors(const Value& table, const Scenario& scenario, Ranges ranges, Problems& problems) {
    std::vector<Factor> factors;
    for (const auto& [name, value] : flatten(table.map())) {
        const auto* spec = scenario.spec(name);
        if (!spec) {
            problems.add(value->place, name, unknown_name(scenario, name));
            continue;
        }
        Factor factor;
        factor.name = name;
        factor.whole = spec->type != param::Type::real;
        if (value->is_array())
            read_list(*value, scenario, factor, problems);
        else if (is_range(*value) && spec->choices.empty())
            read_range(dates_as_weeks(*value, *spec), scenario, ranges, factor, problems);
        else
            problems.add(
                value->place, name,
                param::wrong_type(
                    spec->choices.empty() ? "a list of values or a table { min, max, n }" : "a list of names", *value));
        factors.push_back(std::move(factor));
    }
    return factors;
}

ListedPoints read_points(const std::vector<const Value*>& tables, const Scenario& scenario, Problems& problems) {
    std::vector<std::vector<NamedValue>> rows;
    for (const auto* table : tables) rows.push_back(point_values(table->map()));
    ListedPoints listed;
    listed.names = names_in(rows, scenario);
    listed.size = rows.size();
    std::set<std::string> labels;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto first = listed.values.size();
        const auto chosen = of_its_choice(rows[i], scenario);
        for (const auto& name : listed.names) listed.values.push_back(chosen->get(name));
        std::string label;
        for (const auto& [name, value] : rows[i]) {
            if (name == label_key && value->is_text()) label = value->text();
            if (name == label_key) continue;
            if (const auto number = point_value(i, {name, value}, scenario, problems))
                listed.values[first + position(listed.names, name)] = *number;
        }
        for (const auto& name : listed.names)
            if (std::isnan(listed.values[first + position(listed.names, name)]) &&
                std::ranges::find(rows[i], name, &NamedValue::name) == rows[i].end())
                problems.add(tables[i]->place, point_key(i, name), "is required (the link has no value of its own)");
        if (label.empty())
            problems.add(tables[i]->place, point_key(i, std::string(label_key)),
                         "is required (a text that names the point)");
        else if (!labels.insert(label).second)
            problems.add(tables[i]->place, point_key(i, std::string(label_key)),
                         fmt::format("'{}' names another point already", shown(label)));
        listed.labels.push_back(std::move(label));
    }
    return listed;
}

std::vector<Setting> read_settings(const Value& table) {
    std::vector<Setting> settings;
    for (const auto& [name, value] : flatten(table.map())) settings.push_back({name, *value});
    return settings;
}

}  // namespace sim::sweep
