/// Blocked options: the regime closes to its own group every way of living without it, so that its members hold on even
/// where no one attacks them.
///     closed = weight blocked          added, as a share of its fate, to the fate that the group feels (existential threat)
/// Row F58. Null: every way is open; so unless a scenario or an event says otherwise.
#pragma once

#include "models/defection/state/outside_powers.hpp"
#include "sim/param/field.hpp"

namespace defection {

class BlockedOptions {
 public:
    static constexpr std::string_view name = "blocked_options";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether the regime can close ways to its own group",
                  "assumed");
        SIM_PARAM(double, blocked, 0.0, "1", in(0, 1), policy, "how far those ways are closed", "F58 0.9 [0.5-1]");
        SIM_PARAM(double, weight, 0.3, "1", in(0, 2), behaviour, "part of the fate added when all are closed",
                  "F58 for the sign; size assumed");
    };
    explicit BlockedOptions(const Parameters& p) : p_(p) {}

    void policy(state::Options& options) const { options.closed = p_.weight * p_.blocked; }

 private:
    const Parameters& p_;
};

}  // namespace defection
