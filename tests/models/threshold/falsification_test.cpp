/// Kuran's ten people, and what public and private opposition have to do with each other.
#include "models/threshold/falsification.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/math/distributions/beta.hpp>

#include "tests/models/run_of.hpp"

namespace {

using tests::RunOf;
using threshold::Utility;

/// People whose thresholds are these shares, where integrity and reputation weigh the same: preference 1 - threshold.
RunOf ten_people(const std::vector<double>& thresholds) {
    std::string list;
    for (const double t : thresholds) list += fmt::format("{},", 1 - t);
    return {threshold::make_falsification(), fmt::format("[preferences]\ndistribution = 'list'\nlist = [{}]\n", list)};
}

TEST(TenPeople, EndWithOneOpponentOrWithNineAsOneThresholdChanges) {
    struct Case {
        std::vector<double> thresholds;
        int in_public, hidden, feigned;
    };
    // Against it at heart are five: those with thresholds below a half.
    for (const auto& [thresholds, in_public, hidden, feigned] :
         {Case{{0.0, 0.2, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0}, 1, 4, 0},
          Case{{0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0}, 9, 0, 4}}) {
        auto run = ten_people(thresholds);
        run.go();
        EXPECT_EQ(run.count("public_opposition", 100), in_public);
        EXPECT_EQ(run.count("private_opposition", 100), 5);
        EXPECT_EQ(run.count("hidden_opposition", 100), hidden);
        EXPECT_EQ(run.count("feigned_opposition", 100), feigned);
        EXPECT_DOUBLE_EQ(run.metric("public_share"), in_public / 10.0);
        EXPECT_DOUBLE_EQ(run.metric("private_share"), 0.5);
    }
}

TEST(Utility, OfOpposingIsNothingAtTheThreshold) {
    for (const double integrity : {0.0, 0.5, 1.0, 3.0})
        for (const double reputation : {0.2, 1.0, 4.0})
            for (const double punishment : {-0.3, 0.0, 0.7})
                for (const double x : {0.0, 0.3, 0.5, 1.0}) {
                    const Utility utility{integrity, reputation, punishment};
                    const double at = utility.threshold(x);
                    EXPECT_NEAR(utility.of_opposing(x, at), 0, 1e-12);
                    EXPECT_LT(utility.of_opposing(x, at - 0.1), 0);
                    EXPECT_GT(utility.of_opposing(x, at + 0.1), 0);
                }
    EXPECT_DOUBLE_EQ((Utility{1, 1, 0}.threshold(0.7)), 0.3);
}

TEST(Utility, WithoutCareForTheManyIsIntegrityAlone) {
    const Utility utility{1, 0, 0.2};
    EXPECT_LE(utility.threshold(0.6), 0);
    EXPECT_GT(utility.threshold(0.59), 1);
}

TEST(Opposition, InPublicIsThePrivateOneLessTheHiddenPlusTheFeigned) {
    RunOf run(threshold::make_falsification(), R"(
steps = 12
[population]
people = 500
[preferences]
distribution = "uniform"
placement = "sampled"
[network]
kind = "random"
degree = 6
[rule]
reversible = true
start = 0.4
)");
    bool hides = false, feigns = false;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        run.go(seed);
        for (std::size_t step = 0; step <= 12; ++step) {
            EXPECT_EQ(run.count("public_opposition", step), run.count("private_opposition", step) -
                                                                run.count("hidden_opposition", step) +
                                                                run.count("feigned_opposition", step));
            EXPECT_GE(run.count("hidden_opposition", step), 0);
            EXPECT_GE(run.count("feigned_opposition", step), 0);
            hides = hides || run.count("hidden_opposition", step) > 0;
            feigns = feigns || run.count("feigned_opposition", step) > 0;
        }
    }
    EXPECT_TRUE(hides && feigns);
}

TEST(Opposition, AtHeartIsTheShareOfPreferencesAboveAHalf) {
    RunOf run(threshold::make_falsification(), R"(
[population]
people = 100000
[preferences]
distribution = "beta"
alpha = 4.0
beta = 2.0
)");
    run.go();
    EXPECT_NEAR(run.metric("private_share"), cdf(complement(boost::math::beta_distribution<>(4, 2), 0.5)), 1e-5);
}

}  // namespace
