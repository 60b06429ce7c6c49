#include "cli/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/cells.hpp"
#include "cli/metric_groups.hpp"
#include "cli/output.hpp"
#include "cli/summary_table.hpp"
#include "sim/run/recorder.hpp"

namespace cli {
namespace {

/// A value at the end of the run without what it means: "27.91 %", "132,540", "leak", "no value".
std::string short_text(const sim::Variable& variable, double value) {
    if (std::isnan(value)) return "no value";
    if (variable.store == sim::Store::flag) return variable.flag_meanings.at(static_cast<std::size_t>(value));
    if (!variable.denominator.empty() && std::fabs(value) <= 2) return with_decimals(100 * value, 2) + " %";
    return as_number(std::fabs(value) >= 1 ? std::round(value * 100) / 100 : value);
}

std::string with_meaning(const sim::Variable& variable, double value) {
    const std::string text = short_text(variable, value);
    if (std::isnan(value)) return fmt::format("{} ({})", text, variable.meaning);
    if (variable.store == sim::Store::flag) return text;
    if (text.ends_with('%')) return fmt::format("{} of {}", text, variable.denominator);
    return fmt::format("{} {}({})", text, variable.unit == "1" ? "" : variable.unit + " ", variable.meaning);
}

/// A number of a run: a metric, a cell of one that has axes, or a series without axes at its end.
struct RunValue {
    std::string name;
    const sim::Variable* variable;
    double number;
};

std::vector<RunValue> metric_values(const sim::Outputs& outputs, const sim::Series& series) {
    std::vector<RunValue> metrics;
    for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
        const auto& variable = outputs.variables[v];
        if (variable.over_time) continue;
        const auto labels = labels_of_cells(outputs, variable.dims);
        for (std::size_t cell = 0; cell < labels.size(); ++cell) {
            const double value = value_at(outputs, series, v, cell);
            if (variable.store == sim::Store::real || !is_missing(outputs, v, value))
                metrics.push_back({variable.name + labels[cell], &variable, value});
        }
    }
    return metrics;
}

std::vector<RunValue> series_at_end(const sim::Outputs& outputs, const sim::Series& series, const KeptTimes& kept) {
    std::vector<RunValue> values;
    for (std::size_t v = 0; kept.size() > 0 && v < outputs.variables.size(); ++v) {
        const auto& variable = outputs.variables[v];
        if (!variable.over_time || !variable.dims.empty()) continue;
        const double value = value_at(outputs, series, v, kept.size() - 1);
        if (!is_missing(outputs, v, value)) values.push_back({variable.name, &variable, value});
    }
    return values;
}

const RunValue* named(const std::vector<RunValue>& values, const std::string& name) {
    const auto found = std::ranges::find(values, name, &RunValue::name);
    return found == values.end() ? nullptr : &*found;
}

/// A row for each end, a column for each stem.
std::string table_of(const MetricGroup& group, const std::vector<RunValue>& metrics) {
    std::vector<std::vector<std::string>> rows = {{""}};
    rows[0].insert(rows[0].end(), group.stems.begin(), group.stems.end());
    const auto add = [&](const std::string& heading, const std::string& ending) {
        rows.push_back({heading});
        for (const auto& stem : group.stems) {
            const RunValue& value = *named(metrics, stem + ending);
            rows.back().push_back(short_text(*value.variable, value.number));
        }
    };
    if (group.has_bare_stems) add("all", "");
    for (const auto& end : group.ends) add(end, "_" + end);
    return as_table(rows) + "\n";
}

std::string text_of_series(const std::vector<RunValue>& values, const sim::SummaryTable& table) {
    std::string text;
    for (const RunValue& value : values)
        if (!sim::contains(table.series, value.name))
            text += fmt::format("{:<34} {}\n", value.name,
                                value.variable->store == sim::Store::flag ? short_text(*value.variable, value.number)
                                                                          : as_number(value.number));
    return text;
}

std::string text_of_metrics(const std::vector<RunValue>& metrics) {
    std::vector<std::string> names;
    for (const RunValue& value : metrics) names.push_back(value.name);
    const auto groups = groups_among(names);
    std::string text;
    for (const auto& group : groups) text += table_of(group, metrics);
    for (const RunValue& value : metrics)
        if (std::ranges::none_of(groups, [&](const MetricGroup& group) { return group.holds(value.name); }))
            text += fmt::format("{:<34} {}\n", value.name, with_meaning(*value.variable, value.number));
    return text;
}

/// The lines that the model puts on a screen, and where the rest is.
std::string text_of_lines(const std::vector<sim::SummaryLine>& lines, const std::vector<RunValue>& values) {
    std::size_t width = 0, n_shown = 0;
    for (const auto& line : lines) width = std::max(width, line.heading.size());
    std::string text;
    for (const auto& line : lines) {
        std::vector<std::string> shown;
        for (const auto& name : line.names)
            if (const RunValue* value = named(values, name))
                shown.push_back(fmt::format("{} {}", name, short_text(*value->variable, value->number)));
        n_shown += shown.size();
        if (!shown.empty()) text += fmt::format("{:<{}}  {}\n", line.heading, width, fmt::join(shown, ", "));
    }
    if (n_shown < values.size())
        text += fmt::format("\n{} more: `muster run` shows them with --all; `muster metrics` explains each.\n",
                            counted(values.size() - n_shown, "value"));
    return text;
}

}  // namespace

std::string summary_of(const sim::SummaryTable& table, const sim::Outputs& outputs, const sim::Series& series,
                       const std::vector<std::int32_t>& all_times, Extent extent) {
    const KeptTimes kept(outputs.time, all_times);
    const auto over_time = [](const sim::Variable& variable) { return variable.over_time; };
    std::string text = std::ranges::any_of(outputs.variables, over_time) ? kept.note(table) : "";
    std::vector<RunValue> at_end = series_at_end(outputs, series, kept);
    const std::vector<RunValue> metrics = metric_values(outputs, series);
    std::vector<std::string> parts = {filled(table, outputs, series, kept)};
    if (extent == Extent::all || table.lines.empty()) {
        parts.insert(parts.end(), {text_of_series(at_end, table), text_of_metrics(metrics)});
    } else {
        at_end.insert(at_end.end(), metrics.begin(), metrics.end());
        parts.push_back(text_of_lines(table.lines, at_end));
    }
    for (const std::string& part : parts)
        if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
    return text;
}

}  // namespace cli
