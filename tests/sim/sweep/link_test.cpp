/// Knobs: what they make of the parameters that they drive, what is said of bad ones, and that their runs are those of a
/// sweep that sets the parameters themselves.
#include "sim/sweep/link.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/results/run_key.hpp"
#include "sim/sweep/case_outputs.hpp"
#include "tests/sim/sweep/broken_sweep.hpp"

namespace sim::sweep {
namespace {

const std::string effort =
    "[[link]]\nname = \"effort\"\nunit = \"h\"\nmeaning = \"how much is done\"\n[link.drives]\n"
    "\"decay.rate\" = { slope = 0.4, intercept = 0.1 }\ndecay.floor = { points = [[0, 0.1], [0.5, 0.3], [1, 0.2]] }\n";

class Links : public testing::Test {
 protected:
    Plan read(const std::string& sweep, const std::vector<std::string>& sets = {}) {
        folder_.write("toy.toml", files::toy_scenario);
        Problems problems;
        auto plan = read_plan(folder_.write("sweep.toml", toy + sweep), sets, models_, problems);
        EXPECT_EQ(problems.text(), "");
        return plan;
    }
    files::Folder folder_;
    Models models_ = files::toy_models();
};

TEST_F(Links, AKnobDrivesEachParameterByItsFunction) {
    const auto plan = read("[factors]\neffort = [0, 0.25, 0.75, 1]\n" + effort);
    const auto values = [&](std::uint64_t point) {
        const auto scenario = plan.scenario_at(point);
        return std::vector<double>{scenario->get("effort"), scenario->get("decay.rate"), scenario->get("decay.floor")};
    };
    EXPECT_EQ(values(0), (std::vector<double>{0, 0.1, 0.1}));
    EXPECT_EQ(values(1), (std::vector<double>{0.25, 0.1 + 0.4 * 0.25, 0.1 + 0.5 * (0.3 - 0.1)}));
    EXPECT_EQ(values(2), (std::vector<double>{0.75, 0.1 + 0.4 * 0.75, 0.3 + 0.5 * (0.2 - 0.3)}));
    EXPECT_EQ(values(3), (std::vector<double>{1, 0.1 + 0.4 * 1, 0.2}));
    EXPECT_EQ(plan.describe(2), "point 2 (effort = 0.75)");
}

TEST(Link, IsStraightInTheLogarithmIfAskedFor) {
    const LinkFunction points{"a", {0, 2}, {0.01, 0.16}, 0, 0, true};
    EXPECT_NEAR(points.at(1), 0.04, 1e-15);  // the geometric mean
    EXPECT_EQ(points.at(0), 0.01);
    EXPECT_EQ(points.at(2), 0.16);
    EXPECT_EQ(points.at(-1), 0.01);  // constant outside
    EXPECT_EQ(points.at(7), 0.16);
    const LinkFunction line{"a", {}, {}, std::log(2.0), std::log(3.0), true};
    EXPECT_NEAR(line.at(3), 3 * 8, 1e-12);
}

TEST_F(Links, WholeNumbersAndSwitchesGetTheNearest) {
    const auto plan = read(
        "[factors]\nk = [0, 0.4, 0.6, 1]\n[[link]]\nname = \"k\"\ndrives = { \"decay.group_size\" = { slope = 9, "
        "intercept = 1 }, \"decay.enabled\" = { points = [[0, 0], [1, 1]] } }\n");
    for (const auto& [point, size, enabled] : {std::tuple{0, 1, 0}, {1, 5, 0}, {2, 6, 1}, {3, 10, 1}}) {
        EXPECT_EQ(plan.scenario_at(std::uint64_t(point))->get("decay.group_size"), size);
        EXPECT_EQ(plan.scenario_at(std::uint64_t(point))->get("decay.enabled"), enabled);
    }
}

TEST_F(Links, TheKnobIsTheFactorOfTheFile) {
    const auto header = header_of(read("[factors]\neffort = { min = 0, max = 1, n = 3 }\n" + effort));
    ASSERT_EQ(header.factors.size(), 1U);
    EXPECT_EQ(header.factors[0].name, "effort");
    EXPECT_EQ(header.factors[0].unit, "h");
    EXPECT_EQ(header.factors[0].meaning, "how much is done");
    EXPECT_EQ(header.factors[0].values, (std::vector<double>{0, 0.5, 1}));
    EXPECT_EQ(header.factors[0].kind, "policy");  // that of decay.floor, which nothing here searches for
    const auto rate = std::ranges::find(header.parameters, "decay.rate", &results::ParameterRow::name);
    EXPECT_EQ(rate->origin, "linked");
}

TEST_F(Links, AKnobMayBeSetOrHaveAValueOfItsOwn) {
    EXPECT_EQ(read("[set]\neffort = 0.5\n" + effort).base->get("decay.floor"), 0.3);
    EXPECT_EQ(read(effort, {"effort=0.5"}).base->get("decay.rate"), 0.1 + 0.4 * 0.5);
    EXPECT_EQ(read("[[link]]\nname = \"k\"\nvalue = 0.5\ndrives = { \"decay.rate\" = { slope = 1 } }\n")
                  .base->get("decay.rate"),
              0.5);
    const auto listed = read(
        "[[point]]\nlabel = \"a\"\n[[point]]\nlabel = \"b\"\nk = 0.25\n"
        "[[link]]\nname = \"k\"\nvalue = 0.5\ndrives = { \"decay.rate\" = { slope = 1 } }\n");
    EXPECT_EQ(listed.scenario_at(0)->get("decay.rate"), 0.5);
    EXPECT_EQ(listed.scenario_at(1)->get("decay.rate"), 0.25);
}

/// A falling function has the longest run where the knob is least.
TEST_F(Links, TheTimeAxisHoldsTheLongestRunThatAKnobMakes) {
    const auto plan = read(
        "[factors]\nk = [0, 1, 2]\n[[link]]\nname = \"k\"\ndrives = { weeks = { points = [[0, 5], [1, 9], [2, 3]] } "
        "}\n");
    EXPECT_EQ(plan.outputs.time.at.size(), 10U);
    EXPECT_EQ(plan.scenario_at(2)->duration(), 3);
}

TEST_F(Links, ARunIsThatOfTheParametersThatTheKnobDrives) {
    const auto linked = read("[factors]\neffort = [0.25, 0.75]\n" + effort);
    const auto plain =
        read("design = \"zip\"\n[factors]\n\"decay.rate\" = [0.2, 0.4]\n\"decay.floor\" = [0.2, 0.25]\n");
    RunRequest request;
    request.seed = linked.seed_of(0);
    for (std::uint64_t point = 0; point < 2; ++point) {
        const auto a = linked.run(*linked.scenario_at(point), request),
                   b = plain.run(*plain.scenario_at(point), request);
        EXPECT_TRUE(std::ranges::equal(a.series.bytes(1), b.series.bytes(1))) << point;
    }
}

TEST_F(Links, AnotherFunctionIsAnotherSweep) {
    const auto header = [&](const std::string& slope) {
        return header_of(read("[factors]\nk = [0, 1]\n[[link]]\nname = \"k\"\ndrives = { \"decay.rate\" = { slope = " +
                              slope + " } }\n"));
    };
    const auto was = header("0.5"), same = header("0.5"), is = header("0.6");
    EXPECT_EQ(results::identity_of(was), results::identity_of(same));
    EXPECT_NE(results::identity_of(was), results::identity_of(is));
    ASSERT_EQ(results::differences(was, is).size(), 1U);
    EXPECT_NE(results::differences(was, is)[0].find("0.5"), std::string::npos) << results::differences(was, is)[0];
}

class BrokenLinks : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenLinks, AreReportedInTheseWords) { expect_words(GetParam()); }

using Case = BrokenCase;
const std::string turned = toy + "[factors]\nk = [0, 1]\n";
std::string drives(const std::string& what) { return "[[link]]\nname = \"k\"\ndrives = { " + what + " }\n"; }

INSTANTIATE_TEST_SUITE_P(
    , BrokenLinks,
    testing::Values(
        Case{
            "leaves_the_range_in_a_list",
            toy + "[factors]\nk = [0.5, 2, 3]\n" + drives("\"decay.rate\" = { slope = 0.5 }"),
            {},
            {"@:3:14: k: 3 gives decay.rate a value that it cannot have: 1.5 is out of range (allowed 0 to 1 per week; "
             "default 0.1)"}},
        Case{"leaves_the_range_at_an_end",
             toy + "[factors]\nk = { min = 0, max = 4, n = 3 }\n" + drives("\"decay.rate\" = { slope = 0.5 }"),
             {},
             {"@:3:5: k: 4 gives decay.rate a value that it cannot have: 2 is out of range (allowed 0 to 1 per week; "
              "default 0.1)"}},
        Case{"leaves_the_range_between_the_ends",
             toy + "[factors]\nk = { min = 0, max = 2, n = 3 }\n" +
                 drives("\"decay.rate\" = { points = [[0, 0.5], [1, 1.5], [2, 0.5]] }"),
             {},
             {"@:2:1: point 1 (k = 1): k: 1 gives decay.rate a value that it cannot have: 1.5 is out of range (allowed "
              "0 "
              "to 1 per week; default 0.1)"}},
        Case{"leaves_the_range_when_set",
             toy + drives("\"decay.rate\" = { slope = 0.5 }"),
             {"k=3"},
             {"--set: k: 3 gives decay.rate a value that it cannot have: 1.5 is out of range (allowed 0 to 1 per week; "
              "default 0.1)"}},
        Case{"leaves_the_range_in_a_point",
             toy + "[[point]]\nlabel = \"a\"\nk = 3\n" + drives("\"decay.rate\" = { slope = 0.5 }"),
             {},
             {"@:4:5: point[1].k: 3 gives decay.rate a value that it cannot have: 1.5 is out of range (allowed 0 to 1 "
              "per week; default 0.1)"}},
        Case{"a_point_without_it",
             toy + "[[point]]\nlabel = \"a\"\n[[point]]\nlabel = \"b\"\nk = 1\n" +
                 drives("\"decay.rate\" = { slope = 0.5 }"),
             {},
             {"@:2:1: point[1].k: is required (the link has no value of its own)"}},
        Case{"nothing_turns_it",
             toy + drives("\"decay.rate\" = { slope = 0.5 }"),
             {},
             {"@:2:1: k: is a knob that nothing turns (name it in [factors] or in [set], or give the link a value)"}},
        Case{"swept_and_driven",
             toy + "[factors]\nk = [0, 1]\n\"decay.rate\" = [0.1]\n" + drives("\"decay.rate\" = { slope = 0.5 }"),
             {},
             {"@:4:16: decay.rate: is driven by the link 'k' (set or sweep k instead, or take it out of the link)"}},
        Case{"set_and_driven",
             turned + drives("\"decay.rate\" = { slope = 0.5 }"),
             {"decay.rate=0.1"},
             {"--set: decay.rate: is driven by the link 'k' (set or sweep k instead, or take it out of the link)"}},
        Case{"misspelt_and_driven",
             turned + drives("\"decay.rate\" = { slope = 1 }"),
             {"decay.rat=0.1"},
             {"--set: decay.rat: unknown parameter (`muster params` lists them)"}},
        Case{"driven_twice",
             turned + drives("\"decay.rate\" = { slope = 0.5 }") +
                 "[[link]]\nname = \"l\"\nvalue = 0.0\ndrives = { \"decay.rate\" = { slope = 1 } }\n",
             {},
             {"@:10:27: link[2].drives.decay.rate: is driven by the link 'k' already (remove one of the two)"}},
        Case{"unknown_parameter",
             turned + drives("\"decay.rat\" = { slope = 0.5 }"),
             {},
             {"@:6:26: link[1].drives.decay.rat: unknown parameter (did you mean 'decay.rate'?)"}},
        Case{"name_of_a_parameter",
             toy + "[[link]]\nname = \"decay.rate\"\nvalue = 0\ndrives = { \"decay.floor\" = { slope = 1 } }\n",
             {},
             {"@:3:8: link[1].name: 'decay.rate' is a parameter already (give the link another name)"}},
        Case{
            "no_function",
            turned + drives("\"decay.rate\" = 0.5"),
            {},
            {"@:6:27: link[1].drives.decay.rate: must be a function of the knob, { slope = 1.0, intercept = 0.0 } or { "
             "points = [[0, 0.1], [1, 0.5]] }"}},
        Case{"no_slope",
             turned + drives("\"decay.rate\" = { intercept = 0.5 }"),
             {},
             {"@:6:27: link[1].drives.decay.rate.slope: is required (or points = [[knob, value], [knob, value]])"}},
        Case{"two_functions",
             turned + drives("\"decay.rate\" = { slope = 1, points = [[0, 0], [1, 1]] }"),
             {},
             {"@:6:49: link[1].drives.decay.rate.points: with slope or intercept says two functions (remove one of the "
              "two)"}},
        Case{
            "points_fall",
            turned + drives("\"decay.rate\" = { points = [[1, 0], [0, 1]] }"),
            {},
            {"@:6:38: link[1].drives.decay.rate.points: 0 does not come after 1 (the knob rises from point to point)"}},
        Case{
            "the_same_point_twice",
            turned + drives("\"decay.rate\" = { points = [[0, 0.1], [1, 0.2], [1, 0.3]] }"),
            {},
            {"@:6:38: link[1].drives.decay.rate.points: 1 does not come after 1 (the knob rises from point to point)"}},
        Case{"one_point",
             turned + drives("\"decay.rate\" = { points = [[1, 0]] }"),
             {},
             {"@:6:38: link[1].drives.decay.rate.points: is one point alone (a function needs two)"}},
        Case{"no_logarithm",
             turned + drives("\"decay.rate\" = { scale = \"log\", points = [[0, 0], [1, 1]] }"),
             {},
             {"@:6:53: link[1].drives.decay.rate.points: 0 has no logarithm (scale = \"log\" needs values above 0)"}},
        Case{"misspelt_key",
             turned + drives("\"decay.rate\" = { slope = 1, intercpt = 1 }"),
             {},
             {"@:6:51: link[1].drives.decay.rate.intercpt: unknown key (did you mean 'intercept'?)"}},
        Case{"nothing_driven",
             turned + "[[link]]\nname = \"k\"\n",
             {},
             {"@:4:1: link[1].drives: is required (a table of parameters, each with a function of the knob)"}},
        Case{"outside_its_own_range",
             toy + "[factors]\nk = [0, 5]\n[[link]]\nname = \"k\"\nmax = 2\nmin = 0\ndrives = { \"decay.rate\" = { "
                   "slope = "
                   "0.1 } }\n",
             {},
             {"@:3:9: k: 5 is out of range (allowed 0 to 2)"}}),
    name_of);

}  // namespace
}  // namespace sim::sweep
