/// Normalisation: outside states deal with the regime again for what it knows of radicals. The radicals whom repression
/// bred are what it has to offer; recognition then feeds repression.
///     leverage = (knowledge + agents embedded) x radicalisation
///     recognition' = speed (openness min(1, leverage) (1 - bite sanctions) - recognition)
///     seen = recognition + publicity (1 - recognition)
///     log odds of belief added = trust seen
///     sponsors' help for the rebels x (1 - turning recognition)
///     ln h of senior officers of the ruler's group += -binding sanctions (1 - recognition)
/// embedded: by deception; publicity: what the regime plants of news that it is being recognised. Prisons grow with
/// recognition (detention). Rows F36, F125-F130. Null: no one deals with the regime; so unless a scenario or an event opens
/// the way.
#pragma once

#include <algorithm>

#include "models/defection/access.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/outside_powers.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Normalisation {
 public:
    static constexpr std::string_view name = "normalisation";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether outside states can come to terms", "assumed");
        SIM_PARAM(double, openness, 0.0, "1", in(0, 1), policy,
                  "how ready outside states are to deal with the regime for what it knows", "F125");
        SIM_PARAM(double, sanctions, 0.0, "1", in(0, 1), policy, "sanctions of outside states, 1 = full", "F128");
        SIM_PARAM(double, publicity, 0.0, "1", in(0, 1), policy,
                  "how far the regime makes people believe in a recognition that is not there", "F129");
        SIM_PARAM(double, knowledge, 0.5, "1", in(0, 10), behaviour,
                  "worth of what the regime's files say of radicals, where the opposition is all radical",
                  "F126 for the sign; size assumed");
        SIM_PARAM(double, bite, 0.5, "1", in(0, 1), behaviour, "part of recognition that full sanctions prevent",
                  "F128 for the sign; size assumed");
        SIM_PARAM(double, speed, 0.01, "1/week", in(0, 5), behaviour, "speed at which recognition follows",
                  "F125: +0.05 a year at first; assumed");
        SIM_PARAM(double, trust, 0.5, "log", in(0, 5), behaviour, "log odds of belief at full recognition",
                  "F125 for the sign; size assumed");
        SIM_PARAM(double, turning, 0.5, "1", in(0, 1), behaviour,
                  "part of the sponsors' help for the rebels that ends with full recognition",
                  "F127: 0 to 0.5 by 2017");
        SIM_PARAM(double, binding, 0.2, "log", in(0, 3), behaviour,
                  "log-hazard that full sanctions take from seniors of the ruler's group, who have nowhere else to go",
                  "F128 0.2");
    };
    explicit Normalisation(const Parameters& p) : p_(p) {}

    double leverage(double embedded, double radicalisation) const {
        return std::min(1.0, (p_.knowledge + embedded) * radicalisation);
    }
    double aim(double leverage) const { return p_.openness * leverage * (1.0 - p_.bite * p_.sanctions); }

    void prepare(state::Terms& terms) { term_ = terms.add("normalisation.binding", Level::organisation_lane); }

    void environment(const state::Week& week, Last<state::Opposition> opposition, Last<state::Deceit> deceit,
                     state::Recognition& recognition) const {
        const double target = aim(leverage(deceit->embedded, opposition->radicalisation));
        recognition.given += week.approach(p_.speed) * (target - recognition.given);
        recognition.belief = p_.trust * (recognition.given + p_.publicity * (1.0 - recognition.given));
        recognition.turned = p_.turning * recognition.given;
    }

    void hazard(const state::Setting& setting, const state::Recognition& recognition, state::Terms& terms) {
        const double bound = p_.sanctions * (1.0 - recognition.given);
        terms.fill_lanes(term_, -p_.binding, [&](std::size_t, std::size_t g, Rank rank) {
            return g == setting.structure.ingroup && rank == Rank::senior_officer ? bound : 0.0;
        });
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
};

}  // namespace defection
