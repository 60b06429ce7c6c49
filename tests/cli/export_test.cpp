/// Tables that leave a results file: a row a run, series over time, events; and what a spreadsheet makes of them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/csv.hpp"
#include "cli/export_blocks.hpp"
#include "cli/export_tables.hpp"
#include "tests/cli/program.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace program {
namespace {

constexpr const char* a_small_sweep = "replicates = 3\n[factors]\n\"decay.rate\" = [0.1, 0.3]\n";

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// A file with all kinds of axes, events and no spells.
struct File : Folder {
    sim::results::Header header = synthetic::header(3, 4, 2, 6);
    std::string there = path("s.h5");
    File() { synthetic::write(there, header); }
    std::vector<std::string> exported(std::vector<std::string> words) const {
        words.insert(words.begin(), {"export", there});
        const auto answer = muster(words);
        EXPECT_EQ(answer.exit, 0) << answer.err;
        return lines_of(answer.out);
    }
};

TEST(Export, IsARowARunWithFactorsAndMetrics) {
    const Folder folder(a_small_sweep);
    muster({"sweep", folder.path("sweep.toml"), "-o", folder.path("s.h5"), "--progress", "none"});
    const auto answer = muster({"export", folder.path("s.h5"), "--to", "csv"});
    EXPECT_EQ(answer.exit, 0);
    const auto lines = lines_of(answer.out);
    ASSERT_EQ(lines.size(), 1U + 2 * 3);
    EXPECT_EQ(lines[0], "point,replicate,decay.rate,scale,departure_rate,last_week");
    const sim::results::Reader file(folder.path("s.h5"));
    const auto& rate = file.header().outputs.variables[2];
    EXPECT_EQ(lines[5], fmt::format("1,1,0.3,1,{},4", file.values(rate, 1, 1)[0]));
}

TEST(Export, NamesOutcomesAndLeavesEmptyWhatIsMissing) {
    const File file;
    const auto lines = file.exported({});
    EXPECT_EQ(lines[0],
              "point,replicate,surveillance.informer_density,stacking.officer_share,scale,defection_rate,peak_week,"
              "outcome,departure_rate_by_role_officer,departure_rate_by_role_conscript,departure_rate_by_role_elite,"
              "departure_rate_by_role_militia,departure_rate_by_role_intelligence");
    const auto series = synthetic::series(file.header, 5, 1);
    EXPECT_EQ(lines[1 + 11], fmt::format("5,1,0.04,{},0.1,{},{},loyal,{}", 0.1 + 0.8 * 0.25, series.reals(4)[0],
                                         series.counts(5)[0], fmt::join(series.reals(7), ",")));
}

TEST(Export, LeavesOutRunsThatAreNotDoneAndSaysSo) {
    const Folder folder("replicates = 20\n[factors]\n\"decay.failing\" = [0.5]\n");
    EXPECT_EQ(muster({"sweep", folder.path("sweep.toml"), "-o", folder.path("s.h5"), "--progress", "none"}).exit, 3);
    const auto answer = muster({"export", folder.path("s.h5")});
    const auto n = lines_of(answer.out).size() - 1;
    EXPECT_GT(n, 0U);
    EXPECT_LT(n, 20U);
    EXPECT_EQ(answer.err, fmt::format("left out: {} of 20 runs, which are not done (see `muster status {}`)\n", 20 - n,
                                      folder.path("s.h5")));
}

TEST(Export, OfASeriesHasARowForEachTimeAndLabel) {
    const File file;
    const auto lines = file.exported({"--series", "departed"});
    ASSERT_EQ(lines.size(), 1U + 12 * 2 * 6 * 5 * 3);
    EXPECT_EQ(lines[0],
              "point,replicate,surveillance.informer_density,stacking.officer_share,scale,time,role,fate,departed");
    const auto series = synthetic::series(file.header, 7, 1);
    const std::size_t run = 7 * 2 + 1, t = 4, role = 1, fate = 2;
    EXPECT_EQ(lines[1 + ((run * 6 + t) * 5 + role) * 3 + fate],
              fmt::format("7,1,0.04,{},0.1,2011-04-12,conscript,joined_opposition,{}", 0.1 + 0.8 * 0.75,
                          series.counts(1)[(t * 5 + role) * 3 + fate]));
}

TEST(Export, OfSeveralSeriesHasRowsOfTheAxesThatTheyShare) {
    const File file;
    const auto lines = file.exported({"--series", "serving", "departed"});
    ASSERT_EQ(lines.size(), 1U + 12 * 2 * 6 * 5);
    EXPECT_TRUE(lines[0].ends_with(",time,role,serving,departed_fled,departed_hiding,departed_joined_opposition"));
    const auto series = synthetic::series(file.header, 0, 1);
    const std::size_t t = 5, role = 1;
    const auto left = series.counts(1).subspan((t * 5 + role) * 3, 3);
    EXPECT_EQ(lines[1 + (6 + t) * 5 + role], fmt::format("0,1,0,0.1,0.1,2011-04-19,conscript,{},{}",
                                                         series.counts(0)[t * 5 + role], fmt::join(left, ",")));
    const auto alone = file.exported({"--series", "serving", "army_capacity"});
    EXPECT_TRUE(alone[0].ends_with(
        ",time,serving_officer,serving_conscript,serving_elite,serving_militia,serving_intelligence,army_capacity"));
    EXPECT_TRUE(alone[12].ends_with(
        fmt::format(",2011-04-19,{},{}", fmt::join(series.counts(0).subspan(t * 5, 5), ","), series.reals(2)[t])));
    EXPECT_TRUE(file.exported({"--series", "regime_alive"})[1].ends_with(",2011-03-15,yes"));
}

/// Of runs of different length, the shorter ends earlier.
TEST(Export, OfASeriesEndsWhereItsRunDoes) {
    const Folder folder("[factors]\nweeks = [2, 4]\n");
    muster({"sweep", folder.path("sweep.toml"), "-o", folder.path("s.h5"), "--progress", "none"});
    const auto lines = lines_of(muster({"export", folder.path("s.h5"), "--series", "serving"}).out);
    ASSERT_EQ(lines.size(), 1U + (3 + 5) * 2);
    EXPECT_TRUE(lines[6].starts_with("0,0,2,1,2011-03-29,conscript,"));
    EXPECT_TRUE(lines[7].starts_with("1,0,4,1,2011-03-15,officer,"));
}

TEST(Export, OfATableNamesItsCodes) {
    const File file;
    auto lines = file.exported({"--table", "events"});
    ASSERT_EQ(lines.size(), 1U + 12 * 3);  // of the first replicate of each point
    EXPECT_EQ(lines.back(), "11,0,9,3.75,punished,été,-1");
    lines.resize(4);
    EXPECT_EQ(lines, (std::vector<std::string>{"of_point,of_replicate,person,at,what,company,pull",
                                               "0,0,0,0.25,departed,a,0.5", "0,0,8,3.5,departed,b,",
                                               "0,0,9,3.75,punished,été,-1"}));
    EXPECT_EQ(file.exported({"--table", "spells"}), std::vector<std::string>{"of_point,of_replicate,person,stop"});
}

TEST(Export, ReadsTheRowsOfATableInPieces) {
    const File file;
    const sim::results::Reader reader(file.there);
    EXPECT_EQ(reader.n_rows("events"), 36U);
    const auto rows = reader.rows("events", 1, 2);
    EXPECT_EQ(rows.columns[3].numbers, (std::vector<double>{3.5, 3.75}));
    EXPECT_EQ(rows.columns[5].numbers, (std::vector<double>{1, 2}));
    EXPECT_THROW(static_cast<void>(reader.rows("events", 35, 2)), sim::InputError);
}

/// Blocks smaller and larger than chunks, points and replicates give the same runs in the same order.
TEST(Export, HandsOnTheSameRunsInBlocksOfAnySize) {
    const File file;
    const sim::results::Reader reader(file.there);
    const auto& serving = reader.header().outputs.variables[0];
    for (const std::uint64_t most : std::initializer_list<std::uint64_t>{1, 31, 62, 100, 200, 500, 1'000'000}) {
        const cli::RunBlocks blocks(reader, {&serving}, 3, most);
        std::uint64_t n = 0;
        blocks.each([&](std::uint64_t point, std::uint32_t replicate, const cli::BlockValues& values) {
            EXPECT_EQ(point * 2 + replicate, n++);
            const auto* first = values.run(0, point, replicate, 30);
            EXPECT_EQ(std::vector<double>(first, first + 30), reader.values(serving, point, replicate)) << most;
        });
        EXPECT_EQ(n, 24U) << most;
    }
}

/// The announcement before a large file is written: within a tenth of what comes.
TEST(Export, KnowsItsSizeBefore) {
    const Folder folder;
    synthetic::write(folder.path("s.h5"), synthetic::header(5, 8, 3, 50));
    const sim::results::Reader reader(folder.path("s.h5"));
    const auto expect_size = [](const cli::ExportedTable& table) {
        double written = 0;
        table.rows([&](std::string_view text) { written += static_cast<double>(text.size()); });
        EXPECT_GT(written, 0);
        EXPECT_NEAR(table.bytes(), written, 0.1 * written);
    };
    expect_size(*cli::table_of_runs(reader, cli::Formulas::defused));
    expect_size(*cli::table_of_series(reader, {"departed"}, cli::Formulas::defused));
    expect_size(*cli::table_of_rows(reader, "events", cli::Formulas::defused));
    EXPECT_EQ(cli::table_of_rows(reader, "spells", cli::Formulas::defused)->bytes(), 0);
}

TEST(Export, RefusesWhatTheFileHasNot) {
    const File file;
    const auto said = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"export", file.there});
        const auto answer = muster(words);
        EXPECT_EQ(answer.exit, 2);
        EXPECT_EQ(answer.out, "");
        return answer.err;
    };
    EXPECT_EQ(said({"--series", "servin"}), "--series: the file has no 'servin' (did you mean 'serving'?)\n");
    EXPECT_EQ(said({"--series", "outcome"}),
              "--series: a value at the end of a run is not a series: 'outcome' (leave out --series: it stands in the "
              "table of runs)\n");
    EXPECT_EQ(said({"--table", "people"}), "--table: the file has no table 'people' (it has events, spells)\n");
    EXPECT_EQ(said({"--table", "events", "--series", "serving"}),
              "export: --series and --table are two tables (ask for one of them)\n");
}

