#include "models/defection/mechanisms/war.hpp"

#include <algorithm>

namespace defection {

void War::environment(const state::Setting& setting, const Strength& strength, const Leavers& leavers,
                      const state::Drivers& drivers, const state::Patron& patron, state::War& war,
                      state::Regime& regime) const {
    war.rebels_in_all = 0;
    for (std::size_t r = 0; r < war.rebels.size(); ++r) {
        const double soldiers = strength.in_region[r] / setting.scale;
        const double rebels = drivers.rebels[r] + p_.join_weight * (leavers.joined_from[r] / setting.scale);
        const double both = rebels + soldiers;
        war.rebels[r] = rebels;
        war.rebels_in_all += rebels;
        war.contact[r] = both > 0 ? 2.0 * std::min(rebels, soldiers) / both : 0.0;
        const double half = p_.rebel_hold * setting.force * setting.population_share[r];
        war.rebel_share[r] = half > 0 ? rebels / (rebels + half) : 0.0;
    }
    const double loyal = strength.loyal() / setting.scale + patron.forces;
    if (loyal < p_.survival_strength * p_.core_requirement) regime.alive = false;
}

void War::demography(const Units& units, const People& people, const state::Deployment& deployment,
                     const state::War& war, Roster& roster) {
    const Brigades& brigades = units.brigades;
    death_rate_.resize(units.companies.size());
    for (const BrigadeId b : brigades.ids()) {
        const double rate = p_.death_rate * deployment.exposure[b] * war.contact[brigades.region[b]];
        std::fill_n(death_rate_.begin() + brigades.first_company[b], brigades.n_companies[b], static_cast<float>(rate));
    }
    const auto holder = [&](const auto& crossing) { return units.posts.holder[PostId(crossing.seat)]; };
    visit_ahead(
        roster.advance_deaths(death_rate_), [&](const auto& crossing) { units.posts.prefetch(PostId(crossing.seat)); },
        [&](const auto& crossing) { people.prefetch(holder(crossing)); },
        [&](const auto& crossing) { roster.prefetch_leaving(holder(crossing)); },
        [&](const auto& crossing) { roster.move(holder(crossing), Status::killed, {.what = What::death}); });
}

}  // namespace defection
