/// Those who command, as the war uses them up: a crisis of leadership where ground is lost, the loop by which losses breed
/// losses, weariness, and the two edges of a strong security arm.
#include <gtest/gtest.h>

#include "tests/models/defection/garrison.hpp"

namespace tests {
namespace {

using namespace defection;

constexpr std::size_t capital = 0, province = 1;

TEST(WornCommandEquations, ThePatronsOfficersStandInForMissingSkill) {
    const War::Parameters p{.leadership = 0.5};
    EXPECT_DOUBLE_EQ(War(p).led(0.6, 0), 0.8);
    EXPECT_DOUBLE_EQ(War(p).led(0.6, 0.5), 0.9);
    EXPECT_EQ(War(p).led(1, 0), 1);
    EXPECT_EQ(War(War::Parameters{}).led(0.1, 0), 1) << "its null";
}
TEST(WornCommandEquations, JuniorsLeanOnAllies) {
    const Patron::Parameters p{.command = 0.3, .reliance = 0.5};
    EXPECT_DOUBLE_EQ(Patron(p).command_aim(0, 0.5), 0.15);
    EXPECT_DOUBLE_EQ(Patron(p).command_aim(0.4, 0.5), 0.25);
    EXPECT_EQ(Patron({.command = 0.8, .reliance = 1}).command_aim(1, 1), 1);
}

/// The garrison in a long war, in which the province is lost to rebels, with a patron who helps.
std::string war_text() {
    std::string text = garrison_text();
    text.replace(text.find("weeks = 10"), 10, "weeks = 60");
    return text +
           "[[curve]]\nname = \"rebels\"\ndrives = \"rebels\"\nregions = { province = 1.0 }\n"
           "points = [[0, 0], [10, 3000]]\n"
           "[[curve]]\nname = \"patron\"\ndrives = \"patron_support\"\npoints = [[0, 1.0]]\n";
}

double after_war(const Settings& settings, std::uint64_t seed, const Measure& measure) {
    const auto scenario = scenario_of(war_text(), settings);
    ArmyRun run(*scenario, seed);
    run.finish();
    return measure(run);
}
std::vector<double> differences(const Settings& from, const Settings& to, const Measure& measure,
                                std::uint64_t n_pairs = 24) {
    std::vector<double> all;
    for (std::uint64_t seed = 1; seed <= n_pairs; ++seed)
        all.push_back(after_war(to, seed, measure) - after_war(from, seed, measure));
    return all;
}

double lack(const ArmyRun& run, std::size_t region) {
    const HighCommand& command = run.run().high_command();
    return command.offices.lack(command.nodes, run.army().units, run.army().strength, region);
}
double generals_gone(const ArmyRun& run) { return static_cast<double>(run.run().high_command().offices.left); }

/// No one leaves but generals who withdraw; those who lose ground are murdered.
const Settings worn = off("stance") + Settings{{"intention.log_base_rate", -25},
                                               {"war.death_rate", 0},
                                               {"careers.assassination", 0.03},
                                               {"quiet_exit.rate", 0.02},
                                               {"quiet_exit.most", 3},
                                               {"quiet_exit.foreign", 4},
                                               {"command.patron", 0},
                                               {"command.reluctance", 2},
                                               {"patron.command", 0.1},
                                               {"patron.speed", 0.3}};
const Settings loop = worn + Settings{{"patron.reliance", 1}, {"offices.skill_loss", 0.6}};

TEST(SignOfWornCommand, ItFailsInRegionsWhereGroundIsLost) {  // 000.7
    const auto gap = [](const ArmyRun& run) { return lack(run, province) - lack(run, capital); };
    const Settings murders = {{"careers.assassination", 0.1}}, none = {{"careers.assassination", 0}};
    expect_positive(differences(worn + none, worn + murders, gap, 48));
}
TEST(SignOfWornCommand, ItIsReportedByRegion) {
    const auto scenario = scenario_of(war_text(), worn);
    ArmyRun run(*scenario);
    const Tally tally(*scenario, run.run());
    EXPECT_EQ(tally.leadership(), (std::vector<double>{1, 1}));
    run.finish();
    EXPECT_LT(tally.leadership()[province], 0.9);
    EXPECT_EQ(tally.leadership()[province], 1 - lack(run, province));
}
TEST(SignOfWornCommand, GroundIsLostUnderJuniors) {
    const auto lost = [](const ArmyRun& run) { return 1 - run.run().surroundings().war.control[province]; };
    expect_positive(differences(worn, worn + Settings{{"war.leadership", 1}}, lost));
}

/// Losses bring juniors, juniors foreign command, foreign command quiet exits, and these new losses: with any link cut fewer
/// generals leave (000.15).
TEST(LoopOfWornCommand, ClosesAndEachLinkOfItCounts) {
    const Settings no_losses = {{"careers.assassination", 0}}, no_juniors = {{"offices.skill_loss", 0}},
                   no_reliance = {{"patron.reliance", 0}}, no_estrangement = {{"quiet_exit.foreign", 0}};
    for (const Settings& cut : {no_losses, no_juniors, no_reliance, no_estrangement}) {
        SCOPED_TRACE(cut.front().first);
        expect_positive(differences(loop + cut, loop, generals_gone));
    }
}
TEST(LoopOfWornCommand, QuietExitsAreLossesThatBringMoreForeignCommand) {
    const auto command = [](const ArmyRun& run) { return run.run().surroundings().patron.command; };
    expect_positive(differences(loop + off("quiet_exit"), loop, command));
}

const std::string violence = "[[event]]\nname = \"shelling\"\nweek = 0\ndrives = \"violence\"\nsize = 1.0\n";

TEST(SignOfCommand, AWarWithoutEndMakesCommandersThinkOfLeaving) {  // F43, 001.67
    const auto gone = [](double weariness, int week, std::uint64_t seed) {
        const auto scenario = scenario_of(
            war_text() + violence, worn + Settings{{"careers.assassination", 0}, {"command.weariness", weariness}});
        ArmyRun run(*scenario, seed);
        while (run.run().week().step < std::uint32_t(week)) run.step();
        return generals_gone(run);
    };
    std::vector<double> early, late;
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        early.push_back(gone(0.05, 30, seed) - gone(0, 30, seed));
        late.push_back(gone(0.05, 60, seed) - gone(0, 60, seed) - early.back());
    }
    expect_positive(late);
    EXPECT_GT(mean_of(late).value, mean_of(early).value) << "it grows with the war";
}

/// The two edges of a strong security arm (001.16): it holds the army, and a ruler has to fear it.
TEST(GuardianshipDilemma, AStrongArmHoldsTheArmyAndMayTurnOnTheRuler) {
    const Settings arm = {{"organisation.guard.rent", 0.2},
                          {"organisation.guard.kin", 0.1},
                          {"organisation.guard.chief_kin", 0.9},
                          {"formation.Agency.companies", 5},
                          {"stance.monitoring", 0.5},
                          {"stance.reach", 20},
                          {"stance.busy", 0}};
    const Settings weak = arm + Settings{{"formation.Guard.brigades", 1}},
                   strong = arm + Settings{{"formation.Guard.brigades", 6}};
    const Settings rival = {{"organisation.guard.succession", 1}, {"command.claim", 15}, {"command.rivalry", 1}};
    const std::string text = garrison_text() + everywhere;
    std::vector<double> held, turned;
    for (std::uint64_t seed = 1; seed <= 48; ++seed) {
        const auto declined = [&](const Settings& of) { return end_of(text, peaceful + of, seed).declined; };
        const auto is_removed = [&](const Settings& of) {
            return double(end_of(text, rival + of, seed).ruler == Ruler::removed);
        };
        held.push_back(declined(weak) - declined(strong));
        turned.push_back(is_removed(strong) - is_removed(weak));
    }
    expect_positive(held);
    expect_positive(turned);
}

}  // namespace
}  // namespace tests
