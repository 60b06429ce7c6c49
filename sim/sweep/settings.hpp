/// Single settings on top of a scenario: "name=value" from the command line, or a sweep's [set]. All mistakes become
/// problems.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/run/model.hpp"

namespace sim::sweep {

/// The value of a parameter, set from outside the scenario, as it was written.
struct Setting {
    std::string name;
    param::Value value;
};
inline const Place from_command_line{"--set", 0, 0};
std::string place_of(const Setting& setting);  // "--set", or "sweep.toml:12"

/// Splits each "name=value" and leaves out what is none or names what an earlier one names, as problems.
struct SettingText {
    std::string name, value;
};
std::vector<SettingText> split_settings(const std::vector<std::string>& texts, Problems& problems);
/// A number, true, false or a date is read as such, all else as a name.
Setting parse_setting(const SettingText& text);
param::Value parse_value(std::string_view text, const Place& place);

/// RunFailure: its values are at odds with each other. For scenarios that were not checked as they were read.
void refuse_contradictions(const Scenario& scenario);
/// The number that `value` gives to `name`, which the scenario has; or why it cannot be given.
param::Reading read_value(const Scenario& scenario, std::string_view name, const param::Value& value);
/// Why `name` is not a parameter of the scenario, with the nearest that is.
std::string unknown_name(const Scenario& scenario, std::string_view name);
/// Sets what is valid, reports what is not.
void apply(const std::vector<Setting>& settings, Scenario& scenario, Problems& problems);

}  // namespace sim::sweep
