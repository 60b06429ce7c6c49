/// Bad command lines and files: exit 2, these words on the standard error, nothing on the standard output, and nothing
/// written.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/cli/program.hpp"

namespace program {
namespace {

struct Mistake {
    std::string name;
    std::vector<std::string> words;  // "@" stands for the folder
    std::string said;
};

void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.name; }

std::string with_folder(std::string text, const std::string& folder) {
    for (std::size_t at; (at = text.find('@')) != std::string::npos;) text.replace(at, 1, folder);
    return text;
}

class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreNamedAndNothingIsWritten) {
    const Folder folder("[factors]\n\"decay.rate\" = [0.1]\n");
    folder.write("there.h5", "precious");
    folder.write("broken.toml", "scenario = \n");
    folder.write("other.toml", "weeks = 3\n");
    folder.write("large.toml",
                 "scenario = \"toy.toml\"\n[factors]\n\"decay.rate\" = { min = 0, max = 0.5, n = 100000000 }\n");
    std::vector<std::string> words;
    const auto at = std::filesystem::path(folder.path("x")).parent_path().string();
    for (const auto& word : GetParam().words) words.push_back(with_folder(word, at));
    const auto answer = muster(words);
    EXPECT_EQ(answer.exit, 2);
    EXPECT_EQ(answer.out, "");
    EXPECT_TRUE(contains(answer.err, with_folder(GetParam().said, at))) << answer.err;
    EXPECT_EQ(folder.read("there.h5"), "precious");
    EXPECT_FALSE(folder.holds("new.h5"));
    EXPECT_FALSE(folder.holds("new.h5.log.jsonl"));
}

