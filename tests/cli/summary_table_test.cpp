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
    return filled(table, kept, series(outputs()));
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
    EXPECT_EQ(filled(sim::table_of_series({"price"}), outputs(), made),
              "series  at start  least  most  at end\n"
              "price          -    2.5   4.5     2.5\n");
    EXPECT_EQ(filled({.rows_of = "crew", .series = {}, .columns = {{"%", {{"boats"}}, {{"boats"}}}}}, outputs(), made),
              "crew       %\n"
              "north      -\n"
              "south  100.0\n"
              "all    100.0\n");
}

}  // namespace
}  // namespace cli
