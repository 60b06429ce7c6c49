#include "models/defection/record/outputs.hpp"

#include "models/defection/record/tables.hpp"
#include "models/defection/record/variables.hpp"
#include "sim/run/recorder.hpp"

namespace defection {
namespace {

using sim::contains;
using sim::Outputs;
using sim::Variable;

std::vector<Variable> requested(const sim::OutputRequest& request, sim::Problems& problems) {
    std::vector<Variable> all;
    std::vector<std::string> names;
    for (SeriesRow& row : series_rows()) {
        names.push_back(row.variable.name);
        all.push_back(std::move(row.variable));
    }
    const std::vector<std::string> extra = {"group", "region", "home", "organisation"};
    sim::report_unknown("output.variables", request.named(), names, problems);
    sim::report_unknown("output.by", request.by, extra, problems);
    std::erase_if(all, [&](const Variable& variable) { return !request.keeps(variable); });
    for (Variable& variable : all) {
        if (!contains(variable.dims, "role")) continue;
        for (const std::string& name : extra)
            if (contains(request.by, name)) variable.dims.insert(variable.dims.begin(), name);
    }
    return all;
}

/// Ends of the first steps that reach the weeks asked for.
std::vector<std::int32_t> recorded_days(const DefectionScenario& scenario, const sim::OutputRequest& request) {
    constexpr int week = 7;  // [day]
    const int length = scenario.step_days();
    std::vector<std::int32_t> days = sim::recorded(request, scenario.weeks());
    for (std::int32_t& day : days) day = (week * day + length - 1) / length * length;
    return days;
}

}  // namespace

Outputs outputs_of(const DefectionScenario& scenario, const sim::OutputRequest& request, sim::Problems& problems) {
    Outputs out;
    out.variables = requested(request, problems);
    for (MetricRow& row : metric_rows(scenario.snapshots())) out.variables.push_back(std::move(row.variable));
    for (const sim::Dimension& dimension : dimensions_of(scenario.structure()))
        for (const Variable& variable : out.variables)
            if (contains(variable.dims, dimension.name) && out.dimension(dimension.name) == nullptr)
                out.dimensions.push_back(dimension);
    out.time.start = scenario.start();
    out.time.at = recorded_days(scenario, request);
    out.replicates_with_events = request.events;
    if (request.events > 0) out.tables = tables_of(scenario.structure());
    return out;
}

sim::SummaryTable summary_table() {
    using sim::At;
    using sim::Reading;
    const Reading at_start{.series = "serving", .at = At::start}, at_end{.series = "serving"};
    const Reading joined{.series = "joined"}, departed{.series = "departed"};
    const auto under = [](std::string series, std::string dimension, std::string label) {
        return std::vector<Reading>{{.series = std::move(series), .dimension = std::move(dimension), .label = label}};
    };
    return {.rows_of = "role",
            .series = {},
            .columns = {{"at start", {at_start}},
                        {"served", {at_start, joined}},
                        {"at end", {at_end}},
                        {"departed", {departed}},
                        {"departed %", {departed}, {at_start, joined}},
                        {"defected %", {{.series = "defected"}}, {at_start, joined}},
                        {"arrested", under("punished", "kind", "arrested")},
                        {"executed", under("punished", "kind", "executed")},
                        {"killed", under("lost", "cause", "killed")},
                        {"discharged", under("lost", "cause", "discharged")}},
            .lines = {{"what came of it", {"outcome", "form", "ruler"}},
                      {"of all who served", {"departure_rate", "desertion_rate", "defection_rate"}},
                      {"harm, real people", {"executed", "arrested", "killed", "harmed_families"}},
                      {"harm after leaving", {"killed_after_leaving", "punished_returnees"}},
                      {"force, real people", {"leavers", "force_ratio", "militia_ratio", "peak_week"}},
                      {"war at the end", {"control", "army_capacity", "rebels", "patron_support"}}}};
}

Outputs all_outputs() {
    Outputs out;
    out.dimensions = dimensions_of({});
    for (SeriesRow& row : series_rows()) out.variables.push_back(std::move(row.variable));
    for (MetricRow& row : metric_rows({{"NAME", 0}})) out.variables.push_back(std::move(row.variable));
    out.time.counts = "time";  // there is a calendar
    return out;
}

}  // namespace defection
