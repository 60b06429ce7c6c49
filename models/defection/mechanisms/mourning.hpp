/// Mourning: the state honours the fallen of a community and makes its grief a bond, as far as the community lets it.
///     bond_k = staged accepted_k ln(1 + Lambda_k / usual)
///     ln h += -honour bond_k
/// Lambda_k: the community's dead over its men of age (bereavement). Claim of article 002; row F57 for the credibility. Null:
/// no one is honoured; so unless a scenario or an event says otherwise.
#pragma once

#include "models/defection/state/terms.hpp"
#include "models/defection/state/week.hpp"
#include "models/defection/state/wounds.hpp"
#include "sim/param/field.hpp"
#include "sim/random/elementary.hpp"

namespace defection {

class Mourning {
 public:
    static constexpr std::string_view name = "mourning";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether the state mourns in public", "assumed");
        SIM_PARAM(double, staged, 0.0, "1", in(0, 1), policy, "how much of it the state stages, 1 = for every fallen",
                  "assumed");
        SIM_PARAM(double, honour, 0.1, "log", in(0, 3), behaviour,
                  "log-hazard removed where as many as usual are dead and mourned", "assumed");
        SIM_PARAM(double, usual, 0.01, "1", in(1e-6, 1), behaviour, "dead over men of age that are taken for one unit",
                  "assumed");
        SIM_PARAM(double, accepted_in, 0.7, "1", in(0, 1), behaviour, "part that the ruler's group accepts",
                  "F57 0.7, as of what it is told");
        SIM_PARAM(double, accepted_other, 0.45, "1", in(0, 1), behaviour,
                  "part that groups neither ruling nor excluded accept", "assumed, between the other two");
        SIM_PARAM(double, accepted_out, 0.2, "1", in(0, 1), behaviour, "part that excluded groups accept",
                  "F57 0.2, as of what they are told");
    };
    explicit Mourning(const Parameters& p) : p_(p) {}

    double bond(Standing standing, double dead_share) const {
        const double accepted = standing == Standing::in    ? p_.accepted_in
                                : standing == Standing::out ? p_.accepted_out
                                                            : p_.accepted_other;
        return p_.staged * accepted * sim::random::log1p(dead_share / p_.usual);
    }

    void prepare(state::Terms& terms) { term_ = terms.add("mourning.honour", Level::organisation_lane); }

    void hazard(const state::Setting& setting, const state::Bereavement& bereavement, state::Terms& terms) const {
        terms.fill_lanes(term_, -p_.honour, [&](std::size_t, std::size_t g, Rank) {
            return bond(setting.structure.groups[g].standing, bereavement.dead_share[g]);
        });
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
};

}  // namespace defection
