/// Fear for one's own safety is the trigger: it multiplies what grievance has laid up. A shelled home is a jump.
///     dF/dt = (clip(scale (contact exposure + around V), 0, most_fear) - F) / lag
///     ln h += trigger min(most_grievance, G) F
///     personal factor exp(home_in_unrest) or exp(home_shelled) as the home region's violence passes unrest or shelling
/// Rows F50, domain A1.4, A1.9. Null: nobody is afraid.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "models/defection/army/personal.hpp"
#include "models/defection/state/attitudes.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/war.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Fear {
 public:
    static constexpr std::string_view name = "fear";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether danger frightens", "assumed");
        SIM_PARAM(double, scale, 0.40, "1", in(0, 4), behaviour, "fear at full contact in the field",
                  "model trial 0.2-0.6");
        SIM_PARAM(double, around, 0.25, "1", in(0, 5), behaviour, "weight of violence around against contact",
                  "assumed");
        SIM_PARAM(double, most_fear, 1.5, "1", in(0, 10), behaviour, "danger beyond this frightens no more", "assumed");
        SIM_PARAM(double, most_grievance, 3.0, "1", in(0, 100), behaviour,
                  "grievance beyond this adds no more to the product", "assumed");
        SIM_PARAM(double, lag, 4.0, "week", in(0.1, 52), behaviour, "time in which fear follows danger", "model trial");
        SIM_PARAM(double, trigger, 0.0, "log", in(0, 5), behaviour,
                  "log-hazard per unit of fear x grievance, where danger is that of the region and not of the own unit",
                  "A1.4 for the product, which danger.trigger has; model trial 0.8-1.9 without it");
        SIM_PARAM(double, home_in_unrest, 0.6, "log", in(0, 3), behaviour,
                  "log-hazard of men whose home region is in unrest", "A1.9; model trial ln 2.2");
        SIM_PARAM(double, home_shelled, 1.2, "log", in(0, 5), behaviour,
                  "log-hazard of men whose home region is shelled or besieged", "A1.9; model trial 2 ln 2.2");
        SIM_PARAM(double, unrest, 0.25, "1", in(0, 1), behaviour, "violence at which a home region is in unrest",
                  "assumed");
        SIM_PARAM(double, shelling, 0.5, "1", in(0, 1), behaviour,
                  "violence at which a home region is shelled or besieged", "assumed");
        SIM_PARAM(double, relief, 0.05, "1", in(0, 1), behaviour,
                  "how far violence falls below such a level before people feel it", "assumed");
    };
    explicit Fear(const Parameters& p) : p_(p) {}

    double danger(double contact, double exposure, double violence) const {
        return std::clamp(p_.scale * (contact * exposure + p_.around * violence), 0.0, p_.most_fear);
    }

    /// The level of a home region: 0 quiet, 1 in unrest, 2 shelled or besieged. It is left a little below where it is
    /// reached.
    std::uint8_t home_level(std::uint8_t before, double violence) const {
        const std::array<double, 2> threshold = {p_.unrest, p_.shelling};
        std::uint8_t level = before;
        while (level < 2 && violence >= threshold[level]) ++level;
        while (level > 0 && violence < threshold[level - 1U] - p_.relief) --level;
        return level;
    }

    void prepare(const Units& units, state::Terms& terms, Factors& factors) {
        term_ = terms.add("fear.trigger", Level::brigade_lane);
        fear_.assign(units.brigades.size(), 0.0F);
        product_.assign(units.brigades.size() * units.lanes.size(), 0.0F);
        factors.set_home_levels(p_.home_in_unrest, p_.home_shelled);
    }

    void attitudes(const state::Week& week, const Units& units, const state::Deployment& deployment,
                   const state::War& war, const state::Violence& violence, state::Homes& homes, Personal& personal) {
        const double step = week.approach(1.0 / p_.lag);
        for (const BrigadeId b : units.brigades.ids()) {
            const std::size_t region = units.brigades.region[b];
            const double now = danger(war.contact[region], deployment.exposure[b], violence.in_region[region]);
            fear_[b] += float(step * (now - double(fear_[b])));
        }
        for (std::size_t r = 0; r < violence.in_region.size(); ++r) {
            const std::uint8_t level = home_level(homes.level[r], violence.in_region[r]);
            if (level != homes.level[r]) personal.set_home_level(r, level);
            homes.level[r] = level;
        }
    }

    void hazard(const Units& units, const state::Grievance& grievance, state::Terms& terms) {
        const std::size_t width = units.lanes.size();
        for (std::size_t b = 0; b < fear_.size(); ++b)
            for (std::size_t i = b * width; i < (b + 1) * width; ++i)
                product_[i] = fear_[b] * std::min(float(p_.most_grievance), grievance.stock[i]);
        terms.fill(term_, p_.trigger, product_);
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<float> fear_, product_;  // [brigade], [brigade x lane]
};

}  // namespace defection
