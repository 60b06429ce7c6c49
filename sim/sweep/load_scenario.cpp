#include "sim/sweep/load_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>

#include "sim/param/table_reader.hpp"
#include "sim/param/wording.hpp"
#include "sim/results/header.hpp"
#include "sim/sweep/cases.hpp"

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

namespace {

using results::cases_key;

struct NamedScenario {
    std::string name, path;
    LoadedScenario loaded;
};

LoadedScenario joined(std::vector<NamedScenario> loaded, Problems& problems) {
    LoadedScenario all;
    all.model = loaded.front().loaded.model;
    std::vector<Case> cases;
    param::Map texts;
    for (auto& [name, path, one] : loaded) {
        if (!one.scenario) return all;
        if (one.model != all.model)
            problems.add({path, 0, 0}, "model",
                         fmt::format("is '{}', but that of {} is '{}' (a sweep compares scenarios of one model)",
                                     one.model->name(), loaded.front().path, all.model->name()));
        if (std::ranges::find(cases, name, &Case::name) != cases.end())
            problems.add({path, 0, 0}, "", fmt::format("another scenario is named '{}' already (rename one)", name));
        cases.push_back({name, std::move(one.scenario)});
        texts.entries.emplace_back(name, param::parse_toml(one.toml, path, problems));
    }
    if (!problems.empty()) return all;
    all.scenario = std::make_unique<Cases>(std::move(cases));
    param::Map top;
    top.entries.emplace_back(std::string(cases_key), param::Value{std::move(texts), {}});
    all.toml = param::to_toml({std::move(top), {}});
    return all;
}

}  // namespace

LoadedScenario load_cases(const std::vector<std::string>& paths, const Models& models, Problems& problems) {
    std::vector<NamedScenario> loaded;
    for (const auto& path : paths)
        loaded.push_back({std::filesystem::path(path).stem().string(), path, load_scenario(path, models, problems)});
    return joined(std::move(loaded), problems);
}

LoadedScenario load_resolved(const std::string& toml, const std::string& name, const Models& models,
                             Problems& problems) {
    const auto document = param::parse_toml(toml, name, problems);
    const auto* cases = document.is_map() ? document.map().find(cases_key) : nullptr;
    if (!cases || !cases->is_map() || cases->map().entries.size() < 2)
        return load(name, models, problems, [&] { return document; });
    std::vector<NamedScenario> loaded;
    for (const auto& [its_name, its_document] : cases->map().entries) {
        const auto path = name + ", " + its_name;
        loaded.push_back({its_name, path, load(path, models, problems, [&] { return its_document; })});
    }
    return joined(std::move(loaded), problems);
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

void refuse_contradictions(const Scenario& scenario) {
    Problems problems;
    scenario.check(problems);
    if (!problems.empty()) throw RunFailure("check", problems.text());
}

std::string unknown_name(const Scenario& scenario, std::string_view name) {
    const auto cases = scenario.cases();
    const auto lacks = [&](const Case& one) { return one.scenario->spec(name) == nullptr; };
    if (const auto without = std::ranges::find_if(cases, lacks);
        without != cases.end() && !std::ranges::all_of(cases, lacks))
        return fmt::format("is not known to the scenario '{}' (a sweep sets what all its scenarios have)",
                           shown(without->name));
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
                                   : fmt::format(" (default {})", param::value_text(*spec, spec->fallback));
            problem(fmt::format("{} {}{}", *number, fault, usual));
        } else {
            scenario.set(setting.name, *number);
        }
    }
}

}  // namespace sim::sweep
