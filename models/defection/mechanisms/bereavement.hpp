/// Bereavement: a community whose sons die in the army lets go of it. All soldiers of a group who were killed or executed
/// count for all of the group, whatever they fell for.
///     Lambda_k = dead_k / (men_of_age people_k)       both of the real country
///     ln h += effect Lambda_k
/// Rows F132; domain B7. Null: the dead do not count.
/// In the Syrian case nothing measurable hangs on it: without it 0.0 % more leave (standard error 0.4 %).
#pragma once

#include <vector>

#include "models/defection/army/people.hpp"
#include "models/defection/state/happenings.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/week.hpp"
#include "models/defection/state/wounds.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Bereavement {
 public:
    static constexpr std::string_view name = "bereavement";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether communities count their dead", "assumed");
        SIM_PARAM(double, men_of_age, 0.11, "1", in(0.01, 0.5), structure, "men of military age among the people",
                  "model trial: 250,000 of 2.3 million");
        SIM_PARAM(double, effect, 6.0, "log", in(0, 50), behaviour, "log-hazard if all men of age had died",
                  "assumed for the sign (B7: who the dead were); model trial 0-12");
    };
    explicit Bereavement(const Parameters& p) : p_(p) {}

    double dead_share(double dead, double people) const { return people > 0 ? dead / (p_.men_of_age * people) : 0.0; }

    void prepare(const state::Setting& setting, state::Terms& terms) {
        term_ = terms.add("bereavement.effect", Level::organisation_lane);
        dead_.assign(setting.n_groups(), 0.0);
        people_.assign(setting.n_groups(), 0.0);
        for (std::size_t r = 0; r < setting.n_regions(); ++r)
            for (std::size_t g = 0; g < people_.size(); ++g) people_[g] += setting.structure.people(r, g);
    }

    void attitudes(const state::Setting& setting, const People& people, const state::Happenings& happenings,
                   state::Bereavement& bereavement) {
        for (const Happening& one : happenings.last)
            if (one.what == What::death || one.what == What::execution)
                dead_[people[one.who].group] += 1.0 / setting.scale;
        for (std::size_t g = 0; g < dead_.size(); ++g) bereavement.dead_share[g] = dead_share(dead_[g], people_[g]);
    }

    void hazard(const state::Bereavement& bereavement, state::Terms& terms) const {
        terms.fill_lanes(term_, p_.effect, [&](std::size_t, std::size_t g, Rank) { return bereavement.dead_share[g]; });
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<double> dead_, people_;  // [group] of the real country
};

}  // namespace defection
