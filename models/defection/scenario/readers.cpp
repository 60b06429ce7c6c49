#include "models/defection/scenario/readers.hpp"

#include <algorithm>

#include "models/defection/schedule.hpp"

namespace defection {
namespace {

/// The state that holds what a driver gives.
std::string_view state_of(Driver driver) {
    switch (driver) {
        case Driver::orders:
            return state::Orders::name;
        case Driver::radicalisation:
            return state::Opposition::name;
        case Driver::survival_belief:
            return state::Belief::name;
        case Driver::patron_command:
        case Driver::patron_forces:
        case Driver::patron_support:
            return state::Patron::name;
        default:
            return state::Drivers::name;
    }
}

/// The mechanism that alone reads what a driver gives; empty: all who read its state.
std::string only_reader_of(Driver driver) {
    if (driver == Driver::legitimacy) return std::string(Legitimacy::name);
    return driver == Driver::salience ? std::string(ExistentialThreat::name) : "";
}

}  // namespace

std::string producer_of(Driver driver) {
    switch (driver) {
        case Driver::patron_command:
        case Driver::patron_forces:
        case Driver::patron_support:
            return std::string(Patron::name);
        case Driver::militia_strength:
            return std::string(Militia::name);
        case Driver::radicalisation:
            return std::string(Opposition::name);
        default:
            return "";
    }
}

bool is_on(const DefectionScenario& scenario, const std::vector<std::string>& varied, const std::string& mechanism) {
    const std::string enabled = mechanism + ".enabled";
    return parameter_table().find(enabled) == nullptr || std::ranges::find(varied, enabled) != varied.end() ||
           scenario.get(enabled) != 0;
}

std::vector<std::string> readers_of(const DefectionScenario& scenario, const std::vector<std::string>& varied,
                                    Driver driver) {
    std::vector<std::string> readers;
    if (const std::string only = only_reader_of(driver); !only.empty()) {
        if (is_on(scenario, varied, only)) readers.push_back(only);
        return readers;
    }
    for (const access::Line& line : Schedule::lines())
        for (const access::Touch& touch : line.touches)
            if (touch.what == state_of(driver) &&
                (touch.way == access::Way::reads || touch.way == access::Way::reads_last) &&
                is_on(scenario, varied, std::string(line.mechanism)) &&
                std::ranges::find(readers, line.mechanism) == readers.end())
                readers.emplace_back(line.mechanism);
    return readers;
}

}  // namespace defection
