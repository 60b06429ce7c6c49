#include "tests/models/defection/idle.hpp"

namespace tests {
namespace {

/// Commanders refuse whose chiefs do not.
Settings refusing_alone() {
    return {
        {"command.own", 20}, {"command.rent", 0}, {"command.fate", 0}, {"stance.monitoring", 0}, {"stance.example", 0}};
}

}  // namespace

std::vector<Idle> idle_for_leavers() {
    return {{"reassurance", {{"reassurance.guarantee", 0}, {"reassurance.call", 0}}},
            {"factions",
             {{"factions.army_led", 0},
              {"factions.local", 0},
              {"factions.ideological", 0},
              {"factions.nucleus", 0},
              {"factions.withdrawal", 0},
              {"factions.withdrawal_men", 0},
              {"factions.threat", 0}}},
            {"reception", {{"reception.screening", 0}}},
            {"host_states",
             {{"host_states.gathering", 0},
              {"host_states.leaving", 0},
              {"host_states.rejoining", 0},
              {"host_states.onward", 0}}},
            {"amnesty", {{"amnesty.open", 0}}},
            {"reports", {{"reports.effect", 0}, {"reports.caution", 0}}, {{"departure.join_word", 0}}}};
}

std::vector<Idle> idle_powers() {
    return {
        {"deception",
         {{"deception.pseudo", 0}, {"deception.embedded", 0}, {"deception.planted", 0}, {"deception.denied", 0}},
         {{"deception.planted", 0.3}}},
        {"normalisation",
         {{"normalisation.openness", 0}, {"normalisation.sanctions", 0}, {"normalisation.publicity", 0}},
         {{"normalisation.publicity", 1}}},
        {"detention", {{"detention.capacity", 0}}, {{"detention.capacity", 1}}},
        {"blocked_options", {{"blocked_options.blocked", 0}}, {{"blocked_options.blocked", 1}}},
        {"mourning",
         {{"mourning.staged", 0}},
         {{"mourning.staged", 1}, {"mourning.honour", 1}, {"bereavement.men_of_age", 0.01}, {"war.death_rate", 0.1}}},
        {"foreign_example", {{"foreign_example.shown", 0}}, {{"foreign_example.shown", 1}}},
        {"base_pressure", {{"base_pressure.firmness", 0}, {"base_pressure.demand", 0}}, {}, {"orders"}}};
}

std::vector<Idle> idle_commands() {
    return {{"command", {{"command.reluctance", 20}}, {{"command.nonviolence", 1}, {"command.legitimacy", 20}}},
            {"stance",
             {{"stance.example", 20}, {"stance.monitoring", 20}, {"stance.reach", 20}, {"stance.shirking", 0}},
             {{"command.nonviolence", 1}, {"command.legitimacy", 14}, {"command.rent", 0}}},
            {"leading_out", {{"leading_out.acting", 0}}, refusing_alone()},
            {"plot",
             {{"plot.speed", 0}, {"plot.pressure", 0}},
             {{"command.nonviolence", 1}, {"command.legitimacy", 20}, {"stance.monitoring", 0}}},
            {"quiet_exit", {{"quiet_exit.rate", 0}}, {{"stance.enabled", 0}, {"command.reluctance", -20}}}};
}

}  // namespace tests
