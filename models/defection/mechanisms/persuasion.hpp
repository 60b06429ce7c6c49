/// Persuasion: strong ties turn disaffection into leaving. The word of a friend counts, not news as such: a tie who
/// leaves and a planner's whisper change the person's own factor; men of one's own group who left the company are an
/// example.
///     personal factor exp(circle ln(1 + ties gone))
///     planners sound ties out at the rate whispering
///     P(trust) = 1 in the own group, else trust_across (1 - mistrust coverage)
///     personal factor exp(whisper) for the disaffected who were trusted
///     P(denounced | trusted, not disaffected) = denounce coverage
///     ln h += exemplar ln(1 + vividness recent / max(1, men))
///     ln h += news x share of all who ever served that has left: as if all were tied to all
/// recent: leavers of the own group from the company, forgotten at the rate `forgetting`; men: of the group in it. Ties of
/// the own group count, others only if `ties_across` says so: contagion ends with the circle. A whisper beyond the
/// company may be cut or overheard (surveillance).
/// Rows F50, F83, F87, F109; domain A1.3. Null: ties do not count.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/attitudes.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/whispers.hpp"
#include "sim/param/field.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class Persuasion {
 public:
    static constexpr std::string_view name = "persuasion";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether soldiers talk to their ties", "assumed");
        SIM_PARAM(int, squad, 5, "post", in(1, 200), structure,
                  "neighbouring posts of a company whose holders are each other's strong ties",
                  "assumed: a fire team and its leader");
        SIM_PARAM(double, circle_size, 5.0, "person", in(1, 10), structure,
                  "members of a circle of kin or of an officers' cohort on average", "assumed");
        SIM_PARAM(double, circle, 0.45, "log", in(0, 3), behaviour,
                  "log-hazard per log unit of 1 + the strong ties who have left", "A1.3; model trial 0-0.9");
        SIM_PARAM(bool, ties_across, false, "-", on_off(), behaviour,
                  "whether strong ties of another group count when they leave",
                  "assumed: leavers from outside the trusted circle leave its morale as it was");
        SIM_PARAM(double, whispering, 0.18, "1/week", in(0, 10), behaviour,
                  "rate at which a planner sounds out a strong tie", "model trial; not identified");
        SIM_PARAM(double, whisper, 1.1, "log", in(0, 4), behaviour,
                  "log-hazard of a disaffected soldier who was whispered to", "model trial ln 2.6-4");
        SIM_PARAM(double, trust_across, 0.4, "1", in(0, 1), behaviour, "chance of trusting a tie of another group",
                  "A1.5; size assumed");
        SIM_PARAM(double, denounce, 0.1, "1", in(0, 1), behaviour,
                  "chance that a loyal tie denounces who sounded them out, under full coverage", "model trial");
        SIM_PARAM(double, exemplar, 0.25, "log", in(0, 3), behaviour,
                  "log-hazard per log unit of recent leavers in company and group", "F109; model trial 0.2-0.9");
        SIM_PARAM(double, vividness, 8.0, "1", in(0, 1000), behaviour,
                  "how much a few who left count against the many who stayed", "model trial");
        SIM_PARAM(double, news, 0.0, "log", in(0, 20), behaviour,
                  "log-hazard if all who ever served had left, in proportion to their share: news that reaches all",
                  "A1.3 (ties count, not news); none assumed");
        SIM_PARAM(double, forgetting, 0.12, "1/week", in(0, 5), behaviour, "decay of the memory of recent leavers",
                  "model trial");
        Ties::Sizes sizes() const { return {.squad = Index(squad), .circle = circle_size}; }
    };
    explicit Persuasion(const Parameters& p) : p_(p) {}

    float exemplars(float recent, float serving) const {
        const float at_least_one = serving < 1.0F ? 1.0F : serving;
        return sim::random::log(1.0F + float(p_.vividness) * recent / at_least_one);
    }

    void prepare(const Units& units, state::Terms& terms, Factors& factors) {
        term_ = terms.add("persuasion.exemplar", Level::company_group);
        if (p_.news > 0) news_term_ = terms.add("persuasion.news", Level::organisation_lane);
        recent_.assign(units.companies.size() * units.lanes.n_groups, 0.0F);
        example_.assign(recent_.size(), 0.0F);
        factors.set_ties(p_.circle);
        factors.set_trait(whispered_to, p_.whisper);
    }

    void attitudes(const state::Week& week, const Units& units, const People& people, const Strength& strength,
                   const state::Happenings& happenings) {
        const float keep = float(1.0 - week.approach(p_.forgetting));
        visit_ahead(
            happenings.last,
            [&](const Happening& next) {
                if (next.what == What::departure) people.prefetch(next.who);
            },
            [&](const Happening& one) {
                if (one.what == What::departure) recent_[units.company_group(one.company, people[one.who].group)] += 1;
            });
        for (std::size_t i = 0; i < recent_.size(); ++i) {
            recent_[i] *= keep;
            example_[i] = exemplars(recent_[i], strength.groups[i]);
        }
    }

    /// Of all who ever served, for the news; numbers are never reused.
    void hazard(const People& people, const Leavers& leavers, state::Terms& terms) const {
        terms.fill(term_, p_.exemplar, example_);
        if (news_term_)
            terms.fill_lanes(*news_term_, p_.news,
                             [gone = double(leavers.in_all()) / double(people.size())](auto...) { return gone; });
    }

    void planners(const state::Week& week, const Units& units, const People& people, const Ties& ties,
                  const state::Watch& watch, const state::Fate& fate, const state::Rent& rent,
                  const state::Grievance& grievance, const state::MoralInjury& injury, Planners& planners,
                  Personal& personal, Roster& roster) {
        const Scene scene{week, units, people, ties, watch, fate, rent, grievance, injury, personal, roster};
        talks_.clear();
        for (Planner& planner : planners.all) {
            if (next_whisper(week, planner) < week.end())
                talks_.push_back({&planner});
            else
                keep_quiet(planner, from(week, planner), week.end());
        }
        visit_ahead(
            talks_, [&](const Talk& talk) { people.prefetch(talk.planner->who); },
            [&](const Talk& talk) { ties.prefetch_both(talk.planner->who); },
            [&](Talk& talk) { choose_tie(scene, talk); }, [&](Talk& talk) { whisper(scene, talk); });
    }

    /// Those who left are missed by their ties.
    void leavers(const state::Happenings& happenings, Personal& personal) const {
        personal.lose_ties(state::Happenings::people(happenings.now, What::departure), p_.ties_across);
    }

 private:
    /// The whispers of one planner in a week.
    struct Talk {
        Planner* planner;
        std::optional<sim::random::Stream> draw = {};
        PersonId tie = {};  // sounded out next
    };
    /// The week as those who talk see it.
    struct Scene {
        const state::Week& week;
        const Units& units;
        const People& people;
        const Ties& ties;
        const state::Watch& watch;
        const state::Fate& fate;
        const state::Rent& rent;
        const state::Grievance& grievance;
        const state::MoralInjury& injury;
        Personal& personal;
        Roster& roster;
    };

    static double from(const state::Week& week, const Planner& planner) { return std::max(week.start, planner.since); }
    double next_whisper(const state::Week& week, const Planner& planner) const {
        return Planner::when(from(week, planner), planner.whisper_left, p_.whispering);
    }
    void keep_quiet(Planner& planner, double from, double to) const {
        planner.whisper_left -= p_.whispering * (to - from);
    }

    static void choose_tie(const Scene& scene, Talk& talk) {
        if (!talk.draw) talk.draw = scene.roster.stream("persuasion/whisper", talk.planner->who);
        talk.tie = scene.ties.any_of(talk.planner->who, (*talk.draw)());
        if (talk.tie.names_somebody()) scene.people.prefetch(talk.tie);
    }

    void whisper(const Scene& scene, Talk& talk) const {
        Planner& planner = *talk.planner;
        const double end = scene.week.end();
        double at = next_whisper(scene.week, planner);
        for (;;) {
            sound_out(scene, talk, at);
            planner.whisper_left = sim::random::exponential(sim::random::uniform(*talk.draw));
            const double next = Planner::when(at, planner.whisper_left, p_.whispering);
            if (next >= end) return keep_quiet(planner, at, end);
            at = next;
            choose_tie(scene, talk);
        }
    }

    /// An informer reports it, the disaffected take it to heart, the loyal may denounce who asked.
    void sound_out(const Scene& scene, Talk& talk, double at) const {
        Planner& planner = *talk.planner;
        if (!talk.tie.names_somebody()) return;
        const Person &tie = scene.people[talk.tie], &asks = scene.people[planner.who];
        if (tie.status != Status::serving) return;
        if (tie.company != asks.company &&
            !gets_through(scene.watch, scene.units.organisation_of(asks), planner, at, *talk.draw))
            return;
        const double trust = tie.group == asks.group ? 1.0 : p_.trust_across * planner.this_week.trust_across;
        if (sim::random::uniform(*talk.draw) >= trust) return;
        if (tie.has(informer) && sim::random::uniform(*talk.draw) < scene.watch.report)
            planner.denounce(at, FoundBy::informer);
        else if (is_disaffected(scene.fate, scene.rent, scene.grievance, scene.injury, scene.units, tie))
            scene.personal.add_trait(talk.tie, whispered_to);
        else if (sim::random::uniform(*talk.draw) < p_.denounce * scene.watch.coverage_of(scene.units, asks))
            planner.denounce(at, FoundBy::confidant);
    }

    const Parameters& p_;
    std::size_t term_ = 0;
    std::optional<std::size_t> news_term_;
    std::vector<float> recent_, example_;  // [company x group]
    std::vector<Talk> talks_;              // of this week
};

}  // namespace defection
