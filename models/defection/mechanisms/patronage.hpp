/// Patronage: rents tie soldiers as long as they expect the giver to last, officers far more than the ranks.
///     rent(o, group, rank) = pay rent_o dependence_o part_rank B
///     ln h += -incentive rent
/// B is the belief of the group and rank that the regime lasts; part: what officers, NCOs, career soldiers and conscripts get of a rent.
/// Rows F11, F12, F47, F49, F61, F95; domain A1.1, A1.6. Null: pay and rents do not count.
#pragma once

#include "models/defection/state/attitudes.hpp"
#include "models/defection/state/belief.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Patronage {
 public:
    static constexpr std::string_view name = "patronage";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether service pays", "assumed");
        SIM_PARAM(double, incentive, 2.6, "log", in(0, 10), behaviour, "log-hazard removed by a full rent",
                  "model trial 1.5-3.4");
        SIM_PARAM(double, pay, 1.0, "1", in(0, 3), policy, "level of pay and favours against the start", "A1.5");
        SIM_PARAM(double, officer, 1.0, "1", in(0, 2), structure, "an officer's part in the rent", "A1.6; model trial");
        SIM_PARAM(double, nco, 0.5, "1", in(0, 2), structure, "an NCO's part", "model trial");
        SIM_PARAM(double, professional, 0.4, "1", in(0, 2), structure, "a professional's, fighter's or agent's part",
                  "model trial");
        SIM_PARAM(double, conscript, 0.12, "1", in(0, 2), structure, "a conscript's part", "A1.5; model trial");
    };
    explicit Patronage(const Parameters& p) : p_(p) {}

    double part(Rank rank) const {
        if (is_officer(rank)) return p_.officer;
        if (is_conscript(rank)) return p_.conscript;
        return rank == Rank::nco ? p_.nco : p_.professional;
    }

    void prepare(state::Terms& terms) { term_ = terms.add("patronage.incentive", Level::organisation_lane); }

    void attitudes(const state::Setting& setting, const state::Belief& belief, state::Rent& rent) const {
        auto believed = rent.believed.begin();
        for (const Organisation& organisation : setting.structure.organisations)
            for (std::size_t g = 0; g < setting.n_groups(); ++g)
                for (std::size_t r = 0; r < n_ranks; ++r)
                    *believed++ =
                        p_.pay * organisation.rent * organisation.dependence * part(Rank(r)) * belief.of(g, Rank(r));
    }

    void hazard(const state::Rent& rent, state::Terms& terms) const {
        auto believed = rent.believed.begin();
        terms.fill_lanes(term_, -p_.incentive, [&](auto...) { return *believed++; });
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
};

}  // namespace defection
