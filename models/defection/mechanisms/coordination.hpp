/// Coordination: planners of a brigade look for their like and agree to leave together. Whoever they come to an
/// understanding with is of their band; how far bands reach beyond a company is what infiltration leaves of the ties
/// between companies, and every word to another company may reach an informer.
///     rate [1/week] = seeking x [near in the company, 1 - near in the rest of the brigade] x like
///     like = min(1, focus x planners there / men there)
///     beyond the company: heard with 1 - cut, reported with P(overheard)
///     trust = 1 in the own group, else trust_across (1 - mistrust coverage)
/// Rows F22, F83; domain A1.5 (no mutinies), A1.11. Null: everybody plans alone.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/week.hpp"
#include "models/defection/state/whispers.hpp"
#include "sim/param/field.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class Coordination {
 public:
    static constexpr std::string_view name = "coordination";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether planners agree to leave together", "assumed");
        SIM_PARAM(double, seeking, 0.6, "1/week", in(0, 20), behaviour,
                  "rate at which a planner finds another where there are many", "assumed");
        SIM_PARAM(double, near, 0.5, "1", in(0, 1), behaviour, "share of this search that stays within the company",
                  "assumed");
        SIM_PARAM(double, focus, 20.0, "1", in(0, 1000), behaviour,
                  "how much likelier than by chance it is a planner whom a planner turns to", "assumed");
        SIM_PARAM(double, trust_across, 0.4, "1", in(0, 1), behaviour,
                  "chance of coming to an understanding with a planner of another group", "A1.5; size assumed");
    };
    explicit Coordination(const Parameters& p) : p_(p) {}

    double likeness(double planners, double men) const {
        return men > 0 ? std::min(1.0, p_.focus * planners / men) : 0.0;
    }

    void planners(const state::Week& week, const Units& units, const People& people, const Strength& strength,
                  const state::Watch& watch, Planners& planners, Roster& roster) {
        if (p_.seeking <= 0) return;
        sort_by_company(people, planners);
        const Scene scene{week, units, people, strength, watch, planners, roster};
        for (std::size_t begin = 0, end = 0; begin < sorted_.size(); begin = end) {
            const BrigadeId brigade = brigade_of(scene, begin);
            while (end < sorted_.size() && brigade_of(scene, end) == brigade) ++end;
            if (end - begin > 1) meet_in(scene, begin, end);
        }
    }

 private:
    struct Scene {
        const state::Week& week;
        const Units& units;
        const People& people;
        const Strength& strength;
        const state::Watch& watch;
        Planners& planners;
        Roster& roster;
    };

    /// Rows of planners who plan still, company by company; within one in the order of intentions.
    void sort_by_company(const People& people, const Planners& planners) {
        sorted_.clear();
        visit_ahead(
            planners.all, [&](const Planner& planner) { people.prefetch(planner.who); },
            [&](const Planner& planner) {
                if (people[planner.who].status == Status::planning)
                    sorted_.push_back(static_cast<Index>(&planner - planners.all.data()));
            });
        std::sort(sorted_.begin(), sorted_.end(), [&](Index a, Index b) {
            const CompanyId of_a = planners.all[a].company, of_b = planners.all[b].company;
            return of_a == of_b ? a < b : of_a < of_b;
        });
    }
    static CompanyId company_of(const Scene& scene, Index row) { return scene.planners.all[row].company; }
    BrigadeId brigade_of(const Scene& scene, std::size_t at) const {
        return scene.units.companies.brigade[company_of(scene, sorted_[at])];
    }

    /// Planners of one brigade: sorted_[begin, end).
    void meet_in(const Scene& scene, std::size_t begin, std::size_t end) {
        const std::span<const Index> all(sorted_.data() + begin, end - begin);
        const double men = scene.strength.brigades[brigade_of(scene, begin)];
        for (std::size_t first = 0, last = 0; first < all.size(); first = last) {
            const CompanyId company = company_of(scene, all[first]);
            while (last < all.size() && company_of(scene, all[last]) == company) ++last;
            const double here = double(scene.strength.men_in(company, scene.units.lanes.n_groups));
            const auto n_here = last - first;
            const double near = p_.near * likeness(double(n_here - 1), here);
            const double far = (1.0 - p_.near) * likeness(double(all.size() - n_here), men - here);
            const double meets = scene.week.approach(p_.seeking * (near + far));
            for (std::size_t i = first; i < last; ++i) {
                const Meetings meetings{all, first, last, i, near, far, meets};
                meet(scene, meetings);
            }
        }
    }

    /// One planner's week: rows of the brigade, those of the own company, the own place, rates over `seeking`.
    struct Meetings {
        std::span<const Index> all;
        std::size_t first, last, own;
        double near, far;
        double meets;  // probability that a whole step brings a meeting
    };
    void meet(const Scene& scene, const Meetings& m) {
        Planner& planner = scene.planners.all[m.all[m.own]];
        const double rate = p_.seeking * (m.near + m.far);
        if (rate <= 0) return;
        auto draw = scene.roster.stream("coordination/meet", planner.who);
        double at = std::max(scene.week.start, planner.since);
        double u = sim::random::uniform(draw);
        if (u >= m.meets && at == scene.week.start) return;  // spares most planners a logarithm
        for (;; u = sim::random::uniform(draw)) {
            at += sim::random::exponential(u) / rate;
            if (at >= scene.week.end()) return;
            const bool is_far = sim::random::uniform(draw) * (m.near + m.far) >= m.near;
            const double place = sim::random::uniform(draw);
            const std::size_t organisation = scene.units.companies.organisation[planner.company];
            if (is_far && !gets_through(scene.watch, organisation, planner, at, draw)) continue;
            agree(scene, planner, scene.planners.all[m.all[other(m, is_far, place)]], m.all, draw);
        }
    }
    static std::size_t other(const Meetings& m, bool is_far, double u) {
        const std::size_t n_here = m.last - m.first;
        if (is_far) {
            const auto k = static_cast<std::size_t>(u * double(m.all.size() - n_here));
            return k < m.first ? k : k + n_here;
        }
        const std::size_t k = m.first + static_cast<std::size_t>(u * double(n_here - 1));
        return k < m.own ? k : k + 1;
    }
    void agree(const Scene& scene, Planner& one, Planner& other, std::span<const Index> brigade,
               sim::random::Stream& draw) const {
        const bool is_own_group = scene.people[one.who].group == scene.people[other.who].group;
        if (sim::random::uniform(draw) >= (is_own_group ? 1.0 : p_.trust_across * one.this_week.trust_across)) return;
        const PersonId band = one.band.names_somebody() ? one.band : one.who;
        const PersonId joins = other.band.names_somebody() ? other.band : other.who;
        one.band = other.band = band;
        for (const Index row : brigade)
            if (Planner& planner = scene.planners.all[row]; planner.band == joins) planner.band = band;
    }

    const Parameters& p_;
    std::vector<Index> sorted_;  // of this week
};

}  // namespace defection