TEST(Csv, TextThatBeginsLikeAFormulaIsTextToASpreadsheet) {
    using cli::csv_cell;
    EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
    EXPECT_EQ(csv_cell("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(csv_cell("+cmd|' /C calc'!A0"), "'+cmd|' /C calc'!A0");
    EXPECT_EQ(csv_cell("-no growth"), "'-no growth");
    EXPECT_EQ(csv_cell("  =A1"), "'  =A1");
    EXPECT_EQ(csv_cell("\t=A1"), "'\t=A1");
    EXPECT_EQ(csv_cell("\uff1dA1"), "'\uff1dA1");
    EXPECT_EQ(csv_cell("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    EXPECT_EQ(csv_cell("-0.5"), "-0.5");
    EXPECT_EQ(csv_cell("+1e-3"), "+1e-3");
    EXPECT_EQ(csv_cell("a=b"), "a=b");
    EXPECT_EQ(csv_cell(""), "");
    EXPECT_EQ(csv_cell("=1+1", cli::Formulas::raw), "=1+1");
}

TEST(Export, KeepsTextThatBeginsLikeAFormulaIfAskedTo) {
    const Folder folder("[[point]]\nlabel = \"=cmd()\"\n\"decay.rate\" = 0.1\n");
    muster({"sweep", folder.path("sweep.toml"), "-o", folder.path("s.h5"), "--progress", "none"});
    EXPECT_TRUE(lines_of(muster({"export", folder.path("s.h5")}).out)[1].starts_with("0,'=cmd(),0,"));
    EXPECT_TRUE(lines_of(muster({"export", folder.path("s.h5"), "--raw"}).out)[1].starts_with("0,=cmd(),0,"));
}

TEST(Run, GivesJsonThatAnotherProgramReads) {
    const Folder folder;
    const auto answer = muster({"run", folder.path("toy.toml"), "--format", "json", "--set", "decay.rate=0.3", "--seed",
                                "7", "--scale", "0.5"});
    EXPECT_EQ(answer.exit, 0);
    const auto run = nlohmann::json::parse(answer.out);
    EXPECT_EQ(run["model"], "toy");
    EXPECT_EQ(run["seed"], 7);
    EXPECT_EQ(run["settings"]["decay.rate"], 0.3);
    EXPECT_EQ(run["axes"]["time"][1], "2011-03-22");
    EXPECT_EQ(run["axes"]["role"], (std::vector<std::string>{"officer", "conscript"}));
    EXPECT_EQ(run["series"]["serving"]["axes"], (std::vector<std::string>{"time", "role"}));
    EXPECT_EQ(run["series"]["serving"]["values"].size(), 5U);
    EXPECT_EQ(run["series"]["serving"]["values"][0], (std::vector<int>{50, 450}));
    const auto left = run["series"]["departed"]["values"][4];
    EXPECT_DOUBLE_EQ(run["metrics"]["departure_rate"].get<double>(),
                     (left[0].get<double>() + left[1].get<double>()) / 500);
}

TEST(Run, KeepsTheSeriesThatAreAskedFor) {
    const Folder folder;
    const auto keys = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"run", folder.path("toy.toml"), "--format", "json"});
        std::vector<std::string> names;
        const auto run = nlohmann::json::parse(muster(words).out);
        for (const auto& [name, value] : run["series"].items()) names.push_back(name);
        return names;
    };
    EXPECT_EQ(keys({"--series", "departed"}), std::vector<std::string>{"departed"});
    EXPECT_TRUE(keys({"--series", "none"}).empty());
    EXPECT_EQ(muster({"run", folder.path("toy.toml"), "--series", "departd"}).exit, 2);
}

/// The file of such a run says what it keeps, so that it can be repeated.
TEST(Run, OfSomeSeriesIsRepeatedFromItsFile) {
    const Folder folder;
    const auto file = folder.path("r.h5");
    EXPECT_EQ(muster({"run", folder.path("toy.toml"), "--series", "departed", "--every", "2", "-o", file}).exit, 0);
    const sim::results::Reader reader(file);
    EXPECT_EQ(reader.header().outputs.time.at, (std::vector<std::int32_t>{0, 14, 28}));
    EXPECT_EQ(reader.header().outputs.variable("serving"), nullptr);
    EXPECT_TRUE(contains(muster({"replay", file, "--point", "0"}).err, "the same as in the file"));
    EXPECT_EQ(muster({"verify", file}).exit, 0);
}

TEST(Run, ToTheStandardOutputHasTheMetricsInEveryRow) {
    const Folder folder;
    const auto answer = muster({"run", folder.path("toy.toml"), "-o", "-"});
    const auto lines = lines_of(answer.out);
    ASSERT_EQ(lines.size(), 6U);
    EXPECT_EQ(
        lines[0],
        "date,day,serving_officer,serving_conscript,departed_officer,departed_conscript,departure_rate,last_week");
    EXPECT_TRUE(lines[1].starts_with("2011-03-15,0,100,900,0,0,0."));
    const auto end = lines[5].substr(lines[5].find(",0."));
    EXPECT_TRUE(lines[1].ends_with(end)) << lines[1];
    EXPECT_EQ(answer.out, muster({"run", folder.path("toy.toml"), "--format", "csv"}).out);
}

}  // namespace
}  // namespace program
