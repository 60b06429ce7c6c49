/// Effort: its equation lane by lane, that it comes back, what is reported of it, and which way it moves.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/defection/record/outputs.hpp"
#include "models/defection/record/recorder.hpp"
#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests {
namespace {

using namespace defection;

double withheld(const Simulation& run, std::size_t row) {
    return 1.0 - static_cast<double>(run.minds().effort.given[row]);
}

TEST(Effort, IsTheLogisticOfItsMotives) {
    const auto scenario = scenario_of(small_army_text(), {{"effort.steepness", 3},
                                                          {"effort.bar", 0.4},
                                                          {"effort.fate", 1.5},
                                                          {"effort.rent", 2},
                                                          {"effort.penalty", 0.8},
                                                          {"effort.anger", 0.7}});
    ArmyRun run(*scenario);
    for (int week = 0; week < 15; ++week) run.step();
    const Minds& minds = run.run().minds();
    const Units& units = run.army().units;
    double least = 1, most = 0;
    for (const BrigadeId b : units.brigades.ids())
        for (std::size_t lane = 0; lane < units.lanes.size(); ++lane) {
            const std::size_t row = b * units.lanes.size() + lane;
            const std::size_t group = lane / n_ranks;
            const double belief = run.run().surroundings().outlook.belief.of(group, Rank(lane % n_ranks));
            const double motive = 1.5 * minds.fate.shared[group] +
                                  2 * minds.rent.believed[units.brigades.organisation[b] * units.lanes.size() + lane] +
                                  0.8 * belief * static_cast<double>(minds.deterrence.felt[row]) -
                                  0.7 * static_cast<double>(minds.grievance.stock[row]) - 0.4;
            const auto effort = static_cast<double>(minds.effort.given[row]);
            ASSERT_NEAR(effort, 1 / (1 + std::exp(-3 * motive)), 1e-5) << "brigade " << b << ", lane " << lane;
            least = std::min(least, effort);
            most = std::max(most, effort);
        }
    EXPECT_LT(least, 0.3);
    EXPECT_GT(most, 0.7);
}

TEST(Effort, ComesBackAtOnceWithItsMotive) {
    const std::string strike =
        "[[event]]\nname = \"no pay\"\nweek = 10\nduration = 5\nset = { \"patronage.pay\" = 0 }\n";
    const Settings pay_alone =
        everything_off() + Settings{{"intention.log_base_rate", -25}, {"effort.enabled", 1}, {"patronage.enabled", 1}};
    const auto scenario = scenario_of(without_curves(small_army_text(), {"belief"}) + strike, pay_alone);
    ArmyRun run(*scenario);
    std::vector<std::vector<float>> weeks;
    std::vector<double> all_withheld;
    for (int week = 0; week < 20; ++week) {
        run.step();
        weeks.push_back(run.run().minds().effort.given);
        all_withheld.push_back(sum_of(run.run(), withheld));
    }
    EXPECT_GT(all_withheld[10], 1.1 * all_withheld[9]);
    EXPECT_EQ(weeks[14], weeks[10]);
    EXPECT_EQ(weeks[15], weeks[9]);
}

/// The last recorded week of a series of counts.
std::vector<std::int32_t> at_end(const sim::Outputs& outputs, const sim::Series& series, const char* name) {
    for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
        if (outputs.variables[v].name != name) continue;
        const auto all = series.counts(v);
        const std::size_t width = all.size() / outputs.time.at.size();
        return {all.end() - static_cast<std::ptrdiff_t>(width), all.end()};
    }
    throw std::logic_error("no such series");
}

