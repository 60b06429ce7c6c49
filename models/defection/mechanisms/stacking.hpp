/// Stacking: who is admitted and appointed. In-group shares of officers, career soldiers, elite units and agencies are
/// set apart from the population's; officers of other groups resent a command that their own hardly enters.
///     P(in-group | post) = share of the post's kind
///     grievance inflow [1/week] = resentment (1 - own share of commanders)
/// Rows F1-F5, F7-F10, F12, F32, F61, F62. Null: composition mirrors the population, no resentment.
#pragma once

#include "models/defection/army/commands.hpp"
#include "models/defection/state/inflows.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Stacking {
 public:
    static constexpr std::string_view name = "stacking";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether posts are stacked", "assumed");
        SIM_PARAM(double, officer_share, 0.80, "1", in(0, 1), structure, "in-group share of the army's officers",
                  "F1; B3 reported 0.80-0.82");
        SIM_PARAM(double, career_share, 0.45, "1", in(0, 1), structure,
                  "in-group share of the army's NCOs and professionals",
                  "B3 reported 0.70 of career soldiers, officers among them");
        SIM_PARAM(double, elite_officer_share, 0.97, "1", in(0, 1), structure, "in-group share of elite officers",
                  "F3; B3");
        SIM_PARAM(double, elite_share, 0.90, "1", in(0, 1), structure, "in-group share of elite ranks", "F3; B3");
        SIM_PARAM(double, agency_share, 0.85, "1", in(0, 1), structure, "in-group share of intelligence agents",
                  "assumed");
        SIM_PARAM(double, militia_share, 0.75, "1", in(0, 1), structure, "in-group share of militia fighters",
                  "assumed");
        SIM_PARAM(double, resentment, 0.003, "1/week", in(0, 0.1), behaviour,
                  "grievance inflow of career men of other groups where none of their own commands",
                  "F7; scale: model trial");
    };
    explicit Stacking(const Parameters& p) : p_(p) {}

    /// In-group share of posts of this rank in this branch.
    double ingroup_share(Branch branch, Rank rank, double population_share) const {
        if (is_conscript(rank)) return branch == Branch::elite ? p_.elite_share : population_share;
        switch (branch) {
            case Branch::army:
                return is_officer(rank) ? p_.officer_share : p_.career_share;
            case Branch::elite:
                return is_officer(rank) ? p_.elite_officer_share : p_.elite_share;
            case Branch::intelligence:
                return p_.agency_share;
            case Branch::militia:
                return p_.militia_share;
        }
        return population_share;
    }

    void policy(const state::Setting& setting, state::Admission& admission) const {
        const Structure& structure = setting.structure;
        const double population_share = structure.groups[structure.ingroup].share;
        for (std::size_t o = 0; o < setting.n_organisations(); ++o)
            for (std::size_t r = 0; r < n_ranks; ++r)
                admission.ingroup_share[o][r] =
                    ingroup_share(structure.organisations[o].branch, Rank(r), population_share);
    }

    void attitudes(const state::Setting& setting, const Commands& commands, state::Inflows& inflows) const {
        for (std::size_t o = 0; o < setting.n_organisations(); ++o)
            for (std::size_t g = 0; g < setting.n_groups(); ++g) {
                if (g == setting.structure.ingroup) continue;
                const double inflow = p_.resentment * (1.0 - commands.share(o, g));
                for (std::size_t r = 0; r < n_ranks; ++r)
                    if (is_career(Rank(r))) inflows.add(o, g, Rank(r), inflow);
            }
    }

 private:
    const Parameters& p_;
};

}  // namespace defection
