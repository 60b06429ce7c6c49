/// Deployment: where brigades stand and what they do there. The share of its time that a brigade is in the field is its
/// organisation's; where its general shirks it is less, and a brigade that declines stays in its barracks.
///     exposure = exposure_o (1 - shirking [shirks]) [does not decline]
/// Rows F68, A1.13. Not a switch: where all commanders obey it is as the scenario says.
#pragma once

#include "models/defection/access.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Deployment {
 public:
    static constexpr std::string_view name = "deployment";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(double, shirking, 0.5, "1", in(0, 1), behaviour,
                  "part of the time in the field that a brigade spares itself whose general shirks", "assumed");
    };
    explicit Deployment(const Parameters& p) : p_(p) {}

    void environment(const state::Setting& setting, const Nodes& nodes, const Units& units,
                     Last<state::Stances> stances, state::Deployment& deployment) const {
        for (const BrigadeId b : units.brigades.ids()) {
            const bool shirks = stances->of[nodes.of(b)] == state::Stance::shirks;
            const double part = stances->declines(nodes, b) ? 0.0 : shirks ? 1.0 - p_.shirking : 1.0;
            deployment.exposure[b] = part * setting.structure.organisations[units.brigades.organisation[b]].exposure;
        }
    }

 private:
    const Parameters& p_;
};

}  // namespace defection
