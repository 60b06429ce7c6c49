#include <fmt/format.h>

#include "sim/sweep/sweep_plan.hpp"

namespace sim::sweep {
namespace {

std::vector<Setting> settings_of(const std::vector<std::string>& sets, Problems& problems) {
    std::vector<Setting> settings;
    for (const auto& split : split_settings(sets, problems)) settings.push_back(parse_setting(split));
    return settings;
}

param::Value value_of(auto data) {
    param::Value value;
    value.data = std::move(data);
    return value;
}

param::Value texts_value(const std::vector<std::string>& texts) {
    param::Array array;
    for (const auto& text : texts) array.push_back(value_of(text));
    return value_of(std::move(array));
}

/// As [output] of a sweep says it.
param::Map as_keys(const OutputRequest& wanted) {
    param::Map keys;
    if (wanted.every != 1) keys.entries.emplace_back("every", value_of(std::int64_t{wanted.every}));
    if (wanted.variables) keys.entries.emplace_back("variables", texts_value(*wanted.variables));
    if (!wanted.by.empty()) keys.entries.emplace_back("by", texts_value(wanted.by));
    return keys;
}

/// A run with settings is stored as the sweep of one point that it is, so that the file says all that made it.
std::string as_sweep(const std::vector<Setting>& settings, const OutputRequest& wanted) {
    param::Map set, output = as_keys(wanted);
    if (settings.empty() && output.entries.empty()) return {};
    for (const auto& setting : settings) set.entries.emplace_back(setting.name, setting.value);
    param::Map sweep;
    sweep.entries.emplace_back("scenario", value_of(std::string("scenario.toml")));  // whatever its file was called
    if (!set.entries.empty()) sweep.entries.emplace_back("set", value_of(std::move(set)));
    if (!output.entries.empty()) sweep.entries.emplace_back("output", value_of(std::move(output)));
    return param::to_toml(value_of(std::move(sweep)));
}

}  // namespace

Plan plan_of(const SingleRun& run, const Models& models, Problems& problems) {
    const auto before = problems.size();
    Plan plan;
    plan.settings = settings_of(run.sets, problems);
    plan.seed = run.seed;
    plan.first_replicate = run.replicate;
    plan.scale = run.scale;
    plan.request = run.outputs;
    auto loaded = load_scenario(run.scenario, models, problems);
    if (!loaded.scenario) return plan;
    apply(plan.settings, *loaded.scenario, problems);
    if (problems.size() == before) loaded.scenario->check(problems);
    if (const auto fault = scale_fault(*loaded.scenario, run.scale); !fault.empty())
        problems.add({"--scale", 0, 0}, "", fault);
    plan.title = loaded.scenario->title();
    plan.model = loaded.model;
    plan.scenario_toml = std::move(loaded.toml);
    plan.sweep_toml = as_sweep(plan.settings, run.outputs);
    plan.outputs = plan.model->outputs(*loaded.scenario, plan.request, problems);
    plan.base = std::move(loaded.scenario);
    plan.design = design_kinds().front().make({}).design;  // a grid of no factors: one point
    return plan;
}

}  // namespace sim::sweep
