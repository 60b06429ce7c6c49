/// Command: what makes a commander refuse an order to repress, the same at every level from company to chief.
///     base_j = -reluctance + O (legitimacy br_j nv + corporate autonomy br_j + own own_j P_r) - rent rent*
///              - B patron s - fate fate* - kin k_j + troops (1 - effort) + claim c_j + weariness w + luck_j
///     br_j = (1 - l_j) br + l_j P_r
///     own_j = home [posted at home] + (1 - home) share of the own group in r
///     nv = nonviolence M / (M + R)
///     M = crowd br W
///     c_j = rivalry succession of the chief
///     w [week] = sum of violence over the weeks so far
/// O: orders to repress; br: share of the country in the street; P_r: of the region; l_j: local, twice that at home, 0
/// for a chief, to whom own_j is nothing; R: rebels; W: regulars at the start; s: the patron's support for the
/// organisation; effort: mean of the troops. k_j: tie to the ruler, which a rival of the family loosens: times 1 - c_j.
/// luck_j: trait_j ~ N(0, trait), the person's, and noise_j, of standard deviation `noise`, which moves as AR(1), a part
/// of its variance common to the organisation; companies have their brigade's.
/// Rows F41, F43, F46, F59, F78, F84, F85, F95, A2.3, A2.4, A2.29. Null: no commander has a reason to refuse.
#pragma once

#include <vector>

