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

/// A run with settings is stored as the sweep of one point that it is, so that the file says all that made it.
std::string as_sweep(const std::vector<Setting>& settings) {
    if (settings.empty()) return {};
    param::Map set;
    for (const auto& setting : settings) set.entries.emplace_back(setting.name, setting.value);
    param::Map sweep;
    sweep.entries.emplace_back("scenario", value_of(std::string("scenario.toml")));  // whatever its file was called
    sweep.entries.emplace_back("set", value_of(std::move(set)));
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
    auto loaded = load_scenario(run.scenario, models, problems);
    if (!loaded.scenario) return plan;
    apply(plan.settings, *loaded.scenario, problems);
    if (problems.size() == before) loaded.scenario->check(problems);
    if (const auto fault = scale_fault(*loaded.scenario, run.scale); !fault.empty())
        problems.add({"--scale", 0, 0}, "", fault);
    plan.title = loaded.scenario->title();
    plan.model = loaded.model;
    plan.scenario_toml = std::move(loaded.toml);
    plan.sweep_toml = as_sweep(plan.settings);
    plan.outputs = plan.model->outputs(*loaded.scenario, plan.request, problems);
    plan.base = std::move(loaded.scenario);
    plan.design = design_kinds().front().make({}).design;  // a grid of no factors: one point
    return plan;
}

}  // namespace sim::sweep
