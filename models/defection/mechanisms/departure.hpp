/// Departure: an intention is not an act. A planner prepares, waits for an opportunity, may be found out, and leaves
/// alone or with planners of the company whom he trusts; then he flees abroad, hides, or joins the opposition.
///     opportunity [1/week] = base (0.6 + 0.4 rebels' share of the region + 0.2 border) x local help
///     gone when the opportunities since his family is safe add up to Exp(1)
///     found out when detection does, or denounced
///     P(join) = logistic(j0 + jR rebels' share - jrad radicalisation - officer)
///     P(flee | not join) = logistic(f0 + fb border)
/// Rows F68, F91, F92, F96; domain A1.3-A1.7. Null: leaves at once; destinations by fixed shares.
#pragma once

#include <algorithm>

#include "models/defection/world.hpp"

namespace defection {

class Departure {
 public:
    static constexpr std::string_view name = "departure";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether leaving takes an opportunity", "assumed");
        SIM_PARAM(double, opportunity, 0.45, "1/week", in(0, 20), behaviour, "rate of opportunities in a quiet region",
                  "model trial 0.26-0.5");
        SIM_PARAM(double, company_departure, 0.5, "1", in(0, 1), behaviour,
                  "chance that a ready planner of the same company and group goes along", "model trial");
        SIM_PARAM(double, join, -1.3, "logit", in(-10, 10), behaviour, "joining the opposition: constant",
                  "T6; model trial");
        SIM_PARAM(double, join_rebels, 0.5, "logit", in(-10, 10), behaviour, "joining: rebels' share of the region",
                  "model trial 0-1.2");
        SIM_PARAM(double, join_radicalisation, 1.5, "logit", in(-10, 10), behaviour,
                  "joining: loss with the opposition's radicalisation", "A1.7; model trial 0-3");
        SIM_PARAM(double, join_officer, 0.3, "logit", in(-10, 10), behaviour, "joining: loss for officers",
                  "F100, F104");
        SIM_PARAM(double, flee, 0.0, "logit", in(-10, 10), behaviour, "fleeing abroad rather than hiding: constant",
                  "F91");
        SIM_PARAM(double, flee_border, 1.0, "logit", in(-10, 10), behaviour, "fleeing: access to a border", "F92");
        SIM_PARAM(double, null_join, 0.3, "1", in(0, 1), behaviour, "share who join when the mechanism is off", "F91");
        SIM_PARAM(double, null_flee, 0.4, "1", in(0, 1), behaviour, "share who flee when the mechanism is off", "F91");
    };
    explicit Departure(const Parameters& p) : p_(p) {}

    double opportunity_rate(double rebel_share, double border, double help) const {
        return p_.opportunity * (0.6 + 0.4 * rebel_share + 0.2 * border) * (1.0 + help);
    }
    double join_probability(double rebel_share, double radicalisation, bool officer) const {
        if (!p_.enabled) return p_.null_join;
        return sim::random::logistic(p_.join + p_.join_rebels * rebel_share - p_.join_radicalisation * radicalisation -
                                     (officer ? p_.join_officer : 0.0));
    }
    double flee_probability(double border) const {
        if (!p_.enabled) return p_.null_flee / (1.0 - p_.null_join);
        return sim::random::logistic(p_.flee + p_.flee_border * border);
    }

    void act(World& world) const {
        world.index_planners();
        for (Planner& planner : world.planners)
            if (world.people[planner.who].status == Status::planning) act_on(world, planner);
    }

 private:
    void act_on(World& world, Planner& planner) const {
        if (!p_.enabled) return leave(world, planner);
        const double begin = std::max(world.week, planner.since), end = world.week + world.dt;
        const double ready = std::max(begin, planner.ready);
        const double opportunity = opportunity_of(world, planner.who);
        const double found =
            std::min(planner.denounced, Planner::when(begin, planner.found_left, planner.detection_rate));
        const double gone = Planner::when(ready, planner.gone_left, opportunity);
        if (std::min(found, gone) >= end) {
            planner.found_left -= planner.detection_rate * (end - begin);
            planner.gone_left -= opportunity * std::max(0.0, end - ready);
            return;
        }
        if (found < gone) return world.arrest(planner);
        leave(world, planner);
        world.for_each_fellow_planner(planner.who, [&](const Planner& other) { go_along(world, planner, other); });
    }

    double opportunity_of(const World& world, Index who) const {
        return opportunity_rate(world.war.rebel_share[world.region_index_of(who)], world.region_of(who).border,
                                world.local_help_of(who));
    }

    void go_along(World& world, const Planner& leader, const Planner& other) const {
        if (world.people[other.who].status != Status::planning || other.ready > world.now) return;
        if (world.people[other.who].group != world.people[leader.who].group) return;
        auto draw = world.stream("departure/go-along", other.who);
        if (sim::random::uniform(draw) < p_.company_departure) leave(world, other, leader.who);
    }

    void leave(World& world, const Planner& planner, Index leader = nobody) const {
        auto draw = world.stream("departure/destination", planner.who);
        const Region& region = world.region_of(planner.who);
        const double rebels = world.war.rebel_share[world.region_index_of(planner.who)];
        const double join =
            join_probability(rebels, world.forcing[Force::radicalisation], is_officer(world.people[planner.who].rank));
        if (sim::random::uniform(draw) < join) return world.depart(planner, Status::joined_opposition, leader);
        const bool flees = sim::random::uniform(draw) < flee_probability(region.border);
        world.depart(planner, flees ? Status::fled : Status::hiding, leader);
    }

    const Parameters& p_;
};

}  // namespace defection
