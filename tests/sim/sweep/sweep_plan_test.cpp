/// Plans read from files: what a point sets, what --set changes, seeds, and what is stored of it all.
#include "sim/sweep/sweep_plan.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "sim/random/stream.hpp"
#include "sim/results/run_key.hpp"
#include "tests/sim/sweep/files.hpp"

namespace sim::sweep {
namespace {

class Plans : public testing::Test {
 protected:
    Plan read(const std::string& sweep, const std::vector<std::string>& sets = {}) {
        folder_.write("toy.toml", files::toy_scenario);
        Problems problems;
        auto plan =
            read_plan(folder_.write("sweep.toml", "scenario = \"toy.toml\"\n" + sweep), sets, models_, problems);
        EXPECT_EQ(problems.text(), "");
        return plan;
    }
    files::Folder folder_;
    Models models_ = files::toy_models();
};

TEST_F(Plans, APointSetsItsFactorsAndNothingElse) {
    const auto plan = read("[factors]\n\"decay.rate\" = [0.1, 0.3]\n\"decay.enabled\" = [true, false]\n");
    ASSERT_EQ(plan.n_points(), 4U);
    const auto scenario = plan.scenario_at(3);
    EXPECT_EQ(scenario->get("decay.rate"), 0.3);
    EXPECT_EQ(scenario->get("decay.enabled"), 0);
    EXPECT_EQ(scenario->get("weeks"), 4);
    EXPECT_EQ(plan.base->get("decay.rate"), 0.2);
    EXPECT_EQ(plan.describe(3), "point 3 (decay.rate = 0.3, decay.enabled = 0)");
}

TEST_F(Plans, UnquotedNamesMeanTheSameAsQuotedOnes) {
    const auto plan = read("[factors]\ndecay.rate = [0.1, 0.3]\ndecay.floor = { min = 0, max = 0.4, n = 3 }\n");
    EXPECT_EQ(plan.design->names(), (std::vector<std::string>{"decay.rate", "decay.floor"}));
    EXPECT_EQ(plan.values_at(2), (std::vector<double>{0.1, 0.4}));
}

TEST_F(Plans, APointKeepsTheScenariosValueOfWhatItDoesNotName) {
    const auto plan = read(
        "design = \"list\"\n[[point]]\nlabel = \"slow\"\n\"decay.rate\" = 0.01\n"
        "[[point]]\nlabel = \"off\"\nset = { \"decay.enabled\" = false }\n");
    EXPECT_EQ(plan.describe(1), "point 1 (off)");
    EXPECT_EQ(plan.scenario_at(1)->get("decay.rate"), 0.2);
    EXPECT_EQ(plan.scenario_at(1)->get("decay.enabled"), 0);
    EXPECT_EQ(plan.scenario_at(0)->get("decay.enabled"), 1);
}

TEST_F(Plans, ADayMayBeWrittenAsADate) {  // the scenario begins on 2011-03-15, a Tuesday
    const auto listed = read("[factors]\n\"halt.week\" = [2011-03-22, 3.5, 2011-03-30]\n");
    EXPECT_EQ(listed.values_at(0)[0], 1.0);
    EXPECT_EQ(listed.values_at(1)[0], 3.5);
    EXPECT_EQ(listed.values_at(2)[0], 15.0 / 7.0);
    const auto range = read("[factors]\n\"halt.week\" = { min = 2011-03-22, max = 2011-04-05, n = 3 }\n");
    EXPECT_EQ(range.values_at(1)[0], 2.0);
    const auto drawn = read(
        "design = \"lhs\"\nsamples = 3\n[factors]\n\"halt.week\" = { distribution = \"triangular\", "
        "min = 2011-03-22, mode = 2011-03-29, max = 2011-04-05 }\n");
    for (std::uint64_t p = 0; p < 3; ++p) EXPECT_NEAR(drawn.values_at(p)[0], 2.0, 1.0);
    EXPECT_EQ(read("[set]\n\"halt.week\" = 2011-03-29\n").base->get("halt.week"), 2.0);
    EXPECT_EQ(read("", {"halt.week=2011-03-29"}).base->get("halt.week"), 2.0);
    EXPECT_EQ(read("design = \"list\"\n[[point]]\nlabel = \"a\"\n\"halt.week\" = 2011-03-29\n").values_at(0)[0], 2.0);
    folder_.write("points.csv", "decay.rate,halt.week\n0.1,2011-03-29\n0.1,4\n");
    const auto table = read("design = \"file\"\nfile = \"points.csv\"\n");
    EXPECT_EQ(table.values_at(0)[1], 2.0);
    EXPECT_EQ(table.values_at(1)[1], 4.0);
}

TEST_F(Plans, ADateIsStoredAsItWasWritten) {
    const auto plan = read("", {"halt.week=2011-03-29"});
    EXPECT_NE(plan.sweep_toml.find("2011-03-29"), std::string::npos) << plan.sweep_toml;
}

TEST_F(Plans, ADayOutsideTheRunIsRemarkedOn) {
    using Lines = std::vector<std::string>;
    EXPECT_EQ(remarks_on(read("")), Lines{});  // where the scenario itself has its day is its own affair
    EXPECT_EQ(remarks_on(read("[factors]\n\"halt.week\" = [1, 4]\n")), Lines{});
    EXPECT_EQ(remarks_on(read("[factors]\n\"halt.week\" = [4, 5, 6]\n")),
              Lines{"halt.week = 5 lies after the run, which is 4 weeks long (point 1 (halt.week = 5) and 1 more)"});
    EXPECT_EQ(remarks_on(read("[factors]\nweeks = [10, 3]\n", {"halt.week=2011-05-03"})),
              Lines{"halt.week = 7 lies after the run, which is 3 weeks long (point 1 (weeks = 3))"});
}

TEST_F(Plans, AWrittenRangeOfWholeNumbersInTheLogarithmIsDrawnByIt) {
    for (const std::string design : {"lhs", "sobol"}) {  // even to one point: their ends are those of the law
        const auto plan = read("design = \"" + design +
                               "\"\nsamples = 1024\n[factors]\n\"decay.group_size\" = { min = 1, max = 50, scale = "
                               "\"log\" }\n");
        double below = 0;
        for (std::uint64_t point = 0; point < plan.n_points(); ++point) below += plan.values_at(point)[0] <= 6;
        EXPECT_NEAR(below, 1024 * std::log(7) / std::log(51), 1.001) << design;
    }
}

TEST_F(Plans, CopiesOfPointsAreRemarkedOn) {
    const auto copies = [&](const std::string& sweep) {
        const auto remarks = remarks_on(read(sweep));
        return remarks.empty() ? "" : remarks[0].substr(0, remarks[0].find(':'));
    };
    EXPECT_EQ(copies("[factors]\n\"decay.rate\" = [0.1, 0.2, 0.1]\n"), "3 points, 2 different");
    EXPECT_EQ(copies("[factors]\n\"decay.floor\" = [0.0, -0.0]\n"), "2 points, 1 different");
    EXPECT_EQ(copies("[[point]]\nlabel = \"as it is\"\n[[point]]\nlabel = \"named\"\n\"decay.rate\" = 0.2\n"),
              "2 points, 1 different");
    EXPECT_EQ(copies("[factors]\n\"decay.rate\" = [0.1, 0.2]\n\"decay.enabled\" = [true, false]\n"), "");
    EXPECT_EQ(copies("[factors]\n\"decay.rate\" = { min = 0, max = 0.5, n = 1000001 }\n"), "");  // too many to look at
}

TEST_F(Plans, OfCopiesTheFirstPointsAreTheirOwn) {
    const auto plan = read("[factors]\n\"decay.rate\" = [0.3, 0.1, 0.3, 0.2, 0.1]\n");
    EXPECT_EQ(results::different_points(header_of(plan)), (std::vector<std::uint64_t>{0, 1, 3}));
}

TEST_F(Plans, EveryReplicateHasItsOwnSeedTheSameAtAllPoints) {
    const auto plan = read("seed = 42\nreplicates = 3\n");
    EXPECT_EQ(plan.seed_of(2), random::replicate_seed(42, 2));
    EXPECT_NE(plan.seed_of(1), plan.seed_of(2));
    EXPECT_EQ(header_of(plan).seeds, (std::vector{plan.seed_of(0), plan.seed_of(1), plan.seed_of(2)}));
}

TEST_F(Plans, SetChangesSweepKeysAndParameters) {
    const auto plan = read("replicates = 2\n[set]\n\"decay.floor\" = 0.1\n",
                           {"replicates=7", "scale=0.5", "decay.floor=0.25", "decay.rate=0.4", "title=2011",
                            "budget.events=9", "output.every=2"});
    EXPECT_EQ(plan.title, "2011");
    EXPECT_EQ(plan.budget.events, 9U);
    EXPECT_EQ(plan.request.every, 2);
    EXPECT_EQ(plan.replicates, 7U);
    EXPECT_EQ(plan.scale, 0.5);
    EXPECT_EQ(plan.base->get("decay.floor"), 0.25);
    EXPECT_EQ(plan.base->get("decay.rate"), 0.4);
}

TEST_F(Plans, WhatWasRunIsStoredWithoutPaths) {
    const auto plan = read("replicates = 2\n", {"decay.rate=0.4", "replicates=3"});
    EXPECT_EQ(plan.sweep_toml.find(folder_.path("")), std::string::npos);
    Problems problems;
    const auto again = param::parse_toml(plan.sweep_toml, "stored", problems);
    EXPECT_EQ(problems.text(), "");
    EXPECT_EQ(again.map().find("replicates")->number(), 3);
    EXPECT_EQ(again.map().find("set")->map().find("decay.rate")->number(), 0.4);
}

TEST_F(Plans, TheTimeAxisIsThatOfTheLongestRun) {
    const auto plan = read("[factors]\nweeks = [3, 8, 5]\n");
    EXPECT_EQ(plan.outputs.time.at.size(), 9U);
}

TEST_F(Plans, TheTimeAxisIsThatOfTheLongestOfAMillionRuns) {
    const auto plan = read(
        "[factors]\nweeks = [3, 8]\n\"decay.rate\" = { min = 0, max = 0.5, n = 1000 }\n"
        "\"decay.floor\" = { min = 0, max = 1, n = 600 }\n");
    EXPECT_EQ(plan.outputs.time.at.size(), 9U);
}

TEST_F(Plans, APointThatWasNotCheckedIsCheckedBeforeItRuns) {
    const auto plan = read(
        "[factors]\n\"decay.rate\" = { min = 0, max = 0.5, n = 2000 }\n"
        "\"decay.floor\" = { min = 0, max = 1, n = 1000 }\n");
    const auto scenario = plan.scenario_at(1'999'999);
    EXPECT_NO_THROW(plan.run(*scenario, {}));
    scenario->set("decay.rate", 0.6);
    EXPECT_THROW(plan.run(*scenario, {}), RunFailure);
}

TEST_F(Plans, ANumberIsTheSameHoweverItIsWritten) {
    const auto in_file = header_of(read("[set]\nweeks = 5\n\"decay.group_size\" = 2.0\n"));
    const auto by_hand = header_of(read("", {"weeks=5", "decay.group_size=2"}));
    EXPECT_EQ(results::differences(in_file, by_hand), std::vector<std::string>{});
    EXPECT_EQ(results::identity_of(in_file), results::identity_of(by_hand));
}

TEST_F(Plans, ParametersSayWhichDocumentGivesTheirValue) {
    const auto plan =
        read("[factors]\n\"decay.rate\" = [0.1, 0.3]\n[set]\n\"decay.failing\" = 0.5\n", {"decay.floor=0.1"});
    std::vector<std::string> origins;
    for (const auto& row : header_of(plan).parameters) origins.push_back(row.name + " " + row.origin);
    EXPECT_EQ(origins, (std::vector<std::string>{"decay.rate swept", "decay.floor set", "decay.group_size default",
                                                 "decay.enabled default", "decay.failing set", "decay.starving default",
                                                 "decay.pause default"}));
    EXPECT_EQ(places_of(plan),
              (std::map<std::string, std::string>{{"decay.floor", "--set"}, {"decay.failing", "sweep.toml:5"}}));
}

TEST_F(Plans, FactorsMayBeDrawnFromDistributions) {
    const auto plan = read(
        "design = \"lhs\"\nsamples = 1000\n[factors]\n"
        "\"decay.rate\" = { distribution = \"normal\", mean = 0.3, sd = 0.2, min = 0.1, max = 0.5 }\n"
        "decay.floor = { distribution = \"triangular\", min = 0, mode = 0.1, max = 0.4 }\n"
        "\"decay.pause\" = { distribution = \"uniform\", min = 0.01, max = 1, scale = \"log\" }\n"
        "\"decay.failing\" = { distribution = \"normal\", mean = 0.5, sd = 0.01 }\n"
        "\"decay.group_size\" = { min = 1, max = 6 }\n"
        "\"decay.enabled\" = [true, false]\n");
    std::vector<double> means(6);
    for (std::uint64_t i = 0; i < 1000; ++i)
        for (std::size_t f = 0; f < 6; ++f) means[f] += plan.values_at(i)[f] / 1000;
    EXPECT_NEAR(means[0], 0.3, 1e-3);
    EXPECT_NEAR(means[1], 0.5 / 3, 1e-3);
    EXPECT_NEAR(means[2], 0.99 / std::log(100), 1e-3);
    EXPECT_NEAR(means[3], 0.5, 1e-3);
    EXPECT_NEAR(means[4], 3.5, 0.01);
    EXPECT_NEAR(means[5], 0.5, 1e-12);
}

TEST_F(Plans, EveryKindOfDesignPlansAHundredMillionPoints) {
    for (const std::string kind : {"random", "lhs", "sobol", "saltelli", "morris"}) {
        const auto plan = read("design = \"" + kind +
                               "\"\nsamples = 134217728\n[factors]\n"
                               "\"decay.rate\" = { min = 0, max = 0.5 }\n\"decay.floor\" = { min = 0, max = 1 }\n");
        EXPECT_GE(plan.n_points(), 134'217'728U) << kind;
    }
}

TEST_F(Plans, AHundredMillionPointsArePlannedWithoutMakingThem) {
    const auto plan = read(
        "replicates = 100\n[factors]\n\"decay.rate\" = { min = 0, max = 0.5, n = 10000 }\n"
        "\"decay.floor\" = { min = 0, max = 1, n = 10000 }\n");
    EXPECT_EQ(plan.n_runs(), 10'000'000'000U);
}

TEST_F(Plans, ARunIsAPlanOfOnePoint) {
    Problems problems;
    const auto plan =
        plan_of({folder_.write("toy.toml", files::toy_scenario), {"decay.rate=0.5"}, 9, 3, 0.5}, models_, problems);
    EXPECT_EQ(problems.text(), "");
    EXPECT_EQ(plan.n_runs(), 1U);
    EXPECT_EQ(plan.seed_of(0), random::replicate_seed(9, 3));
    EXPECT_EQ(plan.base->get("decay.rate"), 0.5);
    EXPECT_NE(plan.sweep_toml.find("0.5"), std::string::npos);
}

}  // namespace
}  // namespace sim::sweep
