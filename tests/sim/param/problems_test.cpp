/// The user's mistakes as they are printed, and the guess at what was meant.
#include <gtest/gtest.h>

#include "sim/check.hpp"

namespace sim {
namespace {

std::string line_of(const Place& place, std::string_view key, std::string_view what) {
    Problems problems;
    problems.add(place, key, what);
    return problems.text();
}

TEST(Problems, StandInOneForm) {
    EXPECT_EQ(line_of({"syria.toml", 12, 19}, "surveillance.circle", "is wrong"),
              "syria.toml:12:19: surveillance.circle: is wrong");
    EXPECT_EQ(line_of({"syria.toml", 12}, "circle", "is wrong"), "syria.toml:12: circle: is wrong");
    EXPECT_EQ(line_of({"syria.toml"}, "", "cannot be read"), "syria.toml: cannot be read");
    EXPECT_EQ(line_of({}, "--set", "is wrong"), "--set: is wrong");
}

TEST(Problems, AreThrownTogetherInTheOrderFound) {
    Problems problems;
    EXPECT_NO_THROW(problems.throw_if_any());
    problems.add({"b.toml", 2, 1}, "y", "is wrong");
    problems.add({"a.toml", 1, 1}, "x", "is wrong");
    try {
        problems.throw_if_any();
        FAIL();
    } catch (const InputError& error) {
        EXPECT_STREQ(error.what(), "b.toml:2:1: y: is wrong\na.toml:1:1: x: is wrong");
    }
}

TEST(Problems, BeyondALimitAreOnlyCounted) {
    Problems problems;
    for (std::size_t i = 0; i < Problems::max_lines + 5; ++i) problems.add({}, "x", "is wrong");
    EXPECT_TRUE(problems.full());
    EXPECT_EQ(problems.size(), Problems::max_lines + 5);
    EXPECT_EQ(problems.lines().size(), Problems::max_lines);
    EXPECT_TRUE(problems.text().ends_with("\n... and 5 more problems"));
}

TEST(Problems, CarryNoControlCharactersToTheTerminal) {
    EXPECT_EQ(line_of({"a\x1b[31m.toml", 1, 1}, "k\ney", "says 'bell\a' \xff \xe2\x80\xae"),
              "a\\u001B[31m.toml:1:1: k\\ney: says 'bell\\u0007' \\xFF \\u202E");
}

TEST(Problems, OfHugeTextsAreCut) {
    const std::string huge(1'000'000, 'x');
    EXPECT_LT(line_of({huge, 1, 1}, huge, huge).size(), 1500u);
}

TEST(Shown, KeepsWholeLettersAndSaysThatItCut) {
    EXPECT_EQ(shown("Šiška"), "Šiška");
    EXPECT_EQ(shown("ŠŠŠŠ", 3), "ŠŠŠ...");
    EXPECT_EQ(shown("abc", 3), "abc");
}

TEST(Nearest, FindsSlipsOfTheKeyboard) {
    const std::vector<std::string> names{"informer_density", "term", "weeks", "title"};
    EXPECT_EQ(nearest("informer_densty", names), "informer_density");
    EXPECT_EQ(nearest("infromer_density", names), "informer_density");
    EXPECT_EQ(nearest("Informer-Density", names), "informer_density");
    EXPECT_EQ(nearest("week", names), "weeks");
    EXPECT_EQ(nearest("x.informers", {"x.enabled", "x.informer_density"}), "x.informer_density");
    EXPECT_EQ(nearest("informers", names), "");
    EXPECT_EQ(nearest("tilte", names), "title");
}

TEST(Nearest, CountsASwapAsOneSlip) { EXPECT_EQ(nearest("ba", {"xx", "ab"}), "ab"); }

TEST(Nearest, IsSilentAboutOtherWords) {
    EXPECT_EQ(nearest("loyalty", {"informer_density", "term", "title"}), "");
    EXPECT_EQ(nearest("x", {"y"}), "");
    EXPECT_EQ(nearest("", {"a"}), "");
    EXPECT_EQ(nearest("abc", {}), "");
    EXPECT_EQ(nearest(std::string(1'000'000, 'a'), {std::string(1'000'001, 'a')}), "");
}

TEST(Nearest, PrefersTheCloserAndThenTheFirst) {
    EXPECT_EQ(nearest("rate", {"ratio", "rates"}), "rates");
    EXPECT_EQ(nearest("rate_c", {"rate_a", "rate_b"}), "rate_a");
}

TEST(Nearest, FindsAFieldWithoutItsMechanismIfThereIsOne) {
    EXPECT_EQ(nearest("term", {"conscription.term", "patron.term_of_aid"}), "conscription.term");
    EXPECT_EQ(nearest("term", {"conscription.term", "patron.term"}), "");
}

TEST(BrokenPromise, NamesTheConditionAndThePlace) {
    try {
        broken_promise("expected", "n > 0", "sim/x.cpp", 7);
        FAIL();
    } catch (const std::logic_error& error) {
        EXPECT_STREQ(error.what(), "sim/x.cpp:7: expected n > 0 (a bug in the program: please report it)");
    }
}

}  // namespace
}  // namespace sim
