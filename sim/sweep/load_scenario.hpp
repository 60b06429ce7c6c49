/// A scenario file and the model it names, and single settings on top of it ("name=value" from the command line or a
/// sweep's [set]). All mistakes become problems.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/run/model.hpp"

namespace sim::sweep {

using Models = std::vector<std::unique_ptr<Model>>;

struct LoadedScenario {
    const Model* model = nullptr;
    std::unique_ptr<Scenario> scenario;  // null if there are problems
    std::string toml;                    // resolved
};
LoadedScenario load_scenario(const std::string& path, const Models& models, Problems& problems);
/// Several of one model as Cases, named by their files; at least two paths.
LoadedScenario load_cases(const std::vector<std::string>& paths, const Models& models, Problems& problems);
/// Either, of a resolved text such as a results file holds.
LoadedScenario load_resolved(const std::string& toml, const std::string& name, const Models& models,
                             Problems& problems);

/// The value of a parameter, set from outside the scenario, as it was written.
struct Setting {
    std::string name;
    param::Value value;
};
inline const Place from_command_line{"--set", 0, 0};
std::string origin_of(const Setting& setting);  // "--set", or "sweep.toml:12"

/// Splits each "name=value" and leaves out what is none or names what an earlier one names, as problems.
struct SettingText {
    std::string name, value;
};
std::vector<SettingText> split_settings(const std::vector<std::string>& texts, Problems& problems);
/// A number, true, false or a date is read as such, all else as a name.
Setting parse_setting(const SettingText& text);
param::Value parse_value(std::string_view text, const Place& place);

/// Why `name` is no parameter of the scenario, with the nearest that is.
/// RunFailure: its values are at odds with each other. For scenarios that were not checked as they were read.
void refuse_contradictions(const Scenario& scenario);
std::string unknown_name(const Scenario& scenario, std::string_view name);
/// Sets what is valid, reports what is not.
void apply(const std::vector<Setting>& settings, Scenario& scenario, Problems& problems);

}  // namespace sim::sweep
