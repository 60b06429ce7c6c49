/// Deployment: the regime sends the units that it trusts most, as many as the threat calls for, and confines the rest to
/// barracks for fear that they leave. It trusts a unit by the share of the ruler's group in it. If its general shirks
/// a brigade spares itself part of the field, and a brigade that declines stays in its barracks, so that others have to
/// go. Brigades b of army and elite in region r, the most trusted first, with men_b of the real force and last week's
/// threat; o_b is 1, 1 - shirking where its general shirks, 0 where it declines:
///     wanted_r = answer (R_r + place of the crowd)                                                     [man]
///     sent_b = men_b x exposure of the organisation x o_b                                              [man]
///     needed_b = clip((wanted_r - sum over more trusted ones of sent) / sent_b, 0, 1)
///     d_b' = speed (1 - caution (1 - needed_b) - d_b)
///     exposure_b = exposure of the organisation x o_b d_b
///     freedom_b = 1 - (1 - confinement) (1 - d_b)            of opportunities to leave
///     skill_b' = training d_b (skill of the organisation - skill_b) - decay (1 - d_b) skill_b
/// For agencies and militias d is 1. Rows F68, F72, T12; domain A1.13. Null: caution 0 and all commanders obey,
/// every unit is in the field as much as their organisation.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "models/defection/access.hpp"
#include "models/defection/army/strength.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Deployment {
 public:
    static constexpr std::string_view name = "deployment";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure,
                  "whether regime and commanders keep units from the field", "assumed");
        SIM_PARAM(double, caution, 0.0, "1", in(0, 1), policy,
                  "how far units that are not needed are confined to barracks", "F68 for the sign; 0: no one is");
        SIM_PARAM(double, answer, 3.0, "1", in(0, 1000), policy,
                  "soldiers sent for each rebel, and for each fighter whose place a crowd takes",
                  "assumed; A1.13, F68 saw a third of the army sent");
        SIM_PARAM(double, speed, 0.25, "1/week", in(0, 5), behaviour, "speed at which units come and go", "assumed");
        SIM_PARAM(double, confinement, 0.4, "1", in(0, 1), behaviour,
                  "opportunities to leave that the confined have, those in the field 1", "F68 0.4 [0.2-0.8]");
        SIM_PARAM(double, decay, 0.005, "1/week", in(0, 1), behaviour, "skill that an idle unit loses",
                  "F68 for the sign; model trial 0.005");
        SIM_PARAM(double, training, 0.02, "1/week", in(0, 1), behaviour, "lost skill that a unit in the field regains",
                  "assumed");
        SIM_PARAM(double, shirking, 0.5, "1", in(0, 1), behaviour,
                  "part of the time in the field that a brigade spares itself whose general shirks", "assumed");
    };
    explicit Deployment(const Parameters& p) : p_(p) {}

    double target(double wanted, double men) const {
        const double needed = men > 0 ? std::clamp(wanted / men, 0.0, 1.0) : 1.0;
        return 1.0 - p_.caution * (1.0 - needed);
    }
    double freedom(double deployed) const { return 1.0 - (1.0 - p_.confinement) * (1.0 - deployed); }

    void environment(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const Units& units,
                     const Strength& strength, Last<state::War> war, Last<state::Stances> stances,
                     state::Deployment& deployment) {
        take_trust(setting, units, strength);
        wanted_ = war->threat;
        for (double& men : wanted_) men *= p_.answer;
        const auto organisation = [&](BrigadeId b) -> const Organisation& {
            return setting.structure.organisations[units.brigades.organisation[b]];
        };
        for (const BrigadeId b : by_trust_) {
            const double sent =
                strength.brigades[b] / setting.scale * organisation(b).exposure * obeyed(*stances, nodes, b);
            double &wanted = wanted_[units.brigades.region[b]], &deployed = deployment.deployed[b];
            deployed += week.approach(p_.speed) * (target(wanted, sent) - deployed);
            wanted = std::max(0.0, wanted - sent);
            deployment.freedom[b] = freedom(deployed);
            double& skill = deployment.skill[b];
            skill += week.approach(p_.training * deployed) * (organisation(b).skill - skill);
            skill -= week.approach(p_.decay * (1.0 - deployed)) * skill;
        }
        for (const BrigadeId b : units.brigades.ids())
            deployment.exposure[b] = obeyed(*stances, nodes, b) * deployment.deployed[b] * organisation(b).exposure;
    }

 private:
    /// Part of its orders to the field that a brigade follows.
    double obeyed(const state::Stances& stances, const Nodes& nodes, BrigadeId brigade) const {
        if (stances.declines(nodes, brigade)) return 0.0;
        return stances.of[nodes.of(brigade)] == state::Stance::shirks ? 1.0 - p_.shirking : 1.0;
    }

    /// Brigades of army and elite, the most trusted first; in any order where no one is confined.
    void take_trust(const state::Setting& setting, const Units& units, const Strength& strength) {
        trust_.resize(units.brigades.size());
        by_trust_.clear();
        for (const BrigadeId b : units.brigades.ids()) {
            const Branch branch = units.branch_of(b);
            if (branch == Branch::army || branch == Branch::elite) by_trust_.push_back(b);
        }
        if (p_.caution == 0) return;
        for (const BrigadeId b : by_trust_) {
            float loyal = 0;
            for (const CompanyId c : units.brigades.companies_of(b))
                loyal += strength.groups[units.company_group(c, setting.structure.ingroup)];
            trust_[b] = loyal / float(std::max(1, strength.brigades[b]));
        }
        std::stable_sort(by_trust_.begin(), by_trust_.end(),
                         [&](BrigadeId a, BrigadeId b) { return trust_[a] > trust_[b]; });
    }

    const Parameters& p_;
    Column<BrigadeId, float> trust_;  // share of the ruler's group
    std::vector<BrigadeId> by_trust_;
    std::vector<double> wanted_;  // [region] men, beyond those of more trusted brigades
};

}  // namespace defection
