/// Metrics that stand in one table are found by the ends of their names.
#include "cli/metric_groups.hpp"

#include <gtest/gtest.h>

namespace cli {
namespace {

using Names = std::vector<std::string>;

TEST(MetricGroups, AreStemsThatHaveTheSameEnds) {
    const auto groups =
        groups_among({"leave_rate", "stay_rate", "leave_rate_men", "stay_rate_men", "leave_rate_chiefs",
                      "stay_rate_chiefs", "peak_week", "leave_jun_2012", "force_jun_2012", "leave_dec_2012",
                      "force_dec_2012", "leave_dec_2013", "force_dec_2013", "force_ratio"});
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups[1].stems, (Names{"leave", "force"}));
    EXPECT_EQ(groups[1].ends, (Names{"jun_2012", "dec_2012", "dec_2013"}));
    EXPECT_FALSE(groups[1].has_bare_stems);
    EXPECT_EQ(groups[0].stems, (Names{"leave_rate", "stay_rate"}));
    EXPECT_EQ(groups[0].ends, (Names{"men", "chiefs"}));
    EXPECT_TRUE(groups[0].has_bare_stems);
    EXPECT_TRUE(groups[0].holds("stay_rate_men"));
    EXPECT_TRUE(groups[0].holds("stay_rate"));
    EXPECT_FALSE(groups[0].holds("peak_week"));
    EXPECT_FALSE(groups[1].holds("force_ratio"));
}

TEST(MetricGroups, NeedTwoStemsAndTwoEnds) {
    EXPECT_TRUE(groups_among({"officer_share_of_leavers", "conscript_share_of_leavers", "peak_week"}).empty());
    EXPECT_TRUE(groups_among({"a_x", "b_x", "c_x"}).empty());
    EXPECT_TRUE(groups_among({}).empty());
}

}  // namespace
}  // namespace cli
