/// Legitimacy: what a shock to the regime's right to rule does to those who serve it, as an election that is stolen or a
/// verdict against it. People serve what they no longer think rightful with a grudge, the ruler's group less so.
///     inflow of grievance = grudge x lost x [ruler's group: ingroup]
/// lost: what history takes from legitimacy, at most 1; what it adds takes nothing away. Through grievance it moves effort,
/// and through the troops' effort commanders. Rows A2.3, F34. Null: history leaves legitimacy alone. Not a switch.
#pragma once

#include <algorithm>

#include "models/defection/army/units.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/inflows.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Legitimacy {
 public:
    static constexpr std::string_view name = "legitimacy";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(double, grudge, 0.03, "1/week", in(0, 1), behaviour,
                  "grievance inflow of who serves a regime that has lost all legitimacy",
                  "A2.3, F34 for the sign; size assumed");
        SIM_PARAM(double, ingroup, 0.3, "1", in(0, 1), behaviour, "part of that in the ruler's group", "assumed");
    };
    explicit Legitimacy(const Parameters& p) : p_(p) {}

    double inflow(double lost, bool is_ingroup) const {
        return p_.grudge * std::clamp(lost, 0.0, 1.0) * (is_ingroup ? p_.ingroup : 1.0);
    }

    void attitudes(const state::Setting& setting, const Units& units, const state::Drivers& drivers,
                   state::Inflows& inflows) const {
        const double lost = -drivers[Driver::legitimacy];
        if (lost <= 0) return;
        for (std::size_t o = 0; o < units.n_organisations(); ++o)
            for (std::size_t g = 0; g < setting.n_groups(); ++g)
                for (std::size_t rank = 0; rank < n_ranks; ++rank)
                    inflows.add(o, g, Rank(rank), inflow(lost, g == setting.structure.ingroup));
    }

 private:
    const Parameters& p_;
};

}  // namespace defection
