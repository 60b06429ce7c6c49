/// How far a rumour goes, against the equation of its final size.
#include "models/rumour/rumour.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/models/run_of.hpp"
#include "tests/statistics.hpp"

namespace {

using tests::RunOf;

RunOf rumour(double start, double telling, double tiring, double degree = 4) {
    return {rumour::make_model(),
            fmt::format("steps = 300\n[rumour]\npeople = 20000\nstart = {}\ntelling = {}\ntiring = {}\ndegree = {}\n",
                        start, telling, tiring, degree)};
}

/// A tie is told with chance T = 1 - E (1 - telling)^steps over a teller's steps. A person left without it
/// was no teller and was told by no tie, a Poisson number of whom know it: 1 - r = (1 - start) exp(-degree T r).
double final_share(double start, double telling, double tiring, double degree) {
    const double never = tiring * (1 - telling) / (1 - (1 - tiring) * (1 - telling));
    double r = 1;
    for (int i = 0; i < 1000; ++i) r = 1 - (1 - start) * std::exp(-degree * (1 - never) * r);
    return r;
}

/// Sees a chance of telling that is off by 1 %.
TEST(Rumour, GoesAsFarAsItsFinalSizeSays) {
    constexpr int n_runs = 30;
    for (const auto& [telling, tiring] : {std::pair(0.25, 0.5), std::pair(0.4, 1.0), std::pair(0.1, 0.2)}) {
        auto run = rumour(0.01, telling, tiring);
        std::vector<double> shares;
        for (std::uint32_t r = 0; r < n_runs; ++r) {
            run.go(7, r);
            EXPECT_EQ(run.count("telling", 300), 0);
            shares.push_back(run.metric("knowing_share"));
        }
        const double mean = std::accumulate(shares.begin(), shares.end(), 0.0) / n_runs;
        double square = 0;
        for (const double share : shares) square += (share - mean) * (share - mean);
        tests::expect_within(mean, final_share(0.01, telling, tiring, 4), std::sqrt(square / (n_runs - 1) / n_runs));
    }
}

TEST(Rumour, StaysWithThoseWhoKnowItIfNobodyTells) {
    auto run = rumour(0.25, 0, 0.5);
    run.go();
    EXPECT_EQ(run.count("knowing", 0), 5000);
    EXPECT_EQ(run.metric("knowing_share"), 0.25);
}

TEST(Rumour, OfFewerStepsLeavesTheOthersMissing) {
    auto run = rumour(0.25, 0.1, 0.5);
    run.set("steps", 3);
    run.go();
    EXPECT_GE(run.count("knowing", 3), 5000);
    EXPECT_EQ(run.count("knowing", 4), -1);
}

TEST(Rumour, TravelsOneTieAStep) {
    auto run = rumour(0.00005, 1, 1, 3);  // one teller, once
    run.go();
    EXPECT_EQ(run.count("knowing", 0), 1);
    for (std::size_t step = 1; step < 300; ++step)
        EXPECT_EQ(run.count("knowing", step), run.count("knowing", step - 1) + run.count("telling", step));
    EXPECT_GT(run.metric("knowing_share"), 0.5);
}

}  // namespace
