/// Model I against the bands of an independent replication of the published programmes (NetLogo's and Mesa's rules).
/// Bands are the lowest and highest of its runs, so a mean of ours must lie within them.
#include <fmt/format.h>

#include "tests/models/civil_violence/town.hpp"

namespace {

using namespace civil_violence;
using tests::RunOf;

constexpr std::uint32_t n_runs = 10;

RunOf netlogo(std::string_view form) {
    return {make_civil_violence(),
            fmt::format("steps = 5000\n[arrest]\nform = '{}'\nself = 'twice'\n[cops]\npursuit = true\n", form)};
}

void expect_in_band(double value, double low, double high) {
    EXPECT_GE(value, low);
    EXPECT_LE(value, high);
}

TEST(NetLogoRules, MakeOutburstsIfCopsPerActiveIsRoundedDown) {
    auto run = netlogo("floor");
    expect_in_band(1000 * tests::metric_of(run, "outburst_rate", n_runs).mean, 31.9, 36.7);
    expect_in_band(tests::metric_of(run, "outburst_peak", n_runs).mean, 233, 279);
    expect_in_band(tests::metric_of(run, "active_most", n_runs).mean, 330, 394);
}

TEST(NetLogoRules, MakeFewerIfItIsRoundedToTheNearest) {
    auto run = netlogo("round");
    expect_in_band(1000 * tests::metric_of(run, "outburst_rate", n_runs).mean, 15.6, 25.0);
    expect_in_band(tests::metric_of(run, "outburst_peak", n_runs).mean, 117, 232);
    expect_in_band(tests::metric_of(run, "active_most", n_runs).mean, 255, 343);
}

TEST(NetLogoRules, MakeNoneAsPrinted) {
    auto run = netlogo("printed");
    EXPECT_EQ(tests::metric_of(run, "outburst_rate", n_runs).mean, 0);
    expect_in_band(tests::metric_of(run, "active_most", n_runs).mean, 9, 25);
    EXPECT_NEAR(tests::metric_of(run, "active_mean", n_runs).mean, 0.5, 0.25);
    EXPECT_NEAR(tests::metric_of(run, "jailed_mean", n_runs).mean, 28, 2);
}

}  // namespace
