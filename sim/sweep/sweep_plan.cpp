#include "sim/sweep/sweep_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sim/param/wording.hpp"
#include "sim/random/stream.hpp"
#include "sim/sources.hpp"
#include "sim/sweep/case_outputs.hpp"
#include "sim/sweep/cases.hpp"
#include "sim/sweep/link.hpp"
#include "sim/version.hpp"

namespace sim::sweep {

std::vector<double> Plan::values_at(std::uint64_t point) const {
    std::vector<double> values(design->names().size());
    design->point(point, values);
    return values;
}

void Plan::set_point(std::uint64_t point, Scenario& scenario) const {
    const auto values = values_at(point);
    for (std::size_t f = 0; f < values.size(); ++f) scenario.set(design->names()[f], values[f]);
}

std::unique_ptr<Scenario> Plan::scenario_at(std::uint64_t point) const {
    auto scenario = base->clone();
    set_point(point, *scenario);
    return scenario;
}

RunResult Plan::run(const Scenario& scenario, const RunRequest& request_of_run) const {
    if (n_points() > max_checked_points) refuse_contradictions(scenario);  // of those only a sample was checked
    return run_into(outputs, *model, scenario, request, request_of_run);
}

std::vector<std::string> Plan::texts_at(std::uint64_t point) const {
    std::vector<std::string> texts;
    const auto values = values_at(point);
    for (std::size_t f = 0; f < values.size(); ++f) {
        const auto& choices = base->spec(design->names()[f])->choices;
        texts.push_back(choices.empty() ? param::number_text(values[f]) : choices[static_cast<std::size_t>(values[f])]);
    }
    return texts;
}

std::uint64_t Plan::seed_of(std::uint32_t replicate) const {
    return random::replicate_seed(seed, first_replicate + replicate);
}

std::string Plan::describe(std::uint64_t point) const {
    if (design->has_labels()) return fmt::format("point {} ({})", point, shown(design->label(point)));
    const auto values = texts_at(point);
    std::string text;
    for (std::size_t f = 0; f < values.size(); ++f)
        text += fmt::format("{}{} = {}", f == 0 ? "" : ", ", design->names()[f], values[f]);
    return text.empty() ? fmt::format("point {}", point) : fmt::format("point {} ({})", point, text);
}

namespace {

constexpr std::string_view by_default = "default";  // of Scenario::origin

/// Which document gives the value. Not where it stands there: a comment above it is no part of what a run is made of.
std::string origin_of(const Plan& plan, const std::string& name) {
    if (std::ranges::find(plan.design->names(), name) != plan.design->names().end()) return "swept";
    if (std::ranges::find(plan.settings, name, &Setting::name) != plan.settings.end()) return "set";
    if (const auto* linked = dynamic_cast<const Linked*>(plan.base.get()); linked && linked->driver_of(name))
        return "linked";
    return plan.base->origin(name) == by_default ? std::string(by_default) : "scenario";
}

/// Scenarios of one sweep that disagree on a value have none in common.
void take_value(const Scenario& base, const std::vector<Case>& cases, results::ParameterRow& row) {
    row.value = base.get(row.name);
    if (std::ranges::all_of(cases, [&](const Case& one) { return one.scenario->get(row.name) == row.value; })) return;
    row.value = std::numeric_limits<double>::quiet_NaN();
    row.origin = "differs between the scenarios";
}

std::vector<results::ParameterRow> parameter_rows(const Plan& plan) {
    std::vector<results::ParameterRow> rows;
    const auto cases = plan.base->cases();
    for (const auto& spec : plan.model->parameters().specs()) {
        results::ParameterRow row;
        row.name = spec.name;
        row.kind = param::kind_text(spec.kind);
        row.unit = spec.unit;
        row.meaning = spec.meaning;
        row.source = spec.source;
        row.origin = origin_of(plan, spec.name);
        row.fallback = spec.fallback;
        take_value(*plan.base, cases, row);
        rows.push_back(std::move(row));
    }
    return rows;
}

results::Factor column_of(const param::Spec& spec) {
    return {spec.name, spec.unit, spec.meaning, {}, spec.choices, std::string(param::kind_text(spec.kind))};
}

std::vector<results::Factor> factor_columns(const Plan& plan) {
    std::vector<results::Factor> columns;
    for (const auto& name : plan.design->names()) {
        columns.push_back(column_of(*plan.base->spec(name)));
        columns.back().values.resize(plan.n_points());
    }
    std::vector<double> values(columns.size());
    for (std::uint64_t point = 0; point < plan.n_points(); ++point) {
        plan.design->point(point, values);
        for (std::size_t f = 0; f < values.size(); ++f) columns[f].values[point] = values[f];
    }
    return columns;
}

}  // namespace

std::map<std::string, std::string> places_of(const Plan& plan) {
    std::map<std::string, std::string> places;
    for (const auto& name : plan.base->names())
        if (auto place = plan.base->origin(name); place != by_default) places[name] = std::move(place);
    for (const auto& setting : plan.settings) places[setting.name] = place_of(setting);
    return places;
}

std::string scale_fault(const Scenario& scenario, double scale) {
    const auto n = scenario.most_thinned();
    if (scale * static_cast<double>(n) >= 1) return {};
    return fmt::format("{} is too small for this scenario (allowed 1/{} to 1, so that no part of it is empty)", scale,
                       n);
}

namespace {

void refuse_too_many(const Plan& plan) {
    if (plan.n_points() > max_points_of_a_file)
        throw InputError(fmt::format("{}: the design has {} points (a results file holds {}; split the sweep)",
                                     to_text(plan.size_place), plan.n_points(), max_points_of_a_file));
    if (plan.n_runs() > max_runs_of_a_file)
        throw InputError(
            fmt::format("{}: {} points x {} replicates are {} runs (a results file holds {}; split the "
                        "sweep)",
                        to_text(plan.size_place), plan.n_points(), plan.replicates, plan.n_runs(), max_runs_of_a_file));
}

}  // namespace

results::Header header_of_one(const Plan& plan) {
    results::Header header;
    header.outputs = plan.outputs;
    header.scale = {plan.scale};
    header.seeds = {plan.seed_of(0)};
    const auto values = plan.values_at(0);
    for (std::size_t f = 0; f < values.size(); ++f) {
        header.factors.push_back(column_of(*plan.base->spec(plan.design->names()[f])));
        header.factors.back().values = {values[f]};
    }
    return header;
}

void check_file_of(const Plan& plan) {
    refuse_too_many(plan);
    results::check(header_of_one(plan));
}

results::Header header_of(const Plan& plan) {
    refuse_too_many(plan);
    results::Header header;
    header.model = plan.model->name();
    header.title = plan.title;
    header.n_points = plan.n_points();
    header.n_replicates = plan.replicates;
    header.factors = factor_columns(plan);
    if (plan.design->has_labels())
        for (std::uint64_t point = 0; point < plan.n_points(); ++point)
            header.labels.push_back(plan.design->label(point));
    if (start_apart(plan.base->cases()))
        for (std::uint64_t point = 0; point < plan.n_points(); ++point)
            header.starts.push_back(plan.scenario_at(point)->start());
    header.scale.assign(plan.n_points(), plan.scale);
    for (std::uint32_t r = 0; r < plan.replicates; ++r) header.seeds.push_back(plan.seed_of(r));
    header.outputs = plan.outputs;
    header.parameters = parameter_rows(plan);
    header.scenario_toml = plan.scenario_toml;
    header.sweep_toml = plan.sweep_toml;
    header.muster_version = version::version;
    header.sources = sources::digest_of(header.model);
    header.is_modified = sources::is_modified;
    return header;
}

}  // namespace sim::sweep
