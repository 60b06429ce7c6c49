/// Men at work in the war: each side's strength, who dies by it, and how what soldiers expect of each other comes true there.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests::field {
namespace {

using namespace defection;

constexpr std::size_t province = 1;

/// The small army in a war of its own making, with what it expects formed by itself; its line is half trained.
std::string text() {
    std::string own = without_curves(small_army_text(), {"rebels", "radicalisation", "militia", "belief"});
    own.insert(own.find("exposure = 0.6"), "skill = 0.5\n");
    return own;
}
const Settings quiet = {{"survival_belief.news", 0}, {"war.recruitment", 2e-5}};

TEST(FieldStrength, IsOfMenBySkillEffortAndExposure) {
    const auto scenario = scenario_of(text(), quiet);
    ArmyRun run(*scenario);
    for (int week = 0; week < 20; ++week) run.step();
    const Units& units = run.army().units;
    const std::vector<float> effort = run.run().minds().effort.given;  // last week's, when the war looks
    const std::vector<float> men = run.army().strength.lanes;
    run.step();
    double men_there = 0, strength_there = 0, at_work = 0, withheld = 0;
    for (const BrigadeId b : units.brigades.ids()) {
        const Organisation& own = scenario->structure().organisations[units.brigades.organisation[b]];
        if (own.branch == Branch::intelligence) continue;
        for (std::size_t i = b * units.lanes.size(); i < (b + 1) * units.lanes.size(); ++i) {
            const auto n = static_cast<double>(men[i]), e = static_cast<double>(effort[i]);
            at_work += n * e * own.skill;
            withheld += n * (1 - e);
            if (units.brigades.region[b] != province) continue;
            men_there += n * own.exposure;
            strength_there += n * e * own.skill * own.exposure;
        }
    }
    const state::War& war = run.run().surroundings().war;
    EXPECT_GT(withheld, 50);
    EXPECT_NEAR(war.field_men[province], men_there, 1e-6 * men_there);
    EXPECT_NEAR(war.field_strength[province], strength_there, 1e-5 * men_there);
    EXPECT_NEAR(war.men_at_work, at_work, 1e-5 * at_work);
    const double engagement = std::sqrt(war.rebels[province] * strength_there);
    EXPECT_NEAR(war.deadliness[province] * men_there, 0.004 * engagement, 1e-5 * engagement);
    EXPECT_GT(engagement, 10);
}

TEST(CoreStrength, IsOfMenAtWork) {
    const auto strength_at = [](double steepness) {
        const auto scenario = scenario_of(text(), quiet + Settings{{"effort.steepness", steepness}});
        ArmyRun run(*scenario);
        for (int week = 0; week < 2; ++week) run.step();
        return run.run().surroundings().core.strength;
    };
    const auto all_work = scenario_of(text(), quiet + Settings{{"effort.enabled", 0}});
    ArmyRun run(*all_work);
    for (int week = 0; week < 2; ++week) run.step();
    EXPECT_NEAR(strength_at(0), 0.5 * run.run().surroundings().core.strength, 0.01 * strength_at(0))
        << "whoever is moved by nothing gives half";
}

using Measure = double (*)(const Simulation&);

/// measure with `to` less with `from`, seed by seed, where no one leaves.
std::vector<double> difference(const Settings& from, const Settings& to, Measure measure) {
    const Settings none_leaves = quiet + Settings{{"intention.log_base_rate", -25}};
    const auto before = scenario_of(text(), none_leaves + from), after = scenario_of(text(), none_leaves + to);
    std::vector<double> differences;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        ArmyRun a(*before, seed), b(*after, seed);
        a.finish();
        b.finish();
        differences.push_back(measure(b.run()) - measure(a.run()));
    }
    return differences;
}
double control(const Simulation& run) { return run.surroundings().war.control[province]; }
double rebels(const Simulation& run) { return run.surroundings().war.rebels_in_all; }
double danger(const Simulation& run) { return run.surroundings().core.danger(); }
double killed(const Simulation& run) { return static_cast<double>(run.army().ledger.total(Status::killed)); }

const Settings willing = {{"effort.bar", -1}}, unwilling = {{"effort.bar", 1.5}};

TEST(SignOfEffortInTheWar, WhatIsWithheldLosesGround) {  // F48, F68
    expect_positive(difference(unwilling, willing, control));
}
TEST(SignOfEffortInTheWar, RebelsGrowWhereItIsWithheld) {  // F68, F76
    expect_positive(difference(willing, unwilling, rebels));
}
TEST(SignOfEffortInTheWar, ItBringsTheCoreInDanger) {  // F77
    expect_positive(difference(willing, unwilling, danger));
}
TEST(SignOfEffortInTheWar, WhoeverDoesNotFightDiesLess) { expect_positive(difference(unwilling, willing, killed)); }
TEST(SignOfSkillInTheWar, TheBetterTrainedHoldMore) {
    expect_positive(difference({{"organisation.line.skill", 0.2}}, {{"organisation.line.skill", 1}}, control));
}

/// An army that lives by what the regime will pay, with much belief and with little.
TEST(EffortInTheWar, MakesWhatIsExpectedComeTrueOnTheGround) {
    const Settings paid = {{"effort.rent", 3},           {"effort.bar", 0.6},
                           {"patronage.conscript", 0.8}, {"patronage.professional", 0.9},
                           {"patronage.nco", 0.9},       {"survival_belief.speed", 0.05}};
    const Settings doubtful = paid + Settings{{"survival_belief.start", 0.1}},
                   sure = paid + Settings{{"survival_belief.start", 0.95}};
    expect_positive(difference(doubtful, sure, control));
    const Settings off = {{"effort.enabled", 0}};
    for (const double moved : difference(doubtful + off, sure + off, control))
        EXPECT_NEAR(moved, 0, 1e-12) << "without effort belief alone moves no ground";
}

}  // namespace
}  // namespace tests::field
