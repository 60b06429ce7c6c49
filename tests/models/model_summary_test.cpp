/// The table that each model of this program declares reads what the model puts out.
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/command.hpp"

namespace {

class Summary : public testing::TestWithParam<std::size_t> {
 protected:
    const sim::sweep::Models models_ = cli::all_models();
    const sim::Model& model_ = *models_[GetParam()];
    const sim::Outputs outputs_ = model_.all_outputs();
    const sim::SummaryTable table_ = model_.summary_table();
};

TEST_P(Summary, ReadsWhatTheModelDeclares) {
    ASSERT_FALSE(table_.columns.empty());
    ASSERT_NE(table_.rows_of.empty(), table_.series.empty());
    for (const std::string& name : table_.series) {
        ASSERT_NE(outputs_.variable(name), nullptr) << name;
        EXPECT_TRUE(outputs_.variable(name)->over_time && outputs_.variable(name)->dims.empty()) << name;
    }
    for (const auto& line : table_.lines)
        for (const std::string& name : line.names) {
            ASSERT_NE(outputs_.variable(name), nullptr) << name;
            EXPECT_TRUE(outputs_.variable(name)->dims.empty()) << name;
        }
    for (const auto& column : table_.columns)
        for (const auto& readings : {column.sum, column.share_of})
            for (const sim::Reading& reading : readings) {
                if (reading.series.empty()) continue;
                const auto* variable = outputs_.variable(reading.series);
                ASSERT_NE(variable, nullptr) << column.heading;
                EXPECT_TRUE(variable->over_time) << column.heading;
                EXPECT_TRUE(std::ranges::count(variable->dims, table_.rows_of)) << column.heading;
                if (reading.dimension.empty()) continue;
                EXPECT_TRUE(std::ranges::count(variable->dims, reading.dimension)) << column.heading;
                EXPECT_TRUE(std::ranges::count(outputs_.dimension(reading.dimension)->labels, reading.label))
                    << column.heading;
            }
}

std::string name_of_model(const testing::TestParamInfo<std::size_t>& info) {
    return std::string(cli::all_models()[info.param]->name());
}
INSTANTIATE_TEST_SUITE_P(Models, Summary, testing::Range<std::size_t>(0, cli::all_models().size()), name_of_model);

}  // namespace
