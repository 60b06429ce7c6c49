/// Stacking: who is admitted and appointed. Organisations prefer groups for appointments, by odds against the people of
/// their catchments; career soldiers of other groups resent a command that their own hardly enters, and officers leave it.
///     P(group k, home r | organisation o, appointment a) ~ catchment_or people_rk odds_oak
///     passed over = standing (1 - own share of commanders)     standing: out 1, other part_of_others, in 0
///     ln h += career passed over                               officers
///     grievance inflow [1/week] = resentment passed over       all career soldiers
/// Rows F1-F5, F7-F10, F12, F32, F61, F62. Null: odds of 1, no one passed over.
#pragma once

#include <vector>

#include "models/defection/army/commands.hpp"
#include "models/defection/scenario/composition.hpp"
#include "models/defection/state/inflows.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Stacking {
 public:
    static constexpr std::string_view name = "stacking";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether posts are stacked", "assumed");
        SIM_PARAM(double, career, 1.2, "log", in(0, 5), behaviour,
                  "log-hazard of officers of other groups where none of their own commands",
                  "F7 0.3 [0-0.6] for the sign; size: calibrated");
        SIM_PARAM(double, part_of_others, 0.5, "1", in(0, 1), behaviour,
                  "how far groups that are neither the ruler's nor shut out are passed over", "assumed");
        SIM_PARAM(double, resentment, 0.003, "1/week", in(0, 0.1), behaviour,
                  "grievance inflow of career soldiers of other groups where none of their own commands",
                  "F7; scale: model trial");
    };
    explicit Stacking(const Parameters& p) : p_(p) {}

    void prepare(const state::Setting& setting, state::Terms& terms) {
        term_ = terms.add("stacking.career", Level::organisation_lane);
        stacked_.odds.resize(setting.n_organisations());
        for (std::size_t o = 0; o < setting.n_organisations(); ++o)
            for (std::size_t a = 0; a < n_appointments; ++a)
                stacked_.odds[o][a] = odds_of(setting.structure, o, Appointment(a));
    }

    void policy(state::Admission& admission) const { admission = stacked_; }

    double passed_over(Standing standing, double own_share) const {
        if (standing == Standing::in) return 0.0;
        return (standing == Standing::out ? 1.0 : p_.part_of_others) * (1.0 - own_share);
    }

    void attitudes(const state::Setting& setting, const Commands& commands, state::Inflows& inflows) {
        const auto& groups = setting.structure.groups;
        passed_over_.clear();
        for (std::size_t o = 0; o < setting.n_organisations(); ++o)
            for (std::size_t g = 0; g < groups.size(); ++g) {
                passed_over_.push_back(passed_over(groups[g].standing, commands.share(o, g)));
                for (std::size_t r = 0; r < n_ranks; ++r)
                    if (is_career(Rank(r))) inflows.add(o, g, Rank(r), p_.resentment * passed_over_.back());
            }
    }

    void hazard(const state::Setting& setting, state::Terms& terms) const {
        terms.fill_lanes(term_, p_.career, [&](std::size_t o, std::size_t g, Rank rank) {
            return is_officer(rank) ? passed_over_[o * setting.n_groups() + g] : 0.0;
        });
    }

 private:
    const Parameters& p_;
    state::Admission stacked_{0, 0};
    std::size_t term_ = 0;
    std::vector<double> passed_over_;  // [organisation x group]
};

}  // namespace defection
