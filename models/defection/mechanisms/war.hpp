/// The war around the army: rebels grow where the state strikes people whom it does not hold, and are worn down where they
/// fight; soldiers die there, too, and ground changes hands. For each region r and group k, with S_rk the violence by the
/// state against k in r, W the regulars of the real force at the start, n_r the share of the people who live there:
///     dR_r/dt = recruitment sum_k S_rk people_rk (1 - C_r) + sponsors_r + join_weight joiners_r - rebel_losses X_r
///     F_r = sum over brigades of men x exposure + the patron's forces there
///     L_r = sum over brigades of men x effort x skill x led x support x exposure + the patron's forces there
///     led = 1 - leadership (1 - skill of the commander)(1 - the patron's part of command)
///     support = 1 - specialists (1 - s)
///     X_r = sqrt(R_r L_r)
///     C_r' = control_speed (L_r^sharpness / (L_r^sharpness + (R_r + crowd protest_r W n_r)^sharpness) - C_r)
///     s_r = R_r / (R_r + rebel_hold W n_r)
///     contact_r = 2 min(R_r, men_r) / (R_r + men_r)
///     deaths [1/week] = exposure min(most_losses, death_rate X_r / F_r)
/// s: specialists at work, over those at the start, at most 1; 1 if there were none. Commanders are last week's.
/// So X_r death_rate soldiers die in a week, each as often as they are in the field. Effort is last week's: who withholds
/// it fights no rebels, loses ground, and draws less fire on all who stand there. The patron's forces stand where the
/// rebels are. Recruits leave the pool of men of age. If a curve prescribes rebels, R_r is that, and who joined.
/// Rows F66, F67, F69, F70, F76, F106, B7; domain A1.14. Not a switch: what happens around the army.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "models/defection/access.hpp"
#include "models/defection/army/roster.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/effort.hpp"
#include "models/defection/state/manpower.hpp"
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
        SIM_PARAM(double, recruitment, 0.0004, "1/week", in(0, 0.1), behaviour,
                  "people whom the rebels win in a week, of those under full violence out of the state's reach",
                  "model trial 0.00005-0.002");
        SIM_PARAM(double, rebel_losses, 0.004, "1/week", in(0, 0.5), behaviour,
                  "rebels lost in a week for a unit of engagement", "model trial 0.002-0.012");
        SIM_PARAM(double, death_rate, 0.004, "1/week", in(0, 0.5), behaviour,
                  "soldiers killed in a week for a unit of engagement", "B7; model trial 0.002-0.01");
        SIM_PARAM(double, most_losses, 0.1, "1/week", in(0, 1), behaviour,
                  "rate at which a side in the field is lost at most", "assumed");
        SIM_PARAM(double, control_speed, 0.1, "1/week", in(0, 5), behaviour, "speed at which ground changes hands",
                  "assumed; fronts fell in days and held for years (F69)");
        SIM_PARAM(double, sharpness, 1.0, "1", in(0, 10), behaviour,
                  "log odds of holding ground for a unit of the log of strength over strength", "assumed");
        SIM_PARAM(double, crowd, 0.15, "1", in(0, 10), behaviour,
                  "fighters whose place a crowd of all people takes, over the force at the start that these would have",
                  "assumed");
        SIM_PARAM(double, specialists, 0.2, "1", in(0, 1), behaviour,
                  "part of the army's worth in the field that hangs on its specialists, such as pilots",
                  "F106 for the sign; size assumed");
        SIM_PARAM(double, leadership, 0.0, "1", in(0, 1), behaviour,
                  "part of a brigade's worth in the field that hangs on its commander's skill",
                  "F66, F67 for the sign; 0 is neutral");
        SIM_PARAM(double, capacity_officer, 1.5, "1", in(0, 10), structure, "weight of an officer in army capacity",
                  "assumed");
        SIM_PARAM(double, capacity_career, 1.0, "1", in(0, 10), structure, "weight of an NCO or professional",
                  "assumed");
        SIM_PARAM(double, capacity_conscript, 0.7, "1", in(0, 10), structure, "weight of a conscript", "assumed");
    };
    explicit War(const Parameters& p) : p_(p) {}

    double held(double strength, double against) const;
    double deadliness(double rebels, double strength, double men) const;
    /// Deaths of each of so many rebels, 1/week.
    double lost(double rebels, double strength) const;
    /// The rest of so many rebels after a step of fighting.
    double left(double rebels, double strength, double dt) const;
    /// Worth of a brigade by its commander's skill; the patron's officers stand in for the rest.
    double led(double skill, double foreign_command) const {
        return 1.0 - p_.leadership * (1.0 - skill) * (1.0 - foreign_command);
    }
    /// Worth of all by the specialists whom they miss; at_work: of those at the start.
    double supported(double at_work) const { return 1.0 - p_.specialists * (1.0 - std::min(1.0, at_work)); }

    void environment(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const Units& units,
                     const Strength& strength, const Leavers& leavers, const state::Deployment& deployment,
                     const state::Drivers& drivers, const state::Sponsors& sponsors, const state::Patron& patron,
                     Last<state::Effort> effort, Last<state::Violence> violence, Last<state::Manpower> manpower,
                     Last<state::Offices> offices, state::War& war);
    /// Deaths in action.
    void demography(const Units& units, const People& people, const state::Deployment& deployment,
                    const state::War& war, Roster& roster);

    /// The share of a person of this rank in army capacity.
    double capacity(Rank rank) const {
        return is_officer(rank) ? p_.capacity_officer : is_conscript(rank) ? p_.capacity_conscript : p_.capacity_career;
    }

 private:
    void recruit(const state::Setting& setting, double dt, const state::Violence& violence,
                 const state::Manpower& manpower, std::size_t region, state::War& war);
    void take_sponsored(const state::Setting& setting, double men, const state::War& war);
    /// All that stand on the regime's side.
    struct Side {
        const Nodes& nodes;
        const Units& units;
        const Strength& strength;
        const state::Deployment& deployment;
        const state::Effort& effort;
        const state::Offices& offices;
        const state::Patron& patron;
    };
    void take_field_strength(const state::Setting& setting, const Side& side, state::War& war);
    double support_of(const Side& side);

    const Parameters& p_;
    std::vector<double> grown_;         // [region] rebels beyond those that history gives
    std::vector<double> joined_;        // [region] soldiers who had joined them by last week, by fighting weight
    std::vector<float> death_rate_;     // [company] 1/week
    double specialists_at_start_ = -1;  // not counted yet
};

}  // namespace defection
