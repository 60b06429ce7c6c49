/// Coordination: planners of a brigade look for their like and agree to leave together. Whoever they come to an
/// understanding with is of their band; how far bands reach beyond a company is what infiltration leaves of the ties
/// between companies, and every word to another company may reach an informer.
///     rate [1/week] = seeking x [near in the company, 1 - near in the rest of the brigade] x like
///     like = min(1, focus x planners there / men there)
///     beyond the company: heard with 1 - cut, reported with P(overheard)
///     trust = 1 in the own group, else trust_across (1 - mistrust coverage)
/// Rows F22, F83; domain A1.5 (no mutinies), A1.11. Null: all plan alone.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/week.hpp"
#include "models/defection/state/whispers.hpp"
#include "sim/param/field.hpp"
#include "sim/random/batch.hpp"
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

    void planners(const state::Setting& setting, const state::Week& week, const Units& units, const People& people,
                  const Strength& strength, const state::Watch& watch, Planners& planners, Roster& roster) {
        if (p_.seeking <= 0) return;
        sort_by_company(units, people, planners);
        draw(setting, week);
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

    /// A planner who looks for others, with what a look at them needs.
    struct Seeker {
        Index row;  // of planners
        CompanyId company;
        PersonId band;
        double since;  // [week]
    };

    /// Those who plan still, company by company; within one in the order of intentions.
    void sort_by_company(const Units& units, const People& people, const Planners& planners) {
        planning_.clear();
        ends_.assign(units.companies.size(), 0);
        visit_ahead(
            planners.all, [&](const Planner& planner) { people.prefetch(planner.who); },
            [&](const Planner& planner) {
                if (people[planner.who].status != Status::planning) return;
                const auto row = static_cast<Index>(&planner - planners.all.data());
                planning_.push_back({{row, planner.company, planner.band, planner.since}, people[planner.who].key});
                ++ends_[planner.company];
            });
        for (std::size_t c = 1; c < ends_.size(); ++c) ends_[CompanyId(c)] += ends_[CompanyId(c - 1)];
        sorted_.resize(planning_.size());
        keys_.resize(planning_.size());
        for (std::size_t i = planning_.size(); i-- > 0;) {
            const Index to = --ends_[planning_[i].seeker.company];
            sorted_[to] = planning_[i].seeker;
            keys_[to] = planning_[i].key;
        }
    }
    /// The first number of each one's stream, which spares most of them the rest.
    void draw(const state::Setting& setting, const state::Week& week) {
        drawn_.resize(keys_.size());
        unused_.resize(keys_.size());
        sim::random::fill_uniforms(setting.run_seed, purpose, keys_, week.step, drawn_, unused_);
    }
    BrigadeId brigade_of(const Scene& scene, std::size_t at) const {
        return scene.units.companies.brigade[sorted_[at].company];
    }

    /// Those of one brigade: sorted_[begin, end).
    void meet_in(const Scene& scene, std::size_t begin, std::size_t end) {
        const std::span<Seeker> all(sorted_.data() + begin, end - begin);
        const std::span<const double> drawn(drawn_.data() + begin, end - begin);
        const double men = scene.strength.brigades[brigade_of(scene, begin)];
        for (std::size_t first = 0, last = 0; first < all.size(); first = last) {
            const CompanyId company = all[first].company;
            while (last < all.size() && all[last].company == company) ++last;
            const double here = double(scene.strength.men_in(company, scene.units.lanes.n_groups));
            const auto n_here = last - first;
            const double near = p_.near * likeness(double(n_here - 1), here);
            const double far = (1.0 - p_.near) * likeness(double(all.size() - n_here), men - here);
            const double meets = scene.week.approach(p_.seeking * (near + far));
            for (std::size_t i = first; i < last; ++i) {
                const Meetings meetings{all, first, last, i, near, far, meets, drawn[i]};
                meet(scene, meetings);
            }
        }
    }

    /// One planner's week: those of the brigade, of the own company, the own place, rates over `seeking`.
    struct Meetings {
        std::span<Seeker> all;
        std::size_t first, last, own;
        double near, far;
        double meets;  // probability that a whole step brings a meeting
        double first_drawn;
    };
    void meet(const Scene& scene, const Meetings& m) {
        const double rate = p_.seeking * (m.near + m.far);
        if (rate <= 0) return;
        double at = std::max(scene.week.start, m.all[m.own].since);
        if (m.first_drawn >= m.meets && at == scene.week.start) return;
        Planner& planner = scene.planners.all[m.all[m.own].row];
        auto draw = scene.roster.stream(purpose, planner.who);
        for (double u = sim::random::uniform(draw);; u = sim::random::uniform(draw)) {
            at += sim::random::exponential(u) / rate;
            if (at >= scene.week.end()) return;
            const bool is_far = sim::random::uniform(draw) * (m.near + m.far) >= m.near;
            const double place = sim::random::uniform(draw);
            const std::size_t organisation = scene.units.companies.organisation[planner.company];
            if (is_far && !gets_through(scene.watch, organisation, planner, at, draw)) continue;
            agree(scene, m.all[m.own], m.all[other(m, is_far, place)], m.all, draw);
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
    void agree(const Scene& scene, Seeker& one, Seeker& other, std::span<Seeker> brigade,
               sim::random::Stream& draw) const {
        const Planner &asks = scene.planners.all[one.row], &hears = scene.planners.all[other.row];
        const bool is_own_group = scene.people[asks.who].group == scene.people[hears.who].group;
        if (sim::random::uniform(draw) >= (is_own_group ? 1.0 : p_.trust_across * asks.this_week.trust_across)) return;
        const PersonId band = one.band.names_somebody() ? one.band : asks.who;
        const PersonId joins = other.band.names_somebody() ? other.band : hears.who;
        const auto join = [&](Seeker& seeker) { seeker.band = scene.planners.all[seeker.row].band = band; };
        join(one);
        join(other);
        for (Seeker& seeker : brigade)
            if (seeker.band == joins) join(seeker);
    }

    const Parameters& p_;
    static constexpr Purpose purpose = "coordination/meet";
    struct Planning {
        Seeker seeker;
        std::uint64_t key;  // of their random streams
    };
    // Of this week
    std::vector<Planning> planning_;  // in the order of intentions
    Column<CompanyId, Index> ends_;   // of the company in sorted_
    std::vector<Seeker> sorted_;      // company by company, as are
    std::vector<std::uint64_t> keys_;
    std::vector<double> drawn_, unused_;  // in (0, 1)
};

}  // namespace defection
