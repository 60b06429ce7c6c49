#include "sim/sweep/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/param/reader.hpp"
#include "sim/param/wording.hpp"

namespace sim::sweep {
namespace {

const Model* find_model(const param::Value& document, const std::string& path, const Models& models,
                        Problems& problems) {
    std::vector<std::string> names;
    for (const auto& model : models) names.emplace_back(model->name());
    if (!document.map().find("model") && document.map().find("scenario")) {
        problems.add({path, 0, 0}, "", "is a sweep, not a scenario (see `muster sweep`)");
        return nullptr;
    }
    if (!document.map().find("model")) {
        problems.add(
            {path, 0, 0}, "model",
            fmt::format("is required ({}; a file that others extend, such as a behaviour file, has none and is "
                        "checked through them)",
                        param::instead_of("", names)));
        return nullptr;
    }
    const auto before = problems.size();
    const auto at = param::Reader(document, "", problems).choice("model", 0, names);
    return problems.size() == before ? models[at].get() : nullptr;
}

}  // namespace

namespace {

LoadedScenario load(const std::string& name, const Models& models, Problems& problems, auto&& read) {
    LoadedScenario loaded;
    const auto before = problems.size();
    const param::Value document = read();
    if (problems.size() == before) loaded.model = find_model(document, name, models, problems);
    if (loaded.model) loaded.scenario = loaded.model->load(document, problems);
    if (problems.size() > before) loaded.scenario.reset();
    if (loaded.scenario) loaded.toml = param::to_toml(document);
    return loaded;
}

}  // namespace

LoadedScenario load_scenario(const std::string& path, const Models& models, Problems& problems) {
    return load(path, models, problems, [&] { return param::read_resolved(path, problems); });
}

LoadedScenario load_resolved(const std::string& toml, const std::string& name, const Models& models,
                             Problems& problems) {
    return load(name, models, problems, [&] { return param::parse_toml(toml, name, problems); });
}

std::string origin_of(const Setting& setting) {
    if (setting.value.place.line == 0) return "--set";
    return param::origin_text(setting.value.place);
}

namespace {

SettingText split_setting(std::string_view text, Problems& problems) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size()) {
        problems.add(from_command_line, "", fmt::format("'{}' must have the form name=value", shown(text)));
        return {};
    }
    return {std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

}  // namespace

std::vector<SettingText> split_settings(const std::vector<std::string>& texts, Problems& problems) {
    std::vector<SettingText> settings;
    for (const auto& text : texts) {
        auto setting = split_setting(text, problems);
        if (setting.name.empty()) continue;
        if (std::ranges::find(settings, setting.name, &SettingText::name) != settings.end())
            problems.add(from_command_line, setting.name, "is given twice (remove one of the two)");
        else
            settings.push_back(std::move(setting));
    }
    return settings;
}

param::Value parse_value(std::string_view text, const Place& place) {
    param::Value value;
    value.place = place;
    double number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text == "true" || text == "false")
        value.data = text == "true";
    else if (error == std::errc{} && stop == text.data() + text.size())
        value.data = number;
    else if (const auto date = param::parse_date(text))
        value.data = *date;
    else
        value.data = std::string(text);
    return value;
}

Setting parse_setting(const SettingText& text) { return {text.name, parse_value(text.value, from_command_line)}; }

std::string unknown_name(const Scenario& scenario, std::string_view name) {
    const auto near = nearest(name, scenario.names());
    return near.empty() ? "unknown parameter (`muster params` lists them)"
                        : fmt::format("unknown parameter (did you mean '{}'?)", shown(near));
}

void apply(const std::vector<Setting>& settings, Scenario& scenario, Problems& problems) {
    for (const auto& setting : settings) {
        const auto problem = [&](const std::string& what) { problems.add(setting.value.place, setting.name, what); };
        const auto* spec = scenario.spec(setting.name);
        if (!spec) {
            problem(unknown_name(scenario, setting.name));
            continue;
        }
        const auto number = param::Table::number_of(*spec, setting.value);
        if (!number) {
            problem(param::Table::wrong_value(*spec, setting.value));
        } else if (const auto fault = param::Table::fault(*spec, *number); !fault.empty()) {
            const auto usual = std::isnan(spec->fallback)
                                   ? std::string()
                                   : fmt::format(" (default {})", param::value_text(spec->type, spec->fallback));
            problem(fmt::format("{} {}{}", *number, fault, usual));
        } else {
            scenario.set(setting.name, *number);
        }
    }
}

}  // namespace sim::sweep
