/// Stacking: who is admitted and appointed. Organisations prefer groups for appointments, by odds against the people of
/// their catchments; officers of other groups resent a command that their own hardly enters.
///     P(group k, home r | organisation o, appointment a) ~ catchment_or people_rk odds_oak
///     grievance inflow [1/week] = resentment (1 - own share of commanders)
/// Rows F1-F5, F7-F10, F12, F32, F61, F62. Null: odds of 1, no resentment.
#pragma once

#include "models/defection/army/commands.hpp"
#include "models/defection/scenario/composition.hpp"
#include "models/defection/state/inflows.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Stacking {
 public:
    static constexpr std::string_view name = "stacking";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether posts are stacked", "assumed");
        SIM_PARAM(double, resentment, 0.003, "1/week", in(0, 0.1), behaviour,
                  "grievance inflow of career men of other groups where none of their own commands",
                  "F7; scale: model trial");
    };
    explicit Stacking(const Parameters& p) : p_(p) {}

    void prepare(const state::Setting& setting) {
        stacked_.odds.resize(setting.n_organisations());
        for (std::size_t o = 0; o < setting.n_organisations(); ++o)
            for (std::size_t a = 0; a < n_appointments; ++a)
                stacked_.odds[o][a] = odds_of(setting.structure, o, Appointment(a));
    }

    void policy(state::Admission& admission) const { admission = stacked_; }

    void attitudes(const state::Setting& setting, const Commands& commands, state::Inflows& inflows) const {
        for (std::size_t o = 0; o < setting.n_organisations(); ++o)
            for (std::size_t g = 0; g < setting.n_groups(); ++g) {
                if (g == setting.structure.ingroup) continue;
                const double inflow = p_.resentment * (1.0 - commands.share(o, g));
                for (std::size_t r = 0; r < n_ranks; ++r)
                    if (is_career(Rank(r))) inflows.add(o, g, Rank(r), inflow);
            }
    }

 private:
    const Parameters& p_;
    state::Admission stacked_{0, 0};
};

}  // namespace defection
