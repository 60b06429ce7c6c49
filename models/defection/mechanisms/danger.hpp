/// Danger: what their own company went through lately frightens soldiers, and fear triggers what moral injury has laid
/// up. Neither does much alone.
///     dr/dt = watching (deaths / men - r)                     of each company, 1/week
///     Phi = ln(1 + r / usual) + siege s_r exposure             s_r: ground of the region that rebels hold
///     ln h += trigger ln(1 + M) Phi + alarm Phi
/// Rows F50, A1.4 (fear triggers, as a product), A1.11. Null: nobody looks.
#pragma once

#include <vector>

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
        for (const BrigadeId b : units.brigades.ids()) {
            const auto besieged = float(war.rebel_share[units.brigades.region[b]] * deployment.exposure[b]);
            for (const CompanyId c : units.brigades.companies_of(b))
                danger.of_company[c] = felt(death_rate_[c], besieged);
        }
    }

    void hazard(const state::MoralInjury& injury, const state::Danger& danger, state::Terms& terms) const {
        terms.fill(trigger_, p_.trigger, injury.weight, danger.of_company);
        terms.fill(alarm_, p_.alarm, danger.of_company);
    }

 private:
    const Parameters& p_;
    std::size_t trigger_ = 0, alarm_ = 0;
    Column<CompanyId, float> death_rate_;  // 1/week, as felt
};

}  // namespace defection
