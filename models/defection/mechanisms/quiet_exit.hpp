/// Quiet exit: generals who have had enough go home or abroad instead of changing sides, the more so the more reasons
/// they have to refuse, the more of command the patron takes, and the more ground the ruler has lost of late.
///     hazard [1/week] = rate exp(min(most, I + foreign c + blame max(0, used - C)))
///     dused/dt = forgetting (C - used)
/// I: the general's own reasons to refuse (command), c: part of command that the patron holds, C: people who live where
/// the state is in control, as a share; used: the share that generals are used to. Those who refuse act otherwise. A part
/// `abroad` flees, the others hide at home. Rows F45, F46, F82, F84-F86, F123. Null: generals leave as others do.
#pragma once

#include <algorithm>
#include <optional>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/war.hpp"
#include "sim/param/field.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class QuietExit {
 public:
    static constexpr std::string_view name = "quiet_exit";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether generals withdraw quietly", "assumed");
        SIM_PARAM(double, rate, 0.005, "1/week", in(0, 1), behaviour,
                  "rate at which a general withdraws who would as soon refuse as obey", "model trial");
        SIM_PARAM(double, foreign, 2.0, "log", in(0, 20), behaviour,
                  "log-rate added where the patron commands everything", "F46, F123 for the sign; size assumed");
        SIM_PARAM(double, blame, 0.0, "log", in(0, 20), behaviour,
                  "log-rate added where the ruler has lately lost all the ground there was",
                  "F45 for the sign; 0 is neutral");
        SIM_PARAM(double, forgetting, 0.04, "1/week", in(0, 5), behaviour,
                  "speed at which generals get used to the ground that is left", "assumed: half of it in four months");
        SIM_PARAM(double, most, 1.0, "log", in(-20, 3), behaviour, "log of how much reasons raise the rate at most",
                  "model trial");
        SIM_PARAM(double, abroad, 0.5, "1", in(0, 1), behaviour, "share of them who go abroad", "F82; size assumed");
    };
    explicit QuietExit(const Parameters& p) : p_(p) {}

    double leaving(double reasons, double foreign_command, double lost) const {
        const double estranged = reasons + p_.foreign * foreign_command + p_.blame * lost;
        return p_.rate * sim::random::exp(std::min(p_.most, estranged));
    }

    void command(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const People& people,
                 const state::War& war, const state::Patron& patron, const state::Offices& offices,
                 const state::Motives& motives, const state::Stances& stances, Roster& roster) {
        const double held = setting.mean_over_people(war.control);
        const double lost = std::max(0.0, used_to_.value_or(held) - held);
        used_to_ = held + (1.0 - week.approach(p_.forgetting)) * (used_to_.value_or(held) - held);
        for (const NodeId node : nodes.generals()) {
            const PersonId who = offices.holder[node];
            if (!who.names_somebody() || stances.refuses(node) || !serves(people[who].status)) continue;
            auto draw = roster.stream("quiet-exit/leave", who);
            const double rate = leaving(double(motives.to_refuse[node]), patron.command, lost);
            if (sim::random::uniform(draw) >= week.approach(rate)) continue;
            const bool flees = sim::random::uniform(draw) < p_.abroad;
            roster.move(who, flees ? Status::fled : Status::hiding, {.what = What::departure});
        }
    }

 private:
    const Parameters& p_;
    std::optional<double> used_to_;  // [1] share of the people where the state was in control
};

}  // namespace defection
