/// Base pressure: what the regime orders, if history does not say. It answers the street, and its own base, which calls for
/// harsher repression the more it is attacked and the less the army protects it.
///     dread = min(1, attacked Q_in + T / L)
///     orders' = speed (min(1, firmness street + demand dread (1 - protection A)) - orders)
/// Q_in: violence by rebels and militias against the ruler's group, T / L: danger of the core, both of last week; A: share of
/// the army that still serves; street: share of the country in protest. A curve prescribes orders instead; events without a
/// curve add to them. Row F59, claims 38 and 39 of article 001. Null: orders are what history gives.
#pragma once

#include <algorithm>

#include "models/defection/access.hpp"
#include "models/defection/army/strength.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class BasePressure {
 public:
    static constexpr std::string_view name = "base_pressure";
    static constexpr bool acts_when_off = true;  // its null is what history gives
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether orders answer the street and the base",
                  "assumed");
        SIM_PARAM(double, firmness, 0.0, "1", in(0, 10), policy,
                  "orders to repress that the whole country in the street would bring about", "assumed");
        SIM_PARAM(double, demand, 0.3, "1", in(0, 1), policy,
                  "orders to repress that a base in full dread brings about", "F59 0.3 [0-0.6]");
        SIM_PARAM(double, attacked, 2.0, "1", in(0, 100), behaviour,
                  "dread of the ruler's group at full violence against it", "assumed");
        SIM_PARAM(double, protection, 0.5, "1", in(0, 1), behaviour, "part of the demand that a whole army calms",
                  "assumed");
        SIM_PARAM(double, speed, 0.2, "1/week", in(0, 5), behaviour, "speed at which orders follow", "assumed");
    };
    explicit BasePressure(const Parameters& p) : p_(p) {}

    double dread(double attacks, double danger) const { return std::min(1.0, p_.attacked * attacks + danger); }
    double aim(double street, double dread, double army_left) const {
        return std::min(1.0, p_.firmness * street + p_.demand * dread * (1.0 - p_.protection * army_left));
    }

    void environment(const state::Setting& setting, const state::Week& week, const Strength& strength,
                     const state::Drivers& drivers, Last<state::Violence> violence, Last<state::Core> core,
                     state::Orders& orders) {
        const double given = drivers.share(Driver::orders);
        if (!p_.enabled || drivers.prescribes(Driver::orders)) {
            orders.to_repress = given;
            return;
        }
        const double street = setting.mean_over_people(drivers.protest);
        const double attacks = violence->by_rebels_against[setting.structure.ingroup];
        const double target = aim(street, dread(attacks, core->danger()), strength.share_left(Branch::army));
        answered_ += week.approach(p_.speed) * (target - answered_);
        orders.to_repress = std::clamp(answered_ + given, 0.0, 1.0);
    }

 private:
    const Parameters& p_;
    double answered_ = 0;
};

}  // namespace defection
