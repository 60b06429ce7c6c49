/// Effort, belief and leaving in an army so large that chance evens out: the agents follow the recursion that their
/// equations give, worked out here without people. All mechanisms are off but effort, belief and patronage; every
/// soldier has the same rank but for frailty z, so that of those who served there are left the share E exp(-C z), C
/// their clock.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sim/random/sample.hpp"
#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests {
namespace {

using namespace defection;

constexpr int n_people = 20000, n_weeks = 120;
constexpr double threat = 0.5, rate_of_conscripts = -6.0, frailty = 0.8, incentive = 2.6, pay = 2.5, dependence = 0.8,
                 rent = 0.3, speed = 0.1, balance = 1.4, steepness = 5, bar = 0.5, weight = 1.75;

/// E exp(-clock z), z lognormal with mean 1.
double left_at(double clock) {
    constexpr int n = 4000;
    double sum = 0;
    for (int i = 0; i < n; ++i)
        sum +=
            std::exp(-clock * std::exp(frailty * sim::random::normal_quantile((i + 0.5) / n) - frailty * frailty / 2));
    return sum / n;
}
double logistic(double x) { return 1 / (1 + std::exp(-x)); }

struct Week {
    double departed, belief, effort;
};

/// Without chance. An effort that cannot be withheld is 1.
std::vector<Week> mean_field(double start, bool withhold) {
    double log_odds = std::log(start / (1 - start)), clock = 0, serving = 1, effort = 1;
    const double kept = std::exp(-speed);
    std::vector<Week> weeks;
    for (int week = 0; week < n_weeks; ++week) {
        log_odds = kept * log_odds + (1 - kept) * balance * std::log(serving * effort / threat);
        const double believed = pay * rent * dependence * logistic(log_odds);
        if (withhold) effort = logistic(steepness * (weight * believed - bar));
        clock += std::exp(rate_of_conscripts - incentive * believed);
        serving = left_at(clock);
        weeks.push_back({1 - serving, logistic(log_odds), effort});
    }
    return weeks;
}

std::unique_ptr<DefectionScenario> army(double start, bool withhold) {
    const std::string rebels =
        fmt::format("[[curve]]\nname = \"rebels\"\ndrives = \"rebels\"\npoints = [[0, {}]]\n", threat * (n_people + 1));
    return scenario_of(conscripts_text(n_people, n_weeks) + rebels,
                       everything_off() + Settings{{"intention.log_base_rate", rate_of_conscripts},
                                                   {"intention.senior_officer", 0},
                                                   {"intention.frailty", frailty},
                                                   {"war.join_weight", 0},
                                                   {"patronage.enabled", 1},
                                                   {"patronage.incentive", incentive},
                                                   {"patronage.pay", pay},
                                                   {"patronage.officer", 1},
                                                   {"patronage.conscript", 1},
                                                   {"effort.enabled", withhold ? 1.0 : 0.0},
                                                   {"effort.steepness", steepness},
                                                   {"effort.bar", bar},
                                                   {"effort.rent", weight},
                                                   {"survival_belief.enabled", 1},
                                                   {"survival_belief.start", start},
                                                   {"survival_belief.speed", speed},
                                                   {"survival_belief.balance", balance},
                                                   {"survival_belief.calm", 1e-6}});
}

/// [seed] departed, belief and effort in some week.
struct Seen {
    std::vector<double> departed, belief, effort;
};

class EffortMeanField : public testing::TestWithParam<std::tuple<double, bool>> {};

TEST_P(EffortMeanField, IsWhatALargeArmyDoes) {
    const auto [start, withhold] = GetParam();
    const std::vector<Week> expected = mean_field(start, withhold);
    const auto scenario = army(start, withhold);
    std::vector<Seen> weeks(expected.size());
    for (std::uint64_t seed = 1; seed <= 16; ++seed) {
        ArmyRun run(*scenario, seed);
        for (Seen& week : weeks) {
            run.step();
            week.departed.push_back(run.departed() / static_cast<double>(run.army().people.size()));
            week.belief.push_back(run.run().surroundings().outlook.belief.of_men[1]);
            week.effort.push_back(static_cast<double>(run.run().minds().effort.given[Lanes::at(1, Rank::conscript)]));
        }
    }
    for (const std::size_t week : {9U, 29U, 59U, 89U, 119U}) {
        SCOPED_TRACE(fmt::format("week {}", week));
        const auto near = [](const std::vector<double>& seen, double value) {
            const Mean of = mean_of(seen);
            expect_within(of.value, value, of.error + 2e-5);  // effort is a float; the equation is of many people
        };
        near(weeks[week].departed, expected[week].departed);
        near(weeks[week].belief, expected[week].belief);
        near(weeks[week].effort, expected[week].effort);
    }
}

INSTANTIATE_TEST_SUITE_P(All, EffortMeanField,
                         testing::Combine(testing::Values(0.9, 0.1), testing::Values(true, false)));

TEST(EffortMeanField, HasTwoEndsWhereEffortCanBeWithheldAndOneWhereItCannot) {
    EXPECT_GT(mean_field(0.9, true).back().belief, mean_field(0.1, true).back().belief + 0.25);
    EXPECT_LT(mean_field(0.9, false).back().belief, mean_field(0.1, false).back().belief + 0.05);
}

}  // namespace
}  // namespace tests
