#include "sim/sweep/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "sim/param/wording.hpp"
#include "sim/sweep/link.hpp"

namespace sim::sweep {

std::string place_of(const Setting& setting) {
    if (setting.value.place.line == 0) return "--set";
    return param::origin_text(setting.value.place);
}

namespace {

SettingText split_setting(std::string_view text, Problems& problems) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) {
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

namespace {

/// Names that people look for among the parameters: where they belong.
std::string place_elsewhere(const Scenario& scenario, std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> keys = {{
        {"seed",
         "seed = N at the top of the sweep, where replicates = N gives every point N seeds; `muster run --seed N`"},
        {"replicates", "replicates = N at the top of the sweep; `muster run --replicate R` computes one of them"},
        {"replicate", "replicates = N at the top of the sweep; `muster run --replicate R` computes one of them"},
        {"scale", "scale = 0.1 at the top of the sweep, the same for all of its points; `muster run --scale 0.1`"},
        {"samples", "samples = N at the top of the sweep"},
        {"title", "title = \"...\" at the top of the scenario or the sweep"},
    }};
    constexpr std::array<std::string_view, 6> lengths = {"days", "weeks", "months", "years", "steps", "duration"};
    if (const auto* found = std::ranges::find(keys, name, &std::pair<std::string_view, std::string_view>::first);
        found != keys.end())
        return fmt::format("is not a parameter (write {})", found->second);
    const std::string length = fmt::format("{}s", scenario.time_unit());
    if (std::ranges::find(lengths, name) == lengths.end()) return {};
    return scenario.spec(length) ? fmt::format("is not a parameter (the length of a run is {})", length)
                                 : fmt::format("is not a parameter (write {} = N in the scenario)", length);
}

}  // namespace

param::Reading read_value(const Scenario& scenario, std::string_view name, const param::Value& value) {
    auto reading = param::Table::read(*scenario.spec(name), value, param::Switches::in_numbers);
    if (!reading.number) return reading;
    auto fault = scenario.fault(name, *reading.number);
    return fault.empty() ? reading : param::Reading{{}, std::move(fault)};
}

std::string unknown_name(const Scenario& scenario, std::string_view name) {
    if (auto remedy = scenario.former(name); !remedy.empty()) return remedy;
    if (const auto* linked = dynamic_cast<const Linked*>(&scenario))
        if (const Link* link = linked->driver_of(name))
            return fmt::format("is driven by the link '{0}' (set or sweep {0} instead, or take it out of the link)",
                               shown(link->knob.name));
    if (auto elsewhere = place_elsewhere(scenario, name); !elsewhere.empty()) return elsewhere;
    const auto cases = scenario.cases();
    const auto lacks = [&](const Case& one) { return one.scenario->spec(name) == nullptr; };
    if (const auto without = std::ranges::find_if(cases, lacks);
        without != cases.end() && !std::ranges::all_of(cases, lacks))
        return fmt::format("is not known to the scenario '{}' (a sweep sets what all its scenarios have)",
                           shown(without->name));
    return param::unknown_parameter(name, scenario.names());
}

namespace {

/// As `--set name=` leaves it.
bool is_empty(const Setting& setting) { return setting.value.is_text() && setting.value.text().empty(); }

}  // namespace

void apply(const std::vector<Setting>& settings, Scenario& scenario, Problems& problems) {
    for (const auto& setting : settings) {
        const auto problem = [&](const std::string& what) { problems.add(setting.value.place, setting.name, what); };
        const auto* spec = scenario.spec(setting.name);
        if (!spec) {
            problem(unknown_name(scenario, setting.name));
            continue;
        }
        if (is_empty(setting)) {
            problem(fmt::format("has no value (write {}={})", setting.name,
                                param::value_text(*spec, scenario.get(setting.name))));
            continue;
        }
        const auto reading = read_value(scenario, setting.name, setting.value);
        if (reading.number)
            scenario.set(setting.name, *reading.number);
        else
            problem(reading.fault);
    }
}

}  // namespace sim::sweep
