#include "sim/run/outputs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace {

sim::Outputs outputs() {
    sim::Outputs outputs;
    outputs.dimensions = {{"role", "", {"officer", "conscript"}}, {"fate", "", {"fled", "hiding", "joined"}}};
    outputs.time.at = {0, 7, 14, 21};
    outputs.variables = {{"alive", "", "", "", sim::Store::flag, true, {}, {"no", "yes"}},
                         {"departed", "1", "", "", sim::Store::count, true, {"role", "fate"}, {}},
                         {"rate", "1", "", "", sim::Store::real, false, {"role"}, {}},
                         {"peak", "1", "", "", sim::Store::count, false, {}, {}}};
    return outputs;
}

TEST(Outputs, ShapesHaveTimeFirstAndThenTheVariablesOwnDimensions) {
    const sim::Outputs all = outputs();
    EXPECT_EQ(all.shape_of(all.variables[1]), (std::vector<std::size_t>{4, 2, 3}));
    EXPECT_EQ(all.size_of(all.variables[1]), 24u);
    EXPECT_EQ(all.shape_of(all.variables[2]), (std::vector<std::size_t>{2}));
    EXPECT_TRUE(all.shape_of(all.variables[3]).empty());
    EXPECT_EQ(all.size_of(all.variables[3]), 1u);
}

TEST(Outputs, AreFoundByName) {
    const sim::Outputs all = outputs();
    EXPECT_EQ(all.variable("rate"), &all.variables[2]);
    EXPECT_EQ(all.variable("rat"), nullptr);
    EXPECT_EQ(all.dimension("fate"), &all.dimensions[1]);
    EXPECT_EQ(all.dimension(""), nullptr);
}

TEST(Outputs, RefuseAVariableOverAnUndeclaredDimension) {
    sim::Outputs all = outputs();
    all.variables[2].dims = {"region"};
    EXPECT_THROW(all.size_of(all.variables[2]), std::logic_error);
    EXPECT_THROW(sim::Series{all}, std::logic_error);
}

TEST(Series, StartsWithEveryValueMissing) {
    sim::Series series(outputs());
    ASSERT_EQ(series.n_variables(), 4u);
    ASSERT_EQ(series.flags(0).size(), 4u);
    ASSERT_EQ(series.counts(1).size(), 24u);
    ASSERT_EQ(series.reals(2).size(), 2u);
    for (const std::uint8_t flag : series.flags(0)) EXPECT_EQ(flag, 255);
    for (const std::int32_t count : series.counts(1)) EXPECT_EQ(count, -1);
    for (const double real : series.reals(2)) EXPECT_TRUE(std::isnan(real));
}

TEST(Series, VariablesDoNotOverlap) {
    sim::Series series(outputs());
    for (std::uint8_t& flag : series.flags(0)) flag = 1;
    for (std::int32_t& count : series.counts(1)) count = 2;
    for (double& real : series.reals(2)) real = 3;
    series.counts(3)[0] = 4;
    for (const std::uint8_t flag : series.flags(0)) EXPECT_EQ(flag, 1);
    for (const std::int32_t count : series.counts(1)) EXPECT_EQ(count, 2);
    for (const double real : series.reals(2)) EXPECT_EQ(real, 3);
    EXPECT_EQ(series.bytes(1).size(), 96u);
    EXPECT_EQ(series.bytes(3).size(), 4u);
}

TEST(Series, RefusesAVariableAsAnotherTypeThanDeclared) {
    sim::Series series(outputs());
    EXPECT_THROW(series.reals(1), std::logic_error);
    EXPECT_THROW(series.counts(0), std::logic_error);
    EXPECT_THROW(series.flags(4), std::out_of_range);
}

TEST(RowTable, HasAsManyRowsAsItsFirstColumn) {
    sim::RowTable table;
    EXPECT_EQ(table.size(), 0u);
    table.columns = {{"kind", "", "", sim::Column::Store::text, {}, {}, {"a", "b"}}};
    EXPECT_EQ(table.size(), 2u);
    table.columns[0] = {"time", "week", "", sim::Column::Store::f64, {}, {1, 2, 3}, {}};
    EXPECT_EQ(table.size(), 3u);
}

}  // namespace
