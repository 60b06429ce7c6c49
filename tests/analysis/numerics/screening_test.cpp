#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analysis/numerics/elementary_effects.hpp"
#include "analysis/numerics/prim.hpp"
#include "analysis/numerics/rank_correlation.hpp"
#include "tests/analysis/numerics/samples.hpp"
#include "tests/statistics.hpp"

namespace analysis {
namespace {

constexpr double step = 2.0 / 3;

/// Two trajectories in three factors; y = 3 a - 2 b + 6 a c.
struct TwoTrajectories {
    Eigen::MatrixXd points{8, 3};
    Eigen::VectorXd values{8};
    TwoTrajectories() {
        points << 0, 1, 0,         //
            step, 1, 0,            //
            step, 1 - step, 0,     //
            step, 1 - step, step,  //
            1, 0, 1.0 / 3,         //
            1, 0, 1,               //
            1, step, 1,            //
            1 - step, step, 1;
        for (Eigen::Index p = 0; p < 8; ++p)
            values[p] = 3 * points(p, 0) - 2 * points(p, 1) + 6 * points(p, 0) * points(p, 2);
    }
};

TEST(ElementaryEffects, AreThoseByHand) {
    const TwoTrajectories two;
    const auto effects = effects_along(two.points, two.values, step);
    ASSERT_EQ(effects.fault, "");
    Eigen::MatrixXd by_hand(2, 3);
    by_hand << 3, -2, 4, 9, -2, 6;
    EXPECT_LT((effects.of - by_hand).cwiseAbs().maxCoeff(), 1e-12);
    const auto made = elementary_effects(effects.of, samples::resampling(1));
    EXPECT_NEAR(made[0].size, 6, 1e-12);
    EXPECT_NEAR(made[0].sd, std::sqrt(18), 1e-12);
    EXPECT_NEAR(made[1].mean, -2, 1e-12);
    EXPECT_NEAR(made[1].size, 2, 1e-12);
    EXPECT_NEAR(made[1].sd, 0, 1e-12);
    EXPECT_NEAR(made[0].size_bootstrap.low, 3, 1e-12);
    EXPECT_NEAR(made[0].size_bootstrap.high, 9, 1e-12);
}

TEST(ElementaryEffects, AStepBetweenEqualValuesChangesNothing) {
    TwoTrajectories two;
    two.points.row(1) = two.points.row(0);
    two.values[1] = two.values[0];
    for (const Eigen::Index p : {2, 3}) two.points(p, 0) = 0;
    const auto effects = effects_along(two.points, two.values, step);
    ASSERT_EQ(effects.fault, "");
    EXPECT_EQ(effects.of(0, 0), 0);
}

TEST(ElementaryEffects, PointsThatAreNoTrajectoriesAreRefused) {
    TwoTrajectories two;
    EXPECT_NE(effects_along(two.points.topRows(7), two.values.head(7), step).fault, "");
    two.points(2, 0) = 0.5;
    EXPECT_NE(effects_along(two.points, two.values, step).fault, "");
}

// Runs that are chance alone: the mean of 4000 absolute effects has a standard error of 1.2 %.
TEST(ElementaryEffects, ChanceHasTheSizeItSays) {
    samples::Draws draw(2);
    const auto normal = [&] { return std::sqrt(-2 * std::log(draw())) * std::cos(2 * std::numbers::pi * draw()); };
    constexpr int n = 4000;
    double sum = 0;
    for (int i = 0; i < n; ++i) {
        double difference = 0;
        for (int r = 0; r < 4; ++r) difference += (normal() - normal()) / 4;
        sum += std::abs(difference) / step;
    }
    const double expected = size_of_chance(1, 4, step);
    tests::expect_within(sum / n, expected, expected * std::sqrt(std::numbers::pi / 2 - 1) / std::sqrt(n));
}

// The numbers of reference.py, by regressions of ranks in statsmodels.
TEST(PartialRankCorrelations, AreThoseOfStatsmodels) {
    Eigen::MatrixXd points(12, 3);
    points << 0.05, 3, 1.0, 0.91, 1, 0.2, 0.34, 2, 0.5, 0.66, 3, 0.9, 0.12, 1, 0.7, 0.78, 2, 0.3, 0.49, 1, 0.6, 0.23, 3,
        0.1, 0.87, 2, 0.8, 0.57, 1, 0.4, 0.41, 3, 0.35, 0.99, 2, 0.15;
    const std::vector<double> outcome = {1.1, 5.0, 2.5, 3.0, 2.0, 4.1, 3.3, 1.9, 3.6, 3.9, 2.2, 5.4};
    const auto made = partial_rank_correlations(points, outcome, 0.95);
    ASSERT_EQ(made.size(), 3U);
    EXPECT_NEAR(made[0].value, 0.962154813776, 1e-9);
    EXPECT_NEAR(made[0].interval.low, 0.843548467466, 1e-9);
    EXPECT_NEAR(made[0].interval.high, 0.991271092724, 1e-9);
    EXPECT_NEAR(made[0].p, 8.57352715414e-06, 1e-13);
    EXPECT_NEAR(made[1].value, -0.776011343857, 1e-9);
    EXPECT_NEAR(made[2].interval.high, 0.341224645246, 1e-9);
    EXPECT_NEAR(made[2].p, 0.29640935674, 1e-9);
}

TEST(PartialRankCorrelations, FactorsThatDetermineEachOtherHaveNone) {
    Eigen::MatrixXd points(8, 2);
    points.col(0).setLinSpaced(0, 1);
    points.col(1) = 2 * points.col(0).array() + 1;
    EXPECT_TRUE(partial_rank_correlations(points, samples::base, 0.95).empty());
    points.col(1).setConstant(1);
    EXPECT_TRUE(partial_rank_correlations(points, samples::base, 0.95).empty());
    EXPECT_TRUE(partial_rank_correlations(points.topRows(4), {samples::base.data(), 4}, 0.95).empty());
}

TEST(Ranks, TiesShareTheirPlaces) {
    const std::vector<double> values = {3, 1, 3, 2, 3};
    EXPECT_EQ(ranks(values), (std::vector<double>{4, 1, 4, 2, 4}));
}

/// 4000 points in four factors; the outcome happens where a < 0.3 and c > 0.6 and, off it, in 1 of 50 points. The third
/// factor has five values, the fourth none that matter.
struct Planted {
    Eigen::MatrixXd points{4000, 4};
    std::vector<double> outcome;
    explicit Planted(std::uint64_t seed) {
        samples::Draws draw(seed);
        for (Eigen::Index p = 0; p < points.rows(); ++p) {
            points.row(p) << draw(), draw(), std::floor(5 * draw()) / 4, draw();
            const bool inside = points(p, 0) < 0.3 && points(p, 2) > 0.6;
            outcome.push_back(inside || draw() < 0.02 ? 1 : 0);
        }
    }
    Box best(const PrimOptions& options = {}) const {
        const auto boxes = peeled_boxes(points, outcome, options);
        const auto best = std::ranges::max_element(boxes, {}, &Box::balance);
        return pasted(*best, points, outcome, options);
    }
};

TEST(Prim, FindsAPlantedBox) {
    const Planted planted(3);
    const Box box = planted.best();
    EXPECT_EQ(box.n_bound(), 2U);
    EXPECT_FALSE(box.sides[0].is_low_bound);
    EXPECT_NEAR(box.sides[0].high, 0.3, 0.02);
    EXPECT_EQ(box.sides[2].low, 0.75);
    EXPECT_FALSE(box.sides[1].is_low_bound || box.sides[1].is_high_bound || box.sides[3].is_high_bound);
    EXPECT_GT(box.density, 0.97);
    EXPECT_GT(box.coverage, 0.85);  // the rest lies off the box: 1 of 50 elsewhere is a ninth of the outcome
}

TEST(Prim, BoxesShrinkAndGetDenser) {
    const Planted planted(4);
    const auto boxes = peeled_boxes(planted.points, planted.outcome, {});
    EXPECT_EQ(boxes.front().coverage, 1);
    EXPECT_EQ(boxes.front().n_bound(), 0U);
    for (std::size_t i = 1; i < boxes.size(); ++i) {
        EXPECT_LT(boxes[i].n_points, boxes[i - 1].n_points);
        EXPECT_LE(boxes[i].coverage, boxes[i - 1].coverage);
        EXPECT_GE(boxes[i].n_points, 200U);
    }
    EXPECT_GT(boxes.back().density, boxes.front().density);
}

TEST(Prim, SharesOfReplicatesCountAsShares) {
    const Planted planted(5);
    auto halves = planted.outcome;
    for (double& share : halves) share /= 2;
    const auto whole = peeled_boxes(planted.points, planted.outcome, {});
    const auto half = peeled_boxes(planted.points, halves, {});
    EXPECT_DOUBLE_EQ(half[3].density, whole[3].density / 2);
    EXPECT_DOUBLE_EQ(half[3].coverage, whole[3].coverage);
}

}  // namespace
}  // namespace analysis
