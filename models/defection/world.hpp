/// The state of one run and what can happen in it. Mechanisms read and write it in the order of the schedule
/// (model.cpp); its defaults are the mechanisms' nulls, so a mechanism that is switched off leaves it neutral.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "models/defection/history.hpp"
#include "models/defection/ledger.hpp"
#include "models/defection/log.hpp"
#include "models/defection/people.hpp"
#include "models/defection/structure.hpp"
#include "models/defection/terms.hpp"
#include "models/defection/war.hpp"
#include "sim/hazard/clock.hpp"
#include "sim/network/circles.hpp"
#include "sim/random/elementary.hpp"
#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"

namespace defection {

/// Someone who means to leave and waits for an opportunity.
struct Planner {
    Index who = nobody;
    Index company = nobody;
    double since = 0, ready = 0;  // [week] of the intention; from when his family is in safety
    // What is left of three resistances ~ Exp(1): to being found out, to an opportunity, to sounding out a tie
    double found_left = 0, gone_left = 0, whisper_left = 0;
    double denounced = never;   // [week] by someone he sounded out
    double detection_rate = 0;  // [1/week] this week
    double informer_rate = 0;   // [1/week] the part of it that is due to informers
    double trust_across = 1;    // of ties of other groups, this week

    static constexpr double never = sim::hazard::Clock::never;
    /// [week] when what is left of a resistance is used up at a rate [1/week] that holds from `from` on.
    static double when(double from, double left, double rate) { return rate > 0 ? from + left / rate : never; }
};

/// Primary groups and headquarters.
struct Companies {
    std::vector<std::uint8_t> organisation, region;
    std::vector<std::uint32_t> brigade;  // row in brigades
    std::vector<Index> first_post;
    std::vector<std::uint16_t> n_posts, informers;  // informers serving
    std::vector<Index> commander;                   // a person, or nobody
    std::size_t size() const { return region.size(); }
    /// Where each company's posts begin, and where the last one's end.
    std::vector<Index> post_boundaries() const;
};

/// Posts outlive their holders; the holders of neighbouring posts form a squad and are each other's strong ties.
struct Posts {
    std::vector<Index> company;
    std::vector<std::uint8_t> slot;
    std::vector<Rank> rank;  // of a fresh holder
    std::vector<Index> holder;
    std::vector<std::uint16_t> ordinal;  // of the next holder
    std::size_t size() const { return company.size(); }
};

/// Brigades and regiments, the nodes of the formation tree under a formation of the scenario.
struct Brigades {
    std::vector<std::uint8_t> organisation, region;
    std::vector<std::uint32_t> formation, key;  // key: of its posts' random streams
    std::vector<Index> first_company;
    std::vector<std::uint16_t> n_companies;  // headquarters first
    std::vector<Index> commander;
    std::vector<std::int32_t> serving, serving_at_start, left;  // left: departures in all
    std::vector<double> commander_left;                         // [week] when a commander last departed; never: -1e9
    std::size_t size() const { return formation.size(); }
};

struct IntentionParameters {
    using Self = IntentionParameters;
    SIM_PARAM(double, log_base_rate, -5.6, "log 1/week", in(-25, 0), behaviour,
              "log-hazard of a conscript to whom nothing applies", "model trial -5.9 to -5.1; calibrated by hand");
    SIM_PARAM(double, senior_officer, -0.6, "log", in(-10, 10), behaviour, "offset of senior officers", "F90 -1.8");
    SIM_PARAM(double, junior_officer, 0.20, "log", in(-10, 10), behaviour, "offset of junior officers",
              "model trial -0.4 to 0.2");
    SIM_PARAM(double, nco, -0.53, "log", in(-10, 10), behaviour, "offset of NCOs", "F90 -0.3; model trial");
    SIM_PARAM(double, professional, -0.69, "log", in(-10, 10), behaviour, "offset of professionals",
              "model trial -1 to 0");
    SIM_PARAM(double, militia, -0.7, "log", in(-10, 10), behaviour, "offset of militia fighters", "assumed");
    SIM_PARAM(double, monitor, -1.5, "log", in(-10, 10), behaviour, "offset of intelligence monitors", "assumed");
    SIM_PARAM(double, frailty, 1.2, "log", in(0, 3), behaviour, "standard deviation of log personal frailty, mean 1",
              "model trial 1.2-1.5");
};

/// The formation tree with its posts, nobody in them yet.
struct Layout {
    Companies companies;
    Posts posts;
    Brigades brigades;
};
/// At a smaller scale companies keep their size and brigades their place in the tree; a formation has that share of its
/// companies and headquarters officers, spread evenly over its brigades.
Layout lay_out(const Structure& structure, double scale, std::uint64_t run_seed);

struct World {
    /// Everything in place but the people: mechanisms prepare, then populate() fills the posts.
    World(const Structure& structure, double scale, std::uint64_t run_seed, double dt);
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    // What stays through the run
    const Structure* structure;
    double scale, dt;  // [simulated / real people], [week]
    std::uint64_t run_seed;
    Lanes lanes;
    double initial_force = 0;                     // [person] regulars of the real force at the start
    std::vector<std::vector<double>> home_share;  // [group][region]

