/// A parameter that is one among names: declared once, read by name by every way into a model, listed by name.
#include <gtest/gtest.h>

#include "sim/param/listing.hpp"
#include "sim/param/outline.hpp"
#include "sim/param/table_reader.hpp"

namespace sim::param {
namespace {

constexpr std::array<std::string_view, 3> form_names = {"printed", "floor", "round"};

struct Arrest {
    using Self = Arrest;
    SIM_CHOICE(form, 1, form_names, structure, "form of the term", "epstein2002");
    SIM_PARAM(double, steepness, 2.3, "1", in(0, 10), structure, "steepness", "epstein2002");
};
struct All {
    Arrest arrest;
};

Table table() {
    Table made;
    made.add(&All::arrest, "arrest");
    return made;
}

Value text_of(std::string text) {
    Value value;
    value.data = std::move(text);
    return value;
}

/// The problems of `text`, read field by field and by the table of parameters, which must agree.
std::string problems_of(const std::string& text, All& all) {
    Problems by_field, by_table;
    const Value document = parse_toml("[arrest]\n" + text, "f", by_field);
    Reader reader(*document.map().find("arrest"), "arrest", by_field);
    reader.fields(all.arrest);
    reader.finish();
    All other;
    read_parameters(document, table(), &other, {}, by_table);
    EXPECT_EQ(by_field.text(), by_table.text());
    EXPECT_EQ(all.arrest.form, other.arrest.form);
    return by_table.text();
}

TEST(Choice, IsDeclaredWithItsNames) {
    const Table made = table();
    const Spec& spec = *made.find("arrest.form");
    EXPECT_EQ(spec.choices, (std::vector<std::string>{"printed", "floor", "round"}));
    EXPECT_EQ(spec.type, Type::integer);
    EXPECT_EQ(spec.fallback, 1);
    EXPECT_EQ(spec.range.max, 2);
    EXPECT_EQ(Arrest{}.form, 1);
    EXPECT_EQ(Table::fault(spec, 2), "");
    EXPECT_EQ(Table::fault(spec, 3), "3 is out of range (allowed printed, floor, round; default floor)");
    EXPECT_TRUE(made.find("arrest.steepness")->choices.empty());
}

TEST(Choice, IsReadByName) {
    All all;
    EXPECT_EQ(problems_of("", all), "");
    EXPECT_EQ(all.arrest.form, 1);
    EXPECT_EQ(problems_of("form = 'round'\n", all), "");
    EXPECT_EQ(all.arrest.form, 2);
    EXPECT_EQ(problems_of("form = 'printed'\n", all), "");
    EXPECT_EQ(all.arrest.form, 0);
}

TEST(Choice, IsRefusedWithTheNamesThereAre) {
    All all;
    EXPECT_EQ(problems_of("form = 'flor'\n", all), "f:2:8: arrest.form: 'flor' is not known (did you mean 'floor'?)");
    EXPECT_EQ(problems_of("form = 'up'\n", all),
              "f:2:8: arrest.form: 'up' is not known (allowed printed, floor, round)");
    EXPECT_EQ(problems_of("form = 1\n", all),
              "f:2:8: arrest.form: must be text, not a number (allowed printed, floor, round)");
    EXPECT_EQ(problems_of("form = true\n", all),
              "f:2:8: arrest.form: must be text, not true or false (allowed printed, floor, round)");
    EXPECT_EQ(all.arrest.form, 1);
}

TEST(Choice, IsSetByNameAndListedByName) {
    const Table all = table();
    const Spec& spec = *all.find("arrest.form");
    EXPECT_EQ(Table::read(spec, text_of("round")).number, 2);
    EXPECT_FALSE(Table::read(spec, text_of("up")).number);
    EXPECT_EQ(Table::read(spec, text_of("up")).fault, "'up' is not known (allowed printed, floor, round)");
    EXPECT_NE(to_markdown(all).find("printed, floor, round"), std::string::npos);
}

}  // namespace
}  // namespace sim::param
