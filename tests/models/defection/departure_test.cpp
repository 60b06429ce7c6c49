/// How a planner's waiting ends.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

/// How a person is found out whom detection reaches after so much of their resistance, and a confidant at this time.
FoundBy finder_of(double found_left, double denounced) {
    const auto scenario = scenario_of(small_army_text(), {{"surveillance.agency_rate", 5}});
    ArmyRun run(*scenario);
    const PersonId who = run.army().commands.commander(CompanyId(1));
    run.run().roster().intend(who, 0.0);
    constexpr double long_time = 1e6;
    planners_of(run).all.push_back({.who = who,
                                    .company = run.army().people[who].company,
                                    .found_left = found_left,
                                    .gone_left = long_time,
                                    .whisper_left = long_time,
                                    .denounced = denounced,
                                    .denounced_by = FoundBy::confidant});
    run.step();
    for (const Happening& one : run.army().happenings.now)
        if (one.who == who && one.what == What::arrest) return one.found_by;
    return FoundBy::no_one;
}

TEST(Departure, AnArrestIsOfWhoeverFoundThePlannerFirst) {
    EXPECT_EQ(finder_of(1e6, 0.5), FoundBy::confidant);
    EXPECT_EQ(finder_of(1e6, Planner::never), FoundBy::no_one);
    const FoundBy first = finder_of(1e-3, 0.5);
    EXPECT_TRUE(first == FoundBy::agency || first == FoundBy::informer) << static_cast<int>(first);
    EXPECT_EQ(finder_of(1e-3, Planner::never), first);
    EXPECT_EQ(finder_of(10.0, 0.001), FoundBy::confidant) << "detection would have come later in the week";
}

/// How many of these posts' holders leave with the first, when all are ready and go along if they are asked.
int n_who_leave(const std::vector<std::size_t>& places) {
    const auto scenario = scenario_of(small_army_text(), everything_off() + Settings{{"departure.enabled", 1},
                                                                                     {"departure.company_departure", 1},
                                                                                     {"departure.opportunity", 0.01},
                                                                                     {"intention.log_base_rate", -25}});
    ArmyRun run(*scenario);
    const auto& units = run.army().units;
    const std::size_t first = units.companies.first_post[CompanyId(1)];
    constexpr double long_time = 1e6;
    std::vector<PersonId> people;
    for (const std::size_t place : places) {
        const PersonId who = units.posts.holder[PostId(first + place)];
        const_cast<Person&>(run.army().people[who]).group = 1;
        run.run().roster().intend(who, 0.0);
        planners_of(run).all.push_back({.who = who,
                                        .company = CompanyId(1),
                                        .found_left = long_time,
                                        .gone_left = people.empty() ? 0.0 : long_time,
                                        .whisper_left = long_time});
        people.push_back(who);
    }
    run.step();
    return static_cast<int>(
        std::ranges::count_if(people, [&](PersonId who) { return has_departed(run.army().people[who].status); }));
}

TEST(Departure, TakesTiesAlongAndNobodyElseOfTheCompany) {
    EXPECT_EQ(n_who_leave({10, 11, 12}), 3) << "one squad";
    EXPECT_EQ(n_who_leave({10, 30, 50}), 1) << "other squads";
}

}  // namespace
}  // namespace tests
