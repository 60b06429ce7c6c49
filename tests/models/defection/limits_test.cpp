/// Limits in which the model's answer is known in closed form: every mechanism at its null, certain detection, no hazard.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/models/defection/small_army.hpp"
#include "tests/statistics.hpp"

namespace tests {
namespace {

using defection::Ending;
using defection::Status;

constexpr double log_rate = -4.0;  // [log 1/week]

Settings alike() {
    return everything_off() + Settings{{"intention.log_base_rate", log_rate}, {"intention.frailty", 0}};
}

TEST(Limits, WithEverythingOffLeaversAreBinomial) {  // sees an error of the hazard of 4 %
    constexpr int n_people = 40'000, n_weeks = 40;
    const auto scenario =
        scenario_of(conscripts_text(n_people, n_weeks), alike() + Settings{{"intention.senior_officer", 0}});
    ArmyRun run(*scenario);
    const auto n = run.army().people.size();
    ASSERT_EQ(n, n_people + 1U);
    std::vector<std::size_t> left;
    std::vector<double> probability;
    double before = 0;
    for (int week = 1; week <= n_weeks; ++week) {
        run.step();
        left.push_back(static_cast<std::size_t>(run.departed() - before));
        before = run.departed();
        probability.push_back(std::exp(-std::exp(log_rate) * (week - 1)) - std::exp(-std::exp(log_rate) * week));
    }
    expect_binomial(static_cast<std::size_t>(before), n, 1 - std::exp(-std::exp(log_rate) * n_weeks));
    left.push_back(n - static_cast<std::size_t>(before));
    probability.push_back(std::exp(-std::exp(log_rate) * n_weeks));
    expect_chi_square(left, probability);
}

TEST(Limits, TheShareOfLeaversDoesNotDependOnTheStep) {
    for (const int step_days : {1, 2, 5, 7}) {
        const auto scenario = scenario_of(conscripts_text(20'000, 30, step_days), alike());
        ArmyRun run(*scenario, 3);
        run.finish();
        const double weeks = run.n_steps() * scenario->dt();
        expect_binomial(static_cast<std::size_t>(run.count(Status::joined_opposition, [](auto...) { return true; })),
                        static_cast<std::size_t>(run.departed()), 0.3);  // departure.null_join
        expect_binomial(static_cast<std::size_t>(run.departed()), 20'000, 1 - std::exp(-std::exp(log_rate) * weeks));
    }
}

TEST(Limits, FrailtyOfMeanOneKeepsTheFirstWeeksAndSlowsTheRest) {
    // P(stay t) = E exp(-pi h t), pi lognormal of mean 1: integrated over 4001 quantiles of the normal law.
    constexpr double sd = 1.2;
    constexpr int n_people = 40'000, n_weeks = 40;
    const auto stays = [](double weeks) {
        double sum = 0, weights = 0;
        for (int i = -2000; i <= 2000; ++i) {
            const double z = i * 0.004, weight = std::exp(-0.5 * z * z);
            sum += weight * std::exp(-std::exp(sd * z - 0.5 * sd * sd + log_rate) * weeks);
            weights += weight;
        }
        return sum / weights;
    };
    const auto scenario =
        scenario_of(conscripts_text(n_people, n_weeks), alike() + Settings{{"intention.frailty", sd}});
    ArmyRun run(*scenario, 4);
    run.step();
    expect_binomial(static_cast<std::size_t>(run.departed()), n_people, 1 - stays(1));
    run.finish();
    expect_binomial(static_cast<std::size_t>(run.departed()), n_people, 1 - stays(n_weeks));
    EXPECT_LT(1 - stays(n_weeks), 0.85 * (1 - std::exp(-std::exp(log_rate) * n_weeks))) << "frailty matters here";
}

TEST(Limits, WithoutHazardNobodyLeaves) {  // the least hazard is exp(-25) a week: 1e-7 expected leavers here
    const auto scenario = scenario_of(small_army_text(), everything_off() + Settings{{"intention.log_base_rate", -25}});
    ArmyRun run(*scenario);
    run.finish();
    EXPECT_EQ(run.departed(), 0);
    EXPECT_TRUE(run.army().planners.all.empty());
}

TEST(Limits, WithCertainDetectionAllWhoMeanToLeaveAreArrestedAndNobodyLeaves) {
    // Found out at 200 a week or more, against an opportunity of at most 0.001 a week.
    const auto scenario = scenario_of(small_army_text(), {{"intention.log_base_rate", -4},
                                                          {"surveillance.informer_density", 1},
                                                          {"surveillance.contacts", 100},
                                                          {"surveillance.report", 1},
                                                          {"surveillance.agencies", 20},
                                                          {"surveillance.agency_rate", 5},
                                                          {"deterrence.weight", 0},
                                                          {"departure.opportunity", 1e-7}});
    ArmyRun run(*scenario);
    run.finish();
    const auto all = [](auto...) { return true; };
    EXPECT_EQ(run.departed(), 0);
    EXPECT_GT(run.count(Status::arrested, all) + run.count(Status::executed, all), 100);
    EXPECT_LE(run.count(Status::planning, all), 1) << "found out within the hour: all but, now and then, the last";
}

TEST(Limits, WithoutOpportunityNobodyLeaves) {
    const auto scenario = scenario_of(small_army_text(), {{"intention.log_base_rate", -4},
                                                          {"surveillance.enabled", 0},
                                                          {"persuasion.denounce", 0},
                                                          {"departure.opportunity", 0}});
    ArmyRun run(*scenario);
    run.finish();
    EXPECT_EQ(run.departed(), 0);
    EXPECT_GT(run.count(Status::planning, [](auto...) { return true; }), 100);
}

TEST(Limits, DeathsWithoutAnyOtherChangeFollowTheirRate) {
    // Rebels as many as soldiers in the field: every person dies at death_rate x exposure = 0.02 x 0.5 a week.
    std::string text = conscripts_text(20'000, 20);
    text += "[[curve]]\nname = \"rebels\"\ndrives = \"rebels\"\npoints = [[0, 10000.5]]\n";
    text.insert(text.find("[[formation]]"), "exposure = 0.5\n\n");
    const auto scenario =
        scenario_of(text, alike() + Settings{{"intention.log_base_rate", -25}, {"war.death_rate", 0.02}});
    ArmyRun run(*scenario, 5);
    run.step();
    expect_binomial(static_cast<std::size_t>(run.count(Status::killed, [](auto...) { return true; })), 20'001,
                    1 - std::exp(-0.01));
}

}  // namespace
}  // namespace tests
