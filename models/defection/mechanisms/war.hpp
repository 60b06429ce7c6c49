/// The war around the army: contact between soldiers and rebels, casualties, and whether the regime still stands. Until the opposition is a mechanism of its own, rebels, protest and foreign help follow the script; soldiers
/// who join the rebels add to them. For each region r, with soldiers L_r and the army's force at the start W:
///     R_r = rebels_r + join_weight joiners_r
///     contact_r = 2 min(R_r, L_r) / (R_r + L_r)
///     s_r = R_r / (R_r + rebel_hold W n_r)           n_r: the region's share of the population
///     deaths [1/week] = death_rate contact_r exposure
/// The regime falls when loyal people and the patron's forces < survival_strength core_requirement.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/war.hpp"
#include "sim/param/field.hpp"

namespace defection {

class War {
 public:
    static constexpr std::string_view name = "war";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(double, join_weight, 0.6, "1", in(0, 5), behaviour,
                  "fighting weight of a soldier who joined the rebels", "model trial");
        SIM_PARAM(double, rebel_hold, 0.28, "1", in(1e-6, 10), behaviour,
                  "rebels who hold half of a region's ground, over the force at the start that its people would have",
                  "assumed; model trial 0.1-0.8");
        SIM_PARAM(double, death_rate, 0.0030, "1/week", in(0, 0.5), behaviour,
                  "rate of death in the field at full contact", "B7 0.3-0.6 % a month of all soldiers");
        SIM_PARAM(double, core_requirement, 60000.0, "person", in(1, 1e8), structure,
                  "loyal men it takes to hold the capital and the core regions", "assumed");
        SIM_PARAM(double, survival_strength, 0.5, "1", in(0, 10), structure,
                  "the regime falls under this share of core_requirement", "assumed");
        SIM_PARAM(double, capacity_officer, 1.5, "1", in(0, 10), structure, "weight of an officer in army capacity",
                  "assumed");
        SIM_PARAM(double, capacity_career, 1.0, "1", in(0, 10), structure, "weight of an NCO or professional",
                  "assumed");
        SIM_PARAM(double, capacity_conscript, 0.7, "1", in(0, 10), structure, "weight of a conscript", "assumed");
    };
    explicit War(const Parameters& p) : p_(p) {}

    void environment(const state::Setting& setting, const Strength& strength, const Leavers& leavers,
                     const state::Drivers& drivers, const state::Patron& patron, state::War& war,
                     state::Regime& regime) const;
    /// Deaths in action.
    void demography(const Units& units, const People& people, const state::Deployment& deployment,
                    const state::War& war, Roster& roster);

    /// What a person of this rank adds to army capacity.
    double capacity(Rank rank) const {
        return is_officer(rank) ? p_.capacity_officer : is_conscript(rank) ? p_.capacity_conscript : p_.capacity_career;
    }

 private:
    const Parameters& p_;
    std::vector<float> death_rate_;  // [company] 1/week
};

}  // namespace defection