#include "models/defection/army/commands.hpp"
#include "models/defection/army/strength.hpp"
#include "models/defection/state/attitudes.hpp"
#include "models/defection/state/belief.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/effort.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Command {
 public:
    static constexpr std::string_view name = "command";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether commanders may refuse", "assumed");
        SIM_PARAM(double, nonviolence, 0.0, "1", in(0, 1), structure,
                  "how nonviolent the movement is while it is unarmed", "A2.17; 0 is neutral");
        SIM_PARAM(double, rivalry, 0.0, "1", in(0, 1), policy,
                  "how openly the ruling family disputes the ruler's place", "F59; 0 is neutral");
        SIM_PARAM(double, reluctance, 0.7, "log", in(-20, 20), behaviour, "what holds a commander without any reason",
                  "model trial 0.3-2");
        SIM_PARAM(double, legitimacy, 4.5, "log", in(0, 20), behaviour,
                  "reason to refuse to fire on a whole nonviolent people", "A2.3, A2.17; model trial 1-5");
        SIM_PARAM(double, corporate, 2.0, "log", in(0, 20), behaviour,
                  "reason of an autonomous corps not to be worn out against a whole people",
                  "A2.3, A2.4; model trial 0.5-5");
        SIM_PARAM(double, own, 3.6, "log", in(0, 20), behaviour,
                  "reason to refuse to fire on one's own town, all of it in the street", "A1.12; model trial 2-5");
        SIM_PARAM(double, home, 0.7, "1", in(0, 1), behaviour,
                  "part of what is one's own that is the home, against the group", "model trial");
        SIM_PARAM(double, local, 0.4, "1", in(0, 0.5), behaviour,
                  "weight of the region in what a commander below the chief sees of the protest", "model trial");
        SIM_PARAM(double, crowd, 0.5, "1", in(1e-6, 10), behaviour,
                  "armed rebels who make half of a movement of all people violent, over the force at the start",
                  "model trial");
        SIM_PARAM(double, rent, 4.6, "log", in(0, 20), behaviour, "hold of a full rent that is sure to be paid",
                  "F95; model trial 0.6-5");
        SIM_PARAM(double, patron, 1.8, "log", in(0, 20), behaviour, "hold of a patron's full support, while B is 1",
                  "A2.29; model trial 0.7-2");
        SIM_PARAM(double, fate, 4.0, "log", in(0, 20), behaviour, "hold of a fully shared fate",
                  "F53; model trial 0.5-5.3");
        SIM_PARAM(double, kin, 5.1, "log", in(0, 20), behaviour, "hold of kinship with the ruler",
                  "F1, F85; model trial 3-6");
        SIM_PARAM(double, troops, 1.0, "log", in(0, 20), behaviour, "reason to refuse of troops who withhold effort",
                  "model trial 0-4");
        SIM_PARAM(double, claim, 5.0, "log", in(0, 20), behaviour,
                  "reason of a chief who is next in the succession, in an open dispute", "F59 for the sign; assumed");
        SIM_PARAM(double, weariness, 0.0, "1/week", in(0, 1), behaviour,
                  "reason to refuse or withdraw that each week of full violence adds: a war without end",
                  "F43 0.002 [0-0.005]; 0 is neutral");
        SIM_PARAM(double, trait, 0.45, "log", in(0, 5), behaviour, "standard deviation between commanders, for good",
                  "model trial 0.2-0.8");
        SIM_PARAM(double, noise, 0.22, "log", in(0, 5), behaviour,
                  "standard deviation of what moves a commander for a time", "model trial: half of the trait");
        SIM_PARAM(double, calming, 0.22, "1/week", in(1e-3, 20), behaviour, "rate at which that is forgotten",
                  "model trial");
        SIM_PARAM(double, common, 0.3, "1", in(0, 1), behaviour,
                  "part of its variance that the commanders of an organisation share", "assumed");
    };
    explicit Command(const Parameters& p) : p_(p) {}

    /// The view of one commander.
    struct Case {
        double orders = 0, breadth = 0, nonviolence = 0, autonomy = 0, own = 0, protest = 0;
        double rent = 0, patron = 0, fate = 0, kin = 0, withheld = 0, claim = 0;
        double weeks_of_war = 0;
    };
    double base(const Case& c) const {
        const double reasons = p_.legitimacy * c.breadth * c.nonviolence + p_.corporate * c.autonomy * c.breadth +
                               p_.own * c.own * c.protest;
        return -p_.reluctance + c.orders * reasons - p_.rent * c.rent - p_.patron * c.patron - p_.fate * c.fate -
               p_.kin * c.kin * (1.0 - c.claim) + p_.troops * c.withheld + p_.claim * c.claim +
               p_.weariness * c.weeks_of_war;
    }
    double own(bool is_home, double group_share) const { return p_.home * is_home + (1.0 - p_.home) * group_share; }
    double nonviolence(double breadth, double rebels, double force) const {
        const double crowd = p_.crowd * breadth * force;
        return crowd > 0 ? p_.nonviolence * crowd / (crowd + rebels) : 0.0;
    }

    void prepare(const Nodes& nodes);
    void command(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const Units& units,
                 const People& people, const Strength& strength, const Commands& commands,
                 const state::Drivers& drivers, const state::Orders& orders, const state::War& war,
                 const state::Violence& violence, const state::Patron& patron, const state::Belief& belief,
                 const state::Rent& rent, const state::Fate& fate, const state::Effort& effort,
                 const state::Offices& offices, state::Motives& motives);

 private:
    struct Scene;
    void stir(const state::Setting& setting, const state::Week& week, const Nodes& nodes);
    float reasons_of_general(const Scene& scene, NodeId node, const Person& person, double kin) const;
    Case case_of(const Scene& scene, NodeId node, std::size_t group, Rank rank, bool is_home) const;
    double trait_of(const state::Setting& setting, std::uint64_t key, double& kin_luck) const;
    void reasons_of_companies(const Scene& scene, const Commands& commands, BrigadeId brigade, state::Motives& motives);

    const Parameters& p_;
    double weeks_of_war_ = 0;      // so far, each by the country's violence
    Column<NodeId, double> mood_;  // [general's node] AR(1), standard deviation 1
    /// Of a company's commander, kept while they command.
    struct Captain {
        PersonId who;
        float lasting = 0;       // trait, and hold of kinship
        std::uint8_t table = 0;  // group x 2 + [posted at home]
    };
    Column<CompanyId, Captain> captains_;
    std::vector<float> table_;  // [group x 2] reasons of a brigade's company commanders
};

}  // namespace defection
