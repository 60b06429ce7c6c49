/// Grievance: anger, which rises fast and is half gone in two months; what stays longer is moral injury. Violence against
/// one's own group feeds it everywhere; other mechanisms add their own inflows (orders, humiliation, retention,
/// resentment of a stacked command).
///     dG/dt = violence_weight (V_k - excused S_k) i_k + inflows - decay G
///     i_k = ingroup_share for the ruler's group, else 1      S_k: the state's part of V_k      excused: by denial
///     ln h += effect G
/// Rows F15, F39, F43, F45, F48; domain A1.4, A1.14. Null: no stock.
#pragma once

#include <vector>

#include "models/defection/state/attitudes.hpp"
#include "models/defection/state/inflows.hpp"
#include "models/defection/state/outside_powers.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Grievance {
 public:
    static constexpr std::string_view name = "grievance";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether grievance accumulates", "assumed");
        SIM_PARAM(double, violence_weight, 0.12, "1/week", in(0, 1), behaviour,
                  "inflow at full violence against the own group", "F39; model trial 0.03-0.15");
        SIM_PARAM(double, ingroup_share, 0.5, "1", in(0, 1), behaviour,
                  "weight of that violence for the ruler's own group", "model trial");
        SIM_PARAM(double, decay, 0.09, "1/week", in(0, 1), behaviour, "decay of the stock", "model trial 0.06-0.1");
        SIM_PARAM(double, effect, 0.80, "log", in(0, 5), behaviour, "log-hazard per unit of the stock",
                  "A1.4 for the sign; model trial 0.1-1.1");
    };
    explicit Grievance(const Parameters& p) : p_(p) {}

    void prepare(const Units& units, state::Terms& terms) {
        term_ = terms.add("grievance.effect", Level::brigade_lane);
        violence_.assign(units.lanes.n_groups, 0.0F);
    }

    void attitudes(const state::Setting& setting, const state::Week& week, const Units& units,
                   const state::Violence& violence, const state::Deceit& deceit, const state::Inflows& inflows,
                   state::Grievance& grievance) {
        for (std::size_t g = 0; g < violence_.size(); ++g)
            violence_[g] = float(p_.violence_weight *
                                 violence.felt_by(g, setting.structure.ingroup, p_.ingroup_share, deceit.excused));
        inflows.integrate(units.brigades, 1.0F, violence_, week.decaying(p_.decay), grievance.stock);
    }

    void hazard(const state::Grievance& grievance, state::Terms& terms) const {
        terms.fill(term_, p_.effect, grievance.stock);
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<float> violence_;  // [group] inflow of the week
};

}  // namespace defection
