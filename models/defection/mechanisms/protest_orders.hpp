/// Orders against one's own: being sent against people of one's own group is a reason to leave at once and a wound that
/// stays.
///     K = orders x protest in the region x relative share x field exposure
///     relative share = own share there / largest share there
///     ln h += effect K
///     grievance inflow [1/week] = wound K
/// Rows F40-F42; domain A1.10. Null: no orders.
#pragma once

#include <vector>

#include "models/defection/state/control.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/inflows.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class ProtestOrders {
 public:
    static constexpr std::string_view name = "protest_orders";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether troops are sent against crowds", "assumed");
        SIM_PARAM(double, effect, 1.0, "log", in(0, 5), behaviour, "log-hazard at full orders against the own group",
                  "F40 1.0 [0.3-2]");
        SIM_PARAM(double, wound, 0.10, "1/week", in(0, 1), behaviour,
                  "grievance inflow at full orders against the own group", "model trial 0.02-0.28");
    };
    explicit ProtestOrders(const Parameters& p) : p_(p) {}

    static double against_own(double orders, double protest, double relative_share, double exposure) {
        return orders * protest * exposure * relative_share;
    }

    void prepare(const Units& units, state::Terms& terms) {
        term_ = terms.add("protest_orders.effect", Level::brigade_group);
        against_own_.resize(units.brigades.size() * units.lanes.n_groups);
    }

    void attitudes(const state::Setting& setting, const Units& units, const state::Deployment& deployment,
                   const state::Drivers& drivers, const state::Orders& orders, state::Inflows& inflows) {
        const std::size_t n_groups = units.lanes.n_groups;
        for (const BrigadeId b : units.brigades.ids()) {
            const std::size_t region = units.brigades.region[b];
            for (std::size_t g = 0; g < n_groups; ++g)
                against_own_[b * n_groups + g] =
                    float(against_own(orders.to_repress, drivers.protest[region],
                                      setting.relative_share[region * n_groups + g], deployment.exposure[b]));
        }
        inflows.add(float(p_.wound), against_own_);
    }

    void hazard(state::Terms& terms) const { terms.fill(term_, p_.effect, against_own_); }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<float> against_own_;  // [brigade x group]
};

}  // namespace defection