    // What mechanisms prepare; the defaults are their nulls
    std::vector<std::array<double, n_ranks>> ingroup_share;  // [organisation][rank]
    std::vector<double> local_share;                         // [organisation] share of men posted at home
    bool posting_looks_at_home = false;
    double local_help = 0, informer_density = 0;
    double family_risk = 0, preparation_delay = 0;  // [1] of harm to a family within reach; [week] to avert it
    double service_term = 0;                        // [week]; 0: nobody is discharged
    double frailty = 0;                             // sd of the log
    Factors factors;

    // People and where they stand
    People people;
    Companies companies;
    Posts posts;
    Brigades brigades;
    sim::network::Circles circles;  // kin and cohort: strong ties beyond the squad
    sim::hazard::Clock intention;   // seats: posts; blocks: companies; units: cells, by company x group x rank
    sim::hazard::Clock casualty;    // seats: posts; blocks and units: companies
    std::vector<Planner> planners;
    Ledger ledger;

    // The week
    std::uint32_t step = 0;
    double week = 0;  // at the start of the step
    double now = 0;   // [week] of what happens: the start of the step before the clocks advance, its end after
    Forcing forcing;
    War war;
    Terms terms;
    Inflow inflow;
    std::vector<float> base;
    std::vector<float> grievance;                   // [organisation x lane]; [brigade x lane] stock
    sim::agents::LargeVector<float> strength;       // [cell] men who serve
    std::vector<float> bond, blocking;              // [company], [brigade]
    std::vector<double> fate;                       // [group] effective
    std::vector<std::array<double, n_ranks>> rent;  // [organisation][rank] believed
    std::vector<double> coverage;                   // [organisation] of surveillance
    std::vector<double> recent_caught, recent_left, organisation_strength_at_start;  // [organisation]
    std::vector<double> soldiers_in, joiners_from;                                   // [region] simulated people
    std::vector<Index> departed_now, departed_last, arrested_now;
    double execution_when_blocked = 0, initiative_loss = 0;
    std::int64_t families_harmed = 0;
    std::size_t n_monitors = 0, n_monitors_at_start = 0, n_militia = 0, n_conscript_posts = 0;
    std::int64_t largest_departure = 0;  // people leaving together
    Log* log = nullptr;                  // null: events off

