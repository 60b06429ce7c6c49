/// Fear for one's own safety is the trigger: it multiplies what grievance has laid up. A shelled home is a jump.
///     dF/dt = (clip(2 scale (contact exposure + V/4), 0, 1.5) - F) / lag
///     ln h += trigger min(3, G) F
///     personal factor exp(home_in_unrest) or exp(home_shelled) as the home region's violence passes 0.25 and 0.5
/// Rows F50, domain A1.4, A1.9. Null: nobody is afraid.
#pragma once

#include <algorithm>

#include "models/defection/world.hpp"

namespace defection {

class Fear {
 public:
    static constexpr std::string_view name = "fear";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether danger frightens", "assumed");
        SIM_PARAM(double, scale, 0.20, "1", in(0, 2), behaviour, "fear at full contact in the field",
                  "model trial 0.1-0.3");
        SIM_PARAM(double, lag, 4.0, "week", in(0.1, 52), behaviour, "time in which fear follows danger", "model trial");
        SIM_PARAM(double, trigger, 0.9, "log", in(0, 5), behaviour, "log-hazard per unit of fear x grievance",
                  "A1.4 for the product; model trial 0.8-1.9");
        SIM_PARAM(double, home_in_unrest, 0.6, "log", in(0, 3), behaviour,
                  "log-hazard of men whose home region is in unrest", "A1.9; model trial ln 2.2");
        SIM_PARAM(double, home_shelled, 1.2, "log", in(0, 5), behaviour,
                  "log-hazard of men whose home region is shelled or besieged", "A1.9; model trial 2 ln 2.2");
    };
    explicit Fear(const Parameters& p) : p_(p) {}

    static constexpr float most_grievance = 3.0F;  // grievance above it adds no more to the product

    double danger(double contact, double exposure, double violence) const {
        return std::clamp(2.0 * p_.scale * (contact * exposure + 0.25 * violence), 0.0, 1.5);
    }

    void prepare(World& world) {
        term_ = world.terms.add("fear.trigger", Level::brigade_lane);
        fear_.assign(world.brigades.size(), 0.0F);
        product_.assign(world.grievance.size(), 0.0F);
        world.factors.set_home_levels(p_.home_in_unrest, p_.home_shelled);
    }

    void appraise(World& world) {
        const double step = world.approach(1.0 / p_.lag);
        for (std::size_t b = 0; b < fear_.size(); ++b) {
            const std::size_t region = world.brigades.region[b];
            const double now =
                danger(world.war.contact[region], world.exposure_of_brigade(b), world.war.violence_in[region]);
            fear_[b] += float(step * (now - double(fear_[b])));
        }
        world.follow_home_levels();
    }

    void hazard(World& world) {
        const std::size_t width = world.n_lanes();
        for (std::size_t b = 0; b < fear_.size(); ++b)
            for (std::size_t i = b * width; i < (b + 1) * width; ++i)
                product_[i] = fear_[b] * std::min(most_grievance, world.grievance[i]);
        world.terms.fill(term_, p_.trigger, product_);
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<float> fear_, product_;  // [brigade], [brigade x lane]
};

}  // namespace defection
