/// Messages to a user who mistyped TOML, word for word.
#include <gtest/gtest.h>

#include <string>

#include "sim/param/value.hpp"

namespace sim::param {
namespace {

using namespace std::string_literals;

struct Broken {
    std::string text, message;
};

const std::string not_a_value = "this is not a value (text needs quotes; numbers look like 5 or 0.5)";
const std::string not_a_flag = "this is not a value (flags are written true or false)";
const std::string open_text = "text without its closing quote, or with a control character in it";
const std::string each_line = "(one key = value on each line)";

const Broken broken_texts[] = {
    {"a", "f:1:2: syntax: the file ends in the middle of a key-value pair"},
    {"a =", "f:1:4: syntax: the file ends in the middle of a key-value pair"},
    {"a\nb = 1", "f:1:2: syntax: expected '=', saw '\\n'"},
    {"a: 1", "f:1:2: syntax: expected '=', saw ':'"},
    {"= 1", "f:1:1: syntax: unexpected '=' (a line holds key = value)"},
    {"{a = 1}", "f:1:1: syntax: unexpected '{' (a line holds key = value)"},
    {"a == 1", "f:1:4: syntax: " + not_a_value},
    {"a = hello", "f:1:5: syntax: " + not_a_value},
    {"a = @", "f:1:5: syntax: " + not_a_value},
    {"a = 1979-05-27T", "f:1:5: syntax: " + not_a_value},
    {"a = True", "f:1:5: syntax: " + not_a_flag},
    {"a = FALSE", "f:1:5: syntax: " + not_a_flag},
    {"a = 'x", "f:1:7: syntax: the file ends in the middle of a string"},
    {"a = \"\"\"x", "f:1:9: syntax: the file ends in the middle of a string"},
    {"a = \"x\\", "f:1:8: syntax: the file ends in the middle of a string"},
    {"a = \"x\nb = \"y\"", "f:1:7: syntax: " + open_text},
    {"a = \"x\0y\""s, "f:1:7: syntax: " + open_text},
    {"a = \"\\q\"", "f:1:7: syntax: unknown escape sequence '\\q'"},
    {"a = \"x\" y", "f:1:9: syntax: unexpected 'y' " + each_line},
    {"a = [1, 2", "f:1:10: syntax: the file ends in the middle of an array"},
    {"a = [1 2]", "f:1:8: syntax: expected comma or closing ']', saw '2'"},
    {"a = [1,,2]", "f:1:8: syntax: expected value or closing ']', saw comma"},
    {"a = {b = 1", "f:1:11: syntax: the file ends in the middle of an inline table"},
    {"a = {b = 1,}", "f:1:12: syntax: unexpected '}' after a comma"},
    {"a = {b = 1\n}", "f:1:11: syntax: expected key or closing '}', saw '\\n'"},
    {"a = 1 b = 2", "f:1:7: syntax: unexpected 'b' " + each_line},
    {"a = 1,5", "f:1:6: syntax: unexpected ',' " + each_line},
    {"a = 5'é'", "f:1:6: syntax: unexpected ' after the value " + each_line},
    {"a = -\x01\"é\"", "f:1:7: syntax: unexpected \" after the value " + each_line},
    {"a = .5", "f:1:5: syntax: expected decimal digit, saw '.'"},
    {"a = 5.", "f:1:7: syntax: the file ends in the middle of a number"},
    {"a = 05", "f:1:7: syntax: a number must not begin with 0"},
    {"a = --1", "f:1:6: syntax: a number cannot go on with '-'"},
    {"a = inf1", "f:1:8: syntax: unexpected '1' after the value"},
    {"a = 99999999999999999999", "f:1:25: syntax: '99999999999999999999' is not representable in 64 bits"},
    {"a = 1\na = 2", "f:2:5: syntax: 'a' is given twice"},
    {"[a]\n[a]", "f:2:1: syntax: 'a' is given twice"},
    {"[[a]]\n[a]", "f:2:1: syntax: 'a' is given twice"},
    {"a = 1\na.b = 2", "f:2:1: syntax: this key is given twice"},
    {"a = {b = 1}\na.c = 2", "f:2:1: syntax: this table was complete before (add the key where it stands)"},
    {"a = {b = 1}\n[a.c]", "f:2:6: syntax: 'a.c' adds to a table that was complete (add the key inside its braces)"},
    {"[a", "f:1:3: syntax: the file ends in the middle of a table header"},
    {"[]", "f:1:2: syntax: [] names no table"},
    {"[.a]", "f:1:2: syntax: unexpected '.' (a table name is missing)"},
    {"[[ =]]", "f:1:4: syntax: unexpected '=' (a table name is missing)"},
    {"[[[a]]]", "f:1:3: syntax: unexpected '[' (a table name is missing)"},
    {"[\na]", "f:1:2: syntax: unexpected '\\n' (a table name is missing)"},
    {"[é]", "f:1:2: syntax: unexpected 'é' (text and names with such letters need quotes)"},
    {"[ [a] ]", "f:1:3: syntax: the brackets of [[name]] must touch"},
    {"[a] b = 1", "f:1:5: syntax: unexpected 'b' " + each_line},
    {"a..b = 1", "f:1:3: syntax: unexpected '.' (a name is missing)"},
    {"a = 2011-02-29", "f:1:15: syntax: expected day between 1 and 28 (inclusive), saw 29"},
    {"a = 2011-13-01", "f:1:12: syntax: expected month between 1 and 12 (inclusive), saw 13"},
    {"a = 2011-3-15", "f:1:11: syntax: expected 2-digit month, saw '-'"},
    {"a = 1799-12-31", "f:1:5: a: is a day in the year 1799 (allowed 1800 to 2200)"},
    {"a = 12:30:00", "f:1:5: a: is a time of day (allowed are days such as 2011-03-15)"},
    {"a = [2011-03-15T12:00:00]", "f:1:6: a: is a day with a time of day (write the day alone: 2011-03-15)"},
    {"a = \xff", "f:1:5: is not UTF-8 here (byte 0xFF; save the file as UTF-8)"},
    {"# \xed\xa0\x80", "f:1:3: is not UTF-8 here (byte 0xED; save the file as UTF-8)"},
    {"a = 1\n\tb = \"é\" \"\xe2\x82\"", "f:2:11: is not UTF-8 here (byte 0xE2; save the file as UTF-8)"},
    {"\0"s, "f:1:1: syntax: unexpected '\\u0000' (a line holds key = value)"},
};

TEST(BrokenToml, IsExplainedWordForWord) {
    for (const auto& [text, message] : broken_texts) {
        Problems problems;
        const Value value = parse_toml(text, "f", problems);
        EXPECT_EQ(problems.text(), message) << text;
        EXPECT_TRUE(value.is_map());
    }
}

TEST(BrokenToml, CutAnywhereEndsInAMessageOrAValue) {
    const std::string whole = "[a]\nb = [1, {c = \"x\\u00e9\", 'd' = 1.5e3}]\n[[e.f]]\ng = 2011-03-15\nh.i = '''x'''\n";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        for (const char extra : {'\0', '"', '[', '}', '.', '=', '\n', '\\', '9', '\xc3'}) {
            Problems problems;
            const Value value = parse_toml(whole.substr(0, length) + extra + whole.substr(length), "f", problems);
            EXPECT_TRUE(value.is_map());
            EXPECT_LE(problems.size(), 1u);
            Problems of_half;
            EXPECT_TRUE(parse_toml(whole.substr(0, length) + extra, "f", of_half).is_map());
        }
    }
}

}  // namespace
}  // namespace sim::param
