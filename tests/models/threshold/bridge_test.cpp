/// The event-driven core with clocks that follow the share of those who left, instead of spending a hazard, is
/// Granovetter's model: the same number at every step.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "models/threshold/cascade.hpp"
#include "sim/hazard/clock.hpp"
#include "sim/random/sample.hpp"

namespace {

using sim::agents::Index;

constexpr Index n = 100'000, block = 250;

/// How many have left after each step, until no more do.
std::vector<Index> on_clocks(const std::vector<double>& thresholds) {
    std::vector<Index> first_seat(n / block + 1);
    for (Index b = 0; b < first_seat.size(); ++b) first_seat[b] = b * block;
    sim::hazard::Clock clock(first_seat, 1);
    for (Index i = 0; i < n; ++i) clock.arm(i, i / block, std::max(0.0, thresholds[i]), 1.0);
    std::vector<Index> left;
    std::vector<sim::hazard::Crossing> crossings;
    do {
        const double share = static_cast<double>(crossings.size()) / n;
        clock.follow(std::vector<double>(clock.n_units(), share), crossings);
        left.push_back(static_cast<Index>(crossings.size()));
    } while (left.size() < 2 || left.back() > left[left.size() - 2]);
    return left;
}

std::vector<Index> as_cascade(const std::vector<double>& thresholds) {
    threshold::Cascade cascade(thresholds, nullptr, threshold::Rule::absorbing);
    std::vector<Index> left;
    do {
        cascade.step();
        left.push_back(cascade.n_acting());
    } while (left.size() < 2 || left.back() > left[left.size() - 2]);
    return left;
}

TEST(Clocks, ThatFollowALevelAreGranovettersModel) {
    for (const double spread : {0.05, 0.11, 0.1222, 0.1223, 0.3, 1.0}) {
        std::vector<double> thresholds(n);
        for (Index i = 0; i < n; ++i) thresholds[i] = 0.25 + spread * sim::random::normal_quantile((i + 0.5) / n);
        // In no order, so that each clock has people of all kinds.
        for (Index i = 0; i < n; ++i) std::swap(thresholds[i], thresholds[(i * 7919ULL) % n]);
        const auto steps = on_clocks(thresholds);
        EXPECT_EQ(steps, as_cascade(thresholds)) << spread;
        EXPECT_EQ(steps.back() > n / 2, spread > 0.12222) << spread;
    }
}

}  // namespace
