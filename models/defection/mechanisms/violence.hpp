/// Violence against people has an author. The state strikes crowds, where it fights, and what rebels hold; rebels and
/// militias strike where they fight. Each aims at some groups more than at others. For each region r:
///     state_r = crackdown orders protest_r + battle s_r contact_r + siege s_r orders + shocks of history
///     others_r = attack s_r contact_r, from which Q_r comes alike
///     dS_r/dt = (min(1, state_r) - S_r) / lag
///     V_r = min(1, S_r + Q_r)
///     against k in r: S_r state_aim_k + Q_r rebel_aim_k
/// Aims are 1 at those out of power by the state, at the ruler's group by its enemies; less at the rest. If a curve
/// prescribes violence, it is the state's: a record of the dead among those who are not on its side.
/// Rows F39, F59, B7, A1.14. Not a switch: what happens around the army.
#pragma once

#include <algorithm>
#include <string_view>

#include "models/defection/state/drivers.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Violence {
 public:
    static constexpr std::string_view name = "violence";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(double, crackdown, 0.5, "1", in(0, 10), behaviour, "violence of a crackdown on full protest",
                  "assumed");
        SIM_PARAM(double, battle, 0.45, "1", in(0, 10), behaviour,
                  "violence by the state where soldiers and rebels are in contact", "assumed");
        SIM_PARAM(double, siege, 0.5, "1", in(0, 10), behaviour, "violence of repression where rebels hold the ground",
                  "assumed");
        SIM_PARAM(double, attack, 0.3, "1", in(0, 10), behaviour,
                  "violence by rebels and militias where soldiers and rebels are in contact", "assumed");
        SIM_PARAM(double, lag, 3.0, "week", in(0.1, 52), behaviour, "time in which violence follows its causes",
                  "model trial");
        SIM_PARAM(double, state_on_others, 0.5, "1", in(0, 1), behaviour,
                  "how far the state's violence strikes groups that are neither in nor out of power", "assumed");
        SIM_PARAM(double, state_on_ingroup, 0.1, "1", in(0, 1), behaviour,
                  "how far the state's violence strikes the ruler's group", "assumed");
        SIM_PARAM(double, rebels_on_others, 0.6, "1", in(0, 1), behaviour,
                  "how far the others' violence strikes groups that are neither in nor out of power", "assumed");
        SIM_PARAM(double, rebels_on_outgroups, 0.3, "1", in(0, 1), behaviour,
                  "how far the others' violence strikes those out of power", "assumed");
    };
    explicit Violence(const Parameters& p) : p_(p) {}

    double by_state(double orders, double protest, double rebel_share, double contact) const {
        return p_.crackdown * orders * protest + p_.battle * rebel_share * contact + p_.siege * rebel_share * orders;
    }
    double by_rebels(double rebel_share, double contact) const { return p_.attack * rebel_share * contact; }
    double state_aim(Standing standing) const {
        return standing == Standing::out ? 1.0 : standing == Standing::other ? p_.state_on_others : p_.state_on_ingroup;
    }
    double rebel_aim(Standing standing) const {
        return standing == Standing::in      ? 1.0
               : standing == Standing::other ? p_.rebels_on_others
                                             : p_.rebels_on_outgroups;
    }

    void environment(const state::Setting& setting, const state::Week& week, const state::Drivers& drivers,
                     const state::Orders& orders, const state::War& war, state::Violence& violence) const {
        const double keep = 1.0 - week.approach(1.0 / p_.lag);
        const auto follow = [&](double& now, double cause) { now = keep * now + (1.0 - keep) * std::min(cause, 1.0); };
        for (std::size_t r = 0; r < violence.in_region.size(); ++r) {
            follow(violence.by_rebels[r], by_rebels(war.rebel_share[r], war.contact[r]));
            if (drivers.prescribes(Driver::violence))
                violence.by_state[r] = drivers.violence[r];
            else
                follow(violence.by_state[r],
                       by_state(orders.to_repress, drivers.protest[r], war.rebel_share[r], war.contact[r]) +
                           drivers.violence[r]);
            violence.in_region[r] = std::min(1.0, violence.by_state[r] + violence.by_rebels[r]);
        }
        for (std::size_t g = 0; g < setting.n_groups(); ++g) {
            violence.state_aim[g] = state_aim(setting.structure.groups[g].standing);
            violence.rebel_aim[g] = rebel_aim(setting.structure.groups[g].standing);
        }
        take_means(setting, violence);
    }

 private:
    /// Population-weighted violence of the country, and where each group lives.
    static void take_means(const state::Setting& setting, state::Violence& violence) {
        violence.of_country = setting.mean_over_people(violence.in_region);
        violence.of_state = setting.mean_over_people(violence.by_state);
        for (std::size_t g = 0; g < violence.against_group.size(); ++g) {
            double of_group = 0, by_state = 0, by_rebels = 0;
            for (std::size_t r = 0; r < violence.in_region.size(); ++r) {
                const double here = setting.structure.people(r, g);
                of_group += here;
                by_state += here * violence.state_against(r, g);
                by_rebels += here * violence.by_rebels[r] * violence.rebel_aim[g];
            }
            if (of_group <= 0) continue;
            violence.by_rebels_against[g] = by_rebels / of_group;
            violence.by_state_against[g] = by_state / of_group;
            violence.against_group[g] = std::min(1.0, (by_state + by_rebels) / of_group);
        }
    }

    const Parameters& p_;
};

}  // namespace defection
