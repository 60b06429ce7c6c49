/// Belief in the regime's survival: its equation by closed forms, what prescribes and what shakes it, and which way it
/// moves people.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests {
namespace {

using namespace defection;

constexpr std::size_t core = 0, majority = 1, minority = 2;

std::string curve(const std::string& driver, const std::string& points) {
    return "[[curve]]\nname = \"given " + driver + "\"\ndrives = \"" + driver + "\"\npoints = " + points + "\n";
}

/// The small army without history, and with this.
std::string army_with(const std::string& history, int step_days = 7) {
    const std::string text = small_army_text({.step_days = step_days});
    return text.substr(0, text.find("[[curve]]")) + history;
}

/// Belief alone is on, and none leaves.
Settings calm() {
    return everything_off() +
           Settings{{"intention.log_base_rate", -25}, {"survival_belief.enabled", 1},  {"patron.enabled", 1},
                    {"militia.enabled", 1},           {"survival_belief.start", 0.8},  {"survival_belief.speed", 0.2},
                    {"survival_belief.balance", 1.2}, {"survival_belief.patron", 0.5}, {"survival_belief.street", 0.4},
                    {"survival_belief.calm", 0.05}};
}

double log_odds(double share) { return std::log(share / (1 - share)); }
const state::Belief& belief_of(const ArmyRun& run) { return run.run().surroundings().outlook.belief; }
double soldiers(const ArmyRun& run) {  // all but the agency
    return run.count(Ending::serves, [](auto o, auto, auto) { return o != 2; });
}

TEST(SurvivalBelief, FollowsTheBalanceThePatronAndTheStory) {
    const auto scenario = scenario_of(
        army_with(curve("rebels", "[[0, 200]]") + curve("protest", "[[0, 0.5]]") +
                  curve("patron_forces", "[[0, 100]]") + curve("patron_support", "[[0, -0.6]]")),
        calm() + Settings{{"propaganda.enabled", 1}, {"propaganda.intensity", 0.5}, {"propaganda.effect", 2}});
    ArmyRun run(*scenario);
    constexpr int n_weeks = 9;
    for (int week = 0; week < n_weeks; ++week) run.step();
    const double force = scenario->structure().regular_posts();
    const double threat = 2 * 200 + force * (0.4 * 0.5 + 0.05);  // the curve's size holds in both regions
    const double kept = std::exp(-0.2 * n_weeks);
    for (const auto& [group, credibility] : {std::pair{core, 0.7}, {majority, 0.2}, {minority, 0.45}}) {
        const double target = 1.2 * std::log((soldiers(run) + 100) / threat) + 0.5 * -0.6 + 2 * 0.5 * credibility;
        const double expected = kept * log_odds(0.8) + (1 - kept) * target;
        EXPECT_NEAR(log_odds(belief_of(run).of_men[group]), expected, 1e-9) << "group " << group;
        EXPECT_NEAR(log_odds(belief_of(run).of_officers[group]), expected, 1e-9) << "there are no militias";
    }
}

TEST(SurvivalBelief, CountsMenByTheirEffort) {
    const Settings idle = {{"effort.enabled", 1}, {"effort.steepness", 0}};  // all give half
    const auto scenario =
        scenario_of(army_with(curve("rebels", "[[0, 100]]")), calm() + Settings{{"survival_belief.speed", 5}} + idle);
    ArmyRun run(*scenario);
    for (int week = 0; week < 12; ++week) run.step();
    const double threat = 200 + 0.05 * scenario->structure().regular_posts();
    EXPECT_NEAR(log_odds(belief_of(run).of_men[core]), 1.2 * std::log(0.5 * soldiers(run) / threat), 1e-9);
}

TEST(SurvivalBelief, OfOfficersFallsWhereMilitiasTakeTheArmysPlace) {
    const auto scenario =
        scenario_of(army_with(curve("militia_strength", "[[0, 200]]")),
                    calm() + Settings{{"survival_belief.militia_doubt", 1.5}, {"survival_belief.speed", 5}});
    ArmyRun run(*scenario);
    for (int week = 0; week < 12; ++week) run.step();
    const auto militia = static_cast<double>(run.army().strength.of(Rank::militia));
    const auto regulars =
        static_cast<double>(run.army().strength.of(Branch::army) + run.army().strength.of(Branch::elite));
    EXPECT_EQ(militia, 200);
    EXPECT_NEAR(log_odds(belief_of(run).of_men[core]) - log_odds(belief_of(run).of_officers[core]),
                1.5 * militia / (militia + regulars), 1e-9);
}

/// Log odds of belief week by week, under news.
std::vector<double> shaken(int step_days, const Settings& settings) {
    const auto scenario = scenario_of(army_with(curve("rebels", "[[0, 400]]"), step_days), calm() + settings);
    ArmyRun run(*scenario);
    std::vector<double> weeks;
    for (int day = step_days; day <= 140; day += step_days) {
        run.step();
        if (day % 7 == 0) weeks.push_back(log_odds(belief_of(run).of_men[majority]));
    }
    return weeks;
}

TEST(SurvivalBelief, IsShakenByTheSameNewsWhateverTheStep) {
    const Settings heard = {{"news.enabled", 1}, {"survival_belief.news", 0.3}};
    const std::vector<double> weekly = shaken(7, heard), daily = shaken(1, heard), quiet = shaken(7, {});
    double furthest = 0;
    for (std::size_t week = 0; week < weekly.size(); ++week) {
        EXPECT_NEAR(weekly[week], daily[week], 1e-9) << "week " << week;
        furthest = std::max(furthest, std::abs(weekly[week] - quiet[week]));
    }
    EXPECT_GT(furthest, 0.3);
}

TEST(SurvivalBelief, MovesByNewsAsItsEquationSays) {
    const std::string text = army_with(curve("rebels", "[[0, 400]]"), 1);
    const auto shaken = scenario_of(text, calm() + Settings{{"news.enabled", 1}, {"survival_belief.news", 0.3}});
    const auto unshaken = scenario_of(text, calm());
    ArmyRun run(*shaken), quiet(*unshaken);
    double expected = 0;
    for (int day = 0; day < 70; ++day) {
        run.step();
        quiet.step();
        const double xi = run.run().surroundings().outlook.news.of_day.at(0);
        expected = expected * std::exp(-0.2 / 7) + 0.3 * xi * (1 - std::exp(-0.2 / 7)) / 0.2;
        EXPECT_NEAR(log_odds(belief_of(run).of_men[core]) - log_odds(belief_of(quiet).of_men[core]), expected, 1e-9);
    }
}

TEST(SurvivalBelief, IsWhatACurvePrescribesForEverybody) {
    const auto scenario =
        scenario_of(army_with(curve("survival_belief", "[[0, 0.9], [20, 0.5]]") + curve("rebels", "[[0, 400]]") +
                              curve("militia_strength", "[[0, 200]]")),
                    {{"survival_belief.start", 0.2}, {"survival_belief.news", 1}});
    ArmyRun run(*scenario);
    for (int week = 0; week < 10; ++week) run.step();
    for (const auto* of : {&belief_of(run).of_men, &belief_of(run).of_officers})
        for (const double belief : *of) EXPECT_NEAR(belief, 0.9 - 0.02 * 9, 1e-12);
}

TEST(SurvivalBelief, IsShakenByEventsWhetherPrescribedOrNot) {
    const std::string event =
        "[[event]]\nname = \"bombing\"\nweek = 3\nduration = 2\ndrives = \"survival_belief\"\nsize = -0.15\n";
    const auto belief_in_week_3 = [&](const std::string& history, const Settings& settings) {
        const auto scenario = scenario_of(army_with(history), settings);
        ArmyRun run(*scenario);
        for (int week = 0; week < 4; ++week) run.step();
        return belief_of(run).of_men[core];
    };
    const std::string prescribed = curve("survival_belief", "[[0, 0.6]]");
    EXPECT_NEAR(belief_in_week_3(prescribed + event, {}), 0.45, 1e-12);
    EXPECT_NEAR(belief_in_week_3(event, calm()), belief_in_week_3("", calm()) - 0.15, 1e-12);
    EXPECT_NEAR(belief_in_week_3(event, everything_off()), 0.85, 1e-12) << "its null is 1 and what events add";
}

/// departed(with `to`) - departed(with `from`), seed by seed, in an army whose belief is its own.
std::vector<double> more_departed(const Settings& from, const Settings& to, bool of_officers = false,
                                  const std::string& history = "") {
    const Settings base = {{"intention.log_base_rate", -4.6}, {"departure.opportunity", 0.4}};
    const std::string text = without_curves(small_army_text(), {"belief"}) + history;
    const auto before = scenario_of(text, base + from), after = scenario_of(text, base + to);
    const auto departed = [&](const DefectionScenario& scenario, std::uint64_t seed) {
        ArmyRun run(scenario, seed);
        run.finish();
        return run.departed(
            [&](auto, auto role, auto) { return !of_officers || role <= role_of(Rank::junior_officer); });
    };
    std::vector<double> differences;
    for (std::uint64_t seed = 1; seed <= 24; ++seed)
        differences.push_back(departed(*after, seed) - departed(*before, seed));
    return differences;
}

TEST(SignOfSurvivalBelief, WhoDoubtsTheRegimeLeaves) {  // A1.1, F70
    const Settings slow = {{"survival_belief.speed", 0.01}};
    expect_positive(more_departed(slow + Settings{{"survival_belief.start", 0.95}},
                                  slow + Settings{{"survival_belief.start", 0.2}}));
}
TEST(SignOfSurvivalBelief, AThreatSeenDrivesOut) {  // F70
    expect_positive(more_departed({{"survival_belief.balance", 0.2}}, {{"survival_belief.balance", 3}}, false,
                                  curve("rebels", "[[0, 1500]]")));
}
TEST(SignOfSurvivalBelief, APatronHolds) {  // F114
    const std::string support = curve("patron_support", "[[0, 1]]");
    expect_positive(more_departed({{"survival_belief.patron", 3}}, {{"survival_belief.patron", 0}}, false, support));
}
TEST(SignOfSurvivalBelief, MilitiasInTheArmysPlaceDriveOfficersOut) {  // F48
    const Settings paid = {{"patronage.incentive", 6}, {"survival_belief.speed", 1}, {"intention.junior_officer", 1}};
    expect_positive(more_departed(paid + Settings{{"survival_belief.militia_doubt", 0}},
                                  paid + Settings{{"survival_belief.militia_doubt", 10}}, true));
}
TEST(SignOfPropaganda, AStoryThatIsBelievedHolds) {  // F57
    const Settings told = {{"propaganda.effect", 5}, {"propaganda.credibility_out", 1}};
    expect_positive(
        more_departed(told + Settings{{"propaganda.intensity", 1}}, told + Settings{{"propaganda.intensity", 0}}));
}

}  // namespace
}  // namespace tests
