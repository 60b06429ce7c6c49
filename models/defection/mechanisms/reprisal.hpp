/// Reprisal: what those expect who are caught, and what families suffer. Deterrence D is learned in each organisation
/// from what its men see: how many are caught of those who try, against a prior that comes from being watched at all.
///     D += learning (D_obs - D)
///     share = (prior coverage + caught_weight caught) / (prior + caught + left_weight left)
///     D_obs = min(most_certain, share (unwatched + watched coverage))
///     S = stigma + punishment (penalty + family_weight family_probability)
///     ln h += -deterrence B D S x [treason premium for the ruler's group]
/// B = belief of the group and rank that the regime lasts: punishment deters only while somebody will be there to punish.
/// The family of who left is harmed with probability P = family_probability x reach of the regime at home; as
/// many bring theirs to safety first, and leave later.
///     personal factor of kin: exp(-kin_fear) after the first harm within reach,
///     exp(kin_harm) where the regime does not reach or has struck before, and of squad mates from the same town
/// Rows F23-F26, F96; domain A1.1. Null: nothing to fear, families untouched, no need to prepare.
#pragma once

#include <algorithm>
#include <vector>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/attitudes.hpp"
#include "models/defection/state/belief.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/terms.hpp"
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
        SIM_PARAM(double, deterrence, 0.0, "log", in(0, 6), behaviour,
                  "log-hazard removed by certain punishment, where the risk is learned by the organisation as a whole",
                  "model trial 1.45-2.1 without the mechanism deterrence, which has taken its place");
        SIM_PARAM(double, treason_premium, 1.5, "1", in(1, 3), behaviour,
                  "the ruler's own group is punished harder by this factor", "F26 1.8 [1.2-3]");
        SIM_PARAM(double, learning, 0.25, "1/week", in(0, 1), behaviour, "speed at which deterrence is learned",
                  "model trial 0.12-0.3");
        SIM_PARAM(double, forgetting, 0.16, "1/week", in(0, 5), behaviour,
                  "decay of the memory of arrests and departures", "model trial");
        SIM_PARAM(double, prior, 0.0005, "1", in(1e-6, 1), behaviour,
                  "weight of the prior on being caught, as share of the organisation's men", "model trial");
        SIM_PARAM(double, caught_weight, 1.5, "1", in(0, 10), behaviour, "how strongly an arrest is remembered",
                  "assumed");
        SIM_PARAM(double, left_weight, 0.35, "1", in(0, 10), behaviour, "how strongly a departure is remembered",
                  "assumed");
        SIM_PARAM(double, unwatched, 0.4, "1", in(0, 1), behaviour,
                  "part of the observed risk that is felt where nobody watches", "assumed");
        SIM_PARAM(double, watched, 0.6, "1", in(0, 1), behaviour, "part added under full coverage", "assumed");
        SIM_PARAM(double, most_certain, 1.2, "1", in(0, 5), behaviour, "the risk perceived is at most this", "assumed");
        SIM_PARAM(double, stigma, 0.5, "1", in(0, 2), behaviour, "severity of being caught without any penalty",
                  "assumed");
        SIM_PARAM(double, punishment, 0.4, "1", in(0, 2), behaviour, "severity added by the penalty and by harm to kin",
                  "F23-F24 for the sign; size assumed");
        SIM_PARAM(double, execution, 0.15, "1", in(0, 1), policy, "share executed of those arrested at full penalty",
                  "assumed; no source gives it (domain B9)");
        SIM_PARAM(double, family_probability, 0.5, "1", in(0, 1), policy,
                  "probability that the family of a man who left and can be named is harmed", "F24-F25");
        SIM_PARAM(double, family_weight, 0.6, "1", in(0, 2), behaviour,
                  "what harm to the family weighs against one's own penalty", "F24 0.6 [0.2-1]");
        SIM_PARAM(double, preparation_delay, 6.0, "week", in(0, 52), behaviour,
                  "mean time to bring a family to safety before leaving", "F96 6 [1-26]");
        SIM_PARAM(double, kin_harm, 0.2, "log", in(-2, 2), behaviour,
                  "log-hazard of strong ties whose kin were harmed and who have nobody left to fear for",
                  "A1.9, F24 for the sign; size assumed");
        SIM_PARAM(double, kin_fear, 0.4, "log", in(0, 5), behaviour,
                  "log-hazard removed from strong ties whose kin were harmed once, while the regime reaches their own",
                  "F24 for the sign; size assumed");
        SIM_PARAM(double, kin_reach, 0.5, "1", in(0, 2), behaviour,
                  "reach of the regime at home from which harm to kin frightens rather than angers; above 1: never",
                  "assumed");
    };
    explicit Reprisal(const Parameters& p) : p_(p) {}

    double observed(double prior, double coverage, double caught, double left) const {
        const double share = (prior * coverage + p_.caught_weight * caught) / (prior + caught + p_.left_weight * left);
        return std::clamp(share * (p_.unwatched + p_.watched * coverage), 0.0, p_.most_certain);
    }
    /// What the soldiers of an organisation saw.
    struct Memory {
        double caught = 0, left = 0;
        double learned = -1;  // perceived probability of punishment; < 0: nothing seen yet
    };
    const Memory& memory(std::size_t organisation) const { return memory_[organisation]; }
    double severity() const {
        return p_.stigma + p_.punishment * (p_.penalty + p_.family_weight * p_.family_probability);
    }

    void prepare(const Units& units, state::Terms& terms, Factors& factors) {
        term_ = terms.add("reprisal.deterrence", Level::organisation_lane);
        memory_.assign(units.n_organisations(), {});
        factors.set_trait(kin_harmed, p_.kin_harm);
        factors.set_trait(kin_threatened, -p_.kin_fear);
    }

    void policy(state::Deterrents& deterrents) const {
        deterrents.penalty = p_.penalty;
        deterrents.treason_premium = p_.treason_premium;
        deterrents.family_risk = p_.family_probability;
        deterrents.preparation_delay = p_.preparation_delay;
    }

    void attitudes(const state::Week& week, const Units& units, const Strength& strength,
                   const state::Happenings& happenings, const state::Watch& watch) {
        for (const Happening& one : happenings.last) {
            Memory& memory = memory_[units.companies.organisation[one.company]];
            if (one.what == What::arrest) memory.caught += 1.0;
            if (one.what == What::departure) memory.left += 1.0;
        }
        for (std::size_t o = 0; o < memory_.size(); ++o) {
            auto& [caught, left, learned] = memory_[o];
            const double prior = p_.prior * strength.organisations_at_start[o] + tiny;
            const double seen = observed(prior, watch.coverage[o], caught, left);
            learned = learned < 0 ? seen : learned + week.approach(p_.learning) * (seen - learned);
            caught *= 1.0 - week.approach(p_.forgetting);
            left *= 1.0 - week.approach(p_.forgetting);
        }
    }

    void hazard(const state::Setting& setting, const state::Belief& belief, state::Terms& terms) {
        terms.fill_lanes(term_, -p_.deterrence, [&](std::size_t o, std::size_t g, Rank rank) {
            return belief.of(g, rank) * memory_[o].learned * severity() * premium(setting, g);
        });
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
    double premium(const state::Setting& setting, std::size_t group) const {
        return group == setting.structure.ingroup ? p_.treason_premium : 1.0;
    }
    static constexpr double tiny = 1e-9;  // an empty organisation divides by something
    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<Memory> memory_;  // [organisation]
};

}  // namespace defection
