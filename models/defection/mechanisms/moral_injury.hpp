/// Moral injury: the slow stock beside the fast anger of grievance. The memory of what was done to their own, and part of what
/// else wounded them, stays for more than a year.
///     dM/dt = violence (V_k - excused S_k) i_k + lasting inflows - decay M
///     i_k = ingroup_share for the ruler's group, else 1      inflows, S_k, excused: those of grievance
///     ln h += effect ln(1 + M)
/// Rows F15, F16, F39, F43, F45; domain A1.4 (moral grievance accumulates). Null: nothing stays.
#pragma once

#include <vector>

#include "models/defection/state/inflows.hpp"
#include "models/defection/state/outside_powers.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "models/defection/state/wounds.hpp"
#include "sim/param/field.hpp"

namespace defection {

class MoralInjury {
 public:
    static constexpr std::string_view name = "moral_injury";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether wounds stay", "assumed");
        SIM_PARAM(double, violence, 0.03, "1/week", in(0, 1), behaviour,
                  "inflow at full violence against the own group", "model trial 0.005-0.06");
        SIM_PARAM(double, ingroup_share, 0.5, "1", in(0, 1), behaviour,
                  "weight of that violence for the ruler's own group", "as of grievance; assumed");
        SIM_PARAM(double, lasting, 0.1, "1", in(0, 1), behaviour,
                  "part of every other inflow of grievance that also stays", "model trial: humiliation 0-0.01 a week");
        SIM_PARAM(double, decay, 0.01, "1/week", in(0, 1), behaviour, "decay of the stock",
                  "model trial 0.004-0.03: half of it is left after 58 to 82 weeks");
        SIM_PARAM(double, effect, 0.25, "log", in(0, 5), behaviour, "log-hazard per log unit of 1 + the stock",
                  "A1.4 for the sign; model trial 0-1");
    };
    explicit MoralInjury(const Parameters& p) : p_(p) {}

    void prepare(const Units& units, state::Terms& terms) {
        term_ = terms.add("moral_injury.effect", Level::brigade_lane);
        violence_.assign(units.lanes.n_groups, 0.0F);
    }

    void attitudes(const state::Setting& setting, const state::Week& week, const Units& units,
                   const state::Violence& violence, const state::Deceit& deceit, const state::Inflows& inflows,
                   state::MoralInjury& injury) {
        for (std::size_t g = 0; g < violence_.size(); ++g)
            violence_[g] =
                float(p_.violence * violence.felt_by(g, setting.structure.ingroup, p_.ingroup_share, deceit.excused));
        inflows.integrate(units.brigades, float(p_.lasting), violence_, week.decaying(p_.decay), injury.stock);
        for (std::size_t i = 0; i < injury.stock.size(); ++i)
            injury.weight[i] = sim::random::log(1.0F + injury.stock[i]);
    }

    void hazard(const state::MoralInjury& injury, state::Terms& terms) const {
        terms.fill(term_, p_.effect, injury.weight);
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<float> violence_;  // [group] inflow of the week
};

}  // namespace defection
