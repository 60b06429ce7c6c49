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

std::string other_series(const sim::SummaryTable& table, const sim::Outputs& outputs, const sim::Series& series,
                         const KeptTimes& kept) {
    std::string text;
    if (kept.size() == 0) return text;
    for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
        const auto& variable = outputs.variables[v];
        if (!variable.over_time || !variable.dims.empty()) continue;
        if (sim::contains(table.series, variable.name)) continue;
        const double value = value_at(outputs, series, v, kept.size() - 1);
        if (is_missing(outputs, v, value)) continue;
        const bool named =
            variable.store == sim::Store::flag && value < static_cast<double>(variable.flag_meanings.size());
        text += fmt::format("{:<34} {}\n", variable.name,
                            named ? variable.flag_meanings[static_cast<std::size_t>(value)] : as_number(value));
    }
    return text;
}

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

/// The values at the end of the run that are one number, by name.
using EndValues = std::vector<std::pair<const sim::Variable*, double>>;

EndValues values_at_the_end(const sim::Outputs& outputs, const sim::Series& series) {
    EndValues metrics;
    for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
        const auto& variable = outputs.variables[v];
        if (variable.over_time) continue;
        const double value = value_at(outputs, series, v, 0);
        if (variable.store == sim::Store::real || !is_missing(outputs, v, value))
            metrics.emplace_back(&variable, value);
    }
    return metrics;
}

/// A row for each end, a column for each stem.
std::string table_of(const MetricGroup& group, const EndValues& metrics) {
    const auto cell = [&](const std::string& name) {
        const auto found = std::ranges::find_if(metrics, [&](const auto& one) { return one.first->name == name; });
        return short_text(*found->first, found->second);
    };
    std::vector<std::vector<std::string>> rows = {{""}};
    rows[0].insert(rows[0].end(), group.stems.begin(), group.stems.end());
    const auto add = [&](const std::string& heading, const std::string& ending) {
        rows.push_back({heading});
        for (const auto& stem : group.stems) rows.back().push_back(cell(stem + ending));
    };
    if (group.has_bare_stems) add("all", "");
    for (const auto& end : group.ends) add(end, "_" + end);
    return as_table(rows) + "\n";
}

std::string metrics_text(const sim::Outputs& outputs, const sim::Series& series) {
    const EndValues metrics = values_at_the_end(outputs, series);
    std::vector<std::string> names;
    for (const auto& [variable, value] : metrics) names.push_back(variable->name);
    const auto groups = groups_among(names);
    std::string text;
    for (const auto& group : groups) text += table_of(group, metrics);
    for (const auto& [variable, value] : metrics)
        if (std::ranges::none_of(groups, [&](const MetricGroup& group) { return group.holds(variable->name); }))
            text += fmt::format("{:<34} {}\n", variable->name, with_meaning(*variable, value));
    return text;
}

}  // namespace

std::string summary_of(const sim::SummaryTable& table, const sim::Outputs& outputs, const sim::Series& series,
                       const std::vector<std::int32_t>& all_times) {
    const KeptTimes kept(outputs.time, all_times);
    const auto over_time = [](const sim::Variable& variable) { return variable.over_time; };
    std::string text = std::ranges::any_of(outputs.variables, over_time) ? kept.note(table) : "";
    for (const std::string& part : {filled(table, outputs, series, kept), other_series(table, outputs, series, kept),
                                    metrics_text(outputs, series)})
        if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
    return text;
}

}  // namespace cli
