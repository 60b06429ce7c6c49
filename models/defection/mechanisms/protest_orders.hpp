/// Orders against one's own: being sent against people of one's own group is a reason to leave at once and a wound that
/// stays.
///     K = orders x protest in the region x (own share there / largest share there) x field exposure
///     ln h += effect K
///     grievance inflow [1/week] = wound K
/// Rows F40-F42; domain A1.10. Null: no orders.
#pragma once

#include "models/defection/world.hpp"

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

    double against_own(double orders, double protest, double own_share, double largest_share, double exposure) const {
        return orders * protest * own_share / largest_share * exposure;
    }

    void prepare(World& world) { term_ = world.terms.add("protest_orders.effect", Level::brigade_group); }

    void appraise(World& world) {
        const double orders = world.forcing[Force::orders];
        against_own_.resize(world.brigades.size() * world.n_groups());
        for (std::size_t b = 0; b < world.brigades.size(); ++b) {
            const std::size_t region = world.brigades.region[b];
            const double scene =
                against_own(orders, world.forcing.protest[region], 1.0, 1.0, world.exposure_of_brigade(b));
            for (std::size_t g = 0; g < world.n_groups(); ++g)
                against_own_[b * world.n_groups() + g] = float(scene * world.relative_share(region, g));
        }
        world.inflow.set_brigade_group(against_own_, float(p_.wound));
    }

    void hazard(World& world) const { world.terms.fill(term_, p_.effect, against_own_); }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<float> against_own_;  // [brigade x group]
};

}  // namespace defection
