/// Deception: the regime makes an opposition of its own, steers radicals through agents among them, sends agents out with
/// those who leave, so that all who left are suspected, and denies that it answers for what militias do.
///     discredit = divide pseudo
///     legitimacy = legitimise pseudo
///     steering [1/week] = embedding embedded
///     sent out [1/week] = planted x departures of last week, while monitors are left
///     suspicion' = speed (min(1, taint x sent out / (sent out + departures)) - suspicion)
///     excused = excuse denied militias / (militias + army + elite)
/// Those sent out are monitors, the first of the agencies' posts first; they fight for no one and do not come back. Rows
/// F34, F35, F36, F38. Null: no one is deceived; so unless a scenario or an event says otherwise.
#pragma once

#include <algorithm>
#include <cmath>

#include "models/defection/army/roster.hpp"
#include "models/defection/army/strength.hpp"
#include "models/defection/state/outside_powers.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Deception {
 public:
    static constexpr std::string_view name = "deception";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether the regime deceives", "assumed");
        SIM_PARAM(double, pseudo, 0.0, "1", in(0, 1), policy, "how much of an opposition the regime makes itself",
                  "F35 0.15 [0-0.4]");
        SIM_PARAM(double, embedded, 0.0, "1", in(0, 1), policy, "how far its agents sit among the radicals",
                  "F36 0.2 [0-0.5]");
        SIM_PARAM(double, planted, 0.0, "1", in(0, 1), policy, "agents sent out for each person who leaves",
                  "F38 0.02 [0-0.1]");
        SIM_PARAM(double, denied, 0.0, "1", in(0, 1), policy, "how far it denies that it answers for militias", "F34");
        SIM_PARAM(double, divide, 1.0, "1", in(0, 1), behaviour,
                  "part of the opposition's credibility lost where all of it is the regime's own",
                  "F35: the share itself is lost");
        SIM_PARAM(double, legitimise, 0.5, "log", in(0, 5), behaviour,
                  "log odds of belief in the regime where all of the opposition is its own",
                  "F35 for the sign; size assumed");
        SIM_PARAM(double, embedding, 0.01, "1/week", in(0, 1), behaviour,
                  "growth of radicalisation where agents sit everywhere", "F36 for the sign; size assumed");
        SIM_PARAM(double, excuse, 0.5, "1", in(0, 1), behaviour,
                  "part of its violence for which no one blames it where militias alone fight and it denies all",
                  "F34 0.5 [0-1]");
        SIM_PARAM(double, taint, 10.0, "1", in(0, 1000), behaviour,
                  "share under suspicion over the share of agents among those who come out", "F38; size assumed");
        SIM_PARAM(double, speed, 0.05, "1/week", in(0, 5), behaviour, "speed at which suspicion grows and fades",
                  "assumed");
    };
    explicit Deception(const Parameters& p) : p_(p) {}

    double suspected(double sent, double left) const {
        return sent > 0 ? std::min(1.0, p_.taint * sent / (sent + left)) : 0.0;
    }

    double excused(double militia_share) const { return p_.excuse * p_.denied * militia_share; }

    void policy(const state::Week& week, const Strength& strength, const state::Happenings& happenings,
                state::Deceit& deceit) {
        double sent = 0, left = 0;
        for (const Happening& one : happenings.last) {
            if (one.what == What::planting) sent += 1;
            if (one.what == What::departure) left += 1;
        }
        deceit.discredit = p_.divide * p_.pseudo;
        deceit.legitimacy = p_.legitimise * p_.pseudo;
        deceit.embedded = p_.embedded;
        deceit.steering = p_.embedding * p_.embedded;
        deceit.excused = excused(strength.militia_share());
        deceit.suspicion += week.approach(p_.speed) * (suspected(sent, left) - deceit.suspicion);
        due_ += p_.planted * left;
    }

    void leavers(const Units& units, const People& people, Roster& roster) {
        for (; due_ >= 1.0; due_ -= 1.0) {
            const PersonId who = next_monitor(units, people);
            if (!who.names_somebody()) return;
            roster.move(who, Status::planted, {.what = What::planting});
        }
    }

 private:
    PersonId next_monitor(const Units& units, const People& people) {
        for (; next_ < units.posts.size(); ++next_) {
            const PersonId who = units.posts.holder[PostId(next_)];
            if (who.names_somebody() && people[who].rank == Rank::monitor && people[who].status == Status::serving)
                return who;
        }
        return {};
    }

    const Parameters& p_;
    double due_ = 0;        // [simulated person] to be sent out, less than a whole one after each week
    std::size_t next_ = 0;  // [post] before which all monitors have been sent out
};

}  // namespace defection
