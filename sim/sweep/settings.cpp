#include "sim/sweep/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "sim/param/wording.hpp"

namespace sim::sweep {

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
    return param::unknown_parameter(name, scenario.names());
}

void apply(const std::vector<Setting>& settings, Scenario& scenario, Problems& problems) {
    for (const auto& setting : settings) {
        const auto problem = [&](const std::string& what) { problems.add(setting.value.place, setting.name, what); };
        const auto* spec = scenario.spec(setting.name);
        if (!spec) {
            problem(unknown_name(scenario, setting.name));
            continue;
        }
        const auto reading = param::Table::read(*spec, setting.value, param::Switches::in_numbers);
        if (reading.number)
            scenario.set(setting.name, *reading.number);
        else
            problem(reading.fault);
    }
}

}  // namespace sim::sweep
