/// The core of the regime: the periphery can be lost and the regime kept. Rebels come within reach of the centre from
/// ground that the state no longer holds, the more slowly the farther it lies; those loyal to the ruler hold it, as far as
/// they stand near enough. For each region r with distance d_r from the centre:
///     dT/dt = reach (sum_r R_r (1 - C_r) (1 - d_r) - T)
///     L = sum over brigades that do not decline of weight x men x effort x (1 - d_r) + patron's forces
///     hazard of the fall [1/week] = fall_rate (T / L)^sharpness
/// The weight of elite units and agencies is 1. The fall comes when that hazard has added up to a number ~ Exp(1) of the run. It is for good; the run goes on.
/// Rows F72, F77, F79, F114; model trial. Null: fall_rate 0, the regime stands whatever happens.
#pragma once

#include <cmath>
#include <string_view>

#include "models/defection/access.hpp"
#include "models/defection/army/people.hpp"
#include "models/defection/army/strength.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/effort.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class Core {
 public:
    static constexpr std::string_view name = "core";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(double, reach, 0.05, "1/week", in(0, 5), behaviour,
                  "rate at which rebels come within reach of the core from ground that the state has lost",
                  "model trial; untried");
        SIM_PARAM(double, militia, 0.6, "1", in(0, 5), behaviour, "worth of a militia fighter at the core, a guard's 1",
                  "F72 0.6 [0.4-1]");
        SIM_PARAM(double, line, 0.25, "1", in(0, 5), behaviour, "worth of a soldier of the line army at the core",
                  "assumed: a third is trusted (A1.13)");
        SIM_PARAM(double, fall_rate, 0.10, "1/week", in(0, 10), behaviour,
                  "hazard of the fall when the threat is as strong as those who hold the core", "model trial");
        SIM_PARAM(double, sharpness, 4.0, "1", in(0, 20), behaviour,
                  "exponent of threat over strength in the hazard of the fall", "model trial 4-6");
    };
    explicit Core(const Parameters& p) : p_(p) {}

    double weight(Branch branch) const {
        return branch == Branch::army ? p_.line : branch == Branch::militia ? p_.militia : 1.0;
    }
    double fall_hazard(double danger) const { return p_.fall_rate * sim::random::pow(danger, p_.sharpness); }

    void environment(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const Units& units,
                     const Strength& strength, Last<state::Effort> effort, Last<state::Stances> stances,
                     const state::War& war, const state::Patron& patron, state::Core& core, state::Regime& regime) {
        const auto& regions = setting.structure.regions;
        double coming = 0;
        for (std::size_t r = 0; r < regions.size(); ++r)
            coming += war.rebels[r] * (1.0 - war.control[r]) * (1.0 - regions[r].distance);
        core.threat += week.approach(p_.reach) * (coming - core.threat);
        core.strength = patron.forces;
        for (const BrigadeId b : units.brigades.ids()) {
            if (stances->declines(nodes, b)) continue;
            core.strength += weight(units.branch_of(b)) * effort->men_at_work(units, strength, b) / setting.scale *
                             (1.0 - regions[units.brigades.region[b]].distance);
        }
        hazard_so_far_ += fall_hazard(core.danger()) * week.dt;
        sim::random::Stream draw(setting.run_seed, Purpose("core/fall"), 0);
        if (hazard_so_far_ >= sim::random::exponential(sim::random::uniform(draw))) regime.alive = false;
    }

 private:
    const Parameters& p_;
    double hazard_so_far_ = 0;
};

}  // namespace defection
