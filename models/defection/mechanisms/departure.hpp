/// Departure: an intention is not an act. A planner prepares, waits for an opportunity, may be found out, and leaves
/// alone or with planners among their ties in the company and those they agreed with (coordination); and then flees abroad, hides, or joins the opposition.
///     rate [1/week] = opportunity (quiet + near_rebels s_r + near_border border) (1 + local help) freedom
///     gone when the opportunities since the family is safe add up to Exp(1)
///     found out when detection does, or denounced
///     P(join) = logistic(j0 + jR rebels' share - jrad radicalisation - officer + jG Gamma_k + jw word)
///     P(flee | not join) = logistic(f0 + fb border)
/// Gamma_k: what the opposition guarantees (reassurance); word: what ties who left report, 1 that they fare well, -1 that
/// they fare ill. Rows F68, F91, F92, F96; domain A1.3-A1.7. Null: opportunities are alike everywhere, every person
/// leaves alone, destinations by fixed shares; arrests stay.
#pragma once

#include <algorithm>
#include <vector>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/beyond.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/war.hpp"
#include "sim/param/field.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class Departure {
 public:
    static constexpr std::string_view name = "departure";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether leaving takes an opportunity", "assumed");
        SIM_PARAM(double, opportunity, 0.45, "1/week", in(0, 20), behaviour, "rate of opportunities to slip away",
                  "model trial 0.26-0.5");
        SIM_PARAM(double, quiet, 0.6, "1", in(0, 5), behaviour, "part of the rate that every region has", "assumed");
        SIM_PARAM(double, near_rebels, 0.4, "1", in(0, 5), behaviour, "part added where rebels hold the whole region",
                  "F68, F92 for the sign; size assumed");
        SIM_PARAM(double, near_border, 0.2, "1", in(0, 5), behaviour, "part added at a border",
                  "F92 for the sign; size assumed");
        SIM_PARAM(double, company_departure, 0.5, "1", in(0, 1), behaviour,
                  "chance that a tie of the same company and group, or of the same band, who is ready goes along",
                  "model trial");
        SIM_PARAM(double, join, -1.3, "logit", in(-10, 10), behaviour, "joining the opposition: constant",
                  "T6; model trial");
        SIM_PARAM(double, join_rebels, 0.5, "logit", in(-10, 10), behaviour, "joining: rebels' share of the region",
                  "model trial 0-1.2");
        SIM_PARAM(double, join_radicalisation, 1.5, "logit", in(-10, 10), behaviour,
                  "joining: loss with the opposition's radicalisation", "A1.7; model trial 0-3");
        SIM_PARAM(double, join_officer, 0.3, "logit", in(-10, 10), behaviour, "joining: loss for officers",
                  "F100, F104");
        SIM_PARAM(double, join_guarantee, 2.0, "logit", in(0, 10), behaviour,
                  "joining: gain by a full guarantee of the opposition", "F93, F94 for the sign; size assumed");
        SIM_PARAM(double, join_word, 0.5, "logit", in(0, 10), behaviour,
                  "joining: gain or loss by what ties who left report", "F87, F98 for the sign; size assumed");
        SIM_PARAM(double, flee, 0.0, "logit", in(-10, 10), behaviour, "fleeing abroad rather than hiding: constant",
                  "F91");
        SIM_PARAM(double, flee_border, 1.0, "logit", in(-10, 10), behaviour, "fleeing: access to a border", "F92");
        SIM_PARAM(double, null_opportunity, 0.34, "1/week", in(0, 1e9), behaviour,
                  "rate of opportunities when the mechanism is off",
                  "assumed: opportunity x (quiet + some of the rest)");
        SIM_PARAM(double, null_join, 0.3, "1", in(0, 1), behaviour, "share who join when the mechanism is off", "F91");
        SIM_PARAM(double, null_flee, 0.4, "1", in(0, 1), behaviour, "share who flee when the mechanism is off", "F91");
    };
    explicit Departure(const Parameters& p) : p_(p) {}

    double opportunity_rate(double rebel_share, double border, double help) const {
        return p_.opportunity * (p_.quiet + p_.near_rebels * rebel_share + p_.near_border * border) * (1.0 + help);
    }
    /// The reasons for joining, and against it.
    struct Prospect {
        double rebel_share = 0, radicalisation = 0, guarantee = 0, word = 0;
        bool officer = false;
    };
    double join_probability(const Prospect& at) const {
        if (!p_.enabled) return p_.null_join;
        return sim::random::logistic(p_.join + p_.join_rebels * at.rebel_share -
                                     p_.join_radicalisation * at.radicalisation + p_.join_guarantee * at.guarantee +
                                     p_.join_word * at.word - (at.officer ? p_.join_officer : 0.0));
    }
    double flee_probability(double border) const {
        if (!p_.enabled) return p_.null_flee / (1.0 - p_.null_join);
        return sim::random::logistic(p_.flee + p_.flee_border * border);
    }

    static constexpr bool acts_when_off = true;  // its null acts too

    void planners(const state::Setting& setting, const state::Week& week, const Units& units, const People& people,
                  const Ties& ties, const state::Postings& postings, const state::Deployment& deployment,
                  const state::War& war, const state::Opposition& opposition, const state::Guarantees& guarantees,
                  Planners& planners, Roster& roster) {
        const Scene scene{setting.structure,         week,       units, people, ties, postings, deployment, war,
                          opposition.radicalisation, guarantees, roster};
        without_help_.clear();
        for (std::size_t r = 0; r < setting.n_regions(); ++r)
            without_help_.push_back(opportunity_rate(war.rebel_share[r], setting.structure.regions[r].border, 0.0));
        due_.clear();
        visit_ahead(
            planners.all, [&](const Planner& planner) { people.prefetch(planner.who); },
            [&](Planner& planner) {
                if (people[planner.who].status == Status::planning) wait(scene, planner);
            });
        planners.index(people, units.companies.size(), week.end());
        visit_ahead(
            due_, [&](const Due& due) { roster.prefetch_leaving(due.planner->who); },
            [&](const Due& due) {
                if (people[due.planner->who].status == Status::planning) act(scene, planners, due);
            });
    }

 private:
    /// The week as planners see it.
    struct Scene {
        const Structure& structure;
        const state::Week& week;
        const Units& units;
        const People& people;
        const Ties& ties;
        const state::Postings& postings;
        const state::Deployment& deployment;
        const state::War& war;
        double radicalisation;
        const state::Guarantees& guarantees;
        Roster& roster;
    };

    /// A planner whose waiting ends this week.
    struct Due {
        const Planner* planner;
        bool is_found;
    };

    void wait(const Scene& scene, Planner& planner) {
        const double begin = std::max(scene.week.start, planner.since), end = scene.week.end();
        const double ready = std::max(begin, planner.ready);
        const double opportunity = opportunity_of(scene, scene.people[planner.who]);
        const double found = std::min(planner.denounced, planner.detected(begin));
        const double gone = Planner::when(ready, planner.gone_left, opportunity);
        if (std::min(found, gone) < end) return due_.push_back({&planner, found < gone});
        planner.found_left -= planner.this_week.detection_rate * (end - begin);
        planner.gone_left -= opportunity * std::max(0.0, end - ready);
    }

    void act(const Scene& scene, Planners& planners, const Due& due) const {
        const Planner& planner = *due.planner;
        planners.take_out(planner);
        if (due.is_found) return arrest(scene, planner);
        leave(scene, planner);
        if (!p_.enabled) return;
        const auto ask_along = [&](const Planner& other) {
            if (!goes_along(scene, other)) return;
            planners.take_out(other);
            leave(scene, other, planner.who);
        };
        planners.for_each_fellow(planner, [&](const Planner& other) {
            if (scene.ties.join(planner.who, other.who)) ask_along(other);
        });
        planners.for_each_of_band(planner, ask_along);
    }

    double opportunity_of(const Scene& scene, const Person& person) const {
        if (!p_.enabled) return p_.null_opportunity;
        return without_help_[scene.units.region_of(person)] * (1.0 + scene.postings.help_of(person)) *
               scene.deployment.freedom[scene.units.brigade_of(person)];
    }

    static void arrest(const Scene& scene, const Planner& planner) {
        scene.roster.move(planner.who, Status::arrested,
                          {.what = What::arrest,
                           .found_by = found_by(scene, planner),
                           .planned = scene.roster.now() - planner.since});
    }

    static FoundBy found_by(const Scene& scene, const Planner& planner) {
        const double begin = std::max(scene.week.start, planner.since);
        if (planner.denounced < planner.detected(begin)) return planner.denounced_by;
        auto draw = scene.roster.stream("log/found-by", planner.who);
        const bool by_informer =
            sim::random::uniform(draw) * planner.this_week.detection_rate < planner.this_week.informer_rate;
        return by_informer ? FoundBy::informer : FoundBy::agency;
    }

    bool goes_along(const Scene& scene, const Planner& other) const {
        auto draw = scene.roster.stream("departure/go-along", other.who);
        return sim::random::uniform(draw) < p_.company_departure;
    }

    void leave(const Scene& scene, const Planner& planner, PersonId leader = {}) const {
        const Person& person = scene.people[planner.who];
        const std::size_t region = scene.units.region_of(person);
        auto draw = scene.roster.stream("departure/destination", planner.who);
        const bool officer = is_officer(person.rank);
        const double join = join_probability({.rebel_share = scene.war.rebel_share[region],
                                              .radicalisation = scene.radicalisation,
                                              .guarantee = scene.guarantees.of(person.group, officer),
                                              .word = word_of(person),
                                              .officer = officer});
        Status to = Status::joined_opposition;
        if (sim::random::uniform(draw) >= join)
            to = sim::random::uniform(draw) < flee_probability(scene.structure.regions[region].border) ? Status::fled
                                                                                                       : Status::hiding;
        scene.roster.move(planner.who, to,
                          {.what = What::departure, .leader = leader, .planned = scene.roster.now() - planner.since});
    }

    static double word_of(const Person& person) {
        return (person.has(heard_from) ? 1.0 : 0.0) - (person.has(warned) ? 1.0 : 0.0);
    }

    const Parameters& p_;
    std::vector<double> without_help_;  // [region] rate of opportunities this week, 1/week
    std::vector<Due> due_;              // this week, in the order of planners
};

}  // namespace defection
