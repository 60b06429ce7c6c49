/// Strict reading of tables, message by message.
#include "sim/param/table_reader.hpp"

#include <gtest/gtest.h>

#include "tests/sim/param/toy.hpp"

namespace sim::param {
namespace {

/// A document, a reader of it called "unit[2]", and the problems of both.
class Reading {
 public:
    explicit Reading(std::string_view text)
        : document_(parse_toml(text, "f", problems_)), reader(document_, "unit[2]", problems_) {}
    std::string problems() const { return problems_.text(); }

 private:
    Problems problems_;
    Value document_;

 public:
    Reader reader;
};

TEST(Reader, GivesWhatIsThereAndTheFallbackForWhatIsNot) {
    Reading r("n = 2.5\ni = 7\nw = 3.0\nb = true\nt = 'x'\nq = 2011-03-15\nc = 'elite'\n");
    EXPECT_EQ(r.reader.number("n", 0, any_real()), 2.5);
    EXPECT_EQ(r.reader.number("i", 0, any_real()), 7);
    EXPECT_EQ(r.reader.number("m", 1.5, in(0, 1)), 1.5);
    EXPECT_EQ(r.reader.integer("i", 0, any_real()), 7);
    EXPECT_EQ(r.reader.integer("w", 0, any_real()), 3);
    EXPECT_EQ(r.reader.integer("j", 9, any_real()), 9);
    EXPECT_TRUE(r.reader.flag("b", false));
    EXPECT_TRUE(r.reader.flag("bb", true));
    EXPECT_EQ(r.reader.text("t", ""), "x");
    EXPECT_EQ(r.reader.text("tt", "y"), "y");
    EXPECT_EQ(r.reader.required_text("t"), "x");
    EXPECT_EQ(to_text(*r.reader.date("q")), "2011-03-15");
    EXPECT_FALSE(r.reader.date("dd"));
    EXPECT_EQ(r.reader.choice("c", 0, {"army", "elite"}), 1u);
    EXPECT_EQ(r.reader.choice("cc", 5, {"army", "elite"}), 5u);
    EXPECT_TRUE(r.reader.tables("l").empty());
    EXPECT_TRUE(r.reader.shares("s", {"a"}, in(0, 1)).empty());
    EXPECT_TRUE(r.reader.has("n"));
    EXPECT_FALSE(r.reader.has("nn"));
    r.reader.finish();
    EXPECT_EQ(r.problems(), "");
}

TEST(Reader, ReadsListsOfNumbersWholeOrNotAtAll) {
    Reading r("a = [0.5, 1]\nb = []\nc = 3\ng = [1, 'x']\ne = [0, 2]\nf = [1, 1, 1, 1]\n");
    EXPECT_EQ(r.reader.numbers("a", 3, in(0, 1)), (std::vector<double>{0.5, 1}));
    for (const auto* key : {"b", "c", "g", "e", "f", "not there"})
        EXPECT_TRUE(r.reader.numbers(key, 3, in(0, 1)).empty()) << key;
    r.reader.finish();
    EXPECT_EQ(r.problems(),
              "f:2:5: unit[2].b: must be a list of 1 to 3 numbers\n"
              "f:3:5: unit[2].c: must be a list of 1 to 3 numbers\n"
              "f:4:9: unit[2].g: entry 2: must be a number, not 'x' (allowed 0 to 1)\n"
              "f:5:9: unit[2].e: entry 2: 2 is out of range (allowed 0 to 1; 2 % is 0.02)\n"
              "f:6:5: unit[2].f: must be a list of 1 to 3 numbers");
}

TEST(Reader, ReportsWrongTypes) {
    Reading r("a = 'x'\nb = 1\nc = true\nq = '2011-03-15'\ne = [1]\nf = 2011-03-15\ng = {}\n");
    EXPECT_EQ(r.reader.number("a", 0.5, in(0, 1)), 0.5);
    EXPECT_EQ(r.reader.integer("c", 4, at_least(0)), 4);
    EXPECT_FALSE(r.reader.flag("b", false));
    EXPECT_EQ(r.reader.text("b", "z"), "z");
    EXPECT_FALSE(r.reader.date("q"));
    EXPECT_FALSE(r.reader.date("b"));
    EXPECT_EQ(r.reader.choice("f", 1, {"army", "elite"}), 1u);
    EXPECT_TRUE(r.reader.tables("e").empty());
    EXPECT_TRUE(r.reader.tables("g").empty());
    EXPECT_EQ(r.problems(),
              "f:1:5: unit[2].a: must be a number, not 'x' (allowed 0 to 1; default 0.5)\n"
              "f:3:5: unit[2].c: must be a whole number, not true or false (allowed 0 or more; default 4)\n"
              "f:2:5: unit[2].b: must be true or false, not a number\n"
              "f:2:5: unit[2].b: must be text, not a number\n"
              "f:4:5: unit[2].q: must be a date, not '2011-03-15' (remove the quotes)\n"
              "f:2:5: unit[2].b: must be a date, not a number (such as 2011-03-15)\n"
              "f:6:5: unit[2].f: must be text, not a date (allowed army, elite)\n"
              "f:5:5: unit[2].e: must be tables that each begin with [[unit[2].e]]\n"
              "f:7:5: unit[2].g: must be tables that each begin with [[unit[2].g]], not a table");
}

TEST(Reader, ReportsValuesOutOfRange) {
    Reading r("a = 8.5\nb = nan\nc = inf\nq = 2.5\ne = 99999999999999999\nf = -1\n");
    EXPECT_EQ(r.reader.number("a", 0.5, in(0, 1)), 0.5);
    r.reader.number("b", 0, any_real());
    r.reader.number("c", 0, Range{});
    EXPECT_EQ(r.reader.integer("q", 4, in(1, 12)), 4);
    r.reader.integer("e", 0, any_real());
    r.reader.number("f", required, at_least(0));
    EXPECT_EQ(r.problems(),
              "f:1:5: unit[2].a: 8.5 is out of range (allowed 0 to 1; default 0.5; 8.5 % is 0.085)\n"
              "f:2:5: unit[2].b: is not a number (allowed any number; default 0)\n"
              "f:3:5: unit[2].c: inf is out of range (allowed any number; default 0)\n"
              "f:4:5: unit[2].q: 2.5 is not a whole number (allowed 1 to 12; default 4)\n"
              "f:5:5: unit[2].e: 1e+17 is out of range (allowed -2147483648 to 2147483647; default 0)\n"
              "f:6:5: unit[2].f: -1 is out of range (allowed 0 or more)");
}

TEST(Reader, ReportsWhatIsMissingWhereTheTableStands) {
    Reading r("\n");
    EXPECT_EQ(r.reader.required_text("name"), "");
    EXPECT_TRUE(r.reader.require("week").is_map());
    EXPECT_EQ(r.problems(), "f:1:1: unit[2].name: is required\nf:1:1: unit[2].week: is required");
    Reading empty("name = ''");
    empty.reader.required_text("name");
    EXPECT_EQ(empty.problems(), "f:1:8: unit[2].name: must not be empty");
}

TEST(Reader, ReportsChoicesWithTheNearest) {
    Reading r("a = 'elit'\nb = 'navy corps'\nc = \"\\u001b[2J\"\n");
    r.reader.choice("a", 0, {"army", "elite"});
    r.reader.choice("b", 0, {"army", "elite"});
    r.reader.choice("c", 0, {"army", "elite"});
    EXPECT_EQ(r.problems(),
              "f:1:5: unit[2].a: 'elit' is not known (did you mean 'elite'?)\n"
              "f:2:5: unit[2].b: 'navy corps' is not known (allowed army, elite)\n"
              "f:3:5: unit[2].c: '\\u001B[2J' is not known (allowed army, elite)");
}

TEST(Reader, CutsLongListsOfWhatIsAllowed) {
    std::vector<std::string> many;
    for (int i = 0; i < 40; ++i) many.push_back("n" + std::string(1, char('a' + i / 10)) + std::to_string(1000 + i));
    Reading r("a = 'something else'");
    r.reader.choice("a", 0, many);
    EXPECT_EQ(
        r.problems(),
        "f:1:5: unit[2].a: 'something else' is not known (allowed na1000, na1001, na1002, na1003, na1004, na1005, "
        "na1006, na1007, na1008, na1009, nb1010, nb1011 and 28 more)");
}

TEST(Reader, ReadsSharesByName) {
    Reading r("s = { sunni = 0.65, alawite = 0.12 }\nt = { suni = 0.5, alawite = 1.5 }\nu = 3\n");
    EXPECT_EQ(r.reader.shares("s", {"alawite", "sunni", "druze"}, in(0, 1)), (std::vector<double>{0.12, 0.65, 0}));
    r.reader.shares("t", {"alawite", "sunni"}, in(0, 1));
    r.reader.shares("u", {"alawite", "sunni"}, in(0, 1));
    EXPECT_EQ(r.problems(),
              "f:2:29: unit[2].t.alawite: 1.5 is out of range (allowed 0 to 1; default 0)\n"
              "f:2:14: unit[2].t.suni: unknown key (did you mean 'sunni'?)\n"
              "f:3:5: unit[2].u: must be a table, not a number");
}

TEST(Reader, ReportsKeysThatNobodyAskedFor) {
    Reading r("name = 'a'\nwek = 1\nzzzzzz = 2\n");
    r.reader.text("name", "");
    r.reader.number("week", 0, any_real());
    r.reader.finish();
    EXPECT_EQ(r.problems(),
              "f:2:7: unit[2].wek: unknown key (did you mean 'week'?)\n"
              "f:3:10: unit[2].zzzzzz: unknown key (allowed name, week)");
}

TEST(Reader, GivesTheTablesOfAList) {
    Reading r("[[l]]\na = 1\n[[l]]\na = 2\n");
    const auto tables = r.reader.tables("l");
    ASSERT_EQ(tables.size(), 2u);
    EXPECT_EQ(tables[1]->map().find("a")->number(), 2);
}

TEST(Reader, SetsTheFieldsOfARow) {
    Reading r("informer_density = 0\ncircle = 5\nannounced = true\n");
    toy::Surveillance row;
    r.reader.fields(row);
    r.reader.finish();
    EXPECT_EQ(r.problems(), "");
    EXPECT_EQ(row.informer_density, 0);
    EXPECT_EQ(row.circle, 5);
    EXPECT_TRUE(row.announced);
}

TEST(Reader, ReportsTheFieldsOfARow) {
    Reading r("informer_density = 8.5\ncircle = 1.5\nannounced = 1\n");
    toy::Surveillance row;
    toy::Reprisal other;
    r.reader.fields(row);
    r.reader.fields(other);
    EXPECT_EQ(r.problems(),
              "f:1:20: unit[2].informer_density: 8.5 is out of range (allowed 0 to 1 per person; default 0.04)\n"
              "f:2:10: unit[2].circle: 1.5 is not a whole number (allowed 1 to 12; default 3)\n"
              "f:3:13: unit[2].announced: must be true or false, not a number\n"
              "f:1:1: unit[2].family_rate: is required (allowed 0 or more per week)");
    EXPECT_EQ(row.informer_density, 0.04);
}

TEST(Reader, OfWhatIsNoTableReportsThatOnce) {
    Problems problems;
    const Value value{std::int64_t{3}, {"f", 2, 5}};
    Reader reader(value, "policy", problems);
    EXPECT_EQ(reader.number("a", 1, any_real()), 1);
    reader.finish();
    EXPECT_EQ(problems.text(), "f:2:5: policy: must be a table, not a number");
}

}  // namespace
}  // namespace sim::param
