#include "cli/run_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/cells.hpp"
#include "cli/csv.hpp"
#include "sim/version.hpp"

namespace cli {
namespace {

using Json = nlohmann::ordered_json;

Json value_of(const sim::Outputs& outputs, const sim::Series& series, std::size_t v, std::size_t i) {
    const auto& variable = outputs.variables[v];
    const double value = value_at(outputs, series, v, i);
    if (is_missing(outputs, v, value) || !std::isfinite(value)) return nullptr;
    if (variable.store == sim::Store::real) return value;
    if (variable.store == sim::Store::flag && value < static_cast<double>(variable.flag_meanings.size()))
        return variable.flag_meanings[static_cast<std::size_t>(value)];
    return static_cast<std::int64_t>(value);
}

/// Values from `at` on as lists in lists, one level for each of these lengths.
Json nested(const sim::Outputs& outputs, const sim::Series& series, std::size_t v, std::size_t& at,
            std::span<const std::size_t> lengths) {
    if (lengths.empty()) return value_of(outputs, series, v, at++);
    Json list = Json::array();
    for (std::size_t i = 0; i < lengths.front(); ++i)
        list.push_back(nested(outputs, series, v, at, lengths.subspan(1)));
    return list;
}

Json values_of(const sim::Outputs& outputs, const sim::Series& series, std::size_t v) {
    const auto lengths = outputs.shape_of(outputs.variables[v]);
    std::size_t at = 0;
    return nested(outputs, series, v, at, lengths);
}

Json series_of(const sim::Outputs& outputs, const sim::Series& series) {
    Json all = Json::object();
    for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
        const auto& variable = outputs.variables[v];
        if (!variable.over_time) continue;
        std::vector<std::string> axes = variable.dims;
        axes.insert(axes.begin(), sim::results::time_name(outputs));
        all[variable.name] = {{"unit", variable.unit}, {"axes", axes}, {"values", values_of(outputs, series, v)}};
    }
    return all;
}

Json metrics_of(const sim::Outputs& outputs, const sim::Series& series) {
    Json all = Json::object();
    for (std::size_t v = 0; v < outputs.variables.size(); ++v)
        if (!outputs.variables[v].over_time) all[outputs.variables[v].name] = values_of(outputs, series, v);
    return all;
}

Json axes_of(const sim::Outputs& outputs) {
    Json axes = Json::object();
    const auto start = sim::param::parse_date(outputs.time.start);
    Json times = Json::array();
    for (const auto at : outputs.time.at)
        start ? times.push_back(sim::param::to_text(*start + std::chrono::days(at))) : times.push_back(at);
    axes[sim::results::time_name(outputs)] = std::move(times);
    for (const auto& dimension : outputs.dimensions) axes[dimension.name] = dimension.labels;
    return axes;
}

Json settings_of(const sim::sweep::Plan& plan) {
    Json settings = Json::object();
    for (const auto& [name, value] : plan.settings) {
        const auto* spec = plan.base->spec(name);
        const double number = plan.base->get(name);
        settings[name] = spec->choices.empty() ? Json(number) : Json(spec->choices[static_cast<std::size_t>(number)]);
    }
    return settings;
}

std::string csv_value(const sim::Outputs& outputs, const sim::Series& series, std::size_t v, std::size_t i) {
    const Json value = value_of(outputs, series, v, i);
    if (value.is_null()) return "";
    return value.is_string() ? csv_cell(value.get<std::string>()) : fmt::format("{}", value_at(outputs, series, v, i));
}

}  // namespace

std::string as_json(const sim::sweep::Plan& plan, const sim::Series& series) {
    const auto& outputs = plan.outputs;
    const Json run = {{"muster", sim::version::version},
                      {"model", plan.model->name()},
                      {"title", plan.title},
                      {"seed", plan.seed},
                      {"replicate", plan.first_replicate},
                      {"scale", plan.scale},
                      {"settings", settings_of(plan)},
                      {"metrics", metrics_of(outputs, series)},
                      {"axes", axes_of(outputs)},
                      {"series", series_of(outputs, series)}};
    return run.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string as_csv(const sim::Outputs& outputs, const sim::Series& series) {
    const auto start = sim::param::parse_date(outputs.time.start);
    std::string text = start ? "date,day" : "step", metrics;
    const auto put_columns = [&](const sim::Variable& variable) {
        for (const auto& labels : labels_of_cells(outputs, variable.dims))
            text += "," + csv_cell(variable.name + labels);
    };
    for (const auto& variable : outputs.variables)
        if (variable.over_time) put_columns(variable);
    for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
        const auto& variable = outputs.variables[v];
        if (variable.over_time) continue;
        put_columns(variable);
        for (std::size_t i = 0; i < cells_of(outputs, variable); ++i) metrics += "," + csv_value(outputs, series, v, i);
    }
    text += "\n";
    for (std::size_t t = 0; t < outputs.time.at.size(); ++t) {
        if (start) text += sim::param::to_text(*start + std::chrono::days(outputs.time.at[t])) + ",";
        text += fmt::format("{}", outputs.time.at[t]);
        for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
            const auto& variable = outputs.variables[v];
            const std::size_t n = variable.over_time ? cells_of(outputs, variable) : 0;
            for (std::size_t i = 0; i < n; ++i) text += "," + csv_value(outputs, series, v, t * n + i);
        }
        text += metrics + "\n";
    }
    return text;
}

}  // namespace cli
