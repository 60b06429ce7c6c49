#include "models/defection/mechanisms/war.hpp"

#include <algorithm>
#include <cmath>

#include "sim/random/elementary.hpp"

namespace defection {

double War::held(double strength, double against) const {
    if (against <= 0) return 1.0;
    if (strength <= 0) return 0.0;
    return sim::random::logistic(p_.sharpness * sim::random::log(strength / against));
}

double War::deadliness(double rebels, double strength, double men) const {
    return std::min(p_.most_losses, p_.death_rate * std::sqrt(rebels * strength) / std::max(1.0, men));
}

double War::lost(double rebels, double strength) const {
    return std::min(p_.most_losses, p_.rebel_losses * std::sqrt(strength / std::max(1.0, rebels)));
}

double War::left(double rebels, double strength, double dt) const {
    return rebels * sim::random::exp(-lost(rebels, strength) * dt);
}

void War::recruit(const state::Setting& setting, double dt, const state::Violence& violence,
                  const state::Manpower& manpower, std::size_t region, state::War& war) {
    for (std::size_t g = 0; g < setting.n_groups(); ++g) {
        const double struck = violence.state_against(region, g) * setting.structure.people(region, g);
        const double won =
            std::min(manpower.left(region, g), p_.recruitment * struck * (1.0 - war.control[region]) * dt);
        war.recruited[region * setting.n_groups() + g] += won;
        grown_[region] += won;
    }
}

/// Across open borders, to ground that the regime does not hold.
void War::take_sponsored(const state::Setting& setting, double men, const state::War& war) {
    if (men <= 0) return;
    double sum = 0;
    const auto openness = [&](std::size_t r) {
        return setting.structure.regions[r].border * setting.population_share[r] * (1.0 - war.control[r]);
    };
    for (std::size_t r = 0; r < grown_.size(); ++r) sum += openness(r);
    if (sum <= 0) return;
    for (std::size_t r = 0; r < grown_.size(); ++r) grown_[r] += men * openness(r) / sum;
}

/// Of what the army would be worth if all its specialists were there and at work.
double War::support_of(const Side& side) {
    if (!side.units.has_specialists()) return 1.0;
    double serving = 0, at_work = 0;
    for (const BrigadeId b : side.units.brigades.ids()) {
        if (!side.units.of_specialists[side.units.brigades.organisation[b]]) continue;
        for (std::size_t g = 0; g < side.units.lanes.n_groups; ++g)
            for (std::size_t r = 0; r < n_ranks; ++r) {
                if (!is_career(Rank(r))) continue;
                const std::size_t lane = b * side.units.lanes.size() + Lanes::at(g, Rank(r));
                serving += double(side.strength.lanes[lane]);
                at_work += double(side.strength.lanes[lane] * side.effort.given[lane]);
            }
    }
    if (specialists_at_start_ < 0) specialists_at_start_ = serving;
    return specialists_at_start_ > 0 ? supported(at_work / specialists_at_start_) : 1.0;
}

void War::take_field_strength(const state::Setting& setting, const Side& side, state::War& war) {
    const double patron_forces = side.patron.forces, support = support_of(side);
    war.men_at_work = patron_forces;
    for (std::size_t r = 0; r < war.rebels.size(); ++r) {
        const double share = war.rebels_in_all > 0 ? war.rebels[r] / war.rebels_in_all : setting.population_share[r];
        war.field_men[r] = war.field_strength[r] = patron_forces * share;
    }
    for (const BrigadeId b : side.units.brigades.ids()) {
        if (side.units.branch_of(b) == Branch::intelligence) continue;
        const std::size_t region = side.units.brigades.region[b];
        const double worth = support * led(double(side.offices.skill[side.nodes.of(b)]), side.patron.command);
        const double at_work =
            side.deployment.skill[b] * side.effort.men_at_work(side.units, side.strength, b) / setting.scale * worth;
        war.men_at_work += at_work;
        war.field_strength[region] += at_work * side.deployment.exposure[b];
        war.field_men[region] += side.strength.brigades[b] / setting.scale * side.deployment.exposure[b];
    }
}

void War::environment(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const Units& units,
                      const Strength& strength, const Leavers& leavers, const state::Deployment& deployment,
                      const state::Drivers& drivers, const state::Sponsors& sponsors, const state::Patron& patron,
                      Last<state::Effort> effort, Last<state::Violence> violence, Last<state::Manpower> manpower,
                      Last<state::Offices> offices, state::War& war) {
    const std::size_t n_regions = war.rebels.size();
    grown_.resize(n_regions, 0.0);
    joined_.resize(n_regions, 0.0);
    const bool is_given = drivers.prescribes(Driver::rebels);
    if (!is_given) take_sponsored(setting, sponsors.men * week.dt, war);
    war.rebels_in_all = 0;
    for (std::size_t r = 0; r < n_regions; ++r) {
        const double fallen = is_given ? 0.0 : leavers.fallen_from[r];  // are among the losses of the rebels
        const double joined = p_.join_weight * ((leavers.joined_from[r] + fallen) / setting.scale);
        if (!is_given) recruit(setting, week.dt, *violence, *manpower, r, war);
        grown_[r] = std::max(0.0, grown_[r] + joined - joined_[r]);
        if (!is_given) grown_[r] = left(grown_[r], war.field_strength[r], week.dt);
        joined_[r] = joined;
        war.rebels[r] = std::max(0.0, grown_[r] + drivers.rebels[r]);
        war.rebels_in_all += war.rebels[r];
    }
    take_field_strength(setting, {nodes, units, strength, deployment, *effort, *offices, patron}, war);
    const double step = week.approach(p_.control_speed);
    for (std::size_t r = 0; r < n_regions; ++r) {
        const double rebels = war.rebels[r], soldiers = strength.in_region[r] / setting.scale, both = rebels + soldiers;
        const double share = setting.force * setting.population_share[r];
        const double half = p_.rebel_hold * share;
        war.threat[r] = rebels + p_.crowd * drivers.protest[r] * share;
        war.control[r] += step * (held(war.field_strength[r], war.threat[r]) - war.control[r]);
        war.contact[r] = both > 0 ? 2.0 * std::min(rebels, soldiers) / both : 0.0;
        war.rebel_share[r] = half > 0 ? rebels / (rebels + half) : 0.0;
        war.deadliness[r] = deadliness(rebels, war.field_strength[r], war.field_men[r]);
        war.rebel_losses[r] = rebels > 0 ? lost(rebels, war.field_strength[r]) : 0.0;
    }
}

void War::demography(const Units& units, const People& people, const state::Deployment& deployment,
                     const state::War& war, Roster& roster) {
    const Brigades& brigades = units.brigades;
    death_rate_.resize(units.companies.size());
    for (const BrigadeId b : brigades.ids()) {
        const double rate = deployment.exposure[b] * war.deadliness[brigades.region[b]];
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