INSTANTIATE_TEST_SUITE_P(
    , Mistakes,
    testing::Values(
        Mistake{"verb", {"swep"}, "muster: 'swep' is not a command of muster (did you mean 'sweep'?)\n"},
        Mistake{
            "verb_with_help", {"ron", "--help"}, "muster: 'ron' is not a command of muster (did you mean 'run'?)\n"},
        Mistake{"option",
                {"sweep", "--theads", "2", "x"},
                "muster: sweep has no option --theads (did you mean '--threads'?)\n"},
        Mistake{"option_with_equals",
                {"run", "--scal=2", "x"},
                "muster: run has no option --scal (did you mean '--scale'?)\n"},
        Mistake{"option_before_any_command",
                {"--versio"},
                "muster: muster has no option --versio (did you mean '--version'?)\n"},
        Mistake{"missing_file_word", {"run"}, "SCENARIO is required"},
        Mistake{"unknown_format", {"params", "--format", "xml"}, "--format"},
        Mistake{"seed_negative",
                {"run", "@/toy.toml", "--seed", "-1"},
                "muster: --seed: '-1' is not a whole number from 0 to 9223372036854775807\n"},
        Mistake{"replicate_negative",
                {"run", "@/toy.toml", "--replicate", "-1"},
                "muster: --replicate: '-1' is not a whole number from 0 to 4294967295\n"},
        Mistake{"seed_text",
                {"run", "@/toy.toml", "--seed", "abc"},
                "muster: --seed: 'abc' is not a whole number from 0 to 9223372036854775807\n"},
        Mistake{"seed_with_exponent",
                {"run", "@/toy.toml", "--seed", "1e5"},
                "muster: --seed: '1e5' is not a whole number from 0 to 9223372036854775807\n"},
        Mistake{"seed_over_64_bits",
                {"run", "@/toy.toml", "--seed", "18446744073709551616"},
                "muster: --seed: '18446744073709551616' is not a whole number from 0 to 9223372036854775807\n"},
        Mistake{"replicate_over_32_bits",
                {"run", "@/toy.toml", "--replicate", "4294967296"},
                "muster: --replicate: '4294967296' is not a whole number from 0 to 4294967295\n"},
        Mistake{"scale_text", {"run", "@/toy.toml", "--scale", "half"}, "muster: --scale: 'half' is not a number\n"},
        Mistake{"rows_none",
                {"plan", "@/sweep.toml", "--rows", "0"},
                "muster: --rows: '0' is not a whole number from 1 to 1000000\n"},
        Mistake{"scale_zero", {"run", "@/toy.toml", "--scale", "0"}, "--scale: 0 is out of range (above 0 to 1)\n"},
        Mistake{"scale_nan", {"run", "@/toy.toml", "--scale", "nan"}, "--scale: nan is out of range (above 0 to 1)\n"},
        Mistake{"scale_too_small",
                {"run", "@/toy.toml", "--scale", "0.001"},
                "--scale: 0.001 is too small for this scenario (allowed 1/100 to 1, so that no part of it is "
                "empty)\n"},
        Mistake{"set_scale_too_small",
                {"sweep", "@/sweep.toml", "-o", "@/new.h5", "--set", "scale=1e-300"},
                "--set: scale: 1e-300 is too small for this scenario (allowed 1/100 to 1, "},
        Mistake{"threads_none",
                {"sweep", "@/sweep.toml", "--threads", "0"},
                "muster: --threads: '0' is not a whole number from 1 to 1024\n"},
        Mistake{"max_time",
                {"sweep", "@/sweep.toml", "-o", "@/new.h5", "--max-time", "soon"},
                "muster: --max-time: 'soon' is not a length of time (such as 90s, 30m, 2h)\n"},
        Mistake{"no_such_scenario", {"run", "@/none.toml"}, "@/none.toml: cannot be read (no such file)\n"},
        Mistake{"folder_as_scenario", {"run", "@"}, "@: is a folder (expected a TOML file)\n"},
        Mistake{"syntax", {"sweep", "@/broken.toml", "-o", "@/new.h5"}, "@/broken.toml:1:"},
        Mistake{"neither",
                {"check", "@/other.toml"},
                "@/other.toml: model: is required (allowed toy; a file that others extend, such as a behaviour file, "
                "has none and is checked through them)\n"},
        Mistake{"set_unknown",
                {"run", "@/toy.toml", "-o", "@/new.h5", "--set", "decay.rat=1"},
                "--set: decay.rat: unknown parameter (did you mean 'decay.rate'?)\n"},
        Mistake{"set_swept",
                {"sweep", "@/sweep.toml", "-o", "@/new.h5", "--set", "decay.rate=1"},
                "--set: decay.rate: is swept, so it cannot be set (remove one of the two)\n"},
        Mistake{"set_scale",
                {"sweep", "@/sweep.toml", "-o", "@/new.h5", "--set", "scale=7"},
                "--set: scale: must be a number above 0 and up to 1"},
        Mistake{"set_twice",
                {"run", "@/toy.toml", "--set", "decay.rate=0.1", "--set", "decay.floor=0", "--set", "decay.rate=0.2"},
                "--set: decay.rate: is given twice (remove one of the two)\n"},
        Mistake{"set_twice_of_a_sweep",
                {"sweep", "@/sweep.toml", "-o", "@/new.h5", "--set", "seed=1", "--set", "seed=1"},
                "--set: seed: is given twice (remove one of the two)\n"},
        Mistake{"set_out_of_range",
                {"run", "@/toy.toml", "--set", "decay.rate=2"},
                "--set: decay.rate: 2 is out of range (allowed 0 to 1 per week; default 0.1)\n"},
        Mistake{"output_without_name", {"run", "@/toy.toml", "-o", ""}, "muster: --output: is empty (name a file)\n"},
        Mistake{"sweep_output_without_name",
                {"sweep", "@/sweep.toml", "-o", ""},
                "muster: --output: is empty (name a file)\n"},
        Mistake{"run_output_there",
                {"run", "@/toy.toml", "-o", "@/there.h5"},
                "@/there.h5: exists already (use --force to replace it)\n"},
        Mistake{"sweep_output_there",
                {"sweep", "@/sweep.toml", "-o", "@/there.h5"},
                "@/there.h5: exists already (use --resume to extend it: its runs are kept and those that are missing "
                "computed; --force destroys it)\n"},
        Mistake{"results_in_a_table",
                {"sweep", "@/sweep.toml", "-o", "@/new.csv"},
                "muster: --output: '@/new.csv' is not a name for a results file, which is HDF5 (write -o @/new.h5, and "
                "then: muster export @/new.h5 -o @/new.csv)\n"},
        Mistake{"set_without_value",
                {"run", "@/toy.toml", "--set", "decay.rate="},
                "--set: decay.rate: has no value (write decay.rate=0.2)\n"},
        Mistake{"set_unknown_without_value",
                {"run", "@/toy.toml", "--set", "decay.rat="},
                "--set: decay.rat: unknown parameter (did you mean 'decay.rate'?)\n"},
        Mistake{"set_key_without_value",
                {"sweep", "@/sweep.toml", "-o", "@/new.h5", "--set", "replicates="},
                "--set: replicates: has no value (write replicates=VALUE)\n"},
        Mistake{
            "set_seed_of_a_run",
            {"run", "@/toy.toml", "--set", "seed=3"},
            "--set: seed: is not a parameter (write seed = N at the top of the sweep, where replicates = N gives every "
            "point N seeds; `muster run --seed N`)\n"},
        Mistake{"set_days",
                {"run", "@/toy.toml", "--set", "days=280"},
                "--set: days: is not a parameter (the length of a run is weeks)\n"},
        Mistake{"seed_larger_than_toml_has",
                {"sweep", "@/sweep.toml", "-o", "@/new.h5", "--set", "seed=9223372036854775808"},
                "--set: seed: is too large (allowed 0 to 9223372036854775807)\n"},
        Mistake{"check_with_settings",
                {"check", "@/sweep.toml", "--set", "decay.floor=2"},
                "--set: decay.floor: 2 is out of range (allowed 0 to 1"},
        Mistake{"check_of_a_scenario_with_settings",
                {"check", "@/toy.toml", "--set", "decay.floor=2"},
                "--set: decay.floor: 2 is out of range (allowed 0 to 1"},
        Mistake{"output_is_input",
                {"sweep", "@/sweep.toml", "-o", "@/./sweep.toml", "--force"},
                "@/./sweep.toml: is the file that is read (name another to write to)\n"},
        Mistake{"sweep_to_standard_output",
                {"sweep", "@/sweep.toml", "-o", "-"},
                "-: a sweep cannot be written to the standard output (name a file)\n"},
        Mistake{"name_too_long",
                {"sweep", "@/sweep.toml", "-o", "@/" + std::string(250, 'o')},
                ".sha256: cannot be written (File name too long): choose a shorter name\n"},
        Mistake{"too_many_points",
                {"sweep", "@/large.toml", "-o", "@/new.h5"},
                "@/large.toml:2:1: the design has 100000000 points (a results file holds 20000000; split the sweep)\n"},
        Mistake{"too_many_points_to_check",
                {"check", "@/large.toml"},
                "@/large.toml:2:1: the design has 100000000 points (a results file holds 20000000; split the sweep)\n"},
        Mistake{"too_many_points_to_plan",
                {"plan", "@/large.toml"},
                "@/large.toml:2:1: the design has 100000000 points (a results file holds 20000000; split the sweep)\n"},
        Mistake{"sweep_for_scenario",
                {"run", "@/sweep.toml"},
                "@/sweep.toml: is a sweep, not a scenario (see `muster sweep`)\n"},
        Mistake{"no_folder",
                {"sweep", "@/sweep.toml", "-o", "@/none/new.h5"},
                "@/none/new.h5: there is no folder @/none (make it first)\n"},
        Mistake{"output_is_folder", {"sweep", "@/sweep.toml", "-o", "@"}, "@: is a folder (name a file)\n"},
        Mistake{"events_without_file",
                {"run", "@/toy.toml", "--events"},
                "--events: needs a file to go to (give -o run.h5)\n"},
        Mistake{"no_results", {"describe", "@/none.h5"}, "@/none.h5: there is no such file\n"},
        Mistake{"not_results", {"describe", "@/there.h5"}, "@/there.h5"},
        Mistake{"no_example",
                {"init", "--example", "tanks", "-o", "@/new.h5"},
                "--example: there is no example 'tanks' (allowed toy, sweep)\n"},
        Mistake{"no_mechanism", {"params", "--model", "toy", "--mechanism", "deca"}, "did you mean 'decay'?"}),
    [](const auto& tested) { return tested.param.name; });

TEST(Check, ReportsEveryFileThatIsWrong) {
    const Folder folder("scale = 7\nreplicates = 0\n");
    const auto broken = folder.write("broken.toml", "model = \"toy\"\nweks = 3\n");
    const auto answer = muster({"check", broken, folder.path("sweep.toml"), folder.path("toy.toml")});
    EXPECT_EQ(answer.exit, 2);
    EXPECT_TRUE(contains(answer.err, broken + ":2:8: weks: unknown key"));
    EXPECT_TRUE(contains(answer.err, "sweep.toml:2:9: scale:"));
    EXPECT_TRUE(contains(answer.err, "sweep.toml:3:14: replicates:"));
    EXPECT_TRUE(contains(answer.out, "toy.toml: ok"));
}

}  // namespace
}  // namespace program
