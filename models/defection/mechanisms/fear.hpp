/// Fear for those at home: a region in unrest, and more so one that is shelled or besieged, is a reason to go there.
///     personal factor exp(home_in_unrest) or exp(home_shelled) as the home region's violence passes unrest or shelling
/// Danger of the own unit is another mechanism. Rows F50, domain A1.9. Null: no one is afraid.
#pragma once

#include <array>

#include "models/defection/army/personal.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/war.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Fear {
 public:
    static constexpr std::string_view name = "fear";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether danger at home frightens", "assumed");
        SIM_PARAM(double, home_in_unrest, 0.6, "log", in(0, 3), behaviour,
                  "log-hazard of soldiers whose home region is in unrest", "A1.9; model trial ln 2.2");
        SIM_PARAM(double, home_shelled, 1.2, "log", in(0, 5), behaviour,
                  "log-hazard of soldiers whose home region is shelled or besieged", "A1.9; model trial 2 ln 2.2");
        SIM_PARAM(double, unrest, 0.25, "1", in(0, 1), behaviour, "violence at which a home region is in unrest",
                  "assumed");
        SIM_PARAM(double, shelling, 0.5, "1", in(0, 1), behaviour,
                  "violence at which a home region is shelled or besieged", "assumed");
        SIM_PARAM(double, relief, 0.05, "1", in(0, 1), behaviour,
                  "how far violence falls below such a level before people feel it", "assumed");
    };
    explicit Fear(const Parameters& p) : p_(p) {}

    /// The level of a home region: 0 quiet, 1 in unrest, 2 shelled or besieged. It is left a little below where it is
    /// reached.
    std::uint8_t home_level(std::uint8_t before, double violence) const {
        const std::array<double, 2> threshold = {p_.unrest, p_.shelling};
        std::uint8_t level = before;
        while (level < 2 && violence >= threshold[level]) ++level;
        while (level > 0 && violence < threshold[level - 1U] - p_.relief) --level;
        return level;
    }

    void prepare(Factors& factors) { factors.set_home_levels(p_.home_in_unrest, p_.home_shelled); }

    void attitudes(const state::Violence& violence, state::Homes& homes, Personal& personal) const {
        for (std::size_t r = 0; r < violence.in_region.size(); ++r) {
            const std::uint8_t level = home_level(homes.level[r], violence.in_region[r]);
            if (level != homes.level[r]) personal.set_home_level(r, level);
            homes.level[r] = level;
        }
    }

 private:
    const Parameters& p_;
};

}  // namespace defection
