/// Militias: paid by the patron and by tycoons, raised among men who share the regime's fate where the regime holds the
/// ground, and a rival of the army for both.
///     budget = tycoons W + paid W support
///     willing = sum_rk men_rk C_r turnout min(1, fate*_k)
///     militia' = speed (min(budget, willing) - militia)
///     openings = 1 - militia / budget
/// W: regulars at the start; men_rk: left of the pool. Militias shrink by losses alone. Open places draw men away from the
/// call-up. Fate grows with violence, so that a war that makes men evade the army makes others join the
/// militias. If a curve prescribes their strength, they are filled up to it; events without a curve add to it.
/// Rows F69, F71-F73, F75, F117. Null: no militias, whatever history gives.
#pragma once

#include <algorithm>
#include <cmath>

#include "models/defection/access.hpp"
#include "models/defection/army/roster.hpp"
#include "models/defection/state/attitudes.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/manpower.hpp"
#include "models/defection/state/war.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Militia {
 public:
    static constexpr std::string_view name = "militia";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether there are militias", "assumed");
        SIM_PARAM(double, tycoons, 0.05, "1", in(0, 10), structure,
                  "fighters paid by private wealth, over the force at the start", "F73 for the sign; size assumed");
        SIM_PARAM(double, paid, 0.35, "1", in(0, 10), structure,
                  "fighters whom the patron pays at full support, over the force at the start",
                  "F71, B6: 100,000 beside 290,000");
        SIM_PARAM(double, turnout, 0.3, "1", in(0, 1), behaviour,
                  "share of men of age who would serve if they fully shared the regime's fate", "model trial 0.15-1");
        SIM_PARAM(double, speed, 0.02, "1/week", in(0, 5), behaviour, "speed at which militias are raised",
                  "model trial 0.01-0.06");
    };
    explicit Militia(const Parameters& p) : p_(p) {}

    double budget(double force, double support) const {
        return force * (p_.tycoons + p_.paid * std::max(0.0, support));
    }

    void policy(const state::Setting& setting, const Strength& strength, const state::Patron& patron,
                const state::War& war, const state::Manpower& manpower, Last<state::Fate> fate,
                state::Militias& militias) const {
        const double now = static_cast<double>(strength.of(Rank::militia)) / setting.scale;
        militias.budget = budget(setting.force, patron.support);
        militias.willing = 0;
        for (std::size_t r = 0; r < setting.n_regions(); ++r)
            for (std::size_t g = 0; g < setting.n_groups(); ++g)
                militias.willing += std::min(manpower.left(r, g), setting.structure.people(r, g)) * war.control[r] *
                                    p_.turnout * std::min(1.0, fate->shared[g]);
        militias.openings = militias.budget > 0 ? std::max(0.0, 1.0 - now / militias.budget) : 0.0;
    }

    void demography(const state::Setting& setting, const state::Week& week, const Strength& strength,
                    const state::Drivers& drivers, const state::Militias& militias, Roster& roster) {
        const auto now = static_cast<double>(strength.of(Rank::militia));
        const double given = drivers[Driver::militia_strength] * setting.scale;
        double missing = given - now;
        if (!drivers.prescribes(Driver::militia_strength)) {
            const double aim = setting.scale * std::min(militias.budget, militias.willing);
            raised_ += week.approach(p_.speed) * std::max(0.0, aim - now) + std::max(0.0, given - given_);
            given_ = given;
            missing = raised_;
        }
        const double whole = std::max(0.0, std::floor(missing));
        raised_ = std::max(0.0, raised_ - whole);
        if (whole > 0) roster.fill(Rank::militia, static_cast<std::size_t>(whole));
    }

 private:
    const Parameters& p_;
    double raised_ = 0, given_ = 0;  // [simulated person] not yet a whole one; that history had given
};

}  // namespace defection
