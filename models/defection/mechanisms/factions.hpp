/// Factions: the kinds of armed group that those who join come to, who leads them, and who stays.
///     a_army = army_led + nucleus agreement safe ground
///     a_local = local
///     a_ideological = ideological (radicalisation + preference support)
///     share_f = a_f / sum of a
///     led_local = competence q / (competence q + money support + legitimacy exp(-fading week))
/// Safe ground is what the regime does not hold, or safe_area if that is more; q: officers among the former soldiers of local
/// factions; support: of the sponsors. Civilians lead with money, or because they were there first; former officers lead
/// army-led factions, and no ideological one. From faction f, with discipline led_f:
///     withdraw [1/week] = (withdrawal of officers or of men) (1 - led_f)
///     flee from threats [1/week] = threat radicalisation, officers of army-led and local factions
///     killed [1/week] = losses of the rebels where they left from
/// A person who withdraws goes abroad with a probability equal to the border's openness, and hides else. Rows F99,
/// F101, F105, F107, F110, F112. Null: no factions; who joins fights on.
#pragma once

#include <algorithm>

#include "models/defection/state/beyond.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"
#include "sim/random/elementary.hpp"

namespace defection {

class Factions {
 public:
    static constexpr std::string_view name = "factions";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether the opposition is made of factions",
                  "assumed");
        SIM_PARAM(double, army_led, 0.3, "1", in(0, 10), structure, "weight of factions under officers who left",
                  "assumed");
        SIM_PARAM(double, local, 0.5, "1", in(0, 10), structure, "weight of local factions", "assumed");
        SIM_PARAM(double, ideological, 0.5, "1", in(0, 10), structure,
                  "weight of ideological factions where the opposition is all radical", "assumed");
        SIM_PARAM(double, preference, 0.3, "1", in(0, 10), behaviour,
                  "weight of ideological factions added by full support of sponsors",
                  "F105: they prefer those who obey; size assumed");
        SIM_PARAM(double, nucleus, 0.0, "1", in(0, 10), policy,
                  "weight of a national army of those who left, where ground is safe and sponsors agree", "F112");
        SIM_PARAM(double, agreement, 0.3, "1", in(0, 1), policy, "how far sponsors agree on such an army",
                  "F110 0.3 [0-1]");
        SIM_PARAM(double, safe_area, 0.0, "1", in(0, 1), policy, "ground made safe for such an army by outside states",
                  "F110");
        SIM_PARAM(double, competence, 1.0, "1", in(0, 100), behaviour,
                  "claim to lead of officers, if all of a faction's former soldiers were officers", "assumed");
        SIM_PARAM(double, money, 2.0, "1", in(0, 100), behaviour, "claim to lead of civilians whom sponsors finance",
                  "F99, F105 for the sign; size assumed");
        SIM_PARAM(double, legitimacy, 1.0, "1", in(0, 100), behaviour,
                  "claim to lead of civilians who were there from the start", "F99 for the sign; size assumed");
        SIM_PARAM(double, fading, 0.01, "1/week", in(0, 1), behaviour, "fading of that claim", "assumed");
        SIM_PARAM(double, withdrawal, 0.03, "1/week", in(0, 1), behaviour,
                  "rate at which officers leave a faction led by civilians", "F99 0.03 [0.01-0.08]");
        SIM_PARAM(double, withdrawal_men, 0.01, "1/week", in(0, 1), behaviour,
                  "rate at which others leave a faction led by civilians", "assumed: a third of the officers'");
        SIM_PARAM(double, threat, 0.02, "1/week", in(0, 1), behaviour,
                  "rate at which extremists drive officers out, where the opposition is all radical",
                  "F107 for the sign; size assumed");
    };
    explicit Factions(const Parameters& p) : p_(p) {}

    /// How far civilians are outdone in their claim to lead by the officers among them.
    double led_by_officers(double officers, double support, double week) const {
        const double skill = p_.competence * officers;
        const double civilian = p_.money * support + p_.legitimacy * sim::random::exp(-p_.fading * week);
        return skill > 0 ? skill / (skill + civilian) : 0.0;
    }
    double weight(Faction faction, double safe_ground, double radicalisation, double support) const {
        if (faction == Faction::army_led)
            return p_.army_led + p_.nucleus * p_.agreement * std::max(p_.safe_area, safe_ground);
        return faction == Faction::local ? p_.local : p_.ideological * (radicalisation + p_.preference * support);
    }
    double withdrawal(bool officer, double discipline) const {
        return (officer ? p_.withdrawal : p_.withdrawal_men) * (1.0 - discipline);
    }

    void attitudes(const state::Setting& setting, const state::Week& week, const Outside& outside,
                   const state::War& war, const state::Opposition& opposition, const state::Sponsors& sponsors,
                   state::Factions& now, state::Ways& ways) const {
        const double ground = setting.mean_over_people([&](std::size_t r) { return 1.0 - war.control[r]; });
        double sum = 0;
        for (const Faction faction : all_factions)
            sum += of(now.share, faction) = weight(faction, ground, opposition.radicalisation, sponsors.support);
        for (double& share : now.share) share = sum > 0 ? share / sum : 0.0;
        of(now.led_by_officers, Faction::army_led) = 1.0;
        of(now.led_by_officers, Faction::local) =
            led_by_officers(officers_of_local_factions(outside), sponsors.support, week.start);
        outside.for_each_occupied([&](std::size_t at, const Outside::Cell& cell) {
            for (const Faction faction : all_factions)
                if (cell.status == in_faction(faction))
                    lose(setting, war, at, cell, faction, of(now.led_by_officers, faction), opposition, ways);
        });
    }

 private:
    template <class Values>
    static double& of(Values& values, Faction faction) {
        return values[static_cast<std::size_t>(faction)];
    }
    static double officers_of_local_factions(const Outside& outside) {
        double officers = 0, all = 0;
        outside.for_each_occupied([&](std::size_t at, const Outside::Cell& cell) {
            if (cell.status != Status::local_faction) return;
            all += outside.people(at);
            if (cell.of_officers) officers += outside.people(at);
        });
        return all > 0 ? officers / all : 0.0;
    }
    void lose(const state::Setting& setting, const state::War& war, std::size_t at, const Outside::Cell& cell,
              Faction faction, double discipline, const state::Opposition& opposition, state::Ways& ways) const {
        const bool is_threatened = cell.of_officers && faction != Faction::ideological;
        const double away =
            withdrawal(cell.of_officers, discipline) + (is_threatened ? p_.threat * opposition.radicalisation : 0.0);
        const double border = setting.structure.regions[cell.region].border;
        ways.add(at, Status::fled, away * border);
        ways.add(at, Status::hiding, away * (1.0 - border));
        ways.add(at, Status::killed_after_leaving, war.rebel_losses[cell.region]);
    }

    const Parameters& p_;
};

}  // namespace defection
