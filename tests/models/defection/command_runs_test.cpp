/// The acts of commanders in whole runs, and those that are gone without each mechanism: an army of two divisions, at the centre
/// and in a far province in revolt, and a guard that checks it. Pairs of runs share every random number.
#include <gtest/gtest.h>

#include "tests/models/defection/garrison.hpp"

namespace tests {
namespace {

using namespace defection;

TEST(SignOfCommand, OnesOwnTownInTheStreetMakesCommandersRefuse) {  // A1.12
    expect_more(garrison_text(), {{"command.own", 0}}, {{"command.own", 5}}, &End::led_out);
}
TEST(SignOfCommand, ANonviolentPeopleMakesTheArmyDecline) {  // A2.3, A2.17
    expect_more(garrison_text() + everywhere, {{"command.nonviolence", 0}}, {{"command.nonviolence", 1}},
                &End::declined);
}
TEST(SignOfCommand, AnAutonomousCorpsDeclines) {  // A2.3, A2.4
    const Settings corps = {{"organisation.line.hierarchy", 0.9}, {"command.nonviolence", 0.3}};
    expect_more(garrison_text() + everywhere, corps + Settings{{"organisation.line.autonomy", 0}},
                corps + Settings{{"organisation.line.autonomy", 1}}, &End::declined);
}
TEST(SignOfCommand, RentsHoldTheHighCommand) {  // F95
    const Settings wavering = {{"command.nonviolence", 0.75}};
    expect_more(garrison_text() + everywhere, wavering + Settings{{"organisation.line.rent", 1}},
                wavering + Settings{{"organisation.line.rent", 0}}, &End::declined);
}
TEST(SignOfCommand, ATieToTheRulerHoldsAChief) {  // F85
    expect_more(garrison_text() + everywhere, peaceful + Settings{{"organisation.line.chief_tie", 1}},
                peaceful + Settings{{"organisation.line.chief_tie", 0}}, &End::declined);
}
TEST(SignOfCommand, APatronHoldsTheHighCommand) {  // A2.29
    const std::string patron = "[[curve]]\nname = \"patron\"\ndrives = \"patron_support\"\npoints = [[0, 1.0]]\n";
    const Settings weak = {{"command.nonviolence", 0.6}};
    expect_more(garrison_text() + everywhere + patron, weak + Settings{{"command.patron", 4}},
                weak + Settings{{"command.patron", 0}}, &End::declined);
}
TEST(SignOfStance, WatchHoldsWhoStandsAlone) {  // F19, F84
    expect_more(garrison_text(), {{"stance.monitoring", 8}}, {{"stance.monitoring", 0}}, &End::led_out);
}
TEST(SignOfStance, AForceThatChecksTheArmyHoldsIt) {  // A2.7
    const Settings held = peaceful + Settings{{"stance.reach", 20}, {"stance.busy", 0}};
    expect_more(garrison_text() + everywhere, held + Settings{{"organisation.guard.checks", 1}},
                held + Settings{{"organisation.guard.checks", 0}}, &End::declined);
}
TEST(SignOfStance, HierarchyKeepsTheUnitsOfALoyalChief) {  // A2.9
    expect_more(garrison_text(), {{"organisation.line.hierarchy", 1}}, {{"organisation.line.hierarchy", 0}},
                &End::led_out);
}
TEST(SignOfStance, WithItsChiefAnArmyDeclinesAsABody) {
    const Settings whole = peaceful + Settings{{"organisation.line.hierarchy", 1}};
    EXPECT_GE(count_runs(garrison_text() + everywhere, whole, [](const End& end) { return end.form == Form::body; }),
              11);
    EXPECT_EQ(count_runs(garrison_text() + everywhere, whole + off("stance"),
                         [](const End& end) { return end.form == Form::body || end.declined > 0; }),
              0);
}
TEST(SignOfLeadingOut, MenFollowACommanderWhoIsFromTheirTown) {  // A1.12
    expect_more(garrison_text(), {{"leading_out.townsman", 0}, {"leading_out.at_home", 0}},
                {{"leading_out.townsman", 2}, {"leading_out.at_home", 2}}, &End::led_out);
}
TEST(SignOfLeadingOut, AFarProvinceLeavesInUnitsUnderTheirCommanders) {
    const Settings own = {{"command.own", 6}};
    const auto splits = [](const End& end) { return end.form == Form::block || end.form == Form::units; };
    EXPECT_GE(count_runs(garrison_text(), own, splits), 11);
    EXPECT_EQ(count_runs(garrison_text(), own + off("leading_out"), splits), 0);
}
TEST(SignOfPlot, AnArmyThatOutweighsTheGuardRemovesTheRuler) {  // A2.15
    const Settings strong = peaceful + Settings{{"organisation.line.autonomy", 1}, {"organisation.guard.checks", 0.1}};
    const auto removed = [](const End& end) { return end.ruler == Ruler::removed; };
    EXPECT_GE(count_runs(garrison_text() + everywhere, strong, removed), 8);
    EXPECT_EQ(count_runs(garrison_text() + everywhere, strong + off("plot"), removed), 0);
}
TEST(SignOfPlot, ARulerWhomTheArmyLeavesAloneStepsDown) {
    const Settings alone = peaceful + Settings{{"plot.speed", 0}};
    EXPECT_GE(
        count_runs(garrison_text() + everywhere, alone, [](const End& end) { return end.ruler == Ruler::steps_down; }),
        8);
}
TEST(SignOfPlot, ARivalOfTheFamilyMakesTheGuardTurn) {  // F59
    const Settings rival = {{"organisation.guard.succession", 1}, {"command.claim", 15}};
    const auto turns = [](const End& end) { return end.guard_refuses; };
    EXPECT_EQ(count_runs(garrison_text(), rival, turns), 0) << "no one disputes the ruler's place";
    EXPECT_GE(count_runs(garrison_text(), rival + Settings{{"command.rivalry", 1}}, turns), 11);
}
TEST(SignOfQuietExit, GeneralsWithReasonsWithdraw) {  // F82
    const Settings quiet = off("stance") + Settings{{"quiet_exit.rate", 0.05}};
    expect_more(garrison_text(), quiet + Settings{{"command.reluctance", 6}},
                quiet + Settings{{"command.reluctance", -2}}, &End::generals_gone);
}
TEST(SignOfQuietExit, ForeignCommandDrivesGeneralsAway) {  // F46, F123
    const std::string patron = "[[curve]]\nname = \"patron\"\ndrives = \"patron_support\"\npoints = [[0, 1.0]]\n";
    const Settings quiet =
        off("stance") + Settings{{"quiet_exit.rate", 0.1}, {"patron.speed", 5},    {"patron.command", 1},
                                 {"command.patron", 0},    {"quiet_exit.most", 3}, {"command.reluctance", 2}};
    expect_more(garrison_text() + patron, quiet + Settings{{"quiet_exit.foreign", 0}},
                quiet + Settings{{"quiet_exit.foreign", 4}}, &End::generals_gone);
}
/// Generals gone in ten runs in which the state loses the province in the weeks before `taken`.
double gone_after_loss(double taken, const Settings& settings) {
    const std::string rebels = fmt::format(
        "[[curve]]\nname = \"rebels\"\ndrives = \"rebels\"\nregions = {{ province = 5000 }}\n"
        "points = [[0, 0], [{}, 0], [{}, 1]]\n",
        taken - 1, taken);
    const Settings quiet = off("stance") + Settings{{"quiet_exit.rate", 0.05},
                                                    {"quiet_exit.most", 3},
                                                    {"command.reluctance", 2},
                                                    {"war.control_speed", 5},
                                                    {"war.crowd", 0}};
    double gone = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed)
        gone += end_of(garrison_text() + rebels, quiet + settings, seed).generals_gone;
    return gone;
}
TEST(SignOfQuietExit, GroundLostIsBlamedOnTheRuler) {  // F45
    EXPECT_GT(gone_after_loss(2, {{"quiet_exit.blame", 6}}), gone_after_loss(2, {{"quiet_exit.blame", 0}}));
    EXPECT_EQ(gone_after_loss(50, {{"quiet_exit.blame", 6}}), gone_after_loss(50, {{"quiet_exit.blame", 0}}))
        << "no ground is lost, and no one is blamed";
    EXPECT_LT(gone_after_loss(2, {{"quiet_exit.blame", 6}, {"quiet_exit.forgetting", 5}}),
              gone_after_loss(2, {{"quiet_exit.blame", 6}, {"quiet_exit.forgetting", 0}}))
        << "generals get used to what is left";
}
TEST(Deployment, KeepsBrigadesThatDeclineInTheirBarracks) {
    const auto scenario =
        scenario_of(garrison_text() + everywhere, peaceful + Settings{{"organisation.line.hierarchy", 1}});
    ArmyRun run(*scenario);
    run.finish();
    const Nodes& nodes = run.run().high_command().nodes;
    int n_declining = 0;
    for (const BrigadeId b : run.army().units.brigades.ids())
        if (run.run().high_command().stances.declines(nodes, b)) {
            ++n_declining;
            EXPECT_EQ(run.run().policies().deployment.exposure[b], 0);
        }
    EXPECT_EQ(n_declining, 8);
}
TEST(CoreStrength, LeavesOutBrigadesThatDecline) {
    const auto strength = [](const Settings& settings) {
        const Settings whole =
            peaceful + Settings{{"organisation.line.hierarchy", 1}, {"core.line", 1}, {"deployment.shirking", 0}};
        const auto scenario = scenario_of(garrison_text() + everywhere, whole + settings);
        ArmyRun run(*scenario);
        run.finish();
        return run.run().surroundings().core.strength;
    };
    EXPECT_LT(strength({}), 0.6 * strength(off("stance")));
}

}  // namespace
}  // namespace tests
