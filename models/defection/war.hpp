/// The war around the army: violence, contact between soldiers and rebels, casualties, and whether the regime still
/// stands. Until the opposition and the war are mechanisms of their own, rebels, protest and foreign help follow the
/// scenario's history; soldiers who join the rebels add to them.
/// In region r, with L_r soldiers, a force of W men in all, orders O, protest P_r and violence v_r of the history:
///     R_r = rebels_r + join_weight joiners_r
///     contact_r = 2 min(R_r, L_r) / (R_r + L_r)
///     s_r = R_r / (R_r + 0.02 W)
///     dV_r/dt = (min(1, 0.5 O P_r + 0.45 s_r contact_r + 0.5 s_r O + v_r) - V_r) / lag
///     deaths [1/week] = death_rate contact_r exposure
#pragma once

#include <vector>

#include "models/defection/history.hpp"
#include "models/defection/structure.hpp"
#include "sim/param/field.hpp"

namespace defection {

struct WarParameters {
    using Self = WarParameters;
    SIM_PARAM(double, join_weight, 0.6, "1", in(0, 5), behaviour, "fighting weight of a soldier who joined the rebels",
              "model trial");
    SIM_PARAM(double, lag, 3.0, "week", in(0.1, 52), behaviour, "time in which violence follows its causes",
              "model trial");
    SIM_PARAM(double, death_rate, 0.0030, "1/week", in(0, 0.5), behaviour, "rate of death in the field at full contact",
              "B7 0.3-0.6 % a month of all soldiers");
    SIM_PARAM(double, core_requirement, 60000.0, "person", in(1, 1e8), structure,
              "loyal men it takes to hold the capital and the core regions", "assumed");
    SIM_PARAM(double, survival_strength, 0.5, "1", in(0, 10), structure,
              "the regime falls under this share of core_requirement", "assumed");
    SIM_PARAM(double, capacity_officer, 1.5, "1", in(0, 10), structure, "weight of an officer in army capacity",
              "assumed");
    SIM_PARAM(double, capacity_career, 1.0, "1", in(0, 10), structure, "weight of an NCO or professional", "assumed");
    SIM_PARAM(double, capacity_conscript, 0.7, "1", in(0, 10), structure, "weight of a conscript", "assumed");
};

/// State of the war this week.
struct War {
    std::vector<double> rebels, rebel_share, contact, violence_in;  // [region]
    std::vector<double> against_group;                              // [group] violence where the group lives
    double rebels_in_all = 0, violence = 0, breadth = 0;            // country: population-weighted
    bool regime_alive = true;

    War() = default;
    War(std::size_t n_regions, std::size_t n_groups);

    /// One step: soldiers and joiners are [region] in men of the real force, force is W.
    void advance(const WarParameters& p, const Structure& structure, const Forcing& forcing,
                 const std::vector<double>& soldiers, const std::vector<double>& joiners, double force, double keep);
};

}  // namespace defection
