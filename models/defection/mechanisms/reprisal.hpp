/// Reprisal: what the regime announces for those who are caught, does to them, and does to families. The response of soldiers to
/// it is another mechanism (deterrence).
/// The family of who left is harmed with probability P = family_probability x reach of the regime at home; as
/// many bring theirs to safety first, and leave later.
///     personal factor of kin: exp(-kin_fear) after the first harm within reach,
///     exp(kin_harm) where the regime does not reach or has struck before, and of squad mates from the same town
/// Rows F23-F26, F96; domain A1.1. Null: nothing to fear, families untouched, no need to prepare.
#pragma once

#include "models/defection/army/roster.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/war.hpp"
#include "sim/param/field.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class Reprisal {
 public:
    static constexpr std::string_view name = "reprisal";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether leaving is punished", "assumed");
        SIM_PARAM(double, penalty, 1.0, "1", in(0, 1.5), policy,
                  "severity of the penalty, 1 = death in the worst cases", "F23");
        SIM_PARAM(double, treason_premium, 1.5, "1", in(1, 3), behaviour,
                  "the ruler's own group is punished harder by this factor", "F26 1.8 [1.2-3]");
        SIM_PARAM(double, execution, 0.15, "1", in(0, 1), policy, "share executed of those arrested at full penalty",
                  "assumed; no source gives it (domain B9)");
        SIM_PARAM(double, family_probability, 0.5, "1", in(0, 1), policy,
                  "probability that the family of a leaver who can be named is harmed", "F24-F25");
        SIM_PARAM(double, preparation_delay, 6.0, "week", in(0, 52), behaviour,
                  "mean time to bring a family to safety before leaving", "F96 6 [1-26]");
        SIM_PARAM(double, kin_harm, 0.2, "log", in(-2, 2), behaviour,
                  "log-hazard of strong ties whose kin were harmed and who have no kin left to fear for",
                  "A1.9, F24 for the sign; size assumed");
        SIM_PARAM(double, kin_fear, 0.4, "log", in(0, 5), behaviour,
                  "log-hazard removed from strong ties whose kin were harmed once, while the regime reaches their own",
                  "F24 for the sign; size assumed");
        SIM_PARAM(double, kin_reach, 0.5, "1", in(0, 2), behaviour,
                  "reach of the regime at home from which harm to kin frightens rather than angers; above 1: never",
                  "assumed");
    };
    explicit Reprisal(const Parameters& p) : p_(p) {}

    void prepare(Factors& factors) {
        factors.set_trait(kin_harmed, p_.kin_harm);
        factors.set_trait(kin_threatened, -p_.kin_fear);
    }

    void policy(state::Deterrents& deterrents) const {
        deterrents.penalty = p_.penalty;
        deterrents.treason_premium = p_.treason_premium;
        deterrents.family_risk = p_.family_probability;
        deterrents.preparation_delay = p_.preparation_delay;
    }

    void police(const People& people, const state::Happenings& happenings, Roster& roster) const {
        for (const PersonId who : state::Happenings::people(happenings.now, What::arrest)) {
            if (people[who].status != Status::arrested) continue;
            if (roster.fortune_of_arrested(who) < p_.execution * p_.penalty)
                roster.move(who, Status::executed, {.what = What::execution});
        }
    }

    void leavers(const People& people, const state::Happenings& happenings, const state::War& war,
                 Roster& roster) const {
        for (const PersonId who : state::Happenings::people(happenings.now, What::departure)) {
            if (people[who].has(family_safe)) continue;
            auto draw = roster.stream("reprisal/family", who);
            const double reach = war.reach_of_home(people[who].home);
            if (sim::random::uniform(draw) < p_.family_probability * reach)
                roster.harm_family(who, reach >= p_.kin_reach);
        }
    }

 private:
    const Parameters& p_;
};

}  // namespace defection
