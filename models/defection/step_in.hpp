/// One step of a run, in any schedule. A run takes steps in Schedule; a test, in another order that is as good.
#pragma once

#include "models/defection/schedule.hpp"

namespace defection {

/// All that the phases of mechanisms may ask for.
inline auto Simulation::everything() {
    auto& [drivers, orders, outlook, sponsors, opposition, patron, war, violence, core, regime, manpower, militias] =
        surroundings_;
    auto& [news, narrative, belief] = outlook;
    auto& [admission, postings, companionship, service, frailty, homes, watch, blocking, deterrents, deployment,
           transfers] = policies_;
    auto& [guarantees, factions, ways, deceit, recognition, prisons, example, options] = beyond_;
    auto& [fate, rent, deterrence, grievance, effort, injury, danger, bereavement, bonds, inflows, terms] = minds_;
    auto& [nodes, offices, motives, stances, led_out, purges, succession] = high_command_;
    return std::tuple_cat(
        std::tie(history_, std::as_const(setting_), std::as_const(week_), nodes, deployment, drivers, orders, belief,
                 sponsors, opposition, patron, war, violence, admission),
        std::tie(core, regime, manpower, militias, army_.ledger.levy),
        std::tie(postings, companionship, service, frailty, homes, watch, blocking, deterrents, fate, rent, grievance),
        std::tie(news, narrative, deterrence, effort, injury, danger, bereavement, bonds, inflows, terms),
        std::tie(offices, motives, stances, led_out, purges, succession, transfers),
        std::tie(army_.clocks.factors, army_.units, army_.people, army_.strength),
        std::tie(guarantees, factions, ways, deceit, recognition, prisons, example, options, army_.leavers.outside),
        std::tie(army_.commands, army_.ties, army_.leavers, army_.happenings, army_.planners, personal_, roster_));
}

template <class OneSchedule>
void Simulation::step_in() {
    roster_.begin_week();
    minds_.inflows.begin_week();
    beyond_.ways.begin_week();
    change_policies();
    auto run = everything();
    OneSchedule::step(mechanisms_, run);
    roster_.end_week();
    if (log_ != nullptr) log_->keep(army_.happenings.now);
    week_.next();
    if (log_ != nullptr) log_->call_roll();
}

}  // namespace defection
