/// Propaganda: the regime tells that it fights a plot made abroad and will win; groups believe it as far as they trust
/// who tells it.
///     narrative_k = effect intensity credibility_k
/// It adds to the log odds of the group's belief that the regime lasts. Rows F57, F119. Null: nothing is told.
/// In the Syrian case little hangs on it: without it 1.0 % more leave (standard error 0.1 %).
#pragma once

#include "models/defection/state/belief.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Propaganda {
 public:
    static constexpr std::string_view name = "propaganda";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether the regime tells a story of its own",
                  "assumed");
        SIM_PARAM(double, intensity, 0.25, "1", in(0, 1), policy, "how much of it people hear, 1 = nothing else",
                  "F57 0.25 [0-0.5]");
        SIM_PARAM(double, effect, 1.0, "log", in(0, 5), behaviour,
                  "log odds of belief added where nothing else is heard and all of it believed", "assumed");
        SIM_PARAM(double, credibility_in, 0.7, "1", in(0, 1), behaviour, "part that the ruler's group believes",
                  "F57 0.7");
        SIM_PARAM(double, credibility_other, 0.45, "1", in(0, 1), behaviour,
                  "part that groups neither ruling nor excluded believe", "assumed, between the other two");
        SIM_PARAM(double, credibility_out, 0.2, "1", in(0, 1), behaviour, "part that excluded groups believe",
                  "F57 0.2");
    };
    explicit Propaganda(const Parameters& p) : p_(p) {}

    double credibility(Standing standing) const {
        if (standing == Standing::in) return p_.credibility_in;
        return standing == Standing::out ? p_.credibility_out : p_.credibility_other;
    }

    void policy(const state::Setting& setting, state::Narrative& narrative) const {
        for (std::size_t g = 0; g < setting.n_groups(); ++g)
            narrative.believed[g] = p_.effect * p_.intensity * credibility(setting.structure.groups[g].standing);
    }

 private:
    const Parameters& p_;
};

}  // namespace defection
