/// History's blows to chiefs, to the regime's right to rule, and to what the conflict is about: equations, lots in single
/// runs, laws over many, signs in pairs of runs, and what is said of a scenario that gets it wrong.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/defection/paired.hpp"
#include "tests/statistics.hpp"

namespace tests {
namespace {

using namespace defection;

constexpr std::size_t guard = 1;  // organisation of the small army

std::string blow(std::string_view lot, std::string_view keys = "week = 10", std::string_view chief = "guard") {
    return fmt::format("\n[[event]]\nname = \"blow\"\n{}\nbefalls = \"{}\"\nchief = \"{}\"\n", keys, lot, chief);
}
PersonId chief_of(const ArmyRun& run) {
    const HighCommand& high = run.run().high_command();
    return high.offices.holder[high.nodes.chief_of(guard)];
}
Status status_of(const ArmyRun& run, PersonId who) { return run.army().people[who].status; }

/// No one leaves or dies of anything else.
const Settings quiet = everything_off() + Settings{{"intention.log_base_rate", -25}};

TEST(LeadershipEquations, RatesFollowTheStrength) {
    const Leadership::Parameters p{.arrest = 0.04, .flight = 0.1, .acceptance = 0.5};
    const Leadership leadership(p);
    EXPECT_DOUBLE_EQ(leadership.arrested(0.5), 0.02);
    EXPECT_DOUBLE_EQ(leadership.flees(0.5), 0.05);
    EXPECT_DOUBLE_EQ(leadership.accepts(0.5, 0), 0.125);
    EXPECT_NEAR(leadership.accepts(1, 2), 0.5 / (1 + std::exp(-2)), 1e-12);
    EXPECT_EQ(leadership.accepts(1, double(state::Motives::never)), 0);
}
TEST(LegitimacyEquations, WhoServesWithoutRightBearsAGrudge) {
    const Legitimacy::Parameters p{.grudge = 0.04, .ingroup = 0.25};
    const Legitimacy legitimacy(p);
    EXPECT_DOUBLE_EQ(legitimacy.inflow(0.5, false), 0.02);
    EXPECT_DOUBLE_EQ(legitimacy.inflow(0.5, true), 0.005);
    EXPECT_DOUBLE_EQ(legitimacy.inflow(3, false), 0.04) << "there is no more than all";
    EXPECT_EQ(legitimacy.inflow(-1, false), 0) << "more right than before takes no anger away";
}
TEST(SalienceEquations, HistoryAddsToTheStakeOrGivesIt) {
    const ExistentialThreat::Parameters p;
    const ExistentialThreat threat(p);
    EXPECT_DOUBLE_EQ(threat.stake(0.3, 0.4, false), 0.7);
    EXPECT_DOUBLE_EQ(threat.stake(0.3, 0.4, true), 0.4);
    EXPECT_EQ(threat.stake(0.8, 0.4, false), 1);
    EXPECT_EQ(threat.stake(0.3, -0.4, false), 0);
}

TEST(Leadership, StrikesTheChiefOnTheDayAndNoSuccessor) {
    for (const int step_days : {7, 1})
        for (const auto& [lot, status] : {std::pair{"killed", Status::killed},
                                          {"dies", Status::discharged},
                                          {"dismissed", Status::dismissed},
                                          {"arrested", Status::arrested}}) {
            SCOPED_TRACE(testing::Message() << lot << " in steps of " << step_days);
            const auto scenario =
                scenario_of(small_army_text({.weeks = 20, .step_days = step_days}) + blow(lot), quiet);
            ArmyRun run(*scenario);
            for (int step = 0; step < 70 / step_days; ++step) run.step();
            const PersonId chief = chief_of(run);
            ASSERT_TRUE(chief.names_somebody());
            EXPECT_EQ(status_of(run, chief), Status::serving);
            run.step();
            EXPECT_EQ(status_of(run, chief), status);
            const PersonId next = chief_of(run);
            ASSERT_TRUE(next.names_somebody());
            EXPECT_NE(next, chief) << "the next in line follows at once";
            run.finish();
            EXPECT_EQ(chief_of(run), next);
            EXPECT_EQ(status_of(run, next), Status::serving);
            EXPECT_EQ(run.army().ledger.total(status), 1);
        }
}

TEST(Leadership, LeavesAloneWhatWasBeforeTheRunOrIsSwitchedOff) {
    for (const std::string& text : {blow("killed", "week = -5"), blow("killed", "week = 10\nenabled = false")}) {
        const auto scenario = scenario_of(small_army_text({.weeks = 20}) + text, quiet);
        ArmyRun run(*scenario);
        run.finish();
        EXPECT_EQ(run.army().ledger.total(Status::killed), 0);
    }
}

TEST(Leadership, StrikesAtTheStartAsSoonAsThereIsAChief) {
    const auto scenario = scenario_of(small_army_text({.weeks = 5}) + blow("killed", "week = 0"), quiet);
    ArmyRun run(*scenario);
    run.step();
    EXPECT_EQ(run.army().ledger.total(Status::killed), 0);
    run.step();
    EXPECT_EQ(run.army().ledger.total(Status::killed), 1);
}

/// [arrested, fled, in office] over runs.
std::vector<std::size_t> outcomes(const std::string& text, const Settings& settings, std::uint64_t runs) {
    const auto scenario = scenario_of(small_army_text({.companies = 2, .weeks = 24}) + text, quiet + settings);
    std::vector<std::size_t> outcome(3, 0);
    for (std::uint64_t seed = 1; seed <= runs; ++seed) {
        ArmyRun run(*scenario, seed);
        run.finish();
        const auto n = [&](Status status) { return run.army().ledger.total(status); };
        EXPECT_LE(n(Status::arrested) + n(Status::fled), 1) << "no successor is meant";
        ++outcome[n(Status::arrested) > 0 ? 0 : n(Status::fled) > 0 ? 1 : 2];
    }
    return outcome;
}

TEST(Leadership, AnAccusedChiefIsArrestedOrFleesInProportionToTheRates) {  // sees an error of 25 % in a rate
    const Settings rates = {{"leadership.arrest", 0.1}, {"leadership.flight", 0.06}};
    const double gone = 1 - std::exp(-0.5 * 0.16 * 8);
    expect_chi_square(outcomes(blow("accused", "week = 10\nduration = 8\nstrength = 0.5"), rates, 1500),
                      {gone * 10 / 16, gone * 6 / 16, 1 - gone});
}
TEST(Leadership, AnAccusationThatFadesIsFeltLess) {
    const Settings rates = {{"leadership.arrest", 0.5}, {"leadership.flight", 0.0}};
    double left = 0;  // of the accusation, summed over weeks
    for (int week = 10; week < 24; ++week) left += week <= 12 ? 1 : std::exp2(-(week - 12) / 3.0);
    const double gone = 1 - std::exp(-0.5 * 0.2 * left);
    expect_chi_square(outcomes(blow("accused", "week = 10\nduration = 2\ndecay = 3\nstrength = 0.2"), rates, 1500),
                      {gone, 0, 1 - gone});
}

std::size_t accepted(const Settings& settings) {
    return outcomes(blow("offered_exile", "week = 10\nduration = 10"), settings, 300)[1];
}
TEST(SignOfLeadership, WhoHasReasonsToRefuseAcceptsExile) {  // F82: the chief is offered exile
    const Settings command = {{"command.enabled", 1}};
    const std::size_t loyal = accepted(command + Settings{{"command.reluctance", 6}}),
                      wavering = accepted(command + Settings{{"command.reluctance", -3}});
    EXPECT_LT(loyal, 60U);
    EXPECT_GT(wavering, 150U);
    EXPECT_EQ(accepted({}), 0U) << "no one has reasons where command is off";
}
TEST(SignOfLeadership, AStrongerOfferIsAcceptedSooner) {
    const Settings wavering = {{"command.enabled", 1}, {"command.reluctance", 0}};
    EXPECT_GT(accepted(wavering), accepted(wavering + Settings{{"event.blow.strength", 0.1}}) + 40);
}

/// measure(after) - measure(before), seed by seed, of the small army with a curve; height 0 and another.
std::vector<double> effect_of_curve(std::string_view driver, double height, const Measure& measure) {
    const std::string text = small_army_text() + fmt::format(
                                                     "\n[[event]]\nname = \"shock\"\nweek = 5\n"
                                                     "drives = \"{}\"\nsize = 0\n",
                                                     driver);
    const Settings base = {{"intention.log_base_rate", -4.6}, {"departure.opportunity", 0.4}};
    const auto before = scenario_of(text, base),
               after = scenario_of(text, base + Settings{{"event.shock.size", height}});
    std::vector<double> differences;
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        ArmyRun first(*before, seed), second(*after, seed);
        first.finish();
        second.finish();
        differences.push_back(measure(second) - measure(first));
    }
    return differences;
}
double in_group_departed(const ArmyRun& run) { return departed_of_group(core_group)(run); }
double majority_stays(const ArmyRun& run) { return -departed_of_group(majority_group)(run); }

TEST(SignOfLegitimacy, ALossDrivesPeopleOut) {  // A2.3
    expect_positive(effect_of_curve("legitimacy", -1, departed));
    expect_positive(effect_of_curve("legitimacy", -1, [](const ArmyRun& run) { return -majority_stays(run); }));
}
TEST(SignOfLegitimacy, AGainTakesNothingAway) {
    for (const double difference : effect_of_curve("legitimacy", 1, departed)) EXPECT_EQ(difference, 0);
}
TEST(SignOfSalience, AConflictOfIdentityHoldsTheRulersGroup) {  // A1.14
    expect_positive(effect_of_curve("salience", 1, [](const ArmyRun& run) { return -in_group_departed(run); }));
}

TEST(LeadershipKeys, AreReadWithTheirRemedies) {
    const auto problems_of = [](const std::string& rows) {
        sim::Problems problems;
        const auto document = sim::param::parse_toml(small_army_text() + rows, "s.toml", problems);
        static_cast<void>(load_scenario(document, problems));
        return problems.text();
    };
    EXPECT_EQ(problems_of(blow("killed")), "");
    EXPECT_NE(problems_of(blow("slain")).find("allowed killed, dies, dismissed, arrested, accused, offered_exile"),
              std::string::npos)
        << problems_of(blow("slain"));
    EXPECT_NE(problems_of(blow("killed", "week = 1", "gards")).find("did you mean 'guard'"), std::string::npos)
        << problems_of(blow("killed", "week = 1", "gards"));
    EXPECT_NE(problems_of("\n[[event]]\nname = \"it\"\nweek = 1\nbefalls = \"killed\"\n").find("chief"),
              std::string::npos);
    const std::string alone = problems_of("\n[[event]]\nname = \"it\"\nweek = 1\nchief = \"guard\"\n");
    EXPECT_NE(alone.find("event[1].chief"), std::string::npos) << alone;
    EXPECT_NE(alone.find("write befalls = \"killed\" beside it"), std::string::npos) << alone;
}

}  // namespace
}  // namespace tests
