/// Danger: what their own company went through lately frightens soldiers, and fear triggers what moral injury has laid
/// up. Neither does much alone. They also hear how the rest of their brigade fares, and to whoever is in a small company
/// that says more than their own luck.
///     dr_c/dt = watching (deaths / men - r_c)                  of each company, 1/week
///     d_c = (posts r_c + heard r_b) / (posts + heard)          r_b: r of the brigade's companies, by posts
///     Phi_c = ln(1 + d_c / usual) + siege s_r exposure         s_r: ground of the region that rebels hold
///     ln h += trigger ln(1 + M) Phi_c + alarm Phi_c
/// The variance of d_c is posts / (posts + heard)^2, flat where posts = heard: so what is felt on average hardly depends
/// on how an army is cut into companies. Rows F50, A1.4 (fear triggers, as a product), A1.11. Null: danger is not seen.
#pragma once

#include <algorithm>

#include "models/defection/army/strength.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/happenings.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "models/defection/state/wounds.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Danger {
 public:
    static constexpr std::string_view name = "danger";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether the danger of the own unit frightens",
                  "assumed");
        SIM_PARAM(double, watching, 0.2, "1/week", in(0, 5), behaviour,
                  "speed at which the danger felt follows the deaths of the company", "model trial 0.05-0.5");
        SIM_PARAM(double, heard, 80, "person", in(0, 10000), behaviour,
                  "people of the brigade whose fate counts besides that of the own company",
                  "assumed: as many as a company has");
        SIM_PARAM(double, usual, 0.001, "1/week", in(1e-6, 1), behaviour,
                  "rate of death that is taken for one unit of danger", "model trial 0.0003-0.003");
        SIM_PARAM(double, siege, 0.5, "1", in(0, 10), behaviour,
                  "danger of a unit in the field where rebels hold all the ground", "F50; size assumed");
        SIM_PARAM(double, trigger, 1.2, "log", in(0, 5), behaviour,
                  "log-hazard per unit of danger and log unit of 1 + moral injury: the product",
                  "A1.4 for the product; model trial 0.2-1.5");
        SIM_PARAM(double, alarm, 0.1, "log", in(0, 5), behaviour, "log-hazard per unit of danger alone",
                  "assumed small: A1.4 finds that fear triggers and does not drive");
    };
    explicit Danger(const Parameters& p) : p_(p) {}

    float felt(float death_rate, float besieged) const {
        return sim::random::log(1.0F + death_rate / float(p_.usual)) + float(p_.siege) * besieged;
    }

    /// own, around: rates of death in the company, which has so many posts, and in the brigade.
    float seen(float own, float posts, float around) const {
        const auto heard = float(p_.heard);
        return (posts * own + heard * around) / std::max(1.0F, posts + heard);
    }

    void prepare(const Units& units, state::Terms& terms) {
        trigger_ = terms.add("danger.trigger", Level::brigade_lane_by_company);
        alarm_ = terms.add("danger.alarm", Level::company);
        death_rate_.assign(units.companies.size(), 0.0F);
    }

    void attitudes(const state::Week& week, const Units& units, const Strength& strength,
                   const state::Happenings& happenings, const state::Deployment& deployment, const state::War& war,
                   state::Danger& danger) {
        const double step = week.approach(p_.watching);
        for (float& rate : death_rate_) rate *= float(1.0 - step);
        for (const Happening& one : happenings.last) {
            if (one.what != What::death) continue;
            const double men = double(strength.men_in(one.company, units.lanes.n_groups));
            death_rate_[one.company] += float(step / ((men + 1.0) * week.dt));  // the dead were of them
        }
        if (p_.trigger == 0 && p_.alarm == 0) return;  // without effect
        for (const BrigadeId b : units.brigades.ids()) {
            const auto besieged = float(war.rebel_share[units.brigades.region[b]] * deployment.exposure[b]);
            const float around = death_rate_of(b, units);
            for (const CompanyId c : units.brigades.companies_of(b))
                danger.of_company[c] = felt(seen(death_rate_[c], float(units.companies.n_posts[c]), around), besieged);
        }
    }

    void hazard(const state::MoralInjury& injury, const state::Danger& danger, state::Terms& terms) const {
        terms.fill(trigger_, p_.trigger, injury.weight, danger.of_company);
        terms.fill(alarm_, p_.alarm, danger.of_company);
    }

 private:
    float death_rate_of(BrigadeId brigade, const Units& units) const {
        float deaths = 0, posts = 0;
        for (const CompanyId c : units.brigades.companies_of(brigade)) {
            deaths += float(units.companies.n_posts[c]) * death_rate_[c];
            posts += float(units.companies.n_posts[c]);
        }
        return deaths / std::max(1.0F, posts);
    }

    const Parameters& p_;
    std::size_t trigger_ = 0, alarm_ = 0;
    Column<CompanyId, float> death_rate_;  // 1/week, as felt
};

}  // namespace defection
