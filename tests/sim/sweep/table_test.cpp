/// Tables of points from a file: what they give, in the forms in which other programs write them, and what is wrong
/// with one, word for word.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "sim/sweep/sweep_plan.hpp"
#include "tests/sim/sweep/files.hpp"

namespace sim::sweep {
namespace {

constexpr const char* sweep = "scenario = \"toy.toml\"\ndesign = \"file\"\nfile = \"./points.csv\"\n";

struct Read {
    Plan plan;
    std::string problems;  // without the folder
};

class Tables : public testing::Test {
 protected:
    Read read(const std::string& table, const std::vector<std::string>& sets = {}) {
        folder_.write("toy.toml", files::toy_scenario);
        folder_.write("points.csv", table);
        Problems problems;
        Read done{read_plan(folder_.write("sweep.toml", sweep), sets, models_, problems), ""};
        done.problems = problems.text();
        const auto folder = folder_.path("");
        for (std::size_t at; (at = done.problems.find(folder)) != std::string::npos;)
            done.problems.erase(at, folder.size());
        return done;
    }
    std::string wrong(const std::string& table) { return read(table).problems; }

    files::Folder folder_;
    Models models_ = files::toy_models();
};

using Values = std::vector<double>;

TEST_F(Tables, GiveOnePointALine) {
    const auto [plan, problems] = read("decay.rate,decay.floor\n0.1,0.25\n1e-3,0\n");
    ASSERT_EQ(problems, "");
    EXPECT_EQ(plan.design->names(), (std::vector<std::string>{"decay.rate", "decay.floor"}));
    ASSERT_EQ(plan.n_points(), 2U);
    EXPECT_EQ(plan.values_at(0), (Values{0.1, 0.25}));
    EXPECT_EQ(plan.values_at(1), (Values{0.001, 0}));
    EXPECT_FALSE(plan.design->has_labels());
    EXPECT_NE(plan.sweep_toml.find("\"points.csv\""), std::string::npos);
}

TEST_F(Tables, TakeLabelsAndSwitchesAsSpreadsheetsAndRWriteThem) {
    const auto [plan, problems] = read(
        "\xEF\xBB\xBF\"label\", \"decay.rate\" ,decay.enabled\r\n\r\n\"calm, \"\"as "
        "is\"\"\",+0.1,TRUE\r\nÉtat,0.2,false");
    ASSERT_EQ(problems, "");
    ASSERT_EQ(plan.n_points(), 2U);
    EXPECT_EQ(plan.design->label(0), "calm, \"as is\"");
    EXPECT_EQ(plan.design->label(1), "État");
    EXPECT_EQ(plan.values_at(0), (Values{0.1, 1}));
    EXPECT_EQ(plan.values_at(1), (Values{0.2, 0}));
}

TEST_F(Tables, AreFoundBesideTheSweep) {
    EXPECT_EQ(read("decay.rate\n0.5\n").plan.values_at(0), (Values{0.5}));  // the tests run in another folder
}

TEST_F(Tables, SayEverythingThatIsWrongAtOnce) {
    EXPECT_EQ(wrong("decay.rate,decay.rat,decay.rate,,label\n"
                    "0.1,0,0.2,0,a\n"
                    "1.5,0,fast,0,a\n"
                    "nan,0,,0,\n"
                    "0.1,0.2\n"),
              "points.csv:1:12: decay.rat: unknown parameter (did you mean 'decay.rate'?)\n"
              "points.csv:1:22: decay.rate: has a column already (remove one of the two)\n"
              "points.csv:1:33: a column has no name (for row numbers: pandas writes none with index=False, R with "
              "row.names = FALSE)\n"
              "points.csv:3:1: decay.rate: 1.5 is out of range (allowed 0 to 1 per week; default 0.1)\n"
              "points.csv:3:7: decay.rate: must be a number, not 'fast' (allowed 0 to 1 per week; default 0.1)\n"
              "points.csv:3:14: label: 'a' names another point already\n"
              "points.csv:4:1: decay.rate: is not a number (allowed 0 to 1 per week; default 0.1)\n"
              "points.csv:4:7: decay.rate: is empty (every point has a value of every parameter)\n"
              "points.csv:4:10: label: is empty (name the point, or remove the column)\n"
              "points.csv:5:1: has 2 values (the header names 5)");
}

TEST_F(Tables, ThatHoldNothingAreRefused) {
    EXPECT_EQ(wrong(""), "points.csv: is empty (its first line names the parameters)");
    EXPECT_EQ(wrong("\xEF\xBB\xBF\r\n \n"), "points.csv: is empty (its first line names the parameters)");
    EXPECT_EQ(wrong("decay.rate\n"), "points.csv: has no points below its header (one on each line)");
    EXPECT_EQ(wrong("label\na\n"), "points.csv:1:1: names no parameter (the header is a line such as \"a.b,c.d\")");
}

TEST_F(Tables, OfAnotherFormAreRefused) {
    EXPECT_EQ(wrong("decay.rate;decay.floor\n0,1;0,2\n"),
              "points.csv:1:1: is separated by semicolons or tabs (write commas, and points in numbers)");
    EXPECT_EQ(wrong("decay.rate\n0.1\n\xE9\n0.2\n"),
              "points.csv:3:1: is not UTF-8 here (byte 0xE9; save the file as UTF-8)");
    EXPECT_EQ(wrong("\xFF\xFE"
                    "decay"),
              "points.csv:1:1: is not UTF-8 here (byte 0xFF; save the file as UTF-8)");
    EXPECT_EQ(wrong("decay.rate,\"decay.floor\n0.1,0.2\n"),
              "points.csv:1:12: opens a quote that does not close on its line");
    EXPECT_EQ(wrong("decay.rate\n0x10\n1e999\n"),
              "points.csv:2:1: decay.rate: must be a number, not '0x10' (allowed 0 to 1 per week; default 0.1)\n"
              "points.csv:3:1: decay.rate: must be a number, not '1e999' (allowed 0 to 1 per week; default 0.1)");
    std::string wide = "decay.rate";
    for (int i = 0; i < 2000; ++i) wide += ",x";
    EXPECT_EQ(wrong(wide), "points.csv:1:1: has 2001 columns (allowed 2000)");
}

TEST_F(Tables, CountColumnsInLetters) {
    EXPECT_EQ(wrong("label,decay.rate\n\"É \"\"\", 9\n"),
              "points.csv:2:8: decay.rate: 9 is out of range (allowed 0 to 1 per week; default 0.1)");
}

TEST_F(Tables, CannotSetWhatTheySweep) {
    EXPECT_EQ(read("decay.rate\n0.1\n", {"decay.rate=0.5"}).problems,
              "--set: decay.rate: is swept, so it cannot be set (remove one of the two)");
}

TEST_F(Tables, AreCheckedPointByPoint) {
    EXPECT_EQ(wrong("decay.rate,decay.floor\n0.1,0.9\n0.6,0.6\n"),
              "sweep.toml: point 1 (decay.rate = 0.6, decay.floor = 0.6): decay.floor: must not exceed 0.5 when "
              "decay.rate does");
}

TEST_F(Tables, OfAMillionWrongLinesAreReadNoFurtherThanIsShown) {
    std::string table = "decay.rate\n";
    for (int i = 0; i < 1'000'000; ++i) table += "x\n";
    EXPECT_TRUE(wrong(table).ends_with(
        "points.csv:1001:1: decay.rate: must be a number, not 'x' (allowed 0 to 1 per week; default 0.1)"));
}

}  // namespace
}  // namespace sim::sweep
