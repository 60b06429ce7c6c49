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
