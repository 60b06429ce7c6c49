/// Reception: whether those who join the opposition find a place in it, and with whom. They are looked at for a while,
/// come to a kind of faction, and are taken in or turned away.
///     decided [1/week] = screening
///     P(faction f) ~ share_f x [ideological and not of a group out of power: strangers]
///     logit P(taken in) = welcome + promise Gamma_k - doubt_k - crowding c - [not army-led] distance_f
///     doubt_k = suspicion_k + distrust planted + misfit
///     distance_f of officers = abuse + label + rivalry (1 - led_f) + taste support + piety gap_f
///     distance_f of others = abuse_men + piety gap_f
/// Gamma: what the opposition guarantees; suspicion_k: of the ruler's group; planted: suspicion sown by agents among
/// those who come (deception); misfit: of specialists alone; c: former soldiers among the rebels, at most
/// 1, which rivals count and by which early leavers are wanted and late ones are not; gap_f: between the faction's piety (an
/// ideological one's is 1, a local one's the radicalisation) and that of people who come from the army; support: of sponsors
/// who prefer obedience to competence. A person turned away goes abroad with a probability equal to the border's
/// openness, and hides else. Rows F17, F38, F100-F106; domain A1.6, A1.7. Null: who joins stays, and fights.
#pragma once

#include <algorithm>
#include <cmath>

#include "models/defection/army/leavers.hpp"
#include "models/defection/state/beyond.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/outside_powers.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"
#include "sim/random/elementary.hpp"

