/// Several scenarios in one sweep: which parameters they share, what they put out together, and where a run's values
/// go.
#include "sim/sweep/cases.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "sim/results/run_key.hpp"
#include "sim/sweep/part_sink.hpp"
#include "sim/sweep/runner.hpp"
#include "sim/sweep/spread.hpp"
#include "sim/sweep/stored_sweep.hpp"
#include "sim/sweep/sweep_plan.hpp"
#include "tests/sim/sweep/files.hpp"

namespace sim::sweep {
namespace {

class TwoCases : public testing::Test {
 protected:
    /// The second has another rate, is longer and may begin on another day.
    Plan read(const std::string& sweep, const std::string& start = "2011-03-15", const std::string& said = "") {
        folder_.write("calm.toml", "model = \"toy\"\nweeks = 4\n[decay]\nrate = 0.2\n");
        folder_.write("storm.toml", "model = \"toy\"\nstart = " + start + "\nweeks = 6\n[decay]\nrate = 0.6\n");
        Problems problems;
        auto plan = read_plan(folder_.write("sweep.toml", "scenario = [\"calm.toml\", \"storm.toml\"]\n" + sweep), {},
                              models_, problems);
        std::string text = problems.text();
        if (const auto at = text.find("sweep.toml"); at != text.npos) text.erase(0, at);
        EXPECT_EQ(text, said);
        return plan;
    }
    static Series run(const Plan& plan, std::uint64_t point) {
        RunRequest request;
        request.seed = plan.seed_of(0);
        return plan.run(*plan.scenario_at(point), request).series;
    }
    /// People serving, of one role.
    static std::vector<int> serving(const Plan& plan, std::uint64_t point, std::size_t role = 1) {
        auto series = run(plan, point);
        std::vector<int> counts;
        for (std::size_t t = 0; t < plan.outputs.time.at.size(); ++t) counts.push_back(series.counts(0)[2 * t + role]);
        return counts;
    }
    files::Folder folder_;
    Models models_ = files::toy_models();
};

TEST_F(TwoCases, AreComparedAtEveryPoint) {
    const auto plan = read("[factors]\n\"decay.floor\" = [0.1, 0.3]\n");
    ASSERT_EQ(plan.n_points(), 4U);
    EXPECT_EQ(plan.describe(1), "point 1 (scenario = calm, decay.floor = 0.3)");
    EXPECT_EQ(plan.describe(2), "point 2 (scenario = storm, decay.floor = 0.1)");
    EXPECT_EQ(plan.scenario_at(1)->get("decay.rate"), 0.2);
    EXPECT_EQ(plan.scenario_at(2)->get("decay.rate"), 0.6);
    EXPECT_EQ(plan.scenario_at(2)->get("decay.floor"), 0.1);
}

TEST_F(TwoCases, MayBeNamedAsAFactorOrByPoints) {
    const auto zip =
        read("design = \"zip\"\n[factors]\nscenario = [\"storm\", \"calm\"]\n\"decay.floor\" = [0.1, 0.2]\n");
    EXPECT_EQ(zip.describe(0), "point 0 (scenario = storm, decay.floor = 0.1)");
    const auto list = read("[[point]]\nlabel = \"one\"\nscenario = \"storm\"\n[[point]]\nlabel = \"two\"\n");
    EXPECT_EQ(list.scenario_at(0)->get("decay.rate"), 0.6);
    EXPECT_EQ(list.scenario_at(1)->get("decay.rate"), 0.2);
    folder_.write("points.csv", "decay.floor,scenario\n0.1,storm\n");
    EXPECT_EQ(read("design = \"file\"\nfile = \"points.csv\"\n").scenario_at(0)->get("decay.rate"), 0.6);
    const auto drawn = read("design = \"lhs\"\nsamples = 10\n[factors]\n\"decay.floor\" = { min = 0, max = 0.4 }\n");
    int storms = 0;
    for (std::uint64_t p = 0; p < 10; ++p) storms += drawn.scenario_at(p)->get("decay.rate") == 0.6 ? 1 : 0;
    EXPECT_EQ(storms, 5);
}

TEST_F(TwoCases, GiveTheirOwnValuesToPointsThatNameNone) {
    const auto list = read(
        "[[point]]\nlabel = \"one\"\nscenario = \"storm\"\n"
        "[[point]]\nlabel = \"two\"\nscenario = \"storm\"\n\"decay.rate\" = 0.9\n[[point]]\nlabel = \"three\"\n");
    EXPECT_EQ(list.scenario_at(0)->get("decay.rate"), 0.6);
    EXPECT_EQ(list.scenario_at(1)->get("decay.rate"), 0.9);
    EXPECT_EQ(list.scenario_at(2)->get("decay.rate"), 0.2);
}

TEST_F(TwoCases, MayBeNamedLikeNumbers) {
    folder_.write("1.toml", "model = \"toy\"\n[decay]\nrate = 0.1\n");
    folder_.write("0.toml", "model = \"toy\"\n[decay]\nrate = 0.5\n");
    folder_.write("points.csv", "decay.floor,scenario\n0.1,0\n0.1,1\n");
    folder_.write("sweep.toml", "scenario = [\"1.toml\", \"0.toml\"]\ndesign = \"file\"\nfile = \"points.csv\"\n");
    Problems problems;
    const auto plan = read_plan(folder_.path("sweep.toml"), {}, models_, problems);
    EXPECT_EQ(problems.text(), "");
    EXPECT_EQ(plan.scenario_at(0)->get("decay.rate"), 0.5);
    EXPECT_EQ(plan.scenario_at(1)->get("decay.rate"), 0.1);
}

TEST_F(TwoCases, EachRunsAsItDoesAlone) {
    const auto plan = read("");
    for (const char* name : {"calm.toml", "storm.toml"}) {
        Problems problems;
        const auto alone = plan_of({.scenario = folder_.path(name), .sets = {}}, models_, problems);
        auto expected = serving(alone, 0);
        const std::size_t length = expected.size();
        auto found = serving(plan, name == std::string("calm.toml") ? 0 : 1);
        ASSERT_EQ(found.size(), 7U);
        for (std::size_t t = length; t < found.size(); ++t) EXPECT_EQ(found[t], -1);  // missing, not zero
        found.resize(length);
        EXPECT_EQ(found, expected);
    }
}

TEST_F(TwoCases, RunWithWhatTheSweepAndThePointSet) {
    const auto plan = read("[factors]\n\"decay.rate\" = [0.9]\n[set]\n\"decay.floor\" = 0.3\n");
    Problems problems;
    const auto alone = plan_of({.scenario = folder_.path("storm.toml"), .sets = {"decay.rate=0.9", "decay.floor=0.3"}},
                               models_, problems);
    EXPECT_EQ(problems.text(), "");
    EXPECT_EQ(serving(plan, 1), serving(alone, 0));
    EXPECT_NE(serving(plan, 1), serving(read(""), 1));
}

TEST_F(TwoCases, ThatBeginTogetherKeepTheCalendar) {
    const auto plan = read("");
    EXPECT_EQ(plan.outputs.time.start, "2011-03-15");
    EXPECT_EQ(plan.outputs.time.at.back(), 42);
    EXPECT_TRUE(header_of(plan).starts.empty());
}

TEST_F(TwoCases, ThatBeginApartCountWeeks) {
    const auto plan = read("", "2012-01-01");
    EXPECT_EQ(plan.outputs.time.start, "");
    EXPECT_EQ(plan.outputs.time.at, (std::vector<std::int32_t>{0, 1, 2, 3, 4, 5, 6}));
    const auto header = header_of(plan);
    EXPECT_EQ(results::time_name(header.outputs), "week");
    EXPECT_EQ(header.starts, (std::vector<std::string>{"2011-03-15", "2012-01-01"}));
    EXPECT_EQ(serving(plan, 0).back(), -1);
    EXPECT_GT(serving(plan, 1).back(), 0);
    read("[factors]\n\"halt.week\" = [2011-03-29]\n", "2012-01-01",
         "sweep.toml:3:16: halt.week: must be a number of weeks, not a date (the scenarios do not begin on the same "
         "day)");
}

TEST_F(TwoCases, OfOneListAreAnotherSweepThanThoseOfALongerOne) {
    const auto two = read("");
    folder_.write("alone.toml", "scenario = \"calm.toml\"\n");
    Problems problems;
    const auto alone = read_plan(folder_.path("alone.toml"), {}, models_, problems);
    EXPECT_EQ(problems.text(), "");
    const auto changes = results::differences(header_of(alone), header_of(two));
    ASSERT_FALSE(changes.empty());
    EXPECT_EQ(changes.front(), "it compared one scenario, now calm, storm");
}

TEST_F(TwoCases, HaveNoOneValueOfWhatTheyDifferIn) {
    const auto header = header_of(read(""));
    const auto& rate = *std::ranges::find(header.parameters, "decay.rate", &results::ParameterRow::name);
    EXPECT_TRUE(std::isnan(rate.value));
    EXPECT_EQ(rate.origin, "differs between the scenarios");
    const auto& floor = *std::ranges::find(header.parameters, "decay.floor", &results::ParameterRow::name);
    EXPECT_EQ(floor.value, 0);
}

TEST_F(TwoCases, AreReadBackFromTheirResolvedText) {
    const auto plan = read("");
    Problems problems;
    const auto loaded = load_resolved(plan.scenario_toml, "stored", models_, problems);
    EXPECT_EQ(problems.text(), "");
    ASSERT_TRUE(loaded.scenario);
    loaded.scenario->set("scenario", 1);
    EXPECT_EQ(loaded.scenario->chosen()->get("decay.rate"), 0.6);
}

TEST_F(TwoCases, AreKeptInTheFileByNameAndRunAgainFromIt) {
    const auto plan = read("[factors]\n\"decay.floor\" = [0.1, 0.3]\n", "2012-01-01");
    const auto header = header_of(plan);
    const auto path = folder_.path("out.h5");
    {
        PartSink sink(path, header, {});
        Control control;
        sweep::run(plan, header, sink, {.threads = 2}, control);
    }
    const StoredSweep stored(path, models_);
    EXPECT_EQ(stored.header().starts, header.starts);
    EXPECT_EQ(results::time_name(stored.header().outputs), "week");
    ASSERT_EQ(stored.header().factors.size(), 2U);
    for (std::uint64_t point = 0; point < 4; ++point) {
        EXPECT_EQ(stored.header().factors[0].text(point), point < 2 ? "calm" : "storm");
        const auto run = stored.repeat(point, 0, false);
        EXPECT_EQ(stored.differences(point, 0, run), std::vector<std::string>());
        EXPECT_NE(stored.differences((point + 2) % 4, 0, run), std::vector<std::string>());
    }
    EXPECT_TRUE(results::differences(stored.header(), header).empty());
    EXPECT_TRUE(results::have_same_runs(stored.header(), header));
}

TEST_F(TwoCases, MistakesAreSaid) {
    read("[factors]\nscenario = [\"strom\"]\n", "2011-03-15",
         "sweep.toml:3:13: scenario: 'strom' is not known (did you mean 'storm'?)");
    read("[[point]]\nlabel = \"one\"\n\"decay.rate\" = 0.1\n", "2011-03-15",
         "sweep.toml:1:12: scenario: lists 2 scenarios, of which no point names one (scenario = \"calm\", or a column "
         "of "
         "that name in a file)");
    read("[factors]\nscenario = { min = 0, max = 1, n = 2 }\n", "2011-03-15",
         "sweep.toml:3:12: scenario: must be a list of names, not a table");
}

TEST(TablesOfACase, TakeTheCodesOfAllCasesAndMissTheirOtherColumns) {
    const auto table_of = [](std::vector<std::string> groups, const std::vector<double>& numbers) {
        Column weeks{.name = "weeks", .unit = "week", .meaning = "how long"}, group = weeks;
        group.name = "of_group", group.store = Column::Store::i32, group.flag_meanings = std::move(groups);
        weeks.numbers = group.numbers = numbers;
        return RowTable{"people", "one", "who", {weeks, group}};
    };
    Outputs own, all;
    own.tables = {table_of({"north", "coast"}, {})};
    all.tables = {table_of({"coast", "south", "north"}, {})};
    all.tables[0].columns.push_back({.name = "pull", .unit = "1", .meaning = "of others"});
    std::vector<std::string> columns;
    for (const Column& column : Spread(own, all).of(table_of({"north", "coast"}, {0, 1, 0, std::nan("")})).columns)
        columns.push_back(fmt::format("{} {}", column.name, fmt::join(column.numbers, " ")));
    EXPECT_EQ(columns, (std::vector<std::string>{"weeks 0 1 0 nan", "of_group 2 0 2 nan", "pull nan nan nan nan"}));
}

}  // namespace
}  // namespace sim::sweep
