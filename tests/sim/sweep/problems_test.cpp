/// What is wrong with a sweep file, word for word: table-driven, all problems of a file at once.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/sweep/plan.hpp"
#include "tests/sim/sweep/files.hpp"

namespace sim::sweep {
namespace {

struct Case {
    std::string name, sweep;
    std::vector<std::string> sets;
    std::vector<std::string> expected;  // lines; "@" stands for the sweep file, "%" for its folder
};

void PrintTo(const Case& broken, std::ostream* out) { *out << broken.name; }

class BrokenSweep : public testing::TestWithParam<Case> {};

TEST_P(BrokenSweep, IsReportedInTheseWords) {
    const files::Folder folder;
    folder.write("toy.toml", files::toy_scenario);
    const auto path = folder.write("sweep.toml", GetParam().sweep);
    const auto models = files::toy_models();
    Problems problems;
    read_plan(path, GetParam().sets, models, problems);
    std::string expected;
    for (const auto& line : GetParam().expected) expected += (expected.empty() ? "" : "\n") + line;
    for (std::size_t at; (at = expected.find('@')) != std::string::npos;) expected.replace(at, 1, path);
    for (std::size_t at; (at = expected.find('%')) != std::string::npos;) expected.replace(at, 1, folder.path(""));
    EXPECT_EQ(problems.text(), expected);
}

const std::string toy = "scenario = \"toy.toml\"\n";

INSTANTIATE_TEST_SUITE_P(
    , BrokenSweep,
    testing::Values(
        Case{"no_scenario", "replicates = 2\n", {}, {"@:1:1: scenario: is required"}},
        Case{"no_such_scenario", "scenario = \"none.toml\"\n", {}, {"@:1:12: scenario: there is no file '%none.toml'"}},
        Case{"is_a_scenario",
             "model = \"toy\"\nweeks = 4\n",
             {},
             {"@: is a scenario, not a sweep (see `muster run`; a sweep names it: scenario = \"sweep.toml\")"}},
        Case{"unknown_key",
             toy + "replicate = 2\n",
             {},
             {"@:2:13: replicate: unknown key (did you mean 'replicates'?)"}},
        Case{"unknown_factor",
             toy + "[factors]\n\"decay.rat\" = [0.1]\n",
             {},
             {"@:3:15: decay.rat: unknown parameter (did you mean 'decay.rate'?)"}},
        Case{"unknown_factor_like_no_other",
             toy + "[factors]\n\"war.budget\" = [0.1]\n",
             {},
             {"@:3:16: war.budget: unknown parameter (`muster params` lists them)"}},
        Case{"factor_out_of_range",
             toy + "[factors]\n\"decay.rate\" = [0.1, 1.5, -1]\n",
             {},
             {"@:3:22: decay.rate: 1.5 must be in [0, 1]", "@:3:27: decay.rate: -1 must be in [0, 1]"}},
        Case{"empty_factor",
             toy + "[factors]\n\"decay.rate\" = []\n",
             {},
             {"@:3:16: decay.rate: is empty (a factor needs at least one value)"}},
        Case{"empty_factors",
             toy + "[factors]\n",
             {},
             {"@:2:1: factors: is empty (name a parameter, or remove the table to repeat the scenario alone)"}},
        Case{"date_of_what_is_no_day",
             toy + "[factors]\n\"decay.rate\" = [2011-03-22]\n",
             {},
             {"@:3:17: decay.rate: must be a number, true or false, not a date"}},
        Case{"day_out_of_range",
             toy + "[factors]\n\"halt.week\" = [2011-03-15]\n",
             {},
             {"@:3:16: halt.week: 0 must be in [1, 1000]"}},
        Case{"no_day",
             toy,
             {"halt.week=2011-02-30"},
             {"--set: halt.week: '2011-02-30' is not a number of weeks or a date"}},
        Case{"factor_of_text",
             toy + "[factors]\n\"decay.rate\" = [\"high\"]\n",
             {},
             {"@:3:17: decay.rate: 'high' is not a number, true or false"}},
        Case{"factor_is_number",
             toy + "[factors]\n\"decay.rate\" = 0.1\n",
             {},
             {"@:3:16: decay.rate: must be a list of values or a table { min, max, n }, not a number"}},
        Case{"nan",
             toy + "[factors]\n\"decay.rate\" = [nan, inf]\n",
             {},
             {"@:3:17: decay.rate: nan is not a number", "@:3:22: decay.rate: inf must be in [0, 1]"}},
        Case{"switch_of_two",
             toy + "[factors]\n\"decay.enabled\" = [true, 2]\n",
             {},
             {"@:3:26: decay.enabled: 2 must be true or false (0 or 1)"}},
        Case{"half_a_person",
             toy + "[factors]\n\"decay.group_size\" = { min = 1, max = 4, n = 3 }\n",
             {},
             {"@:3:22: decay.group_size: 2.5 must be a whole number"}},
        Case{
            "range_without_n",
            toy + "[factors]\n\"decay.rate\" = { min = 0, max = 1 }\n",
            {},
            {"@:3:16: decay.rate.n: is required (the number of values; only sampled designs take a range without it)"}},
        Case{"range_upside_down",
             toy + "[factors]\n\"decay.rate\" = { min = 1, max = 0, n = 3 }\n",
             {},
             {"@:3:24: decay.rate.min: 1 must be less than max, 0"}},
        Case{"range_unknown_key",
             toy + "[factors]\n\"decay.rate\" = { min = 0, max = 1, num = 3 }\n",
             {},
             {"@:3:42: decay.rate.num: unknown key (allowed min, max, n, scale)"}},
        Case{"range_of_one",
             toy + "[factors]\n\"decay.rate\" = { min = 0, max = 1, n = 1 }\n",
             {},
             {"@:3:40: decay.rate.n: must be a whole number, 2 or more"}},
        Case{"range_beyond",
             toy + "[factors]\n\"decay.rate\" = { min = 0, max = 2, n = 3 }\n",
             {},
             {"@:3:16: decay.rate: 2 must be in [0, 1]"}},
        Case{"log_of_zero",
             toy + "[factors]\n\"decay.rate\" = { min = 0, max = 1, n = 3, scale = \"log\" }\n",
             {},
             {"@:3:24: decay.rate.min: 0 has no logarithm (scale = \"log\" needs min > 0)"}},
        Case{"range_without_max",
             toy + "[factors]\n\"decay.rate\" = { min = 0, n = 3 }\n",
             {},
             {"@:3:16: decay.rate.max: is required"}},
        Case{"replicates_zero",
             toy + "replicates = 0\n",
             {},
             {"@:2:14: replicates: must be a whole number from 1 to 1000000"}},
        Case{"replicates_negative",
             toy + "replicates = -3\n",
             {},
             {"@:2:14: replicates: must be a whole number from 1 to 1000000"}},
        Case{"replicates_real",
             toy + "replicates = 2.5\n",
             {},
             {"@:2:14: replicates: must be a whole number from 1 to 1000000"}},
        Case{"seed_negative", toy + "seed = -1\n", {}, {"@:2:8: seed: must be a whole number, 0 or more"}},
        Case{"scale_zero",
             toy + "scale = 0\n",
             {},
             {"@:2:9: scale: must be a number above 0 and up to 1 (the share of the real force that is simulated)"}},
        Case{"scale_above_one",
             toy + "scale = 1.5\n",
             {},
             {"@:2:9: scale: must be a number above 0 and up to 1 (the share of the real force that is simulated)"}},
        Case{"scale_nan",
             toy + "scale = nan\n",
             {},
             {"@:2:9: scale: must be a number above 0 and up to 1 (the share of the real force that is simulated)"}},
        Case{"design_unknown",
             toy + "design = \"gird\"\n",
             {},
             {"@:2:10: design: 'gird' is not known (did you mean 'grid'?)"}},
        Case{"zip_unequal",
             toy + "design = \"zip\"\n[factors]\n\"decay.rate\" = [0.1]\n\"decay.floor\" = [0, 0.1]\n",
             {},
             {"@:3:1: factors: a zip needs factors of the same length (decay.rate has 1, decay.floor has 2)"}},
        Case{"random_without_samples",
             toy + "design = \"random\"\n[factors]\n\"decay.rate\" = { min = 0, max = 1 }\n",
             {},
             {"@:1:1: samples: is required (the number of points of a random design)"}},
        Case{"saltelli_without_samples",
             toy + "design = \"saltelli\"\n[factors]\n\"decay.rate\" = { min = 0, max = 1 }\n",
             {},
             {"@:1:1: samples: is required (the number of base samples of a saltelli design)"}},
        Case{"saltelli_of_a_thousand",
             toy + "design = \"saltelli\"\nsamples = 1000\n[factors]\n\"decay.rate\" = { min = 0, max = 1 }\n",
             {},
             {"@:3:11: samples: 1000 is no power of two, at which alone these points are even (write 512 or 1024)"}},
        Case{"morris_without_samples",
             toy + "design = \"morris\"\n[factors]\n\"decay.rate\" = { min = 0, max = 1 }\n",
             {},
             {"@:1:1: samples: is required (the number of trajectories of a morris design)"}},
        Case{"morris_of_odd_levels",
             toy + "design = \"morris\"\nsamples = 4\nlevels = 5\n[factors]\n\"decay.rate\" = { min = 0, max = 1 }\n",
             {},
             {"@:4:10: levels: 5 is odd (a step is half of the levels)"}},
        Case{"morris_of_one_level",
             toy + "design = \"morris\"\nsamples = 4\nlevels = 1\n[factors]\n\"decay.rate\" = { min = 0, max = 1 }\n",
             {},
             {"@:4:10: levels: must be a whole number from 2 to 1000"}},
        Case{"morris_of_one_value",
             toy + "design = \"morris\"\nsamples = 4\n[factors]\n\"decay.rate\" = [0.5]\n",
             {},
             {"@:4:1: factors: decay.rate has one value, which no step can change (remove it)"}},
        Case{"options_of_others",
             toy + "design = \"sobol\"\nsamples = 4\nlevels = 6\nmaximin = true\nsecond_order = false\n[factors]\n"
                   "\"decay.rate\" = { min = 0, max = 1 }\n",
             {},
             {"@:5:11: maximin: is for design = \"lhs\" alone (remove it, or name that design)",
              "@:6:16: second_order: is for design = \"saltelli\" alone (remove it, or name that design)",
              "@:4:10: levels: is for design = \"morris\" alone (remove it, or name that design)"}},
        Case{"options_of_wrong_type",
             toy + "design = \"lhs\"\nsamples = 4\nmaximin = 1\n[factors]\n\"decay.rate\" = { min = 0, max = 1 }\n",
             {},
             {"@:4:11: maximin: must be true or false, not a number"}},
        Case{
            "maximin_of_too_many",
            toy +
                "design = \"lhs\"\nsamples = 20000\nmaximin = true\n[factors]\n\"decay.rate\" = { min = 0, max = 1 }\n",
            {},
            {"@:4:11: maximin: compares every pair of points, and 20000 points have too many (allowed 10000; remove "
             "it, "
             "or write design = \"sobol\")"}},
        Case{"lhs_of_too_many",
             toy + "design = \"lhs\"\nsamples = 9000000000000000\n[factors]\n\"decay.rate\" = { min = 0, max = 1 }\n",
             {},
             {"@:3:11: samples: 9000000000000000 strata cannot be told apart (a Latin hypercube has at most 2^52)"}},
        Case{"file_without_file", toy + "design = \"file\"\n", {}, {"@:1:1: file: is required"}},
        Case{"file_missing",
             toy + "design = \"file\"\nfile = \"none.csv\"\n",
             {},
             {"@:3:8: file: there is no file '%none.csv'"}},
        Case{"file_is_a_folder",
             toy + "design = \"file\"\nfile = \".\"\n",
             {},
             {"%: is a folder (expected a table of comma-separated values)"}},
        Case{"file_of_grid",
             toy + "file = \"points.csv\"\n",
             {},
             {"@:2:8: file: is for design = \"file\" alone (remove it, or name that design)"}},
        Case{"file_with_more",
             toy + "design = \"file\"\nfile = \"none.csv\"\nsamples = 3\n[factors]\n\"decay.rate\" = [0.1]\n"
                   "[[point]]\nlabel = \"a\"\n",
             {},
             {"@:3:8: file: there is no file '%none.csv'",
              "@:5:1: factors: a file design takes a file instead (remove [factors], or name another design)",
              "@:7:1: point: a file design takes a file instead (or write design = \"list\")",
              "@:4:11: samples: a file design has no samples (remove it)"}},
        Case{"law_unknown",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"gamma\", min = 0, "
                   "max = 1 }\n",
             {},
             {"@:5:33: decay.rate.distribution: 'gamma' is not known (allowed uniform, normal, triangular)"}},
        Case{"law_not_named",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { mean = 0.5, sd = 0.1 }\n",
             {},
             {"@:5:16: decay.rate.distribution: is required with mean, sd or mode (\"normal\" or \"triangular\")"}},
        Case{"law_of_a_grid",
             toy + "[factors]\n\"decay.rate\" = { distribution = \"uniform\", min = 0, max = 1 }\n",
             {},
             {"@:3:33: decay.rate.distribution: has no levels (only sampled designs draw; write min, max and n, or "
              "design = \"lhs\")"}},
        Case{"uniform_with_levels",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"uniform\", min = 0, "
                   "max = 1, n = 3 }\n",
             {},
             {"@:5:66: decay.rate.n: unknown key (allowed distribution, min, max, scale)"}},
        Case{"normal_without_sd",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"normal\", mean = 0.5 "
                   "}\n",
             {},
             {"@:5:16: decay.rate.sd: is required"}},
        Case{"normal_of_no_width",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"normal\", mean = "
                   "0.5, sd = 0 }\n",
             {},
             {"@:5:60: decay.rate.sd: 0 must be above 0"}},
        Case{"normal_that_goes_too_far",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"normal\", mean = "
                   "0.5, sd = 0.2 }\n",
             {},
             {"@:5:16: decay.rate: a draw can be -1.142, which must be in [0, 1] (give it min and max)"}},
        Case{"normal_that_goes_too_far_above",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"normal\", mean = "
                   "0.5, sd = 0.2, min = 0 }\n",
             {},
             {"@:5:16: decay.rate: a draw can be 2.142, which must be in [0, 1] (give it min and max)"}},
        Case{"normal_between_ends_too_far",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"normal\", mean = "
                   "0.5, sd = 0.2, min = -1, max = 1 }\n",
             {},
             {"@:5:71: decay.rate.min: -1 must be in [0, 1]"}},
        Case{"normal_upside_down",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"normal\", mean = "
                   "0.5, sd = 0.2, min = 1, max = 0 }\n",
             {},
             {"@:5:71: decay.rate.min: 1 must be less than max, 0"}},
        Case{"normal_far_from_its_ends",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"normal\", mean = 9, "
                   "sd = 0.2, min = 0, max = 1 }\n",
             {},
             {"@:5:50: decay.rate.mean: 9 with sd 0.2 leaves less than a millionth between min and max"}},
        Case{"normal_without_ends_in_morris",
             toy + "design = \"morris\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"normal\", mean = "
                   "0.5, sd = 0.01, min = 0 }\n",
             {},
             {"@:4:1: factors: decay.rate has no ends, to which Morris's steps go (give it min and max)"}},
        Case{"triangular_without_mode",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"triangular\", min = "
                   "0, max = 1 }\n",
             {},
             {"@:5:16: decay.rate.mode: is required"}},
        Case{"triangular_with_mode_outside",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"triangular\", min = "
                   "0, max = 0.5, mode = 0.7 }\n",
             {},
             {"@:5:74: decay.rate.mode: 0.7 must be from min to max, 0 to 0.5"}},
        Case{"triangular_too_wide",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.rate\" = { distribution = \"triangular\", min = "
                   "0, max = 2, mode = 0.7 }\n",
             {},
             {"@:5:16: decay.rate: 2 must be in [0, 1]"}},
        Case{"triangular_of_half_people",
             toy + "design = \"lhs\"\nsamples = 4\n[factors]\n\"decay.group_size\" = { distribution = \"triangular\", "
                   "min = 1.5, max = 4, mode = 2.5 }\n",
             {},
             {"@:5:22: decay.group_size: 1.5 must be a whole number"}},
        Case{"samples_of_grid",
             toy + "samples = 10\n",
             {},
             {"@:2:11: samples: a grid design has no samples (remove it)"}},
        Case{"points_of_grid",
             toy + "design = \"grid\"\n[[point]]\nlabel = \"a\"\n",
             {},
             {"@:3:1: point: a grid design takes [factors] instead (or write design = \"list\")"}},
        Case{"list_without_points",
             toy + "design = \"list\"\n",
             {},
             {"@:1:1: point: a list design needs at least one [[point]] table"}},
        Case{"list_with_factors",
             toy + "design = \"list\"\n[factors]\n\"decay.rate\" = [0.1]\n[[point]]\nlabel = \"a\"\n",
             {},
             {"@:3:1: factors: a list design takes [[point]] tables instead (remove [factors], or name another "
              "design)"}},
        Case{"points_alike",
             toy + "[[point]]\nlabel = \"a\"\n[[point]]\nlabel = \"a\"\n[[point]]\n\"decay.rat\" = 1\n",
             {},
             {"@:4:1: point[2].label: 'a' names another point already",
              "@:7:15: point[3].decay.rat: unknown parameter (did you mean 'decay.rate'?)",
              "@:6:1: point[3].label: is required (a text that names the point)"}},
        Case{"point_out_of_range",
             toy + "[[point]]\nlabel = \"a\"\n\"decay.rate\" = 7\n",
             {},
             {"@:4:16: point[1].decay.rate: 7 must be in [0, 1]"}},
        Case{"grid_overflows",
             toy + "[factors]\n\"decay.rate\" = { min = 0, max = 1, n = 9000000000 }\n\"decay.floor\" = { min = 0, max "
                   "= 1, n = 9000000000 }\n",
             {},
             {"@:2:1: factors: the grid has 2^64 points or more (shorten the factors, or use design = \"random\")"}},
        Case{"runs_overflow",
             toy + "replicates = 1000000\n[factors]\n\"decay.rate\" = { min = 0, max = 0.5, n = 9000000000 "
                   "}\n\"decay.floor\" = { min = 0, max = 0.4, n = 9000 }\n",
             {},
             {"@:3:1: replicates: points x replicates are more than 2^64 runs (lower one of them)"}},
        Case{"set_unknown", toy, {"decay.rat=1"}, {"--set: decay.rat: unknown parameter (did you mean 'decay.rate'?)"}},
        Case{"set_out_of_range", toy, {"decay.rate=2"}, {"--set: decay.rate: 2 must be in [0, 1] (default 0.1)"}},
        Case{"set_without_value", toy, {"decay.rate"}, {"--set: 'decay.rate' must have the form name=value"}},
        Case{"set_text", toy, {"decay.rate=fast"}, {"--set: decay.rate: 'fast' is not a number, true or false"}},
        Case{"set_swept",
             toy + "[factors]\n\"decay.rate\" = [0.1]\n",
             {"decay.rate=0.2"},
             {"--set: decay.rate: is swept, so it cannot be set (remove one of the two)"}},
        Case{"set_sweep_key", toy, {"replicates=0"}, {"--set: replicates: must be a whole number from 1 to 1000000"}},
        Case{"output_unknown",
             toy + "[output]\nvariables = [\"servin\"]\nevry = 2\n",
             {},
             {"@:4:8: output.evry: unknown key (did you mean 'every'?)",
              "@:2:1: output.variables: no variable 'servin'"}},
        Case{"output_every_zero",
             toy + "[output]\nevery = 0\nvariables = 3\n",
             {},
             {"@:3:9: output.every: must be a whole number from 1 to 1000000",
              "@:4:13: output.variables: must be a list of names, such as [\"serving\", \"departed\"]"}},
        Case{"relation",
             toy + "[factors]\n\"decay.rate\" = [0.1, 0.6, 0.7]\n\"decay.floor\" = [0.5, 0.6]\n",
             {},
             {"@:2:1: point 3 (decay.rate = 0.6, decay.floor = 0.6) and 1 more: decay.floor: must not exceed 0.5 when "
              "decay.rate does"}},
        Case{"two_at_once",
             toy + "scale = 2\nreplicates = \"many\"\n[factors]\n\"decay.floor\" = [3]\n",
             {},
             {"@:3:14: replicates: must be a whole number from 1 to 1000000",
              "@:2:9: scale: must be a number above 0 and up to 1 (the share of the real force that is simulated)",
              "@:5:18: decay.floor: 3 must be in [0, 1]"}}),
    [](const auto& tested) { return tested.param.name; });

TEST(Sweep, NamesTheModelsThereAre) {
    const files::Folder folder;
    folder.write("toy.toml", "model = \"toi\"\n");
    const auto path = folder.write("sweep.toml", "scenario = \"toy.toml\"\n");
    Problems problems;
    read_plan(path, {}, files::toy_models(), problems);
    EXPECT_EQ(problems.text(), folder.path("toy.toml") + ":1:9: model: 'toi' is not known (did you mean 'toy'?)");
}

}  // namespace
}  // namespace sim::sweep
