#include "models/defection/mechanisms/leadership.hpp"

#include "sim/random/sample.hpp"

namespace defection {

/// Before offices pass on: in the first week nobody holds one yet, and what is due then comes a week later.
void Leadership::command(const state::Setting& setting, const state::Week& week, const History& history,
                         const Nodes& nodes, const People& people, Last<state::Offices> offices,
                         Last<state::Motives> motives, Roster& roster) {
    cases_.resize(history.events.size());
    for (std::size_t e = 0; e < cases_.size(); ++e) {
        const Event& event = history.events[e];
        const double strength = event.has_chief ? event.strength * event.left(week.start) : 0.0;
        Case& one = cases_[e];
        if (strength <= 0 || one.is_over || (is_at_once(event.lot) && event.week < 0)) continue;
        const NodeId node = nodes.chief_of(event.chief);
        if (!one.chief.names_somebody()) one.chief = offices->holder[node];
        if (!one.chief.names_somebody()) continue;
        one.is_over = !(offices->holder[node] == one.chief) || !serves(people[one.chief].status) ||
                      befall({setting, week, roster}, event, strength, double(motives->to_refuse[node]), one.chief);
    }
}

bool Leadership::befall(const Scene& scene, const Event& event, double strength, double reasons, PersonId chief) const {
    const auto move = [&](Status to, What what) {
        scene.roster.move(chief, to,
                          {.what = what, .found_by = what == What::arrest ? FoundBy::agency : FoundBy::no_one});
        return true;
    };
    sim::random::Stream draw(scene.setting.run_seed, Purpose("leadership/answer"), sim::random::Tag(event.name).value,
                             scene.week.step);
    const auto comes = [&](double rate) { return sim::random::uniform(draw) < scene.week.approach(rate); };
    switch (event.lot) {
        case Lot::killed:
            return move(Status::killed, What::death);
        case Lot::dies:
            return move(Status::discharged, What::discharge);
        case Lot::dismissed:
            return move(Status::dismissed, What::dismissal);
        case Lot::arrested:
            return move(Status::arrested, What::arrest);
        case Lot::accused: {
            const double arrest = arrested(strength), flight = flees(strength);
            if (!comes(arrest + flight)) return false;
            return sim::random::uniform(draw) * (arrest + flight) < arrest ? move(Status::arrested, What::arrest)
                                                                           : move(Status::fled, What::departure);
        }
        case Lot::offered_exile:
            return comes(accepts(strength, reasons)) && move(Status::fled, What::departure);
    }
    return false;
}

}  // namespace defection
