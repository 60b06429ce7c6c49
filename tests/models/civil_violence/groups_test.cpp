/// Model II: signs of what cops and legitimacy do, and that people are accounted for.
#include <fmt/format.h>

#include "tests/models/civil_violence/town.hpp"

namespace {

using namespace civil_violence;
using tests::RunOf;

RunOf two_groups(double legitimacy, double cops, int steps = 1000) {
    return {
        make_ethnic_violence(),
        fmt::format("steps = {}\n[people]\nvision = 1.7\n[cops]\nvision = 1.7\ndensity = {}\n[jail]\nmax_term = 15\n"
                    "[legitimacy]\nlevel = {}\n",
                    steps, cops, legitimacy)};
}

TEST(TwoGroups, LiveTogetherIfEachAcceptsTheOther) {
    auto run = two_groups(0.9, 0);
    for (std::uint32_t r = 0; r < 5; ++r) {
        run.go(3, r);
        EXPECT_TRUE(std::isnan(run.metric("extinction_step")));
        EXPECT_EQ(run.metric("killed_share"), 0);
    }
}

TEST(TwoGroups, EndAsOneIfTheyDoNotAndNobodyParts) {
    auto run = two_groups(0.8, 0);
    for (std::uint32_t r = 0; r < 5; ++r) {
        run.go(3, r);
        EXPECT_LT(run.metric("extinction_step"), 1000);
        EXPECT_TRUE(run.count("first_group", 1000) == 0 || run.count("second_group", 1000) == 0);
    }
}

TEST(TwoGroups, AreAccountedFor) {
    Parameters p;
    p.people.vision = p.cops.vision = 1.7;
    p.legitimacy.level = 0.8;
    for (const Jail place : {Jail::away, Jail::on_site}) {
        p.jail.place = static_cast<int>(place);
        Town town(p, {30, 30}, Groups::two, 5);
        for (int step = 1; step <= 300; ++step) {
            town.step(step);
            const int people = town.n(State::quiet) + town.n(State::active) + town.n(State::jailed);
            ASSERT_EQ(people, town.n_people(0) + town.n_people(1));
            for (const State state : {State::quiet, State::active, State::cop})
                ASSERT_EQ(tests::seen_on_grid(town, state), town.n(state));
            ASSERT_EQ(town.n(State::cop), 36);
        }
        EXPECT_GT(town.n_killed(0) + town.n_killed(1), 0);
    }
}

/// In a wide empty land all have a free site in sight: a child each with chance `birth`. Sees 10 %.
TEST(TwoGroups, HaveChildrenByChance) {
    auto run = RunOf(make_ethnic_violence(),
                     "steps = 1\n[grid]\nwidth = 500\nheight = 500\n[people]\nvision = 1.7\ndensity = 0.2\n"
                     "[cops]\ndensity = 0\n[legitimacy]\nlevel = 1\n[groups]\nbirth = 0.05\nmax_age = 1000000\n");
    run.go();
    const int now = run.count("first_group", 1) + run.count("second_group", 1);
    tests::expect_binomial(static_cast<std::size_t>(now - 50000), 50000, 0.05);
}

/// Ages of death are uniform: after 20 steps of 50 three in five are left. Sees 2 %.
TEST(TwoGroups, DieAtAgesUniformUpToTheGreatest) {
    auto run = RunOf(make_ethnic_violence(),
                     "steps = 20\n[grid]\nwidth = 300\nheight = 300\n[people]\nvision = 1.7\n[cops]\ndensity = 0\n"
                     "[legitimacy]\nlevel = 1\n[groups]\nbirth = 0\nmax_age = 50\n");
    run.go();
    const int left = run.count("first_group", 20) + run.count("second_group", 20);
    tests::expect_binomial(static_cast<std::size_t>(left), 63000, 0.6);
}

/// Births without violence: people fill the town to what death leaves free.
TEST(TwoGroups, AreBornAndDie) {
    auto run = two_groups(1, 0, 600);
    run.go();
    EXPECT_EQ(run.count("first_killed", 600), 0);
    int changes = 0;
    for (std::size_t step = 1; step <= 600; ++step) {
        const int now = run.count("first_group", step) + run.count("second_group", step);
        changes += now != run.count("first_group", step - 1) + run.count("second_group", step - 1);
        EXPECT_LE(now, 1600);
    }
    EXPECT_GT(changes, 300);
}

}  // namespace
