/// The work of each command when all is well.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "sim/results/file.hpp"
#include "tests/cli/program.hpp"

namespace program {
namespace {

constexpr const char* two_rates = "replicates = 3\n[factors]\n\"decay.rate\" = [0.1, 0.3]\n";

TEST(Help, OfEveryCommandGoesToTheStandardOutput) {
    for (const std::string verb :
         {"init", "run", "sweep", "plan", "check", "params", "metrics", "models", "describe", "export"}) {
        const auto answer = muster({verb, "--help"});
        EXPECT_EQ(answer.exit, 0) << verb;
        EXPECT_TRUE(contains(answer.out, verb)) << answer.out;
        EXPECT_EQ(answer.err, "") << verb;
    }
}

TEST(Help, IsWhatABareCallIsToldAndACommandIsMissing) {
    const auto answer = muster({});
    EXPECT_EQ(answer.exit, 2);
    EXPECT_EQ(answer.out, "");
    EXPECT_EQ(answer.err, muster({"--help"}).out);
}

TEST(Version, NamesTheCommitCompilerAndLibraries) {
    const auto answer = muster({"--version"});
    EXPECT_EQ(answer.exit, 0);
    for (const std::string word : {"muster 0.", "commit ", "built with ", "Eigen 3.", "Boost 1.", "fmt ", "toml++ 3.",
                                   "CLI11 2.", "nlohmann JSON 3.", "HDF5 1.1", "zlib 1.", "oneTBB 202", "OpenSSL "})
        EXPECT_TRUE(contains(answer.out, word)) << answer.out;
    EXPECT_FALSE(contains(answer.out, " ,") || contains(answer.out, " \n")) << answer.out;  // a version left empty
}

TEST(Run, ShowsWhoServedWhoLeftAndTheMetrics) {
    const Folder folder;
    const auto answer = muster({"run", folder.path("toy.toml"), "--scale", "0.5"});
    EXPECT_EQ(answer.exit, 0);
    EXPECT_TRUE(contains(answer.out,
                         "toy, scale 0.5, seed 1, replicate 0\nCounts over time are of the agents simulated, 0.5 of "
                         "all.\n\nrole "));
    EXPECT_TRUE(contains(answer.out, "last_week                          4 week (week in which the run ended)\n"))
        << answer.out;
    EXPECT_FALSE(contains(muster({"run", folder.path("toy.toml")}).out, "agents simulated"));
    EXPECT_TRUE(contains(answer.out, "role       at start  at end  left %"));
    EXPECT_TRUE(contains(answer.out, "conscript       450"));
    EXPECT_TRUE(contains(answer.out, "all             500"));
    EXPECT_TRUE(contains(answer.out, "% of all who started"));
}

TEST(Run, WithSetDoesWhatTheScenarioWithThatValueDoes) {
    const Folder folder;
    folder.write("faster.toml", "model = \"toy\"\nweeks = 4\n[decay]\nrate = 0.4\n");
    const auto set = muster({"run", folder.path("toy.toml"), "--set", "decay.rate=0.4", "-o", "-"});
    EXPECT_EQ(set.out, muster({"run", folder.path("faster.toml"), "-o", "-"}).out);
    EXPECT_NE(set.out, muster({"run", folder.path("toy.toml"), "-o", "-"}).out);
}

TEST(Run, TakesTheLargestSeedAndReadsDigitsAsDecimal) {
    const Folder folder;
    const auto answer = muster({"run", folder.path("toy.toml"), "--seed", "9223372036854775807", "--replicate", "010"});
    EXPECT_TRUE(contains(answer.out, "toy, scale 1, seed 9223372036854775807, replicate 10\n")) << answer.out;
}

TEST(Run, OfAReplicateIsTheRunThatTheSweepMakes) {
    const Folder folder("seed = 9\nreplicates = 3\n");
    EXPECT_EQ(muster({"sweep", folder.path("sweep.toml"), "-o", folder.path("s.h5"), "--progress", "none"}).exit, 0);
    EXPECT_EQ(
        muster({"run", folder.path("toy.toml"), "--seed", "9", "--replicate", "2", "-o", folder.path("r.h5")}).exit, 0);
    const sim::results::Reader sweep(folder.path("s.h5")), run(folder.path("r.h5"));
    const auto& serving = run.header().outputs.variables.front();
    EXPECT_EQ(sweep.values(serving, 0, 2), run.values(serving, 0, 0));
    EXPECT_NE(sweep.values(serving, 0, 1), run.values(serving, 0, 0));
    EXPECT_EQ(sweep.header().seeds[2], run.header().seeds[0]);
}

TEST(Check, SaysWhatEachFileIs) {
    const Folder folder(two_rates);
    const auto answer = muster({"check", folder.path("toy.toml"), folder.path("sweep.toml")});
    EXPECT_EQ(answer.exit, 0);
    EXPECT_EQ(answer.out, folder.path("toy.toml") +
                              ": ok (scenario, toy, 4 weeks, 1,000 agents at the start at scale 1)\n" +
                              folder.path("sweep.toml") + ": ok (sweep, 2 points x 3 replicates)\n");
}

TEST(Check, CountsOneInTheSingular) {
    const Folder folder;
    EXPECT_EQ(muster({"check", folder.path("sweep.toml")}).out,
              folder.path("sweep.toml") + ": ok (sweep, 1 point x 1 replicate)\n");
}

TEST(Commands, SayHowManyPointsAreCopies) {
    const Folder folder("design = \"random\"\nsamples = 60\n[factors]\n\"decay.group_size\" = { min = 2, max = 4 }\n");
    const std::string note =
        "60 points, 3 different: points with equal values share their random streams, so their "
        "runs are the same (raise replicates for more of each)\n";
    EXPECT_EQ(muster({"check", folder.path("sweep.toml")}).err, "note: " + folder.path("sweep.toml") + ": " + note);
    EXPECT_EQ(muster({"plan", folder.path("sweep.toml"), "--no-time"}).err, "note: " + note);
    const auto swept = muster({"sweep", folder.path("sweep.toml"), "-o", folder.path("s.h5"), "--progress", "none"});
    EXPECT_TRUE(contains(swept.err, "note: " + note)) << swept.err;
    const auto described = muster({"describe", folder.path("s.h5")});
    EXPECT_TRUE(contains(described.out, "design: random, 60 points (3 different) x 1 replicates")) << described.out;
}

TEST(Plan, ShowsTheDesignAndWithoutTimeRunsNothing) {
    const Folder folder(two_rates);
    const auto answer = muster({"plan", folder.path("sweep.toml"), "--no-time"});
    EXPECT_EQ(answer.exit, 0);
    EXPECT_EQ(answer.out,
              "toy\n2 points x 3 replicates = 6 runs at scale 1\n\npoint  decay.rate\n    0         0.1\n    1         "
              "0.3\n");
}

TEST(Plan, EstimatesTimeMemoryAndDisk) {
    const Folder folder(two_rates);
    const auto answer = muster({"plan", folder.path("sweep.toml")});
    for (const std::string word : {"\ntime    ", "\nmemory  about ", "\ndisk    about "})
        EXPECT_TRUE(contains(answer.out, word)) << answer.out;
}

TEST(Plan, OfTheMostPointsThatAFileHoldsAnswersAtOnce) {
    const Folder folder(
        "[factors]\n\"decay.rate\" = { min = 0, max = 0.5, n = 2000 }\n\"decay.floor\" = { min = 0, max = 1, n = "
        "10000 }\n");
    const auto answer = muster({"plan", folder.path("sweep.toml"), "--no-time"});
    EXPECT_EQ(answer.exit, 0);
    EXPECT_TRUE(contains(answer.out, "20,000,000 points")) << answer.out;
}

TEST(SweepOfMoreRunsThanAFileHolds, IsRefusedAlikeByCheckPlanAndSweep) {
    const Folder folder(
        "replicates = 1000000\n[factors]\n\"decay.rate\" = { min = 0, max = 0.5, n = 2000 }\n\"decay.floor\" = { min "
        "= 0, max = 1, n = 2000 }\n");
    const std::string sweep = folder.path("sweep.toml"), output = folder.path("out.h5");
    const std::vector<std::vector<std::string>> commands = {
        {"check", sweep}, {"plan", sweep, "--no-time"}, {"sweep", sweep, "-o", output, "--max-time", "1s"}};
    for (const auto& command : commands) {
        const auto answer = muster(command);
        EXPECT_EQ(answer.exit, 2) << command.front();
        EXPECT_TRUE(contains(answer.err, "4000000000000 runs (a results file holds 1000000000; split the sweep)"))
            << answer.err;
    }
    EXPECT_FALSE(folder.holds("out.h5.parts"));
}

TEST(SweepOfAsManyRunsAsAFileHolds, StopsAtItsTimeLimit) {
    const Folder folder("replicates = 1000000\n[factors]\n\"decay.rate\" = { min = 0, max = 0.5, n = 1000 }\n");
    const auto answer = muster(
        {"sweep", folder.path("sweep.toml"), "-o", folder.path("out.h5"), "--max-time", "0.1s", "--progress", "none"});
    EXPECT_EQ(answer.exit, 4) << answer.err;
    EXPECT_TRUE(contains(answer.err, "of 1000000000 runs")) << answer.err;
}

TEST(Params, ListEveryParameterInEveryForm) {
    for (const std::string format : {"table", "json", "markdown", "schema"}) {
        const auto answer = muster({"params", "--model", "toy", "--format", format});
        EXPECT_EQ(answer.exit, 0) << answer.err;
        EXPECT_TRUE(contains(answer.out, "group_size")) << format;
    }
    EXPECT_EQ(nlohmann::json::parse(muster({"params", "--model", "toy", "--format", "json"}).out).size(), 7U);
}

TEST(Metrics, ListEveryVariableInEveryForm) {
    for (const std::string format : {"table", "json", "markdown"}) {
        const auto answer = muster({"metrics", "--model", "toy", "--format", format});
        EXPECT_EQ(answer.exit, 0) << answer.err;
        EXPECT_TRUE(contains(answer.out, "departure_rate")) << format;
    }
}

TEST(Models, AreListedOneALine) { EXPECT_EQ(muster({"models"}).out, "toy  people leave at a rate\n"); }

TEST(Init, WritesAFileThatCheckAccepts) {
    const Folder folder;
    const auto path = folder.path("new.toml");
    EXPECT_EQ(muster({"init", "--example", "toy", "-o", path}).exit, 0);
    EXPECT_EQ(muster({"check", path}).exit, 0);
    EXPECT_EQ(muster({"init", "--example", "toy", "-o", path}).exit, 2);
}

TEST(Describe, SaysWhatAFileHolds) {
    const Folder folder(two_rates);
    muster({"sweep", folder.path("sweep.toml"), "-o", folder.path("s.h5"), "--progress", "none"});
    const auto answer = muster({"describe", folder.path("s.h5")});
    EXPECT_EQ(answer.exit, 0);
    for (const std::string word :
         {"model: toy, 2011-03-15 to 2011-04-12, 4 weeks\n", "written by: muster 0.", ", libhdf5 1.", ", zlib 1.",
          "design: grid, 2 points x 3 replicates, scale 1\n", "6 of 6 done", "factor decay.rate [1/week]: 0.1 to 0.3",
          "series: serving(role), departed(role)\n", "values at the end: departure_rate, last_week\n"})
        EXPECT_TRUE(contains(answer.out, word)) << answer.out;
    const auto all = muster({"describe", folder.path("s.h5"), "--all"});
    EXPECT_TRUE(contains(all.out, "share of the start who left, over all who started")) << all.out;
    EXPECT_EQ(muster({"describe", folder.path("s.h5"), "--digest"}).out.size(), 65U);
}

}  // namespace
}  // namespace program