namespace defection {

class Reception {
 public:
    static constexpr std::string_view name = "reception";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether those who join have to be taken in",
                  "assumed");
        SIM_PARAM(double, screening, 0.5, "1/week", in(0, 10), behaviour,
                  "rate at which it is decided on those who join", "F38: 2 weeks [0-8]");
        SIM_PARAM(double, welcome, 1.5, "logit", in(-10, 10), behaviour, "being taken in: constant",
                  "A1.7: early leavers were wanted; size assumed");
        SIM_PARAM(double, promise, 2.0, "logit", in(0, 10), behaviour, "being taken in: what a full guarantee adds",
                  "F93, F94 for the sign; size assumed");
        SIM_PARAM(double, suspicion, 1.0, "logit", in(0, 10), behaviour,
                  "being taken in: loss for the ruler's group, suspected to be sent", "F38 for the sign; size assumed");
        SIM_PARAM(double, distrust, 1.5, "logit", in(0, 10), behaviour,
                  "being taken in: loss where all who come are suspected to be sent", "F38 for the sign; size assumed");
        SIM_PARAM(double, crowding, 1.5, "logit", in(0, 10), behaviour,
                  "being taken in: loss where all rebels are former soldiers", "A1.7, F104 for the sign; size assumed");
        SIM_PARAM(double, misfit, 2.3, "logit", in(0, 10), behaviour,
                  "being taken in: loss for specialists, for whose skills rebels have no use",
                  "F106: a tenth of others' odds");
        SIM_PARAM(double, abuse, 0.5, "logit", in(0, 10), behaviour,
                  "being taken in: loss for officers, whose abuse conscripts remember", "F100 0.5");
        SIM_PARAM(double, abuse_men, 0.1, "logit", in(0, 10), behaviour,
                  "being taken in: loss for all others who come from the army", "F100 0.1");
        SIM_PARAM(double, label, 0.3, "logit", in(0, 10), behaviour,
                  "being taken in: loss for officers by the labels of their service", "F102 0.3 [0-0.6]");
        SIM_PARAM(double, rivalry, 0.5, "logit", in(0, 10), behaviour,
                  "being taken in: loss for officers where civilians lead and fear rivals", "F104 0.5 [0.2-0.8]");
        SIM_PARAM(double, taste, 0.7, "logit", in(0, 10), behaviour,
                  "being taken in: loss for officers where sponsors pay for obedience", "F105 0.7 [0.3-1]");
        SIM_PARAM(double, piety, 0.5, "logit", in(0, 10), behaviour, "being taken in: loss by a gap in piety of 1",
                  "F101 0.5");
        SIM_PARAM(double, soldiers_piety, 0.2, "1", in(0, 1), behaviour, "piety of people who come from the army",
                  "F17 0.2 [0-0.5]");
        SIM_PARAM(double, strangers, 0.1, "1", in(0, 1), behaviour,
                  "how far people of groups that are not out of power come to ideological factions",
                  "F56 for the sign; size assumed");
    };
    explicit Reception(const Parameters& p) : p_(p) {}

    /// The asker, and the person asked.
    struct Asking {
        Faction faction = Faction::local;
        bool officer = false, is_ingroup = false, specialist = false;
        double guarantee = 0, planted = 0, crowd = 0, led_by_officers = 0, radicalisation = 0, support = 0;
    };
    double taken_in(const Asking& a) const {
        double logit = p_.welcome + p_.promise * a.guarantee - p_.distrust * a.planted - p_.crowding * a.crowd;
        if (a.is_ingroup) logit -= p_.suspicion;
        if (a.specialist) logit -= p_.misfit;
        if (a.faction != Faction::army_led) {
            logit -= a.officer ? p_.abuse + p_.label + p_.rivalry * (1.0 - a.led_by_officers) + p_.taste * a.support
                               : p_.abuse_men;
            const double piety = a.faction == Faction::ideological ? 1.0 : a.radicalisation;
            logit -= p_.piety * std::abs(piety - p_.soldiers_piety);
        }
        return sim::random::logistic(logit);
    }

    void attitudes(const state::Setting& setting, const Outside& outside, const Leavers& leavers, const state::War& war,
                   const state::Opposition& opposition, const state::Sponsors& sponsors,
                   const state::Guarantees& guarantees, const state::Deceit& deceit, const state::Factions& now,
                   state::Ways& ways) const {
        double former = 0;
        for (const double joined : leavers.joined_from) former += joined / setting.scale;
        const double crowd = war.rebels_in_all > 0 ? std::min(1.0, former / war.rebels_in_all) : 0.0;
        outside.for_each_occupied([&](std::size_t at, const Outside::Cell& cell) {
            if (cell.status != Status::joined_opposition) return;
            Asking asking{.officer = cell.of_officers,
                          .is_ingroup = cell.group == setting.structure.ingroup,
                          .specialist = cell.of_specialists,
                          .guarantee = guarantees.of(cell.group, cell.of_officers),
                          .planted = deceit.suspicion,
                          .crowd = crowd,
                          .radicalisation = opposition.radicalisation,
                          .support = sponsors.support};
            const bool is_stranger = setting.structure.groups[cell.group].standing != Standing::out;
            ask(now, is_stranger, setting.structure.regions[cell.region].border, at, asking, ways);
        });
    }

 private:
    void ask(const state::Factions& now, bool is_stranger, double border, std::size_t at, Asking asking,
             state::Ways& ways) const {
        std::array<double, all_factions.size()> weight{};
        double sum = 0;
        for (const Faction faction : all_factions) {
            const bool fits = faction != Faction::ideological || !is_stranger;
            const auto f = static_cast<std::size_t>(faction);
            sum += weight[f] = now.share[f] * (fits ? 1.0 : p_.strangers);
        }
        if (sum <= 0) return;
        for (const Faction faction : all_factions) {
            const auto f = static_cast<std::size_t>(faction);
            asking.faction = faction;
            asking.led_by_officers = now.led_by_officers[f];
            const double rate = p_.screening * weight[f] / sum, taken = taken_in(asking);
            ways.add(at, in_faction(faction), rate * taken);
            ways.add(at, Status::fled, rate * (1.0 - taken) * border);
            ways.add(at, Status::hiding, rate * (1.0 - taken) * (1.0 - border));
        }
    }

    const Parameters& p_;
};

}  // namespace defection