    // Reading
    std::size_t n_groups() const { return lanes.n_groups; }
    std::size_t n_organisations() const { return structure->organisations.size(); }
    std::size_t n_lanes() const { return lanes.size(); }
    std::size_t n_cells() const { return companies.size() * n_lanes(); }
    static std::size_t lane(std::size_t group, Rank rank) { return Lanes::at(group, rank); }
    Index cell_of(Index who) const {
        return static_cast<Index>(people[who].company * n_lanes() + lane(people[who].group, people[who].rank));
    }
    std::size_t company_group(Index who) const { return people[who].company * n_groups() + people[who].group; }
    std::size_t region_index_of(Index who) const { return companies.region[people[who].company]; }
    const Region& region_of(Index who) const { return structure->regions[region_index_of(who)]; }
    std::size_t brigade_of(Index who) const { return companies.brigade[people[who].company]; }
    Place place_of(Index company) const {
        return {companies.organisation[company], companies.brigade[company], company};
    }
    Branch branch_of_company(std::size_t company) const {
        return structure->organisations[companies.organisation[company]].branch;
    }
    Branch branch_of_brigade(std::size_t brigade) const {
        return structure->organisations[brigades.organisation[brigade]].branch;
    }
    double exposure_of_brigade(std::size_t brigade) const {
        return structure->organisations[brigades.organisation[brigade]].exposure;
    }
    double coverage_of(Index who) const { return coverage[companies.organisation[people[who].company]]; }
    double relative_share(std::size_t region, std::size_t group) const {
        return relative_share_[region * n_groups() + group];
    }
    double commander_share(std::size_t organisation, std::size_t group) const;
    double branch_share_serving(Branch branch) const;
    /// Men of a group who serve in a company; also all of them at once.
    float serving_in(std::size_t company_group) const { return group_strength_[company_group]; }
    std::span<const float> group_strength() const { return group_strength_; }
    float men_in(std::size_t company) const {
        float men = 0;
        for (std::size_t g = 0; g < n_groups(); ++g) men += group_strength_[company * n_groups() + g];
        return men;
    }
    bool is_disaffected(Index who) const;
    double factor(Index who) const { return double(people[who].frailty) * factors.of(people, who); }

    // Rates
    double approach(double rate) const { return -sim::random::expm1(-rate * dt); }  // share of a gap closed in a step
    struct Purpose : sim::random::Tag {
        consteval Purpose(const char* name) : Tag(name) {}
    };
    sim::random::Stream stream(Purpose purpose, Index who) const { return {run_seed, purpose, people[who].key, step}; }

    void populate(const IntentionParameters& p);

    // Asks for what an event will need: the post, then its holder
    void prefetch_post(Index post) const {
        sim::agents::prefetch(&posts.holder[post]);
        sim::agents::prefetch(&posts.rank[post]);
    }
    void prefetch_person(Index who) const { sim::agents::prefetch(&people[who]); }
    void prefetch_holder(Index post) const {
        if (posts.holder[post] != nobody) prefetch_person(posts.holder[post]);
    }
    void prefetch_post_and_circle_of(Index who) const {
        prefetch_post(people[who].post);
        circles.prefetch(people[who].circle);
    }

    // What happens to people. Each keeps cells, clocks, ties, books and log in step.
    void enlist(std::span<const Index> vacancies, bool at_start);
    void lose(Index who, Status end);  // killed or discharged
    void depart(const Planner& planner, Status end, Index leader);
    void arrest(const Planner& planner);
    void execute(Index who);  // of someone arrested
    void harm_family(Index who);
    void set_rank(Index who, Rank rank);
    void add_trait(Index who, Trait trait);
    void lose_ties(std::span<const Index> leavers);  // everybody tied to them has one tie less
    void follow_home_levels();
    void plan(const sim::hazard::Crossing& crossing);
    void forget_finished_planners();
    /// Puts planners in order by company, for for_each_fellow_planner; valid until someone plans anew.
    void index_planners();
    template <class Visit>
    void for_each_fellow_planner(Index who, Visit&& visit) {
        for (Index at = planner_of_company_[people[who].company]; at != nobody; at = next_planner_[at])
            if (planners[at].who != who) visit(planners[at]);
    }
    double local_help_of(Index who) const {
        return posting_looks_at_home && !people[who].has(away_from_home) ? local_help : 0.0;
    }
    /// How far the regime reaches a man's family at home.
    double reach_of_home(Index who) const { return 1.0 - war.rebel_share[people[who].home]; }

    /// Conscripts whose term ends this step and who still serve.
    template <class Visit>
    void for_each_term_ending(Visit&& visit) {
        if (step >= term_endings_.size()) return;
        visit_ahead(
            std::vector<Index>(std::move(term_endings_[step])), [&](Index who) { prefetch_person(who); },
            [&](Index who) { prefetch_post_and_circle_of(who); },
            [&](Index who) {
                if (serves(people[who].status) && people[who].rank == Rank::conscript) visit(who);
            });
    }
    /// Fills vacant conscript posts, longest vacant first; `expected` men of the simulated force.
    void call_up(double expected);
    /// Brings the militias to their scripted strength [men of the real force].
    void raise_militia(double men);

