/// The differences of two documents, as the refusal to go on with another sweep says it.
#include <gtest/gtest.h>

#include "sim/param/value.hpp"

namespace sim::param {
namespace {

using Lines = std::vector<std::string>;

Lines between(std::string_view was, std::string_view is) {
    Problems problems;
    auto found = differences(parse_toml(was, "was", problems), parse_toml(is, "is", problems));
    EXPECT_EQ(problems.text(), "");
    return found;
}

TEST(Differences, AreToldKeyByKey) {
    EXPECT_EQ(between("weeks = 4\n[fear]\nlag = 2\n", "weeks = 4\n[fear]\nlag = 2\n"), Lines{});
    EXPECT_EQ(between("weeks = 4\ntitle = \"a\"\n[fear]\nlag = 2\non = true\n",
                      "weeks = 5.0\ntitle = \"b\"\n[fear]\nlag = 2\non = false\nday = 2011-03-15\n"),
              (Lines{"weeks was 4, is 5", "title was 'a', is 'b'", "fear.on was true, is false",
                     "fear.day was nothing, is 2011-03-15"}));
}

TEST(Differences, OfEntriesGoByTheirNames) {
    EXPECT_EQ(between("[[group]]\nname = \"a\"\nsize = 1\n[[group]]\nname = \"b\"\n",
                      "[[group]]\nname = \"b\"\n[[group]]\nname = \"a\"\nsize = 2\n[[group]]\nname = \"c\"\n"),
              (Lines{"group.a.size was 1, is 2", "group.c was nothing, is a table"}));
    EXPECT_EQ(between("[[group]]\nsize = 1\n", "[[group]]\nsize = 2\n"), Lines{"group.1.size was 1, is 2"});
}

TEST(Differences, OfOrderAndListsAreSaid) {
    EXPECT_EQ(between("a = 1\nb = 2\n", "b = 2\na = 1\n"), Lines{"the order of its entries"});
    EXPECT_EQ(between("a = [1, 2]\n", "a = [2, 1]\n"), Lines{"a is another list"});
}

}  // namespace
}  // namespace sim::param
