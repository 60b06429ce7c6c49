/// Persuasion: strong ties turn disaffection into leaving. What a friend says counts, not that there is news: a tie who
/// leaves and a planner's whisper change the person's own factor; men of one's own group who left the company are an
/// example.
///     personal factor exp(tie min(ties gone, most_ties))
///     personal factor exp(whisper) for the disaffected to whom a planner whispered
///     ln h += exemplar ln(1 + 8 recent leavers of the own group / men of the own group in the company)
///     ln h += news x share of all who ever served that has left: as if everybody were tied to everybody
/// Rows F50, F83, F87, F109; domain A1.3. Null: nobody listens.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "models/defection/world.hpp"

namespace defection {

class Persuasion {
 public:
    static constexpr std::string_view name = "persuasion";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether men talk to their ties", "assumed");
        SIM_PARAM(double, tie, 0.20, "log", in(0, 3), behaviour, "log-hazard per strong tie who has left",
                  "A1.3; size assumed");
        SIM_PARAM(int, most_ties, 6, "tie", in(0, 200), behaviour, "ties gone beyond this number add no more",
                  "assumed");
        SIM_PARAM(double, whispering, 0.18, "1/week", in(0, 10), behaviour,
                  "rate at which a planner sounds out one of his strong ties", "model trial; not identified");
        SIM_PARAM(double, whisper, 1.1, "log", in(0, 4), behaviour,
                  "log-hazard of a disaffected man who was whispered to", "model trial ln 2.6-4");
        SIM_PARAM(double, trust_across, 0.4, "1", in(0, 1), behaviour, "chance of trusting a tie of another group",
                  "A1.5; size assumed");
        SIM_PARAM(double, denounce, 0.1, "1", in(0, 1), behaviour,
                  "chance that a loyal man denounces who sounded him out, under full coverage", "model trial");
        SIM_PARAM(double, exemplar, 0.25, "log", in(0, 3), behaviour,
                  "log-hazard per log unit of recent leavers in company and group", "F109; model trial 0.2-0.9");
        SIM_PARAM(
            double, news, 0.0, "log", in(0, 20), behaviour,
            "log-hazard if all who ever served had left, in proportion to their share: news that reaches everybody",
            "A1.3 (ties count, not news); none assumed");
        SIM_PARAM(double, forgetting, 0.12, "1/week", in(0, 5), behaviour, "decay of the memory of recent leavers",
                  "model trial");
    };
    explicit Persuasion(const Parameters& p) : p_(p) {}

    static float exemplars(float recent, float serving) {
        const float at_least_one = serving < 1.0F ? 1.0F : serving;
        return sim::random::log(1.0F + 8.0F * recent / at_least_one);
    }

    void prepare(World& world) {
        term_ = world.terms.add("persuasion.exemplar", Level::company_group);
        if (p_.news > 0) news_term_ = world.terms.add("persuasion.news", Level::organisation_lane);
        recent_.assign(world.companies.size() * world.n_groups(), 0.0F);
        example_.assign(recent_.size(), 0.0F);
        world.factors.set_ties(p_.tie, p_.most_ties);
        world.factors.set_trait(whispered_to, p_.whisper);
    }

    void appraise(World& world) {
        const float keep = float(1.0 - world.approach(p_.forgetting));
        for (const Index who : world.departed_last) recent_[world.company_group(who)] += 1.0F;
        const auto serving = world.group_strength();
        for (std::size_t i = 0; i < recent_.size(); ++i) {
            recent_[i] *= keep;
            example_[i] = exemplars(recent_[i], serving[i]);
        }
    }

    void hazard(World& world) const {
        world.terms.fill(term_, p_.exemplar, example_);
        if (news_term_)
            world.terms.fill_lanes(*news_term_, p_.news, [&, gone = share_gone(world)](auto...) { return gone; });
    }

    void act(World& world) {
        talks_.clear();
        for (Planner& planner : world.planners) {
            if (next_whisper(world, planner) < world.week + world.dt)
                talks_.push_back({&planner});
            else
                keep_quiet(planner, from(world, planner), world.week + world.dt);
        }
        visit_ahead(
            talks_, [&](const Talk& talk) { world.prefetch_person(talk.planner->who); },
            [&](const Talk& talk) { world.prefetch_post_and_circle_of(talk.planner->who); },
            [&](Talk& talk) { choose_tie(world, talk); }, [&](Talk& talk) { whisper(world, talk); });
    }

    /// Those who left are missed by their ties.
    void follow_up(World& world) const { world.lose_ties(world.departed_now); }

 private:
    /// The whispers of one planner in a week.
    struct Talk {
        Planner* planner;
        std::optional<sim::random::Stream> draw = {};
        Index tie = nobody;  // he sounds out next
    };

    /// Of all who ever served; ids are never reused.
    static double share_gone(const World& world) {
        std::int64_t left = 0;
        for (const std::int32_t n : world.brigades.left) left += n;
        return static_cast<double>(left) / static_cast<double>(world.people.size());
    }

    static double from(const World& world, const Planner& planner) { return std::max(world.week, planner.since); }
    double next_whisper(const World& world, const Planner& planner) const {
        return Planner::when(from(world, planner), planner.whisper_left, p_.whispering);
    }
    void keep_quiet(Planner& planner, double from, double to) const {
        planner.whisper_left -= p_.whispering * (to - from);
    }

    static void choose_tie(const World& world, Talk& talk) {
        if (!talk.draw) talk.draw = world.stream("persuasion/whisper", talk.planner->who);
        talk.tie = world.any_tie(talk.planner->who, (*talk.draw)());
        if (talk.tie != nobody) world.prefetch_person(talk.tie);
    }

    void whisper(World& world, Talk& talk) const {
        Planner& planner = *talk.planner;
        const double end = world.week + world.dt;
        double at = next_whisper(world, planner);
        for (;;) {
            sound_out(world, talk, at);
            planner.whisper_left = sim::random::exponential(sim::random::uniform(*talk.draw));
            const double next = Planner::when(at, planner.whisper_left, p_.whispering);
            if (next >= end) return keep_quiet(planner, at, end);
            at = next;
            choose_tie(world, talk);
        }
    }

    /// The disaffected take it to heart; the loyal may denounce who asked.
    void sound_out(World& world, Talk& talk, double at) const {
        Planner& planner = *talk.planner;
        const Index tie = talk.tie;
        if (tie == nobody || world.people[tie].status != Status::serving) return;
        const bool same = world.people[tie].group == world.people[planner.who].group;
        if (sim::random::uniform(*talk.draw) >= (same ? 1.0 : p_.trust_across * planner.trust_across)) return;
        if (world.is_disaffected(tie))
            world.add_trait(tie, whispered_to);
        else if (sim::random::uniform(*talk.draw) < p_.denounce * world.coverage_of(planner.who))
            planner.denounced = std::min(planner.denounced, at);
    }

    const Parameters& p_;
    std::size_t term_ = 0;
    std::optional<std::size_t> news_term_;
    std::vector<float> recent_, example_;  // [company x group]
    std::vector<Talk> talks_;              // of this week
};

}  // namespace defection
