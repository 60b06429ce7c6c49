/// The table of parameters derived from their declarations.
#include "sim/param/table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/sim/param/toy.hpp"

namespace sim::param {
namespace {

TEST(Table, HoldsEveryFieldInTheOrderOfDeclaration) {
    EXPECT_EQ(toy::table().names(),
              (std::vector<std::string>{"surveillance.informer_density", "surveillance.circle",
                                        "surveillance.announced", "reprisal.family_rate", "reprisal.log_weight"}));
    EXPECT_EQ(toy::table().mechanisms(), (std::vector<std::string>{"surveillance", "reprisal"}));
    EXPECT_EQ(toy::table().fields_of("reprisal"), (std::vector<std::string>{"family_rate", "log_weight"}));
}

TEST(Table, FindsEachNameAndNoOther) {
    const Table table = toy::table();
    for (const auto& spec : table.specs()) EXPECT_EQ(table.find(spec.name), &spec);
    EXPECT_EQ(table.find("surveillance"), nullptr);
    EXPECT_EQ(table.find(""), nullptr);
    EXPECT_EQ(table.find("zzz"), nullptr);
}

TEST(Table, ReadsAndWritesEachTypeInItsPlace) {
    const Table table = toy::table();
    toy::All all;
    for (const auto& [name, value] : {std::pair{"surveillance.informer_density", 0.5},
                                      {"surveillance.circle", 7.0},
                                      {"surveillance.announced", 1.0},
                                      {"reprisal.family_rate", 2.5}}) {
        Table::set(&all, *table.find(name), value);
        EXPECT_EQ(Table::get(&all, *table.find(name)), value) << name;
    }
    EXPECT_EQ(all.surveillance.informer_density, 0.5);
    EXPECT_EQ(all.surveillance.circle, 7);
    EXPECT_TRUE(all.surveillance.announced);
    EXPECT_EQ(all.reprisal.family_rate, 2.5);
    EXPECT_EQ(all.reprisal.log_weight, -0.5);
}

TEST(Table, SaysWhyAValueCannotBe) {
    const Table table = toy::table();
    const auto fault = [&](const char* name, double value) { return Table::fault(*table.find(name), value); };
    EXPECT_EQ(fault("surveillance.informer_density", 0), "");
    EXPECT_EQ(fault("surveillance.informer_density", 1), "");
    EXPECT_EQ(fault("surveillance.informer_density", std::nextafter(1.0, 2.0)),
              "1.0000000000000002 is out of range (allowed 0 to 1 per person; default 0.04)");
    EXPECT_EQ(fault("surveillance.informer_density", NAN), "is not a number (allowed 0 to 1 per person; default 0.04)");
    EXPECT_EQ(fault("surveillance.circle", 2.5), "2.5 is not a whole number (allowed 1 to 12; default 3)");
    EXPECT_EQ(fault("surveillance.circle", 13), "13 is out of range (allowed 1 to 12; default 3)");
    EXPECT_EQ(fault("surveillance.announced", 1), "");
    EXPECT_EQ(fault("surveillance.announced", 0.5), "0.5 is not true or false");
    EXPECT_EQ(fault("reprisal.family_rate", -0.1), "-0.1 is out of range (allowed 0 or more per week)");
    EXPECT_EQ(fault("reprisal.log_weight", -1e9), "");
    EXPECT_EQ(fault("reprisal.log_weight", INFINITY), "inf is out of range (allowed any number; default -0.5)");
}

TEST(Table, KeepsIntegersWithinTheirType) {
    Spec spec;
    spec.type = Type::integer;
    spec.range = any_real();
    EXPECT_EQ(Table::fault(spec, 2147483647.0), "");
    EXPECT_EQ(Table::fault(spec, 2147483648.0),
              "2147483648 is out of range (allowed -2147483648 to 2147483647; default 0)");
}

struct Wrong {
    using Self = Wrong;
    SIM_PARAM(double, x, 2, "1", in(0, 1), policy, "default out of range", "assumed");
};
struct WithWrong {
    Wrong wrong;
};
TEST(Table, RefusesDeclarationsThatCannotBe) {
    Table table = toy::table();
    EXPECT_THROW(table.add(&toy::All::reprisal, "reprisal"), std::logic_error);  // every name a second time
    EXPECT_THROW(Table().add(&WithWrong::wrong, "wrong"), std::logic_error);
}

}  // namespace
}  // namespace sim::param
