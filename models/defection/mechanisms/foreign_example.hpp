/// Foreign example: an army abroad that broke with its ruler shows that it can be done, for as long as people talk of it.
///     example' = speed (shown - example)
///     ln h += pull example
/// It is a claim about expectations, not an outcome: observers of 2011 expected the path of the neighbours' armies (article
/// 001). Null: nothing is shown; so unless a scenario or an event says otherwise.
#pragma once

#include "models/defection/state/outside_powers.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class ForeignExample {
 public:
    static constexpr std::string_view name = "foreign_example";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether armies abroad are looked at", "assumed");
        SIM_PARAM(double, shown, 0.0, "1", in(0, 1), policy,
                  "how vividly an army abroad that broke with its ruler is before people's eyes", "assumed");
        SIM_PARAM(double, speed, 0.2, "1/week", in(0, 5), behaviour, "speed at which that is taken in and forgotten",
                  "assumed");
        SIM_PARAM(double, pull, 0.3, "log", in(0, 3), behaviour, "log-hazard added by a vivid example",
                  "article 001 for the sign; size assumed");
    };
    explicit ForeignExample(const Parameters& p) : p_(p) {}

    void prepare(state::Terms& terms) { term_ = terms.add("foreign_example.pull", Level::organisation_lane); }
    void environment(const state::Week& week, state::Example& example) const {
        example.of_armies += week.approach(p_.speed) * (p_.shown - example.of_armies);
    }
    void hazard(const state::Example& example, state::Terms& terms) const {
        terms.fill_lanes(term_, p_.pull, [&](auto...) { return example.of_armies; });
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
};

}  // namespace defection
