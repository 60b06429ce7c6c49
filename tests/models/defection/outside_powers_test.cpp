/// Lies and prisons of the regime, and the response of outside states: equations by hand values, signs
/// in pairs of runs, and the loop by which repression pays.
#include "models/defection/state/outside_powers.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/defection/constant_drivers.hpp"
#include "tests/models/defection/paired.hpp"

namespace tests {
namespace {

using namespace defection;

TEST(PowerEquations, AFewAgentsTaintAllWhoComeOut) {
    const Deception::Parameters p{.taint = 10};
    const Deception deception(p);
    EXPECT_DOUBLE_EQ(deception.suspected(2, 98), 0.2);
    EXPECT_EQ(deception.suspected(50, 50), 1);
    EXPECT_EQ(deception.suspected(0, 100), 0);
}
TEST(PowerEquations, WhatMilitiasDoIsExcusedAsFarAsItIsDenied) {
    const Deception::Parameters p{.denied = 0.5, .excuse = 0.8};
    EXPECT_DOUBLE_EQ(Deception(p).excused(0.25), 0.1);
}
TEST(PowerEquations, LeverageIsWhatTheRegimeKnowsOfRadicals) {
    const Normalisation::Parameters p{.openness = 0.8, .sanctions = 0.5, .knowledge = 0.5, .bite = 0.4};
    EXPECT_DOUBLE_EQ(Normalisation(p).leverage(0.3, 0.5), 0.4);
    EXPECT_EQ(Normalisation(p).leverage(1, 1), 1);
    EXPECT_DOUBLE_EQ(Normalisation(p).aim(0.4), 0.8 * 0.4 * 0.8);
}
TEST(PowerEquations, TheStateMournsAsFarAsItIsAccepted) {
    const Mourning::Parameters p{.staged = 0.5, .usual = 0.02, .accepted_in = 0.8, .accepted_out = 0.1};
    EXPECT_NEAR(Mourning(p).bond(Standing::in, 0.06), 0.4 * std::log(4), 1e-12);
    EXPECT_NEAR(Mourning(p).bond(Standing::out, 0.06), 0.05 * std::log(4), 1e-12);
}
TEST(PowerEquations, ABaseInDreadAsksTheMoreTheLessTheArmyProtectsIt) {
    const BasePressure::Parameters p{.firmness = 0.5, .demand = 0.4, .attacked = 2, .protection = 0.5};
    EXPECT_DOUBLE_EQ(BasePressure(p).dread(0.2, 0.1), 0.5);
    EXPECT_EQ(BasePressure(p).dread(0.6, 0), 1);
    EXPECT_DOUBLE_EQ(BasePressure(p).aim(0.2, 0.5, 1), 0.1 + 0.1);
    EXPECT_DOUBLE_EQ(BasePressure(p).aim(0.2, 0.5, 0), 0.1 + 0.2);
}
TEST(PowerEquations, PrisonsFillUpAndKillWhenTheyAreFull) {
    const Detention::Parameters p{.capacity = 0.1, .growth = 0.5, .usual = 0.01, .overflow = 0.6};
    EXPECT_DOUBLE_EQ(Detention(p).places(1000, 1), 150);
    EXPECT_DOUBLE_EQ(Detention::room(30, 120), 0.75);
    EXPECT_EQ(Detention::room(130, 120), 0);
    EXPECT_EQ(Detention::room(0, 0), 0);
    EXPECT_NEAR(Detention(p).dread(30, 1000), std::log(4), 1e-12);
    EXPECT_EQ(Detention(p).executed_share(100, 120), 0);
    EXPECT_DOUBLE_EQ(Detention(p).executed_share(160, 120), 0.6 * 0.25);
}

TEST_F(TermsOfARun, AnExampleAbroadIsTakenInAndForgotten) {
    start({{"foreign_example.enabled", 1},
           {"foreign_example.shown", 0.8},
           {"foreign_example.speed", 0.1},
           {"foreign_example.pull", 0.5}});
    EXPECT_NEAR(term("foreign_example.pull", line_company, majority, Rank::nco),
                0.5 * 0.8 * (1 - std::exp(-0.1 * n_weeks)), single);
}
TEST_F(TermsOfARun, ClosedOptionsAddToTheFateOfTheRulersGroupAlone) {
    const auto fate = [&](double blocked) {
        start(
            {{"existential_threat.enabled", 1}, {"blocked_options.enabled", 1}, {"blocked_options.blocked", blocked}});
        return run_->run().minds().fate.shared;
    };
    const auto open = fate(0), closed = fate(1);
    const double weight = BlockedOptions::Parameters{}.weight;
    EXPECT_NEAR(closed[core] - open[core], weight * scenario_->structure().groups[core].fate, 1e-12);
    EXPECT_EQ(closed[majority], open[majority]);
}

/// The small army whose opposition, orders and belief follow what happens.
std::string free_text() { return without_curves(small_army_text(), {"radicalisation", "orders", "belief"}); }

TEST(SignOfDeception, AnOppositionOfTheRegimesOwnDividesTheOther) {  // F35
    const Settings promising = {{"reassurance.guarantee", 1}, {"deception.legitimise", 0}};
    expect_fewer_leave(promising + Settings{{"deception.pseudo", 0}}, promising + Settings{{"deception.pseudo", 1}},
                       joined_share);
}
TEST(SignOfDeception, AnOppositionOfTheRegimesOwnLegitimisesIt) {  // F35
    const auto belief = [](double pseudo) {
        const auto scenario = scenario_of(free_text(), {{"deception.pseudo", pseudo}});
        ArmyRun run(*scenario);
        run.finish();
        return run.run().surroundings().outlook.belief.of_men[core_group];
    };
    EXPECT_GT(belief(1), belief(0));
}
TEST(SignOfDeception, ItIsSuspicionOfAllThatAgentsSow) {  // F38
    const Settings welcome = {{"departure.join", 0.5}, {"reception.distrust", 4}};
    expect_fewer_leave(welcome + Settings{{"deception.planted", 0}}, welcome + Settings{{"deception.planted", 0.1}},
                       faction_share);
}
TEST(SignOfDeception, WhoDeniesWhatMilitiasDoAngersLess) {  // F34
    const Settings harsh = {{"violence.crackdown", 2},
                            {"grievance.violence_weight", 0.4},
                            {"intention.log_base_rate", -6},
                            {"deception.excuse", 1}};
    expect_fewer_leave(harsh + Settings{{"deception.denied", 0}}, harsh + Settings{{"deception.denied", 1}});
}
TEST(SignOfBlockedOptions, TheyHoldTheRulersGroup) {  // F58
    expect_fewer_leave({{"blocked_options.blocked", 0}},
                       {{"blocked_options.blocked", 1}, {"blocked_options.weight", 1}}, departed_of_group(core_group));
}
TEST(SignOfMourning, HonouringTheFallenHoldsTheirCommunity) {  // 002.3
    const Settings deadly = {
        {"bereavement.effect", 0}, {"bereavement.men_of_age", 0.01}, {"war.death_rate", 0.1}, {"mourning.honour", 1}};
    expect_fewer_leave(deadly + Settings{{"mourning.staged", 0}}, deadly + Settings{{"mourning.staged", 1}});
}
TEST(SignOfForeignExample, ItDrawsPeopleOut) {  // 001.1
    expect_more_leave({{"foreign_example.shown", 0}}, {{"foreign_example.shown", 1}});
}
TEST(SignOfNormalisation, SanctionsBindTheSeniorsOfTheRulersGroup) {  // F128
    const auto seniors = [](const ArmyRun& run) {
        return run.departed([](auto, auto role, auto g) { return role == 0 && g == core_group; });
    };
    const Settings easy = {
        {"intention.log_base_rate", -3}, {"intention.senior_officer", 2}, {"normalisation.binding", 3}};
    expect_fewer_leave(easy + Settings{{"normalisation.sanctions", 0}}, easy + Settings{{"normalisation.sanctions", 1}},
                       seniors);
}
TEST(SignOfDetention, WhoSeesTheirOwnDisappearIsFrightened) {  // F33
    const Settings prisons = {{"detention.taking", 0.05}, {"detention.bitterness", 0}, {"detention.fear", 0.5}};
    expect_fewer_leave(prisons + Settings{{"detention.capacity", 0}}, prisons + Settings{{"detention.capacity", 50}});
}
TEST(SignOfDetention, AndEmbittered) {  // F33
    const Settings prisons = {{"detention.taking", 0.05}, {"detention.bitterness", 0.05}, {"detention.fear", 0}};
    expect_more_leave(prisons + Settings{{"detention.capacity", 0}}, prisons + Settings{{"detention.capacity", 50}});
}
TEST(SignOfDetention, FullPrisonsKill) {
    const auto executed = [](const ArmyRun& run) { return run.count(Status::executed, [](auto...) { return true; }); };
    const Settings watched =
        off("reprisal") +
        Settings{{"blocking_forces.execution", 0}, {"detention.capacity", 0.002}, {"surveillance.agency_rate", 0.05}};
    expect_more_leave(watched + Settings{{"detention.overflow", 0}}, watched + Settings{{"detention.overflow", 1}},
                      executed);
}

struct Loop {
    double radicalisation, recognition, belief, places, orders;
};
Loop loop_of(const Settings& settings) {
    const auto scenario = scenario_of(free_text(), Settings{{"base_pressure.firmness", 2},
                                                            {"opposition.violence", 0.1},
                                                            {"detention.capacity", 0.1},
                                                            {"normalisation.speed", 0.1}} +
                                                       settings);
    ArmyRun run(*scenario);
    run.finish();
    const Surroundings& around = run.run().surroundings();
    const Beyond& beyond = run.run().beyond();
    return {around.opposition.radicalisation, beyond.recognition.given, around.outlook.belief.of_men[core_group],
            beyond.prisons.places, around.orders.to_repress};
}

/// Article 004: repression breeds radicals, what the regime knows of them buys recognition, and recognition feeds repression.
TEST(LoopOfNormalisation, RepressionBreedsWhatBuysRecognitionWhichFeedsRepression) {
    const Settings open = {{"normalisation.openness", 1}};
    const Loop mild = loop_of(open + Settings{{"base_pressure.firmness", 0.2}}), harsh = loop_of(open);
    EXPECT_GT(harsh.orders, mild.orders);
    EXPECT_GT(harsh.radicalisation, mild.radicalisation);
    EXPECT_GT(harsh.recognition, mild.recognition);
    EXPECT_GT(harsh.places, mild.places);
    const Loop shunned = loop_of({}), sanctioned = loop_of(open + Settings{{"normalisation.sanctions", 1}});
    EXPECT_EQ(shunned.recognition, 0);
    EXPECT_LT(sanctioned.recognition, harsh.recognition);
    EXPECT_GT(harsh.belief, shunned.belief);
    EXPECT_EQ(loop_of({{"normalisation.publicity", 1}}).recognition, 0) << "what is only said";
    EXPECT_GT(loop_of({{"normalisation.publicity", 1}}).belief, shunned.belief) << "is believed";
    const Loop embedded = loop_of(open + Settings{{"deception.embedded", 0.5}});
    EXPECT_GT(embedded.radicalisation, harsh.radicalisation);
    EXPECT_GT(embedded.recognition, harsh.recognition);
}
TEST(LoopOfNormalisation, EndsWithSponsorsWhoTurnAway) {  // F127
    const auto help = [](double openness) {
        const auto scenario = scenario_of(free_text(), {{"base_pressure.firmness", 2},
                                                        {"opposition.violence", 0.1},
                                                        {"sponsors.commitment", 1},
                                                        {"normalisation.speed", 0.1},
                                                        {"normalisation.openness", openness}});
        ArmyRun run(*scenario);
        run.finish();
        return run.run().surroundings().sponsors.support;
    };
    EXPECT_LT(help(1), help(0));
}

/// Patron at the end of a run of 30 weeks in which a shock of its command halves every ten weeks, from week 20 on.
state::Patron patron_after(double shock) {
    const std::string support = "[[curve]]\nname = \"help\"\ndrives = \"patron_support\"\npoints = [[0, 1]]\n";
    const std::string death = fmt::format(
        "[[event]]\nname = \"death\"\nweek = 20\ndecay = 10\ndrives = \"patron_command\"\nsize = {}\n", shock);
    const auto scenario =
        scenario_of(small_army_text({.weeks = 30}) + support + death, {{"patron.command", 0.8}, {"patron.speed", 0.2}});
    ArmyRun run(*scenario);
    run.finish();
    return run.run().surroundings().patron;
}
TEST(Patron, LosesItsGripForAWhileWithItsGeneralAndGoesOnHelping) {  // F122
    const state::Patron led = patron_after(0), bereft = patron_after(-0.2);
    const double last_week = 29;
    EXPECT_NEAR(bereft.command, led.command - 0.2 * std::exp2(-(last_week - 20) / 10), 1e-12);
    EXPECT_EQ(bereft.support, led.support);
    EXPECT_EQ(bereft.forces, led.forces);
}

TEST(BasePressure, AnswersTheBaseWhereNoCurveGivesOrders) {  // F59
    const auto orders = [](const Settings& settings) {
        const auto scenario = scenario_of(free_text(), Settings{{"violence.attack", 3}} + settings);
        ArmyRun run(*scenario);
        run.finish();
        return run.run().surroundings().orders.to_repress;
    };
    EXPECT_EQ(orders({{"base_pressure.demand", 0}}), 0);
    EXPECT_GT(orders({{"base_pressure.demand", 0.6}}), orders({{"base_pressure.demand", 0.3}}));
    EXPECT_EQ(orders({{"base_pressure.enabled", 0}}), 0) << "history gives none";
}

}  // namespace
}  // namespace tests
