/// The cascade by itself: Granovetter's hundred people, and both of its ways of looking against plain loops.
#include "models/threshold/cascade.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "sim/network/generators.hpp"
#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"

namespace threshold {
namespace {

using sim::network::Graph;
using sim::random::Stream;
using sim::random::Tag;

/// Runs until no person changes and returns how many act.
Index at_rest(Cascade& cascade) {
    while (!cascade.step().empty()) {
    }
    return cascade.n_acting();
}

std::vector<double> hundred() {
    std::vector<double> thresholds(100);
    for (std::size_t i = 0; i < 100; ++i) thresholds[i] = static_cast<double>(i) / 100;
    return thresholds;
}

TEST(Cascade, OfAHundredThresholdsFrom0To99TakesEverybody) {
    Cascade cascade(hundred(), nullptr, Rule::absorbing);
    EXPECT_EQ(at_rest(cascade), 100U);
}

TEST(Cascade, StopsAtOneIfNobodyHasThreshold1) {
    auto thresholds = hundred();
    thresholds[1] = 0.02;
    Cascade cascade(thresholds, nullptr, Rule::absorbing);
    EXPECT_EQ(at_rest(cascade), 1U);
}

TEST(Cascade, CountsInWholePeople) {
    for (const Index n : {1U, 3U, 10U, 49U, 100U, 1000U})
        for (Index k = 0; k <= n; ++k) {
            EXPECT_EQ(fewest(static_cast<double>(k) / n, n), k) << k << " of " << n;
            EXPECT_EQ(fewest((k + 0.5) / n, n), k + 1) << k << " and a half of " << n;
        }
    EXPECT_EQ(fewest(1 - 0.7, 10), 3U);  // 0.30000000000000004
    EXPECT_EQ(fewest(-0.2, 10), 0U);
    EXPECT_EQ(fewest(7.0, 10), 11U);
    EXPECT_EQ(fewest(0.0, 0), 0U);
    EXPECT_EQ(fewest(0.1, 0), 1U) << "a person without ties does not act by their example";
}

/// The same in plain loops, all looking at all at each step.
struct Plain {
    std::vector<double> thresholds;
    const Graph* ties;
    Rule rule;
    std::vector<bool> acting;

    Index n() const { return static_cast<Index>(thresholds.size()); }
    bool wants(Index i) const {
        Index others = n(), seen = 0;
        if (ties) {
            others = ties->degree(i);
            for (const Index j : ties->neighbours(i)) seen += acting[j] ? 1U : 0U;
        } else {
            seen = static_cast<Index>(std::count(acting.begin(), acting.end(), true));
        }
        return seen >= fewest(thresholds[i], others);
    }
    void step() {
        std::vector<bool> next(acting.size());
        for (Index i = 0; i < n(); ++i) next[i] = wants(i) || (rule == Rule::absorbing && acting[i]);
        acting = next;
    }
};

TEST(Cascade, AgreesWithPlainLoopsWhoeverSeesWhom) {
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        Stream draw(seed, Tag("test/cascade"), 0);
        const auto u = [&] { return sim::random::uniform(draw); };
        const auto n = static_cast<Index>(2 + 60 * u());
        const bool crowd = u() < 0.4;
        const Graph graph = sim::network::Random{n, std::min(n - 1.0, 6 * u())}.make(seed);
        const auto* ties = crowd ? nullptr : &graph;
        const auto rule = u() < 0.5 ? Rule::absorbing : Rule::reversible;
        std::vector<double> thresholds(n);
        const double middle = u();
        for (double& t : thresholds) t = middle + 0.4 * (u() - 0.5);
        std::vector<Index> starters;
        for (Index i = 0; i < n; ++i)
            if (u() < 0.3) starters.push_back(i);
        Cascade cascade(thresholds, ties, rule);
        cascade.start(starters);
        Plain plain{thresholds, ties, rule, std::vector<bool>(n)};
        for (const Index i : starters) plain.acting[i] = true;
        for (int step = 0; step < 12; ++step) {
            for (Index i = 0; i < n; ++i)
                ASSERT_EQ(cascade.acts(i), plain.acting[i]) << "seed " << seed << ", step " << step << ", person " << i;
            const auto before = plain.acting;
            plain.step();
            const auto changed = cascade.step();
            Index differ = 0;
            for (Index i = 0; i < n; ++i) differ += before[i] != plain.acting[i] ? 1U : 0U;
            ASSERT_EQ(changed.size(), differ) << "seed " << seed;
            ASSERT_EQ(cascade.n_acting(), std::count(plain.acting.begin(), plain.acting.end(), true));
        }
    }
}

TEST(Cascade, OfPeopleWhoMayStopForgetsAStartThatWasTooSmall) {
    const std::vector<double> thresholds(100, 0.5);
    std::vector<Index> some(40), many(60);
    std::iota(some.begin(), some.end(), 0U);
    std::iota(many.begin(), many.end(), 0U);
    for (const auto& [starters, rule, end] :
         {std::tuple(some, Rule::reversible, 0U), std::tuple(many, Rule::reversible, 100U),
          std::tuple(some, Rule::absorbing, 40U), std::tuple(many, Rule::absorbing, 100U)}) {
        Cascade cascade(thresholds, nullptr, rule);
        cascade.start(starters);
        EXPECT_EQ(at_rest(cascade), end);
    }
}

}  // namespace
}  // namespace threshold
