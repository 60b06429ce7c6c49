/// Sponsors of the opposition: states that answer violence by the regime with money and men for the rebels, across the
/// borders, and with a wish for what they should be.
///     support' = (commitment min(1, S / outrage) - support) / lag
///     men [1/week] = men W support
/// S: violence by the state in the country; W: regulars at the start. They come where the border is open and the regime does not hold the ground. Rows F105, F110, F127, F131.
/// Null: no help; commitment is 0 unless a scenario or an event sets it.
#pragma once

#include <algorithm>
#include <string_view>

#include "models/defection/access.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Sponsors {
 public:
    static constexpr std::string_view name = "sponsors";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether states help the rebels", "assumed");
        SIM_PARAM(double, commitment, 0.0, "1", in(0, 1), policy, "support that full outrage brings about", "F110");
        SIM_PARAM(double, outrage, 0.2, "1", in(0.01, 1), behaviour,
                  "violence by the state that brings all the support there is", "assumed");
        SIM_PARAM(double, lag, 26.0, "week", in(0.1, 520), behaviour, "time in which support follows", "assumed");
        SIM_PARAM(double, men, 0.0005, "1/week", in(0, 0.1), behaviour,
                  "rebels whom full support raises in a week, over the force at the start", "assumed");
    };
    explicit Sponsors(const Parameters& p) : p_(p) {}

    double aim(double violence_by_state) const { return p_.commitment * std::min(1.0, violence_by_state / p_.outrage); }

    void environment(const state::Setting& setting, const state::Week& week, Last<state::Violence> violence,
                     state::Sponsors& sponsors) const {
        sponsors.support += week.approach(1.0 / p_.lag) * (aim(violence->of_state) - sponsors.support);
        sponsors.men = p_.men * setting.force * sponsors.support;
    }

 private:
    const Parameters& p_;
};

}  // namespace defection
