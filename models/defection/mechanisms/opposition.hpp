/// The opposition turns radical under violence by the state and at the wish of its sponsors, and cools down slowly.
///     drho/dt = (violence S + preference support + steering) (1 - rho) - fading rho
/// S: violence by the state in the country; support: of the sponsors, preference: how radical they want it; steering: by the
/// regime's agents among them (deception). If a curve
/// prescribes radicalisation, that is it; events without a curve are shocks on top.
/// Rows F56, F105, F110. Null: the opposition is not radical, whatever history
/// gives.
#pragma once

#include <algorithm>
#include <string_view>

#include "models/defection/access.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/outside_powers.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Opposition {
 public:
    static constexpr std::string_view name = "opposition";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether violence makes the opposition radical",
                  "assumed");
        SIM_PARAM(double, violence, 0.03, "1/week", in(0, 1), behaviour,
                  "growth of radicalisation at full violence by the state", "F56: 0.1 to 0.7 in three years");
        SIM_PARAM(double, preference, 0.005, "1/week", in(0, 1), behaviour,
                  "growth of radicalisation at full support by sponsors", "F105 for the sign; size assumed");
        SIM_PARAM(double, fading, 0.004, "1/week", in(0, 1), behaviour, "fading of radicalisation in peace", "assumed");
    };
    explicit Opposition(const Parameters& p) : p_(p) {}

    double growth(double violence_by_state, double support) const {
        return p_.violence * violence_by_state + p_.preference * support;
    }

    void environment(const state::Week& week, const state::Drivers& drivers, const state::Violence& violence,
                     const state::Sponsors& sponsors, Last<state::Deceit> deceit, state::Opposition& opposition) {
        const double given = drivers[Driver::radicalisation];
        if (drivers.prescribes(Driver::radicalisation)) {
            opposition.radicalisation = std::clamp(given, 0.0, 1.0);
            return;
        }
        const double up = growth(violence.of_state, sponsors.support) + deceit->steering, rate = up + p_.fading;
        if (rate > 0) grown_ += week.approach(rate) * (up / rate - grown_);
        opposition.radicalisation = std::clamp(grown_ + given, 0.0, 1.0);
    }

 private:
    const Parameters& p_;
    double grown_ = 0;
};

}  // namespace defection
