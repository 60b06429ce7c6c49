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

#include "models/defection/army/planners.hpp"
#include "models/defection/army/strength.hpp"
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
                  const Strength& strength, const state::Watch& watch, Planners& planners) {
        if (p_.seeking <= 0) return;
        sort_by_company(units, people, planners);
        draw(setting, week);
        const Scene scene{setting, week, units, strength, watch, planners};
        for (std::size_t begin = 0, end = 0; begin < sorted_.size(); begin = end) {
            const BrigadeId brigade = brigade_of(scene, begin);
            while (end < sorted_.size() && brigade_of(scene, end) == brigade) ++end;
            if (end - begin > 1) meet_in(scene, begin, end);
        }
    }

 private:
    struct Scene {
        const state::Setting& setting;
        const state::Week& week;
        const Units& units;
        const Strength& strength;
        const state::Watch& watch;
        Planners& planners;
    };

    /// A planner who looks for others, with what a look at them needs.
    struct Seeker {
        std::uint64_t key;  // of their random streams
        double since;       // [week]
        PersonId who, band;
        CompanyId company;
        Index row;  // of planners
        std::uint8_t group;
    };

    /// Those who plan still, company by company; within one in the order of intentions.
    void sort_by_company(const Units& units, const People& people, const Planners& planners) {
        planning_.clear();
        ends_.assign(units.companies.size(), 0);
        visit_ahead(
            planners.all, [&](const Planner& planner) { people.prefetch(planner.who); },
            [&](const Planner& planner) {
                const Person& person = people[planner.who];
                if (person.status != Status::planning) return;
                const auto row = static_cast<Index>(&planner - planners.all.data());
                planning_.push_back(
                    {person.key, planner.since, planner.who, planner.band, planner.company, row, person.group});
                ++ends_[planner.company];
            });
        for (std::size_t c = 1; c < ends_.size(); ++c) ends_[CompanyId(c)] += ends_[CompanyId(c - 1)];
        sorted_.resize(planning_.size());
        keys_.resize(planning_.size());
        bands_.resize(planning_.size());
        for (std::size_t i = planning_.size(); i-- > 0;) {
            const Index to = --ends_[planning_[i].company];
            sorted_[to] = planning_[i];
            keys_[to] = planning_[i].key;
            bands_[to] = planning_[i].band;
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
        const auto of_brigade = [&](auto& column) { return std::span(column).subspan(begin, end - begin); };
        const std::span<const Seeker> all = of_brigade(sorted_);
        const std::span<PersonId> bands = of_brigade(bands_);
        const std::span<const double> drawn = of_brigade(drawn_);
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
                const Meetings meetings{all, bands, first, last, i, near, far, meets, drawn[i]};
                meet(scene, meetings);
            }
        }
        for (std::size_t i = 0; i < all.size(); ++i)
            if (bands[i] != all[i].band) scene.planners.all[all[i].row].band = bands[i];
    }

    /// One planner's week: those of the brigade, of the own company, the own place, rates over `seeking`.
    struct Meetings {
        std::span<const Seeker> all;
        std::span<PersonId> bands;  // of each of them now
        std::size_t first, last, own;
        double near, far;
        double meets;  // probability that a whole step brings a meeting
        double first_drawn;
    };
    void meet(const Scene& scene, const Meetings& m) {
        const double rate = p_.seeking * (m.near + m.far);
        if (rate <= 0) return;
        const Seeker& seeker = m.all[m.own];
        double at = std::max(scene.week.start, seeker.since);
        if (m.first_drawn >= m.meets && at == scene.week.start) return;
        Planner& planner = scene.planners.all[seeker.row];
        const std::size_t organisation = scene.units.companies.organisation[seeker.company];
        sim::random::Stream draw(scene.setting.run_seed, purpose, seeker.key, scene.week.step);
        for (double u = sim::random::uniform(draw);; u = sim::random::uniform(draw)) {
            at += sim::random::exponential(u) / rate;
            if (at >= scene.week.end()) return;
            const bool is_far = sim::random::uniform(draw) * (m.near + m.far) >= m.near;
            const double place = sim::random::uniform(draw);
            if (is_far && !gets_through(scene.watch, organisation, planner, at, draw)) continue;
            const std::size_t whom = other(m, is_far, place);
            const bool is_own_group = seeker.group == m.all[whom].group;
            const double trust = is_own_group ? 1.0 : p_.trust_across * planner.this_week.trust_across;
            if (sim::random::uniform(draw) < trust) agree(m, whom);
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
    /// All of the other's band are of the own from now on.
    static void agree(const Meetings& m, std::size_t other) {
        PersonId &own = m.bands[m.own], &others = m.bands[other];
        if (own.names_somebody() && own == others) return;
        const PersonId band = own.names_somebody() ? own : m.all[m.own].who;
        const PersonId joins = others.names_somebody() ? others : m.all[other].who;
        own = others = band;
        std::ranges::replace(m.bands, joins, band);
    }

    const Parameters& p_;
    static constexpr Purpose purpose = "coordination/meet";
    // Of this week
    std::vector<Seeker> planning_;   // in the order of intentions
    Column<CompanyId, Index> ends_;  // of the company in sorted_
    std::vector<Seeker> sorted_;     // company by company, as are
    std::vector<std::uint64_t> keys_;
    std::vector<PersonId> bands_;
    std::vector<double> drawn_, unused_;  // in (0, 1)
};

}  // namespace defection
