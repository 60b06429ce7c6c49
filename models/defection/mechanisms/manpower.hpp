/// Manpower: men of military age, by region and group, whom army, militias and rebels compete for. A pool loses whoever
/// enlists, is recruited by rebels or evades abroad, and gains those who come of age or come home from service.
///     men_rk(t) = people_rk (of_age + coming_of_age t) - enlisted + discharged - gone abroad - recruited by rebels
/// It is a balance, so that no one is lost between the books of people and the pools. Soldiers of the start never stood
/// in a pool; the fallen never come back to one. Rows F14, F62, F63, F132; model trial. Null: men without end.
/// In the Syrian case no pool runs empty: without bounds not a run differs.
#pragma once

#include <algorithm>
#include <string_view>

#include "models/defection/army/levy.hpp"
#include "models/defection/state/manpower.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Manpower {
 public:
    static constexpr std::string_view name = "manpower";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether men of age are counted", "assumed");
        SIM_PARAM(double, of_age, 0.105, "1", in(0, 1), structure,
                  "men of military age outside the army at the start, over the people",
                  "model trial: 2.25 million of 21.4 million");
        SIM_PARAM(double, coming_of_age, 0.00018, "1/week", in(0, 0.01), structure,
                  "men who come of age in a week, over the people", "model trial: 200,000 a year of 21.4 million");
    };
    explicit Manpower(const Parameters& p) : p_(p) {}

    double came_of_age(double people, double weeks) const { return people * (p_.of_age + p_.coming_of_age * weeks); }

    void policy(const state::Setting& setting, const state::Week& week, const Levy& levy, const state::War& war,
                state::Manpower& manpower) const {
        manpower.is_bounded = true;
        manpower.coming_of_age = 0;
        for (std::size_t r = 0, i = 0; r < setting.n_regions(); ++r)
            for (std::size_t g = 0; g < setting.n_groups(); ++g, ++i) {
                const double people = setting.structure.people(r, g);
                const auto gone = static_cast<double>(levy.enlisted[i] - levy.discharged[i] +
                                                      levy.evaded[evasion_of(Answer::abroad)][i]);
                manpower.men[i] =
                    std::max(0.0, came_of_age(people, week.start) - gone / setting.scale - war.recruited[i]);
                manpower.coming_of_age += p_.coming_of_age * people;
            }
    }

 private:
    const Parameters& p_;
};

}  // namespace defection
