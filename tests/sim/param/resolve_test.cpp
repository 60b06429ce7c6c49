/// Scenarios that extend others: what wins, what is merged by name, and what ends in a message.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "sim/param/scan.hpp"
#include "sim/param/value.hpp"

namespace sim::param {
namespace {

namespace fs = std::filesystem;

/// Works inside an empty folder, so that messages hold short names.
class Resolve : public testing::Test {
 protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "muster-resolve-XXXXXX";
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        before_ = fs::current_path();
        folder_ = name;
        fs::current_path(folder_);
    }
    void TearDown() override {
        fs::current_path(before_);
        fs::remove_all(folder_);
    }

    static void write(const std::string& name, std::string_view text) {
        if (fs::path(name).has_parent_path()) fs::create_directories(fs::path(name).parent_path());
        std::ofstream(name) << text;
    }
    static Value resolved(const std::string& name) {
        Problems problems;
        Value value = read_resolved(name, problems);
        EXPECT_EQ(problems.text(), "");
        return value;
    }
    static std::string problems_of(const std::string& name) {
        Problems problems;
        const Value value = read_resolved(name, problems);
        EXPECT_TRUE(value.is_map());
        return problems.text();
    }

    fs::path before_, folder_;
};

TEST_F(Resolve, LeavesAFileThatStandsAloneAsItIs) {
    write("a.toml", "title = \"A\"\nweeks = 3\n\n[x]\ny = 1\n");
    EXPECT_EQ(to_toml(resolved("a.toml")), "title = \"A\"\nweeks = 3\n\n[x]\ny = 1\n");
}

TEST_F(Resolve, LetsTheFilesOwnKeysWin) {
    write("base.toml", "title = \"Base\"\nweeks = 10\nlist = [1, 2]\n[x]\ny = 1\nz = 2\n[x.deep]\nk = 1\n");
    write("a.toml", "extends = \"base.toml\"\nweeks = 20\nlist = [3]\nnew = true\n[x]\nz = 3\ndeep.l = 2\n[w]\n");
    EXPECT_EQ(to_toml(resolved("a.toml")),
              "title = \"Base\"\nweeks = 20\nlist = [3]\nnew = true\n\n"
              "[x]\ny = 1\nz = 3\ndeep = { k = 1, l = 2 }\n\n[w]\n");
}

TEST_F(Resolve, MatchesTablesOfAListByTheirName) {
    write("base.toml", "[[group]]\nname = 'a'\nshare = 1\nkeep = 1\n[[group]]\nname = 'b'\n[[group]]\nname = 'c'\n");
    write("a.toml",
          "extends = 'base.toml'\n[[group]]\nname = 'd'\n[[group]]\nname = 'a'\nshare = 2\n"
          "[[group]]\nname = 'b'\nremove = true\n");
    EXPECT_EQ(to_toml(resolved("a.toml")),
              "[[group]]\nname = \"a\"\nshare = 2\nkeep = 1\n\n[[group]]\nname = \"c\"\n\n[[group]]\nname = \"d\"\n");
}

TEST_F(Resolve, ReplacesListsWhoseTablesHaveNoNames) {
    write("base.toml", "[[event]]\nweek = 1\n[[event]]\nweek = 2\n");
    write("a.toml", "extends = 'base.toml'\n[[event]]\nweek = 3\n");
    EXPECT_EQ(to_toml(resolved("a.toml")), "[[event]]\nweek = 3\n");
}

TEST_F(Resolve, PutsTheBehaviourFileBeneathTheWholeChain) {
    write("cases/base.toml", "behaviour = '../behaviour.toml'\ntitle = 'Base'\n");
    write("cases/a.toml", "extends = 'base.toml'\n[fear]\nmine = 1\n");
    write("behaviour.toml", "extends = 'fitted/first.toml'\n[fear]\nmine = 0\nweight = 2\n");
    write("fitted/first.toml", "[fear]\nweight = 1\nother = 1\n");
    EXPECT_EQ(to_toml(resolved("cases/a.toml")), "title = \"Base\"\n\n[fear]\nweight = 2\nother = 1\nmine = 1\n");
}

TEST_F(Resolve, TakesTheNearestBehaviourFile) {
    write("base.toml", "behaviour = 'one.toml'\n");
    write("a.toml", "extends = 'base.toml'\nbehaviour = 'two.toml'\n");
    write("one.toml", "[fear]\na = 1\n");
    write("two.toml", "[fear]\nb = 1\n");
    EXPECT_EQ(to_toml(resolved("a.toml")), "[fear]\nb = 1\n");
}

TEST_F(Resolve, RemembersThePlaceAndTheLayerOfEachValue) {
    write("cases/base.toml", "behaviour = '../behaviour.toml'\n[x]\ny = 1\nz = 2\n");
    write("cases/a.toml", "extends = 'base.toml'\n[x]\nz = 3\n");
    write("behaviour.toml", "[fear]\nweight = 1\n");
    const Value value = resolved("cases/a.toml");
    const auto place = [&](const char* table, const char* key) {
        return value.map().find(table)->map().find(key)->place;
    };
    EXPECT_EQ(to_text(place("x", "y")), "cases/base.toml:3:5");
    EXPECT_EQ(to_text(place("x", "z")), "cases/a.toml:3:5");
    EXPECT_EQ(to_text(place("fear", "weight")), "cases/../behaviour.toml:2:10");
    EXPECT_EQ(to_text(value.map().find("x")->place), "cases/a.toml:2:1");
    EXPECT_EQ(place("x", "y").layer, Layer::scenario);
    EXPECT_EQ(place("fear", "weight").layer, Layer::behaviour);
}

TEST_F(Resolve, NamesFilesThatAreMissingWhereTheyAreAskedFor) {
    write("a.toml", "title = 'A'\nextends = 'none.toml'\n");
    write("b.toml", "behaviour = 'none.toml'\n[[x]]\nname = 'n'\nremove = true\n");
    write("c.toml", "extends = 3\n");
    write("d.toml", "extends = ''\n");
    write("e.toml", "extends = \"a\\u0000b\"\n");
    write("f.toml", "extends = '.'\n");
    EXPECT_EQ(problems_of("a.toml"), "a.toml:2:11: extends: there is no file 'none.toml'");
    EXPECT_EQ(problems_of("b.toml"),
              "b.toml:4:10: x.remove: there is no inherited entry 'n' to remove\n"
              "b.toml:1:13: behaviour: there is no file 'none.toml'");
    EXPECT_EQ(problems_of("c.toml"), "c.toml:1:11: extends: must be the name of a TOML file, not a number");
    EXPECT_EQ(problems_of("d.toml"), "d.toml:1:11: extends: must be the name of a TOML file, not empty");
    EXPECT_EQ(problems_of("e.toml"), "e.toml:1:11: extends: must be the name of a TOML file");
    EXPECT_EQ(problems_of("f.toml"), ".: is a folder (expected a TOML file)");
}

TEST_F(Resolve, FindsCirclesHoweverTheyAreWritten) {
    write("a.toml", "extends = 'sub/b.toml'\n");
    write("sub/b.toml", "extends = '../sub/../a.toml'\n");
    write("self.toml", "extends = 'self.toml'\n");
    write("case.toml", "behaviour = 'loop.toml'\n");
    write("loop.toml", "extends = 'loop.toml'\n");
    EXPECT_EQ(problems_of("a.toml"),
              "sub/b.toml:1:11: extends: goes round in a circle (back to 'sub/../sub/../a.toml')");
    EXPECT_EQ(problems_of("self.toml"), "self.toml:1:11: extends: goes round in a circle (back to 'self.toml')");
    EXPECT_EQ(problems_of("case.toml"), "loop.toml:1:11: extends: goes round in a circle (back to 'loop.toml')");
}

TEST_F(Resolve, EndsLongChains) {
    for (int i = 0; i < 100; ++i)
        write("c" + std::to_string(i) + ".toml", "extends = 'c" + std::to_string(i + 1) + ".toml'\n");
    EXPECT_EQ(problems_of("c0.toml"), "c15.toml:1:11: extends: is too long a chain of files (allowed 16)");
}

TEST_F(Resolve, LimitsTheValuesOfAllFilesTogether) {
    std::string list = "a = [0";
    for (std::size_t i = 0; i < max_entries - 100; ++i) list += ",0";
    write("base.toml", list + "]\n");
    write("a.toml", "extends = 'base.toml'\nb = true\n" + list.replace(0, 1, "c") + "]\n");
    EXPECT_NE(problems_of("a.toml").find("the scenario holds too many values (allowed 250000)"), std::string::npos);
}

TEST_F(Resolve, ReportsTheMistakesOfAnInheritedFileAndNoOthers) {
    write("base.toml", "a = = 1\n");
    write("a.toml", "extends = 'base.toml'\n[[x]]\nname = 'n'\nremove = true\n");
    EXPECT_EQ(problems_of("a.toml"),
              "base.toml:1:5: syntax: this is not a value (text needs quotes; numbers look like 5 or 0.5)");
}

TEST_F(Resolve, ReportsEntriesThatCannotBeMatched) {
    write("base.toml", "[[x]]\nname = 'n'\n[[x]]\nname = 'm'\n");
    write("twice.toml",
          "extends = 'base.toml'\n[[x]]\nname = 'n'\n[[x]]\nname = 'n'\n[[x]]\nname = 'q'\n[[x]]\nname = 'q'\n");
    write("unnamed.toml", "extends = 'base.toml'\n[[x]]\nweek = 1\n");
    write("more.toml",
          "extends = 'base.toml'\n[[x]]\nname = 'n'\nremove = true\nweek = 1\n[[x]]\nname = 'm'\nremove = 1\n");
    write("gone.toml", "extends = 'base.toml'\n[[x]]\nname = 'p'\nremove = true\n");
    EXPECT_EQ(problems_of("twice.toml"),
              "twice.toml:4:1: x: there are two entries named 'n'\ntwice.toml:8:1: x: there are two entries named 'q'");
    EXPECT_EQ(
        problems_of("unnamed.toml"),
        "unnamed.toml:2:1: x: has no name, so it cannot be merged with the entries of the other file (give each a "
        "name)");
    EXPECT_EQ(problems_of("more.toml"),
              "more.toml:2:1: x: an entry with remove = true may hold its name and nothing else\n"
              "more.toml:8:10: x.remove: must be true (leave it out to keep the entry)");
    EXPECT_EQ(problems_of("gone.toml"), "gone.toml:4:10: x.remove: there is no inherited entry 'p' to remove");
}

TEST_F(Resolve, RefusesABehaviourFileThatNamesAnother) {
    write("a.toml", "behaviour = 'one.toml'\n");
    write("one.toml", "behaviour = 'two.toml'\n");
    EXPECT_EQ(problems_of("a.toml"),
              "one.toml:1:13: behaviour: does not belong in a behaviour file (a scenario names its behaviour file)");
}

TEST_F(Resolve, LaysTablesOverPlainValuesAndBack) {
    write("base.toml", "a = 1\n[b]\nc = 1\n");
    write("x.toml", "extends = 'base.toml'\nb = 2\n[a]\nk = 1\n");
    EXPECT_EQ(to_toml(resolved("x.toml")), "b = 2\n\n[a]\nk = 1\n");
}

}  // namespace
}  // namespace sim::param
