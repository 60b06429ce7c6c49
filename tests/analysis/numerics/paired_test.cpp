#include "analysis/numerics/paired.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "analysis/numerics/interaction.hpp"
#include "tests/analysis/numerics/samples.hpp"
#include "tests/statistics.hpp"

namespace analysis {
namespace {

void expect_interval(const Interval& interval, double low, double high, double tolerance = 1e-9) {
    EXPECT_NEAR(interval.low, low, tolerance);
    EXPECT_NEAR(interval.high, high, tolerance);
}

// The numbers are those of scipy and statsmodels: reference.py.
TEST(Paired, DifferenceAndRatioAreThoseOfScipyAndStatsmodels) {
    const auto made = compare_pairs(samples::base, samples::to, samples::resampling(1));
    EXPECT_NEAR(made.difference, -1.96875, 1e-12);
    expect_interval(made.difference_t, -2.88618195578, -1.05131804422);
    EXPECT_NEAR(made.ratio, 0.860619469027, 1e-11);
    expect_interval(made.ratio_t, 0.817035913492, 0.913139840006);
    EXPECT_NEAR(made.correlation, 0.966379404134, 1e-11);
    EXPECT_NEAR(made.effective_replicates, 132.263206673, 1e-8);
    EXPECT_EQ(made.n_higher, 1U);
    EXPECT_EQ(made.n_lower, 7U);
    EXPECT_DOUBLE_EQ(made.sign_consistency(), 7.0 / 8);
}

TEST(Paired, ReplicatesForAHalfWidthAreTheFewest) {
    const double sd = compare_pairs(samples::base, samples::to, samples::resampling(1)).sd_of_differences;
    EXPECT_EQ(replicates_for(sd, 0.1, 0.95), 466);
    EXPECT_EQ(replicates_for(sd, 0.5, 0.95), 21);
    EXPECT_EQ(replicates_for(sd, 3.0, 0.95), 3);
    EXPECT_EQ(replicates_for(0, 0.1, 0.95), 2);
    EXPECT_TRUE(std::isinf(replicates_for(1, 1e-9, 0.95)));
}

// A quantile of 20,000 resamples has a standard error of about 0.011 here (0.0007 of the ratio).
TEST(Paired, BootstrapIsThatOfScipy) {
    const auto made = compare_pairs(samples::base, samples::to, samples::resampling(2, 20000));
    expect_interval(made.difference_bootstrap, -2.625, -1.21875, 5 * 0.011);
    expect_interval(made.ratio_bootstrap, 0.828571428571, 0.903485254692, 5 * 0.0007);
}

TEST(Paired, BootstrapIsRepeatable) {
    const auto once = compare_pairs(samples::base, samples::to, samples::resampling(3));
    const auto again = compare_pairs(samples::base, samples::to, samples::resampling(3));
    const auto other = compare_pairs(samples::base, samples::to, samples::resampling(4));
    EXPECT_EQ(once.difference_bootstrap, again.difference_bootstrap);
    EXPECT_NE(once.difference_bootstrap, other.difference_bootstrap);
}

// Of two values {0, 1} in two replicates, resamples have the mean 0, 1/2 or 1 with chances 1/4, 1/2, 1/4.
TEST(Paired, BootstrapOfTwoReplicatesSpansBoth) {
    const std::vector<double> zeros = {0, 0}, values = {0, 1};
    const auto made = compare_pairs(zeros, values, samples::resampling(5));
    EXPECT_EQ(made.difference_bootstrap, (Interval{0, 1}));
    EXPECT_FALSE(made.ratio_bootstrap.is_known());
    EXPECT_TRUE(std::isnan(made.ratio));
}

TEST(Paired, OneReplicateHasNoInterval) {
    const std::vector<double> one = {2}, other = {3};
    const auto made = compare_pairs(one, other, samples::resampling(6));
    EXPECT_EQ(made.difference, 1);
    EXPECT_EQ(made.ratio, 1.5);
    EXPECT_FALSE(made.difference_t.is_known() || made.difference_bootstrap.is_known() || made.ratio_t.is_known());
}

TEST(Paired, ABaseThatMayBeZeroHasNoIntervalOfTheRatio) {
    const std::vector<double> near_zero = {-1, 1, 0.5, -0.4}, values = {1, 2, 3, 4};
    EXPECT_FALSE(compare_pairs(near_zero, values, samples::resampling(7)).ratio_t.is_known());
}

TEST(Paired, ValuesThatMoveTogetherNeedFewReplicates) {
    const std::vector<double> shifted = {13, 16.5, 10.25, 21, 15, 12.5, 18.75, 14};
    const auto made = compare_pairs(samples::base, shifted, samples::resampling(8));
    EXPECT_EQ(made.difference, 1);
    EXPECT_EQ(made.difference_t, (Interval{1, 1}));
    EXPECT_EQ(made.correlation, 1);
    EXPECT_TRUE(std::isinf(made.effective_replicates));
}

// Exponential pairs, 10 replicates: Student's interval of their difference holds 0 in 95 % of 2000 trials; the standard
// error is 0.5 %.
TEST(Paired, StudentsIntervalCoversWhatItSays) {
    samples::Draws draw(9);
    std::size_t covered = 0;
    constexpr std::size_t n_trials = 2000;
    for (std::size_t trial = 0; trial < n_trials; ++trial) {
        std::vector<double> x, y;
        for (int r = 0; r < 10; ++r) {
            const double shared = -std::log(draw());
            x.push_back(shared + draw()), y.push_back(shared + draw());
        }
        covered += compare_pairs(x, y, {draw, 0, 0.95}).difference_t.contains(0) ? 1 : 0;
    }
    tests::expect_binomial(covered, n_trials, 0.95);
}

TEST(Interaction, BothScalesAreThoseOfStatsmodels) {
    const auto made =
        interaction_of({samples::base, samples::to, samples::second, samples::both}, samples::resampling(10));
    EXPECT_NEAR(made.additive, -0.875, 1e-12);
    expect_interval(made.additive_t, -1.422304165, -0.327695835001);
    EXPECT_NEAR(made.ratio, 0.90405668067, 1e-11);
    expect_interval(made.ratio_t, 0.861117136568, 0.949137402051);
    EXPECT_LT(made.additive_bootstrap.high, 0);
    EXPECT_LT(made.ratio_bootstrap.high, 1);
}

TEST(Interaction, EffectsThatMultiplyAreSubstitutesByDifferencesAlone) {
    const auto times = [](double factor) {
        auto values = samples::base;
        for (double& value : values) value *= factor;
        return values;
    };
    const auto made = interaction_of({times(1), times(0.5), times(0.4), times(0.2)}, samples::resampling(11));
    EXPECT_GT(made.additive_t.low, 0);  // both take less away than each of them added up
    EXPECT_NEAR(made.ratio, 1, 1e-12);
    expect_interval(made.ratio_t, 1, 1, 1e-12);
}

TEST(Interaction, EffectsThatAddUpDoNotMultiply) {
    const auto plus = [](double shift) {
        auto values = samples::base;
        for (double& value : values) value += shift;
        return values;
    };
    const auto made = interaction_of({plus(0), plus(-3), plus(-4), plus(-7)}, samples::resampling(12));
    EXPECT_NEAR(made.additive, 0, 1e-12);
    EXPECT_LT(made.ratio_t.high, 1);
}

TEST(Interaction, RatiosNeedValuesOfOneSign) {
    const std::vector<double> zeros(8, 0.0);
    const auto made = interaction_of({samples::base, samples::to, samples::second, zeros}, samples::resampling(13));
    EXPECT_TRUE(std::isnan(made.ratio));
    EXPECT_FALSE(made.ratio_t.is_known() || made.ratio_bootstrap.is_known());
    EXPECT_TRUE(made.additive_t.is_known());
}

}  // namespace
}  // namespace analysis
