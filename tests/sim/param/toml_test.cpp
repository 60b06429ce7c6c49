/// Reading TOML: types, order and places of values, and the limits that a hostile file runs into.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "sim/param/scan.hpp"
#include "sim/param/value.hpp"
#include "tests/sim/param/parsed.hpp"

namespace sim::param {
namespace {

std::string problems_of(std::string_view text) {
    Problems problems;
    const Value value = parse_toml(text, "f", problems);
    EXPECT_TRUE(value.is_map());
    return problems.text();
}

std::string repeated(std::string_view text, std::size_t n) {
    std::string result;
    for (std::size_t i = 0; i < n; ++i) result += text;
    return result;
}

TEST(Toml, GivesEveryTypeItsValue) {
    const Value v = parsed("a = true\nb = -3\nc = 2.5\nq = 'x'\ne = 2011-03-15\nf = [1, 'y']\ng = {h = 1}\n");
    EXPECT_EQ(v.map().find("a")->type_name(), "true or false");
    EXPECT_EQ(v.map().find("b")->number(), -3);
    EXPECT_EQ(v.map().find("c")->number(), 2.5);
    EXPECT_EQ(v.map().find("q")->text(), "x");
    EXPECT_EQ(to_text(std::get<Date>(v.map().find("e")->data)), "2011-03-15");
    EXPECT_EQ(v.map().find("f")->array()[1].text(), "y");
    EXPECT_EQ(v.map().find("g")->map().find("h")->number(), 1);
    EXPECT_EQ(v.map().find("i"), nullptr);
}

TEST(Toml, KeepsTheOrderOfTheFile) {
    const Value v = parsed("z = 1\na = 2\n[m]\ny = {q = 1, b = 2}\nx.k = 1\n[[l]]\nw = 1\n[c]\nx.j = 1\n[m.d]\n");
    std::string order;
    for (const auto& [key, value] : v.map().entries) order += key;
    for (const auto& [key, value] : v.map().find("m")->map().entries) order += key;
    for (const auto& [key, value] : v.map().find("m")->map().find("y")->map().entries) order += key;
    EXPECT_EQ(order, "zamlcyxdqb");
}

TEST(Toml, TellsWhereEachValueStands) {
    const Value v = parsed("a = 1\n\n[m]\n'ž' = [10,\n  20]\n[[l]]\n[[l]]\nx.y = 3\n");
    const auto at = [](const Value* value) { return to_text(value->place); };
    EXPECT_EQ(at(&v), "f:1:1");
    EXPECT_EQ(at(v.map().find("a")), "f:1:5");
    const Value* m = v.map().find("m");
    EXPECT_EQ(at(m), "f:3:1");
    EXPECT_EQ(at(m->map().find("ž")), "f:4:7");
    EXPECT_EQ(at(&m->map().find("ž")->array()[1]), "f:5:3");
    const Value& last = v.map().find("l")->array()[1];
    EXPECT_EQ(at(&last), "f:7:1");
    EXPECT_EQ(at(last.map().find("x")), "f:8:1");
    EXPECT_EQ(at(last.map().find("x")->map().find("y")), "f:8:7");
}

TEST(Toml, LeavesNotANumberAndInfinityToTheRanges) {
    const Value v = parsed("a = nan\nb = -inf");
    EXPECT_TRUE(std::isnan(v.map().find("a")->number()));
    EXPECT_EQ(v.map().find("b")->number(), -INFINITY);
}

TEST(Toml, ReadsWindowsLineEndsAndAByteOrderMark) {
    const Value v = parsed(
        "\xEF\xBB\xBF"
        "a = 1\r\n[b]\r\nc = 2\r\n");
    EXPECT_EQ(v.map().find("b")->map().find("c")->number(), 2);
    EXPECT_EQ(to_text(v.map().find("a")->place), "f:1:5");
}

TEST(Toml, OfNothingIsAnEmptyTable) {
    EXPECT_TRUE(parsed("").map().entries.empty());
    EXPECT_TRUE(parsed("# nothing").map().entries.empty());
}

TEST(Limits, StopDeepNestingOfEveryForm) {
    constexpr std::size_t deep = 100'000;
    EXPECT_EQ(problems_of("a = " + repeated("[", deep)), "f:1:37: is nested too deeply (allowed 32 levels)");
    EXPECT_EQ(problems_of("a = " + repeated("[", deep) + repeated("]", deep)),
              "f:1:37: is nested too deeply (allowed 32 levels)");
    EXPECT_EQ(problems_of(repeated("a.", deep) + "a = 1"), "f:1:64: is nested too deeply (allowed 32 levels)");
    EXPECT_EQ(problems_of(repeated("'a' . ", deep) + "a = 1"), "f:1:191: is nested too deeply (allowed 32 levels)");
    EXPECT_EQ(problems_of("[" + repeated("a.", deep) + "a]"), "f:1:65: is nested too deeply (allowed 32 levels)");
    EXPECT_EQ(problems_of("[[" + repeated("a.", deep) + "a]]"), "f:1:66: is nested too deeply (allowed 32 levels)");
    EXPECT_EQ(problems_of("b = " + repeated("{a = ", deep)), "f:1:165: is nested too deeply (allowed 32 levels)");
    EXPECT_EQ(problems_of("b = " + repeated("[{a = ", deep)), "f:1:101: is nested too deeply (allowed 32 levels)");
}

TEST(Limits, SeeWhereATextWithQuotesAtItsEndIsOver) {
    for (const std::string text : {"\"\"\"x\"\"\"\"", "'''x''''", "\"\"\"x\\\"\"\"\"", "'\\'", "\"\""})
        EXPECT_NE(problems_of("a = [" + text + ", " + repeated("[", 40)).find("is nested too deeply"),
                  std::string::npos)
            << text;
}

TEST(Limits, CountLevelsOverHeadersKeysAndBracketsTogether) {
    const std::string header = "[" + repeated("a.", 19) + "a]\n", key = repeated("b.", 9) + "b = 1";
    EXPECT_EQ(problems_of(header + key), "");
    EXPECT_NE(problems_of(header + repeated("b.", 20) + "b = 1").find("is nested too deeply"), std::string::npos);
    EXPECT_NE(problems_of(header + "b = " + repeated("[", 20) + repeated("]", 20)).find("is nested too deeply"),
              std::string::npos);
}

TEST(Limits, LetBracketsInTextsAndCommentsPass) {
    const std::string many = repeated("[", 100) + repeated("{a.", 100);
    EXPECT_EQ(problems_of("a = \"" + many + "\" # " + many + "\nb = '''\n" + many + "'' '''\nc = 1"), "");
    EXPECT_EQ(problems_of("a = \"\\\"" + many + "\"\nb = \"\"\"\n\\\"\"\" " + many + "\"\"\"\"\"\nc = ''"), "");
}

TEST(Limits, StopFilesOfTooManyValuesTablesOrKeys) {
    EXPECT_EQ(problems_of("a = [" + repeated("1,", max_entries + 10) + "]"),
              "f:1:500003: holds too many values (allowed 250000)");
    EXPECT_EQ(problems_of(repeated("[[a]]\n", max_tables + 1)), "f:50001:1: holds too many tables (allowed 50000)");
    std::string keys, dotted;
    for (std::size_t i = 0; i <= max_keys_of_a_table; ++i) keys += "k" + std::to_string(i) + " = 1\n";
    for (std::size_t i = 0; i <= max_tables; ++i) dotted += "k" + std::to_string(i) + ".a = 1\n";
    EXPECT_EQ(problems_of("[a]\n" + keys), "f:1:1: a: holds 2001 keys (allowed 2000)");
    EXPECT_EQ(problems_of(dotted), "f:50001:7: holds too many tables (allowed 50000)");
}

TEST(Limits, StopLongTexts) {
    EXPECT_EQ(problems_of(std::string(max_bytes / 64, ' ')), "");
    EXPECT_EQ(problems_of(std::string(max_bytes + 1, ' ')), "f:1:1: is over 16 MiB long");
}

TEST(Limits, KeepLettersBeyondAsciiWhereTheParserCanReadThem) {
    EXPECT_EQ(parsed("# é\n'é' = \"é\" # é\nb = \"\"\"é\\\n  e é\"\"\"").map().find("é")->text(), "é");
    EXPECT_EQ(problems_of("a = 1 é"), "f:1:7: syntax: unexpected 'é' (text and names with such letters need quotes)");
    EXPECT_EQ(problems_of("a = \"\"\"\\\n é\"\"\""),
              "f:2:2: syntax: text cannot go on with such a letter after a backslash");
    EXPECT_EQ(problems_of("a = \"\\é\""), "f:1:7: syntax: text cannot go on with such a letter after a backslash");
}

class File : public testing::Test {
 protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "muster-toml-XXXXXX";
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    /// Problems of reading, with the name of the folder left out.
    std::string reading(const std::string& name) {
        Problems problems;
        EXPECT_TRUE(read_toml((folder_ / name).string(), problems).is_map());
        std::string text = problems.text();
        const std::size_t at = text.find(folder_.string() + "/");
        return at == text.npos ? text : text.erase(at, folder_.string().size() + 1);
    }
    std::filesystem::path folder_;
};

TEST_F(File, IsReadAndNamedAsTyped) {
    std::ofstream(folder_ / "a.toml") << "x = 1\ny = 2 2\n";
    EXPECT_EQ(reading("a.toml"), "a.toml:2:7: syntax: unexpected '2' (one key = value on each line)");
}

TEST_F(File, HasToBeARegularFile) {
    std::filesystem::create_directory(folder_ / "folder");
    ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(reading("nothing.toml"), "nothing.toml: cannot be read (no such file)");
    EXPECT_EQ(reading("folder"), "folder: is a folder (expected a TOML file)");
    EXPECT_EQ(reading("pipe"), "pipe: is not a regular file (expected a TOML file)");
    Problems problems;
    read_toml("/dev/zero", problems);
    EXPECT_EQ(problems.text(), "/dev/zero: is not a regular file (expected a TOML file)");
    EXPECT_EQ(reading("nothing.toml/x"), "nothing.toml/x: cannot be read (no such file)");
}

TEST_F(File, HasToBeOfSensibleLength) {
    std::ofstream(folder_ / "a.toml") << "x = 1";
    std::filesystem::resize_file(folder_ / "a.toml", std::uintmax_t{1} << 36);  // takes no room: a hole
    EXPECT_EQ(reading("a.toml"), "a.toml:1:1: is over 16 MiB long");
}

}  // namespace
}  // namespace sim::param
