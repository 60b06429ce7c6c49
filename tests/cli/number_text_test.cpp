/// Numbers on the terminal: none reads as zero that is not.
#include <gtest/gtest.h>

#include <cmath>

#include "cli/output.hpp"
#include "cli/summary.hpp"

namespace cli {
namespace {

TEST(Numbers, HaveAsManyDecimalsAsTheyNeed) {
    EXPECT_EQ(with_decimals(25.164, 2), "25.16");
    EXPECT_EQ(with_decimals(0.005, 2), "0.0050");
    EXPECT_EQ(with_decimals(-0.00034, 1), "-0.00034");
    EXPECT_EQ(with_decimals(0, 2), "0.00");
    EXPECT_EQ(with_decimals(1234567.8, 1), "1234567.8");
    EXPECT_EQ(with_decimals(3e-300, 2), "3e-300");
    EXPECT_EQ(with_decimals(std::nan(""), 2), "nan");
}

TEST(Numbers, AreWholeWhereTheyAreLarge) {
    EXPECT_EQ(as_number(123456.7), "123,457");
    EXPECT_EQ(as_number(-1234.5), "-1,234");
    EXPECT_EQ(as_number(999.97), "1000");
    EXPECT_EQ(as_number(0.003124), "0.003124");
    EXPECT_EQ(as_number(3e15), "3e+15");
}

TEST(Numbers, OfASummaryAreNoZeros) {
    sim::Outputs outputs;
    outputs.time.at = {0};
    outputs.variables = {{"executed", "1", "people executed", "all who served", sim::Store::real, false, {}, {}},
                         {"wait", "week", "time until they left", "", sim::Store::real, false, {}, {}},
                         {"longest", "week", "the longest wait", "", sim::Store::real, false, {}, {}},
                         {"largest", "person", "people who left together", "", sim::Store::real, false, {}, {}}};
    sim::Series series(outputs);
    series.reals(0)[0] = 1 / 20000.0;
    series.reals(1)[0] = 0.0034;
    series.reals(3)[0] = 123456.789;
    EXPECT_EQ(summary_of({}, outputs, series, outputs.time.at, Extent::all),
              "executed                           0.0050 % of all who served\n"
              "wait                               0.0034 week (time until they left)\n"
              "longest                            no value (the longest wait)\n"
              "largest                            123,457 person (people who left together)\n");
}

}  // namespace
}  // namespace cli
