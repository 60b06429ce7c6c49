/// Companies that the regime suspects: it breaks them up, at the cost of bonds, and fills them with informers.
#include <gtest/gtest.h>

#include "tests/models/defection/departures.hpp"
#include "tests/models/defection/paired.hpp"

namespace tests {
namespace {

using namespace defection;

const Settings leaving = {{"intention.log_base_rate", -4.2}, {"departure.opportunity", 0.2}};
const Settings broken_up = {{"suspects.broken_up", 0.5}, {"suspects.bar", 0.03}};

TEST(Suspects, AreMovedWithinTheirOrganisationAndRegion) {
    const auto scenario = scenario_of(small_army_text(), leaving + broken_up);
    ArmyRun run(*scenario);
    const Companies& companies = run.army().units.companies;
    std::int64_t moved = 0;
    for (int week = 0; week < 40; ++week) {
        const std::vector<Person> before(run.army().people.begin(), run.army().people.end());
        run.step();
        for (std::size_t i = 0; i < before.size(); ++i) {
            const Person& now = run.army().people[PersonId(i)];
            if (now.company == before[i].company) continue;
            ++moved;
            EXPECT_FALSE(is_officer(now.rank));
            EXPECT_EQ(companies.organisation[now.company], companies.organisation[before[i].company]);
            EXPECT_EQ(companies.region[now.company], companies.region[before[i].company]);
        }
    }
    EXPECT_GT(moved, 50);
    EXPECT_EQ(run.run().policies().transfers.people, moved);
}

/// Of those who are moved out, one plans and had agreed to leave with another.
TEST(Suspects, LoseTheirCircleAndTheirBand) {
    const auto scenario = scenario_of(small_army_text(), leaving);
    ArmyRun run(*scenario);
    PersonId planner;
    while (!planner.names_somebody()) {
        run.step();
        for (Planner& one : planners_of(run).all)
            if (run.army().people[one.who].circle != nobody) {
                planner = one.who;
                one.band = PersonId(0);
            }
    }
    const auto plan = [&]() -> const Planner& {
        return *std::ranges::find(run.army().planners.all, planner, &Planner::who);
    };
    const auto vacant = [&] {
        for (const PostId post : run.army().units.posts.ids())
            if (run.army().units.posts.is_vacant(post) &&
                run.army().units.posts.company[post] != run.army().people[planner].company)
                return post;
        throw std::logic_error("all posts are held");
    };
    const Person& person = run.army().people[planner];
    run.run().roster().move(planner, {vacant(), person.rank, person.status}, {});
    EXPECT_NE(person.circle, nobody);
    EXPECT_EQ(plan().band, PersonId(0));
    run.run().roster().move(planner, {vacant(), person.rank, person.status}, {.cuts_ties = true});
    EXPECT_EQ(person.circle, nobody);
    EXPECT_FALSE(plan().band.names_somebody());
    EXPECT_EQ(plan().company, person.company);
}

TEST(Suspects, AreStrangersWhereTheyComeUntilTheySettle) {
    const auto scenario = scenario_of(small_army_text(), leaving + broken_up + Settings{{"cohesion.diversity", 0}});
    ArmyRun run(*scenario);
    for (int week = 0; week < 20; ++week) run.step();
    const state::Transfers before = run.run().policies().transfers;
    const Strength strength = run.army().strength;
    ASSERT_GT(before.companies.size(), 0U);
    run.step();
    const Units& units = run.army().units;
    for (const CompanyId company : units.companies.ids()) {
        const float share =
            strength.men_in(company, units.lanes.n_groups) / std::max(1.0F, float(units.companies.n_posts[company]));
        EXPECT_NEAR(run.run().minds().bonds.of_company[company], share * (1 - before.strange[company]), 1e-5);
    }
}

double mean_bond(const ArmyRun& run) {
    double sum = 0, men = 0;
    const Units& units = run.army().units;
    for (const CompanyId company : units.companies.ids()) {
        const double here = run.army().strength.men_in(company, units.lanes.n_groups);
        sum += here * double(run.run().minds().bonds.of_company[company]);
        men += here;
    }
    return sum / men;
}

TEST(SignOfSuspects, BreakingUpCompaniesCostsTheirBonds) {
    const Settings strangers = broken_up + Settings{{"suspects.settling", 0.02}};
    expect_fewer_leave({}, strangers, mean_bond);
}
TEST(SignOfSuspects, BrokenUpTheyLeaveInSmallerNumbersTogether) {
    const Settings vacant_posts = {{"conscription.enabled", 0}};
    const Settings at_once = {{"suspects.broken_up", 1}, {"suspects.bar", 0.03}, {"suspects.fading", 1}};
    const Departed whole = departures_with(vacant_posts), broken = departures_with(vacant_posts + at_once);
    expect_positive(differences(whole.size, broken.size));
}
TEST(SignOfSuspects, InformersAreMadeInThemAndNowhereElse) {
    const auto scenario = scenario_of(
        small_army_text(),
        leaving + Settings{{"suspects.informers", 0.5}, {"suspects.bar", 0.1}, {"surveillance.informer_density", 0}});
    ArmyRun run(*scenario);
    for (int week = 0; week < 20; ++week) run.step();
    std::int64_t informers = 0;
    for (const Person& person : run.army().people) informers += person.has(informer);
    EXPECT_GT(informers, 0);
    EXPECT_EQ(informers, run.run().policies().transfers.informers);
    const auto quiet =
        scenario_of(small_army_text(), leaving + Settings{{"suspects.informers", 0.5}, {"suspects.bar", 1}});
    ArmyRun other(*quiet);
    for (int week = 0; week < 20; ++week) other.step();
    EXPECT_EQ(other.run().policies().transfers.informers, 0);
}
TEST(SignOfSuspects, InfiltrationCatchesPlanners) {
    const Departed open = departures_with({}),
                   watched = departures_with({{"suspects.informers", 0.4}, {"suspects.bar", 0.03}});
    expect_positive(differences(watched.caught, open.caught));
    expect_positive(differences(open.size, watched.size), 0);
}

}  // namespace
}  // namespace tests
