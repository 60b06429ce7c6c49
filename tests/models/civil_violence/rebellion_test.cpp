/// Model I: what is known exactly of it, and how it hangs together.
#include <fmt/format.h>

#include "tests/models/civil_violence/town.hpp"

namespace {

using namespace civil_violence;
using tests::RunOf;

TEST(ChanceOfArrest, HasThreeForms) {
    const auto chance = [](ArrestForm form, int cops, int actives) {
        ArrestParameters p;
        p.form = static_cast<int>(form);
        return chance_of_arrest(p, cops, actives);
    };
    EXPECT_NEAR(chance(ArrestForm::printed, 1, 1), 0.8997, 1e-4);
    EXPECT_NEAR(chance(ArrestForm::printed, 1, 2), 1 - std::exp(-1.15), 1e-15);
    EXPECT_EQ(chance(ArrestForm::floor, 1, 2), 0);
    EXPECT_EQ(chance(ArrestForm::floor, 5, 3), chance(ArrestForm::printed, 1, 1));
    EXPECT_EQ(chance(ArrestForm::round, 5, 3), chance(ArrestForm::printed, 2, 1));
    EXPECT_EQ(chance(ArrestForm::round, 1, 2), 0);                                  // halves to even: 0.5 to 0,
    EXPECT_EQ(chance(ArrestForm::round, 3, 2), chance(ArrestForm::printed, 2, 1));  // 1.5 to 2,
    EXPECT_EQ(chance(ArrestForm::round, 5, 2), chance(ArrestForm::printed, 2, 1));  // 2.5 to 2
}

/// Without cops a person is active if H (1 - L) > T: a share max(0, 1 - T / (1 - L)) of people. Sees 0.6 % of people.
TEST(WithoutCops, TheShareOfActivesIsThatOfHardshipAboveTheThreshold) {
    for (const double legitimacy : {0.95, 0.9, 0.89, 0.85, 0.82, 0.8, 0.7, 0.5, 0.0}) {
        RunOf run(
            make_civil_violence(),
            fmt::format("steps = 3\n[grid]\nwidth = 500\nheight = 500\n[cops]\ndensity = 0\n[legitimacy]\nlevel = {}",
                        legitimacy));
        run.go();
        const auto n = static_cast<std::size_t>(run.count("active", 0) + run.count("quiet", 0));
        EXPECT_EQ(n, 175000U);
        EXPECT_EQ(run.count("active", 0), 0);
        tests::expect_binomial(static_cast<std::size_t>(run.count("active", 1)), n,
                               std::max(0.0, 1 - 0.1 / (1 - legitimacy)));
        EXPECT_EQ(run.count("active", 3), run.count("active", 1));  // no person changes
    }
}

/// All see all, and so steep is the chance of arrest that it is 1 for all.
TEST(Decision, WeighsGrievanceAgainstRisk) {
    Parameters p;
    p.grid = {.width = 57, .height = 57, .shape = static_cast<int>(Shape::moore)};
    p.people = {.density = 0.5, .vision = 28};
    p.cops = {.density = 0.4, .vision = 1};
    p.arrest.steepness = 1000;  // P = 1 for all who see cops
    p.arrest.form = static_cast<int>(ArrestForm::printed);
    p.legitimacy.level = 0;
    p.jail.max_term = 0;
    Town town(p, {57, 57}, Groups::one, 9);
    town.step(1);
    // P = 1: H - R > 0.1 with chance 0.9^2 / 2.
    const int people = town.n(State::quiet) + town.n(State::active) + town.n(State::jailed);
    EXPECT_EQ(people, 1625);
    tests::expect_binomial(static_cast<std::size_t>(town.n(State::active) + town.n(State::jailed)), 1625, 0.405);
}

Parameters variant(int i) {
    Parameters p;
    p.grid.shape = i % 3;
    p.grid.order = i / 3 % 2;
    p.jail.place = i / 6 % 2;
    p.jail.clock = i / 3 % 2;
    p.arrest.form = i % 3;
    p.arrest.self = i % 2;
    p.cops.pursuit = i / 6 % 2 == 0 && i % 2 == 0;
    return p;
}

TEST(Town, NeitherMakesNorLosesPeople) {
    for (int i = 0; i < 12; ++i) {
        const Parameters p = variant(i);
        Town town(p, {40, 40}, Groups::one, 77);
        for (int step = 1; step <= 200; ++step) {
            town.step(step);
            ASSERT_EQ(town.n(State::quiet) + town.n(State::active) + town.n(State::jailed), 1120);
            ASSERT_EQ(town.n(State::cop), 64);
            for (const State state : {State::quiet, State::active, State::cop})
                ASSERT_EQ(tests::seen_on_grid(town, state), town.n(state));
            ASSERT_EQ(tests::seen_on_grid(town, State::jailed),
                      Jail(p.jail.place) == Jail::on_site ? town.n(State::jailed) : 0);
        }
        EXPECT_GT(town.n(State::jailed), 0);
    }
}

TEST(Town, IsAFunctionOfItsSeed) {
    const auto active = [](std::uint64_t seed) {
        Town town(variant(0), {40, 40}, Groups::one, seed);
        std::vector<int> series;
        for (int step = 1; step <= 100; ++step) {
            town.step(step);
            series.push_back(town.n(State::active));
        }
        return series;
    };
    EXPECT_EQ(active(1), active(1));
    EXPECT_NE(active(1), active(2));
}

TEST(Jail, ForLifeEmptiesTheTownOfRebels) {
    RunOf run(make_civil_violence(), "steps = 400\n[jail]\nmax_term = 1000000000\n[legitimacy]\nlevel = 0.5\n");
    run.go();
    for (std::size_t step = 1; step <= 400; ++step) ASSERT_GE(run.count("jailed", step), run.count("jailed", step - 1));
    EXPECT_GT(run.count("jailed", 400), 500);
}

TEST(Cops, AreWithdrawnOneByOne) {
    RunOf run(make_civil_violence(), "steps = 200\n[cops]\nwithdrawal = 0.5\n");
    run.go();
    for (int step = 0; step <= 200; ++step)
        EXPECT_EQ(run.count("cops", static_cast<std::size_t>(step)), std::max(0, 64 - step / 2));
    EXPECT_EQ(run.count("active", 200), run.count("active", 199));
}

TEST(Legitimacy, FallsLittleByLittleAndAtOnce) {
    const LegitimacyParameters p{.level = 0.9, .decline = 0.01, .jump = 0.2, .jump_step = 10};
    EXPECT_EQ(p.at(0), 0.9);
    EXPECT_NEAR(p.at(9), 0.81, 1e-12);
    EXPECT_NEAR(p.at(10), 0.6, 1e-12);
    EXPECT_EQ(p.at(100), 0);
}

}  // namespace