/// disengaged over the axes asked for, at the end of a run, and its places worked out from the people one by one.
struct Reported {
    std::vector<std::int32_t> counts;
    std::vector<double> expected;
    double metric = 0, scale = 1;
};
Reported reported_over(const std::vector<std::string>& axes) {
    constexpr double scale = 0.5;
    const auto scenario = scenario_of(small_army_text());
    sim::Problems problems;
    const sim::Outputs outputs = outputs_of(*scenario, {.every = 10, .variables = {}, .by = axes}, problems);
    ArmyRun run(*scenario, 3, scale);
    Recorder recorder(*scenario, outputs, run.run());
    for (int step = 0; step < run.n_steps(); ++step) {
        recorder.look(step);
        run.step();
    }
    recorder.look(run.n_steps());
    Reported reported{.metric = 0, .scale = scale};
    const auto& dims = std::ranges::find(outputs.variables, "disengaged", &sim::Variable::name)->dims;
    for (const Person& person : run.army().people) {
        const Account account = account_of(run.army().units, person);
        std::size_t at = 0, size = 1;
        for (const std::string& dim : dims) {
            const std::size_t n = outputs.dimension(dim)->labels.size();
            at = at * n + (dim == "role"     ? account.role
                           : dim == "group"  ? account.group
                           : dim == "region" ? account.region
                           : dim == "home"   ? account.home
                                             : account.organisation);
            size *= n;
        }
        reported.expected.resize(size, 0.0);
        if (serves(person.status)) reported.expected[at] += withheld(run.run(), run.army().units.brigade_lane(person));
    }
    const sim::Series series = recorder.finish();
    reported.counts = at_end(outputs, series, "disengaged");
    for (std::size_t v = 0; v < outputs.variables.size(); ++v)
        if (outputs.variables[v].name == "withheld_effort") reported.metric = series.reals(v)[0];
    return reported;
}

TEST(Effort, WithheldIsReportedInPeopleOverEveryAxis) {
    using Axes = std::vector<std::string>;
    for (const Axes& axes : {Axes{}, Axes{"group"}, Axes{"home"}, Axes{"group", "region", "home", "organisation"}}) {
        const Reported reported = reported_over(axes);
        ASSERT_EQ(reported.counts.size(), reported.expected.size());
        double counted = 0, expected = 0;
        for (std::size_t i = 0; i < reported.counts.size(); ++i) {
            ASSERT_NEAR(reported.counts[i], reported.expected[i], 1.0001) << "cell " << i << " of " << axes.size();
            counted += reported.counts[i];
            expected += reported.expected[i];
        }
        EXPECT_GT(expected, 50);
        EXPECT_NEAR(counted, expected, 0.51) << "rounding loses no one";
        EXPECT_NEAR(reported.metric, expected / reported.scale, 1e-3) << "of the real force";
    }
}

/// Share of those who serve at the end that is withheld: with `to` less with `from`, seed by seed.
std::vector<double> more_withheld(const Settings& from, const Settings& to) {
    const auto withheld_share = [](const Settings& settings, std::uint64_t seed) {
        const auto scenario = scenario_of(without_curves(small_army_text(), {"belief"}),
                                          Settings{{"survival_belief.news", 0}} + settings);
        ArmyRun run(*scenario, seed);
        run.finish();
        return sum_of(run.run(), withheld) / run.count(Ending::serves, [](auto...) { return true; });
    };
    std::vector<double> differences;
    for (std::uint64_t seed = 1; seed <= 12; ++seed)
        differences.push_back(withheld_share(to, seed) - withheld_share(from, seed));
    return differences;
}

TEST(SignOfEffort, WhoeverIsNotPaidWithholdsIt) {  // F48, F95
    expect_positive(more_withheld({{"patronage.pay", 2}}, {{"patronage.pay", 0.1}}));
}
TEST(SignOfEffort, WhoeverIsNotPunishedWithholdsIt) {  // F23
    expect_positive(more_withheld({{"effort.penalty", 2}}, {{"effort.penalty", 0}}));
}
TEST(SignOfEffort, WhoeverSharesNoFateWithholdsIt) {  // F53
    expect_positive(more_withheld(Settings{}, {{"existential_threat.enabled", 0}}));
}
TEST(SignOfEffort, TheAngryWithholdIt) {  // F39
    expect_positive(more_withheld({{"grievance.enabled", 0}}, Settings{}));
}

}  // namespace
}  // namespace tests
