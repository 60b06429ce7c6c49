/// The table of a run, as a model declares it: what each column reads, and what is left out.
#include "cli/summary_table.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cli {
namespace {

using sim::At;
using sim::Store;

/// Two crews over three times, by what became of their fish.
sim::Outputs outputs() {
    sim::Outputs all;
    all.dimensions = {{"crew", "who fishes", {"north", "south"}}, {"use", "what for", {"eaten", "sold"}}};
    all.variables = {{"boats", "boat", "boats", "", Store::count, true, {"crew"}, {}},
                     {"fish", "fish", "fish caught", "", Store::count, true, {"crew", "use"}, {}},
                     {"price", "1", "price of fish", "", Store::real, true, {}, {}}};
    all.time.at = {0, 1, 2};
    return all;
}

sim::Series series(const sim::Outputs& outputs) {
    sim::Series made(outputs);
    const auto fill = [](auto values, auto... given) {
        std::size_t i = 0;
        ((values[i++] = given), ...);
    };
    fill(made.counts(0), 10, 5, 12, 1, 8, 6);                      // [time, crew]
    fill(made.counts(1), 0, 0, 0, 0, 1, 2, 3, 4, 100, 300, 7, 9);  // [time, crew, use]
    fill(made.reals(2), 1.5, 4.5, 2.5);
    return made;
}

std::string text_of(const sim::SummaryTable& table, const sim::Outputs& kept = outputs()) {
    return filled(table, kept, series(outputs()), KeptTimes(kept.time, {0, 1, 2}));
}

TEST(SummaryTable, HasARowForEachLabelAndOneForAll) {
    EXPECT_EQ(text_of({.rows_of = "crew",
                       .series = {},
                       .columns = {{"at start", {{"boats", At::start}}},
                                   {"fish", {{"fish"}}},
                                   {"sold", {{"fish", At::end, "use", "sold"}}},
                                   {"sold %", {{"fish", At::end, "use", "sold"}}, {{"fish"}}}}}),
              "crew   at start  fish  sold  sold %\n"
              "north        10   400   300    75.0\n"
              "south         5    16     9    56.2\n"
              "all          15   416   309    74.3\n");
}

TEST(SummaryTable, AddsUpWhatAColumnReads) {
    EXPECT_EQ(text_of({.rows_of = "crew",
                       .series = {},
                       .columns = {{"both", {{"boats", At::start}, {"fish"}}}, {"most", {{"boats", At::most}}}}}),
              "crew   both  most\n"
              "north   410    12\n"
              "south    21     6\n"
              "all     431    15\n");
}

TEST(SummaryTable, OfSeriesHasARowForEach) {
    EXPECT_EQ(text_of(sim::table_of_series({"price", "wind"})),
              "series  at start  least  most  at end\n"
              "price        1.5    1.5   4.5     2.5\n");
}

TEST(SummaryTable, LeavesOutWhatTheRunDidNotKeep) {
    auto kept = outputs();
    kept.variables.resize(1);
    const sim::SummaryColumn at_end{"at end", {{"boats"}}}, catch_of{"a boat", {{"fish"}}, {{"boats"}}},
        lost{"lost", {{"boats", At::end, "use", "sunk"}}}, price{"price", {{"price"}}};
    EXPECT_EQ(text_of({.rows_of = "crew", .series = {}, .columns = {at_end, catch_of, lost, price}}, kept),
              "crew   at end\n"
              "north       8\n"
              "south       6\n"
              "all        14\n");
    EXPECT_EQ(text_of({.rows_of = "crew", .series = {}, .columns = {catch_of}}, kept), "");
    EXPECT_EQ(text_of(sim::table_of_series({"wind"})), "");
}

TEST(SummaryTable, ShowsWhatIsMissingAsSuch) {
    auto made = series(outputs());
    made.reals(2)[0] = std::nan("");
    made.counts(0)[4] = -1;
    const auto kept = outputs();
    const KeptTimes all(kept.time, kept.time.at);
    EXPECT_EQ(filled(sim::table_of_series({"price"}), kept, made, all),
              "series  at start  least  most  at end\n"
              "price          -    2.5   4.5     2.5\n");
    EXPECT_EQ(filled({.rows_of = "crew", .series = {}, .columns = {{"%", {{"boats"}}, {{"boats"}}}}}, kept, made, all),
              "crew       %\n"
              "north      -\n"
              "south  100.0\n"
              "all    100.0\n");
}

const sim::SummaryTable boats = {.rows_of = "crew",
                                 .series = {},
                                 .columns = {{"at start", {{"boats", At::start}}},
                                             {"both", {{"boats", At::start}, {"fish"}}},
                                             {"at end", {{"boats"}}},
                                             {"fish", {{"fish"}}}}};

/// Of a run of these times, of which the series hold some.
std::string text_of(const std::vector<std::int32_t>& all, const sim::TimeAxis& axis) {
    auto kept = outputs();
    kept.time = axis;
    const KeptTimes times(kept.time, all);
    return times.note(boats) + filled(boats, kept, series(outputs()), times);
}

TEST(SummaryTable, NamesTheTimeThatIsNotTheStartAndLeavesOutWhatRestsOnIt) {
    EXPECT_EQ(text_of({0, 7, 14, 16}, {.start = "2030-01-01", .at = {7, 14, 16}}),
              "Recorded: week 1 to day 16. The run went from week 0 to day 16.\n"
              "crew   at week 1  at end  fish\n"
              "north         10       8   400\n"
              "south          5       6    16\n"
              "all           15      14   416\n");
}

TEST(SummaryTable, NamesTheTimeThatIsNotTheEnd) {
    EXPECT_EQ(text_of({0, 1, 2, 3}, {.start = {}, .at = {0, 1, 2}}),
              "Recorded: step 0 to step 2. The run went from step 0 to step 3.\n"
              "crew   at start  both  at step 2  fish\n"
              "north        10   410          8   400\n"
              "south         5    21          6    16\n"
              "all          15   431         14   416\n");
}

TEST(SummaryTable, EndsWhereARunDoesThatIsShorterThanOthers) {
    EXPECT_EQ(text_of({0, 1}, {.start = {}, .at = {0, 1, 2}}),
              "crew   at start  both  at end  fish\n"
              "north        10    13      12     3\n"
              "south         5    12       1     7\n"
              "all          15    25      13    10\n");
}

TEST(SummaryTable, HasOneColumnOfOneTimeAndNoneOfNone) {
    EXPECT_EQ(text_of({0, 1}, {.start = {}, .at = {0}}),
              "Recorded: step 0. The run went from step 0 to step 1.\n"
              "crew   at start  both  fish\n"
              "north        10    10     0\n"
              "south         5     5     0\n"
              "all          15    15     0\n");
    EXPECT_EQ(text_of({0, 3}, {.start = {}, .at = {7, 14}}), "No time of this run was recorded.\n");
}

TEST(SummaryTable, SaysOfWhichTimesLeastAndMostAre) {
    const auto kept = outputs();
    EXPECT_EQ(KeptTimes(kept.time, {0, 1, 2, 3}).note(sim::table_of_series({"price"})),
              "Recorded: step 0 to step 2. The run went from step 0 to step 3.\n"
              "Least and most are of the 3 times recorded, of 4.\n");
    EXPECT_EQ(KeptTimes(kept.time, kept.time.at).note(sim::table_of_series({"price"})), "");
}

}  // namespace
}  // namespace cli
