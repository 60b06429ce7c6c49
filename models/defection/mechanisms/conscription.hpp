/// Conscription: a cohort is called up; who is reached and does not evade comes; discharge after the term, retention past
/// it, and what compulsory service does to men. For those of group k whose home is r:
///     called [1/week] = min(posts of conscripts / term, call_up coming of age)      at most the vacancies
///     P(reached) = C_r
///     P(comes | reached) = logistic(t0 - evasion_violence V_r - evasion_dead Lambda_k - militia_pull openings)
///     t0 = ln((1 - evasion) / evasion)
///     P(exempt | evades) = exempt
///     P(goes abroad | others) = logistic(abroad + abroad_border border_r)
///     grievance inflow [1/week] = humiliation + retention of those past their term
/// C_r: how far the regime holds r; Lambda_k: the community's dead over its men of age. The rest of evaders hide. An
/// empty pool is not called from. Evaders are counted by home and group.
/// Rows F9, F14, F16, F44, F63, F75, F117, F132. Null: no intake, no discharge, no retention.
#pragma once

#include <algorithm>
#include <cmath>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/inflows.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/manpower.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/wounds.hpp"
#include "sim/param/field.hpp"
#include "sim/random/elementary.hpp"

namespace defection {

class Conscription {
 public:
    static constexpr std::string_view name = "conscription";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether conscripts come and go", "assumed");
        SIM_PARAM(double, term, 104.0, "week", in(4, 520), policy, "length of service; a change reaches newcomers",
                  "B8: 24 months under the 2007 law");
        SIM_PARAM(double, retention_week, 20.0, "week", in(0, 1e6), policy,
                  "week from which no conscript is discharged", "F44; B8");
        SIM_PARAM(double, evasion, 0.10, "1", in(0, 1), structure, "share of a cohort that evades in peace", "F14; B8");
        SIM_PARAM(double, evasion_violence, 3.0, "logit", in(0, 20), behaviour,
                  "added log-odds of evading at full violence in the region", "F63, F132; model trial 0-5");
        SIM_PARAM(double, evasion_dead, 7.0, "logit", in(0, 100), behaviour,
                  "added log-odds of evading if all men of age of the own group had died",
                  "F63 for the sign; model trial 0-15");
        SIM_PARAM(double, militia_pull, 0.5, "logit", in(0, 20), behaviour,
                  "added log-odds of evading while all places that militias pay for stand open",
                  "F117 for the sign: their pay is 1 to 3 times the army's; size assumed");
        SIM_PARAM(double, call_up, 0.6, "1", in(0, 1), structure,
                  "share of those who come of age that can be called up", "model trial 0.35-0.8");
        SIM_PARAM(double, exempt, 0.2, "1", in(0, 1), structure,
                  "share of those who evade that buys or finds an exemption", "F132 0.2 [0.05-0.4]");
        SIM_PARAM(double, abroad, -1.0, "logit", in(-10, 10), behaviour,
                  "going abroad rather than hiding at home, of other evaders: constant", "F132 for the sign; assumed");
        SIM_PARAM(double, abroad_border, 1.5, "logit", in(-10, 10), behaviour, "going abroad: access to a border",
                  "F132 for the sign; assumed");
        SIM_PARAM(double, humiliation, 0.017, "1/week", in(0, 0.1), behaviour, "grievance inflow of conscripts",
                  "F16 0.01 [0-0.03]");
        SIM_PARAM(double, retention, 0.008, "1/week", in(0, 0.1), behaviour, "added grievance inflow past the term",
                  "F44 0.01 [0-0.03]");
    };
    explicit Conscription(const Parameters& p) : p_(p) {}

    /// Of those whom the call reaches.
    double turnout(double violence, double dead_share, double openings) const {
        const double come = 1.0 - p_.evasion;
        const double pull = p_.evasion_violence * violence + p_.evasion_dead * dead_share + p_.militia_pull * openings;
        return come / (come + p_.evasion * sim::random::exp(pull));
    }
    /// People of the real force in a week.
    double called(double posts, double coming_of_age) const {
        return std::min(posts / p_.term, p_.call_up * coming_of_age);
    }

    void policy(state::Service& service) const { service.term = p_.term; }

    void attitudes(const Units& units, state::Inflows& inflows) const {
        for (std::size_t o = 0; o < units.n_organisations(); ++o)
            for (std::size_t g = 0; g < units.lanes.n_groups; ++g) {
                inflows.add(o, g, Rank::conscript, p_.humiliation);
                inflows.add(o, g, Rank::overdue, p_.humiliation + p_.retention);
            }
    }

    /// Term ends and intake of the week.
    void demography(const state::Setting& setting, const state::Week& week, const Units& units, const People& people,
                    const state::War& war, const state::Violence& violence, const state::Manpower& manpower,
                    const state::Militias& militias, const state::Bereavement& bereavement, Roster& roster) {
        end_terms(week.start >= p_.retention_week, people, roster);
        const auto posts = double(units.n_posts[std::size_t(Rank::conscript)]);
        called_up_ +=
            week.dt * (manpower.is_bounded ? called(posts, manpower.coming_of_age * setting.scale) : posts / p_.term);
        const double whole = std::max(0.0, std::floor(called_up_));
        called_up_ -= whole;
        summon(setting, war, violence, manpower, militias, bereavement);
        roster.call_up(Rank::conscript, std::size_t(whole), summons_);
    }

 private:
    void end_terms(bool retained, const People& people, Roster& roster) const {
        visit_ahead(
            roster.take_term_ends(), [&](PersonId who) { people.prefetch(who); },
            [&](PersonId who) { retained ? roster.prefetch_regrading(who) : roster.prefetch_leaving(who); },
            [&](PersonId who) {
                const Person& person = people[who];
                if (!serves(person.status) || person.rank != Rank::conscript) return;
                if (retained)
                    roster.move(who, {person.post, Rank::overdue, person.status}, {});
                else
                    roster.move(who, Status::discharged, {.what = What::discharge});
            });
    }

    void summon(const state::Setting& setting, const state::War& war, const state::Violence& violence,
                const state::Manpower& manpower, const state::Militias& militias,
                const state::Bereavement& bereavement) {
        const std::size_t n_groups = setting.n_groups();
        summons_.n_groups = n_groups;
        summons_.exempt = p_.exempt;
        for (auto* chances : {&summons_.reached, &summons_.comes, &summons_.leaves})
            chances->resize(setting.n_regions() * n_groups);
        for (std::size_t r = 0, i = 0; r < setting.n_regions(); ++r) {
            const double leaves =
                sim::random::logistic(p_.abroad + p_.abroad_border * setting.structure.regions[r].border);
            for (std::size_t g = 0; g < n_groups; ++g, ++i) {
                summons_.reached[i] = manpower.left(r, g) > 0 ? war.control[r] : 0.0;
                summons_.comes[i] = turnout(violence.in_region[r], bereavement.dead_share[g], militias.openings);
                summons_.leaves[i] = leaves;
            }
        }
    }

    const Parameters& p_;
    double called_up_ = 0;  // people due who are less than one
    Summons summons_;
};

}  // namespace defection
