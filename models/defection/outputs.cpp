#include "models/defection/outputs.hpp"

#include <algorithm>

#include "sim/run/recorder.hpp"

namespace defection {
namespace {

using sim::contains;
using sim::Dimension;
using sim::Outputs;
using sim::Store;
using sim::Variable;

template <std::size_t N>
std::vector<std::string> texts(const std::array<std::string_view, N>& names) {
    return {names.begin(), names.end()};
}

template <class Rows>
std::vector<std::string> names_of(const Rows& rows) {
    std::vector<std::string> names;
    for (const auto& row : rows) names.push_back(row.name);
    return names;
}

std::vector<Dimension> dimensions(const Structure& structure) {
    return {{"branch", "kind of organisation", texts(branch_names)},
            {"role", "role held", texts(role_names)},
            {"fate", "what became of those who left", {"fled", "hiding", "joined_opposition"}},
            {"kind", "kind of punishment", {"arrested", "executed"}},
            {"cause", "cause of loss", {"killed", "discharged"}},
            {"group", "identity group", names_of(structure.groups)},
            {"region", "region of posting", names_of(structure.regions)},
            {"organisation", "organisation", names_of(structure.organisations)}};
}

Variable count(std::string name, std::string meaning, std::vector<std::string> dims) {
    return {std::move(name), "person", std::move(meaning), "", Store::count, true, std::move(dims), {}};
}

std::vector<Variable> series_variables() {
    return {count("serving", "people serving", {"branch", "role"}),
            count("planning", "people serving who mean to leave and wait for an opportunity", {"role"}),
            count("joined", "people called up or enlisted since the start, cumulative", {"role"}),
            count("departed", "people who left, by what became of them, cumulative", {"role", "fate"}),
            count("punished", "people found out and punished, cumulative", {"role", "kind"}),
            count("lost", "people killed in action or discharged, cumulative", {"role", "cause"}),
            count("families_harmed", "families harmed in reprisal, cumulative", {}),
            {"regime_alive", "1", "whether the regime stands", "", Store::flag, true, {}, {"fallen", "alive"}},
            {"army_capacity",
             "1",
             "deployed strength x skill x cohesion of army and elite, over its value in week 0, taken with full bonds; "
             "falls by about a quarter in the first week",
             "",
             Store::real,
             true,
             {},
             {}},
            {"violence", "1", "violence of the war, population-weighted, 0 to 1", "", Store::real, true, {}, {}}};
}

Variable metric(std::string name, std::string unit, std::string meaning, std::string denominator) {
    return {std::move(name), std::move(unit), std::move(meaning), std::move(denominator), Store::real, false, {}, {}};
}

void add_rates(std::vector<Variable>& out) {
    for (const Part& part : parts) {
        const std::string suffix(part.suffix), who(part.who), all = who + " who ever served";
        out.push_back(metric("departure_rate" + suffix, "1", who + " who left", all));
        out.push_back(metric("desertion_rate" + suffix, "1", who + " who left without joining the opposition", all));
        out.push_back(metric("defection_rate" + suffix, "1", who + " who left and joined the opposition", all));
    }
}

std::vector<Variable> metric_variables(const std::vector<Snapshot>& snapshots) {
    std::vector<Variable> out;
    add_rates(out);
    out.push_back(metric("joined_share", "1", "share who joined the opposition", "people who left"));
    out.push_back(metric("officer_share_of_leavers", "1", "share of officers", "people who left"));
    out.push_back(metric("conscript_share_of_leavers", "1", "share of conscripts", "people who left"));
    out.push_back(metric("ingroup_share_of_leavers", "1", "share of the ruler's group", "people who left"));
    out.push_back(metric("execution_rate", "1", "people executed", "people who ever served"));
    out.push_back(
        metric("arrest_rate", "1", "people found out while planning, executed or not", "people who ever served"));
    out.push_back(metric("families_harmed_rate", "1", "families harmed", "people who left"));
    out.push_back(metric("leavers", "person", "people of the real force who left", ""));
    out.push_back(
        metric("force_ratio", "1", "army and elite serving at the end", "army and elite serving at the start"));
    out.push_back(
        metric("militia_ratio", "1", "militia fighters serving at the end", "army and elite serving at the end"));
    out.push_back(metric("peak_week", "week", "middle of the 13 weeks with the most departures", ""));
    out.push_back(metric("largest_departure", "person", "most simulated people who left together", ""));
    out.push_back(metric("largest_brigade_loss", "1", "largest share of a brigade that left within four weeks",
                         "people serving in the brigade"));
    for (const Snapshot& s : snapshots) {
        out.push_back(metric("leavers_" + s.name, "person", "people of the real force who had left by " + s.name, ""));
        out.push_back(metric("force_" + s.name, "1", "army and elite serving by " + s.name,
                             "army and elite serving at the start"));
        out.push_back(
            metric("militia_" + s.name, "1", "militia fighters serving by " + s.name, "army and elite serving then"));
    }
    out.push_back({"outcome",
                   "1",
                   "how the army behaved (rules in the model's documentation)",
                   "",
                   Store::flag,
                   false,
                   {},
                   texts(outcome_names)});
    return out;
}

std::vector<Variable> requested(const sim::OutputRequest& request, sim::Problems& problems) {
    std::vector<Variable> all = series_variables();
    std::vector<std::string> names;
    for (const Variable& variable : all) names.push_back(variable.name);
    const std::vector<std::string> extra = {"group", "region", "organisation"};
    sim::report_unknown("output.variables", request.variables, names, problems);
    sim::report_unknown("output.by", request.by, extra, problems);
    std::erase_if(
        all, [&](const Variable& v) { return !request.variables.empty() && !contains(request.variables, v.name); });
    for (Variable& variable : all) {
        if (!contains(variable.dims, "role")) continue;
        for (const std::string& name : extra)
            if (contains(request.by, name)) variable.dims.insert(variable.dims.begin(), name);
    }
    return all;
}

/// Ends of the first steps that reach the weeks asked for.
std::vector<std::int32_t> recorded_days(const DefectionScenario& scenario, const sim::OutputRequest& request) {
    const int length = scenario.step_days();
    std::vector<std::int32_t> days = sim::recorded(request, scenario.weeks());
    for (std::int32_t& day : days) day = (7 * day + length - 1) / length * length;
    return days;
}

}  // namespace

Outputs outputs_of(const DefectionScenario& scenario, const sim::OutputRequest& request, sim::Problems& problems) {
    Outputs out;
    out.variables = requested(request, problems);
    for (const Dimension& dimension : dimensions(scenario.structure()))
        for (const Variable& variable : out.variables)
            if (contains(variable.dims, dimension.name) && out.dimension(dimension.name) == nullptr)
                out.dimensions.push_back(dimension);
    for (Variable& variable : metric_variables(scenario.snapshots())) out.variables.push_back(std::move(variable));
    out.time.start = scenario.start();
    out.time.at = recorded_days(scenario, request);
    return out;
}

sim::SummaryTable summary_table() {
    using sim::At;
    using sim::Reading;
    const Reading at_start{.series = "serving", .at = At::start}, at_end{.series = "serving"};
    const Reading joined{.series = "joined"}, left{.series = "departed"};
    const auto under = [](std::string series, std::string dimension, std::string label) {
        return std::vector<Reading>{{.series = std::move(series), .dimension = std::move(dimension), .label = label}};
    };
    return {.rows_of = "role",
            .series = {},
            .columns = {{"at start", {at_start}},
                        {"served", {at_start, joined}},
                        {"at end", {at_end}},
                        {"left", {left}},
                        {"left %", {left}, {at_start, joined}},
                        {"defected %", under("departed", "fate", "joined_opposition"), {at_start, joined}},
                        {"arrested", under("punished", "kind", "arrested")},
                        {"executed", under("punished", "kind", "executed")},
                        {"killed", under("lost", "cause", "killed")},
                        {"discharged", under("lost", "cause", "discharged")}}};
}

Outputs all_outputs() {
    Outputs out;
    out.dimensions = dimensions({});
    out.variables = series_variables();
    for (Variable& variable : metric_variables({{"NAME", 0}})) out.variables.push_back(std::move(variable));
    out.time.counts = "time";  // there is a calendar
    return out;
}

}  // namespace defection
