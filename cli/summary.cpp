#include "cli/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/cells.hpp"
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

std::string metrics(const sim::Outputs& outputs, const sim::Series& series) {
    std::string text;
    for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
        const auto& variable = outputs.variables[v];
        if (variable.over_time) continue;
        const double value = value_at(outputs, series, v, 0);
        if (variable.store != sim::Store::real && is_missing(outputs, v, value)) continue;
        if (std::isnan(value))
            text += fmt::format("{:<34} no value ({})\n", variable.name, variable.meaning);
        else if (variable.store == sim::Store::flag)
            text +=
                fmt::format("{:<34} {}\n", variable.name, variable.flag_meanings.at(static_cast<std::size_t>(value)));
        else if (!variable.denominator.empty() && std::fabs(value) <= 2)
            text +=
                fmt::format("{:<34} {} % of {}\n", variable.name, with_decimals(100 * value, 2), variable.denominator);
        else
            text += fmt::format("{:<34} {} {}({})\n", variable.name,
                                as_number(std::fabs(value) >= 1 ? std::round(value * 100) / 100 : value),
                                variable.unit == "1" ? "" : variable.unit + " ", variable.meaning);
    }
    return text;
}

}  // namespace

std::string summary_of(const sim::SummaryTable& table, const sim::Outputs& outputs, const sim::Series& series,
                       const std::vector<std::int32_t>& all_times) {
    const KeptTimes kept(outputs.time, all_times);
    const auto over_time = [](const sim::Variable& variable) { return variable.over_time; };
    std::string text = std::ranges::any_of(outputs.variables, over_time) ? kept.note(table) : "";
    for (const std::string& part :
         {filled(table, outputs, series, kept), other_series(table, outputs, series, kept), metrics(outputs, series)})
        if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
    return text;
}

}  // namespace cli
