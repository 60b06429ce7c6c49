/// Conscription: intake of a cohort, discharge after the term, retention past it, evasion as the war grows, and what
/// compulsory service does to men.
///     intake [1/week] = posts of conscripts / term  x  sum over regions of n_r (1 - evasion_r)
///     evasion_r = 1 - (1 - s_r) (1 - evasion) / (1 - evasion + evasion exp(evasion_violence V_r))
///     grievance inflow [1/week] = humiliation + retention of those past their term
/// Rows F9, F14, F16, F44, F63, F132. Null: no intake, no discharge, no retention.
#pragma once

#include <algorithm>
#include <cmath>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/inflows.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/war.hpp"
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
        SIM_PARAM(double, retention_week, 20.0, "week", in(0, 1e6), policy, "week from which nobody is discharged",
                  "F44; B8");
        SIM_PARAM(double, evasion, 0.10, "1", in(0, 1), structure, "share of a cohort that evades in peace", "F14; B8");
        SIM_PARAM(double, evasion_violence, 3.0, "logit", in(0, 20), behaviour,
                  "added log-odds of evading at full violence in the region", "F63, F132; model trial 0-5");
        SIM_PARAM(double, humiliation, 0.017, "1/week", in(0, 0.1), behaviour, "grievance inflow of conscripts",
                  "F16 0.01 [0-0.03]");
        SIM_PARAM(double, retention, 0.008, "1/week", in(0, 0.1), behaviour, "added grievance inflow past the term",
                  "F44 0.01 [0-0.03]");
    };
    explicit Conscription(const Parameters& p) : p_(p) {}

    /// Nobody comes from ground that rebels hold.
    double evasion(double violence, double rebel_share) const {
        const double come = 1.0 - p_.evasion, evade = p_.evasion * sim::random::exp(p_.evasion_violence * violence);
        return 1.0 - (1.0 - rebel_share) * come / (come + evade);
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
                    const state::War& war, const state::Violence& violence, Roster& roster) {
        const bool retained = week.start >= p_.retention_week;
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
        const double cohort = double(units.n_posts[std::size_t(Rank::conscript)]) / p_.term * week.dt;
        double turnout = 0;
        for (std::size_t r = 0; r < setting.n_regions(); ++r)
            turnout += setting.population_share[r] * (1.0 - evasion(violence.in_region[r], war.rebel_share[r]));
        called_up_ += cohort * turnout;
        const double whole = std::max(0.0, std::floor(called_up_));
        called_up_ -= whole;
        roster.fill(Rank::conscript, std::size_t(whole));
    }

 private:
    const Parameters& p_;
    double called_up_ = 0;  // people due who are less than one
};

}  // namespace defection
