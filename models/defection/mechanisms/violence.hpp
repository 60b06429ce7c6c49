/// Violence against people: crackdowns on protest, fighting, sieges of what rebels hold, and what the scenario's history
/// adds. For each region r:
///     cause_r = crackdown orders protest_r + battle s_r contact_r + siege s_r orders + violence_r
///     dV_r/dt = (min(1, cause_r) - V_r) / lag
/// Rows B7, A1.14.
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
        SIM_PARAM(double, battle, 0.45, "1", in(0, 10), behaviour, "violence where soldiers and rebels are in contact",
                  "assumed");
        SIM_PARAM(double, siege, 0.5, "1", in(0, 10), behaviour, "violence of repression where rebels hold the ground",
                  "assumed");
        SIM_PARAM(double, lag, 3.0, "week", in(0.1, 52), behaviour, "time in which violence follows its causes",
                  "model trial");
    };
    explicit Violence(const Parameters& p) : p_(p) {}

    void environment(const state::Setting& setting, const state::Week& week, const state::Drivers& drivers,
                     const state::Orders& orders, const state::War& war, state::Violence& violence) const {
        const double keep = 1.0 - week.approach(1.0 / p_.lag), repression = orders.to_repress;
        for (std::size_t r = 0; r < violence.in_region.size(); ++r) {
            const double causes = p_.crackdown * repression * drivers.protest[r] +
                                  p_.battle * war.rebel_share[r] * war.contact[r] +
                                  p_.siege * war.rebel_share[r] * repression + drivers.violence[r];
            violence.in_region[r] = keep * violence.in_region[r] + (1.0 - keep) * std::min(causes, 1.0);
        }
        take_means(setting, violence);
    }

 private:
    /// Population-weighted violence of the country, and where each group lives.
    static void take_means(const state::Setting& setting, state::Violence& violence) {
        violence.of_country = 0;
        for (std::size_t r = 0; r < violence.in_region.size(); ++r)
            violence.of_country += setting.population_share[r] * violence.in_region[r];
        for (std::size_t g = 0; g < violence.against_group.size(); ++g) {
            double of_group = 0;
            violence.against_group[g] = 0;
            for (std::size_t r = 0; r < violence.in_region.size(); ++r) {
                const double here = setting.structure.people(r, g);
                violence.against_group[g] += here * violence.in_region[r];
                of_group += here;
            }
            if (of_group > 0) violence.against_group[g] /= of_group;
        }
    }

    const Parameters& p_;
};

}  // namespace defection