    // Strong ties; a man who is squad mate and kin counts twice
    template <class Visit>
    void for_each_tie(Index who, Visit&& visit) const;
    /// A man of the squad or of the circle, either as likely; nobody if the place drawn is empty or his own.
    Index any_tie(Index who, std::uint64_t bits) const;

    static constexpr Index squad_size = 5;
    std::pair<Index, Index> squad_of(Index who) const;  // posts [first, second)

    double loyal_strength() const;  // serving in elite, militia and agencies; simulated people

    void begin_step();
    void end_step();
    void close_log();  // at the end of a run
    void open_books(const sim::Outputs& outputs);

 private:
    World(const Structure& structure, double scale, std::uint64_t run_seed, double dt, Layout layout);
    Account account_of(std::size_t company, std::size_t group, Rank rank) const;
    Account account_of(Index who) const { return account_of(people[who].company, people[who].group, people[who].rank); }
    void count(Index who, int change);
    void remove(Index who, Status end);
    void sample_risk_set(Index who, double at);
    template <class Change>
    void change_factor(Index who, Change&& change);
    void set_home_level(std::size_t region, std::uint8_t level);
    void leave_circle(Index who);
    void replace_commander(Index company);
    Index next_commander(Index company) const;
    void count_commander(Index who, int change);
    void close_spell(Index who, double at, bool ended_in_intention);
    void open_spell(Index who, double at);
    void note(Happening what, Index who, double at);
    FoundBy found_by(const Planner& planner) const;
    struct Draws;
    void enlist_batch(std::span<const Index> vacancies, bool at_start);
    void enlist_one(Index post, std::uint64_t key, Draws& draws, std::size_t i, bool at_start);
    void choose_group(Person& person, double u_in, double u_group);
    void choose_home(Person& person, double u_local, double u_home);
    void end_term_after(Index who, double weeks);
    void open_circles();
    void choose_circle(Index who, double u);
    void join_waiting_circles();
    void fill(std::vector<Index>& vacant, std::size_t& next, std::size_t n);

    std::vector<float> group_strength_;             // [company x group] men who serve
    std::vector<double> outgroup_weight_;           // [group] share among the groups that are not the ruler's
    std::vector<double> relative_share_;            // [region x group] share there / largest share there
    std::vector<std::vector<Index>> term_endings_;  // [step]
    std::vector<Index> vacant_conscript_posts_, vacant_militia_posts_;  // in the order they fell vacant
    std::size_t next_conscript_ = 0, next_militia_ = 0;                 // first that is not filled again
    std::vector<std::uint8_t> home_level_;                              // [region]
    std::vector<std::vector<Index>> from_region_;                       // [region] who serves; others may be among them
    std::vector<std::int32_t> commanders_;                              // [organisation x group]
    std::vector<std::int64_t> branch_serving_, branch_at_start_;
    std::vector<Index> circle_first_, circle_count_;  // [pool] pools: home x group, then officers' cohorts
    std::vector<Index> planner_of_company_, next_planner_;
    double call_up_carry_ = 0;
    void lose_tie(Index who);
    struct Waiting {
        Index who;
        std::uint32_t pool;
        Index wanted;
    };
    std::vector<Waiting> waiting_;         // newcomers without a circle yet
    std::vector<Index> bereaved_;          // whoever lost a tie this step
    std::int64_t departing_together_ = 0;  // size of the departure under way
    float frailty_mean_log_ = 0;
};

inline std::pair<Index, Index> World::squad_of(Index who) const {
    const Index first = companies.first_post[people[who].company];
    const Index begin = first + (people[who].post - first) / squad_size * squad_size;
    return {begin, std::min(begin + squad_size, first + companies.n_posts[people[who].company])};
}

template <class Visit>
void World::for_each_tie(Index who, Visit&& visit) const {
    const auto [begin, end] = squad_of(who);
    for (Index post = begin; post < end; ++post)
        if (posts.holder[post] != nobody && posts.holder[post] != who) visit(posts.holder[post]);
    for (const Index tie : circles.members(people[who].circle))
        if (tie != who) visit(tie);
}

}  // namespace defection
