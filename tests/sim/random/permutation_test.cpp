/// Lazy permutations: every element once, each order equally likely, fixed by the name.
#include "sim/random/permutation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "tests/statistics.hpp"

namespace sim::random {
namespace {

std::vector<std::uint64_t> elements(const Permutation& permutation) {
    std::vector<std::uint64_t> all;
    for (std::uint64_t i = 0; i < permutation.size(); ++i) all.push_back(permutation[i]);
    return all;
}

TEST(Permutation, HoldsEveryElementOnce) {
    for (std::uint64_t n = 0; n < 300; ++n) {
        auto all = elements(Permutation(1, Tag("order"), n, n));
        std::sort(all.begin(), all.end());
        for (std::uint64_t i = 0; i < n; ++i) ASSERT_EQ(all[i], i) << n;
    }
}

TEST(Permutation, ReachesEveryOrderEquallyOften) {  // 24 orders of 4, 120 of 5
    for (const std::uint64_t n : {3ULL, 4ULL, 5ULL}) {
        std::map<std::vector<std::uint64_t>, std::size_t> seen;
        for (std::uint64_t id = 0; id < 60'000; ++id) ++seen[elements(Permutation(2, Tag("order"), id, n))];
        std::vector<std::size_t> counts;
        for (const auto& [order, count] : seen) counts.push_back(count);
        ASSERT_EQ(counts.size(), n == 3 ? 6U : n == 4 ? 24U : 120U);
        tests::expect_chi_square(counts, std::vector<double>(counts.size(), 1.0 / static_cast<double>(counts.size())));
    }
}

TEST(Permutation, SendsNeighboursAnywhere) {  // positions of elements 0 and 1 together, 20 x 20
    std::vector<std::size_t> counts(400);
    std::vector<double> probabilities(400, 1.0 / 380);
    for (std::size_t i = 0; i < 20; ++i) probabilities[21 * i] = 0;
    for (std::uint64_t id = 0; id < 60'000; ++id) {
        const Permutation permutation(3, Tag("order"), id, 20);
        ++counts[20 * permutation[0] + permutation[1]];
    }
    tests::expect_chi_square(counts, probabilities);
}

TEST(Permutation, IsFixedByItsName) {
    const auto order = elements(Permutation(4, Tag("order"), 1, 50));
    EXPECT_EQ(order, elements(Permutation(4, Tag("order"), 1, 50)));
    EXPECT_NE(order, elements(Permutation(5, Tag("order"), 1, 50)));
    EXPECT_NE(order, elements(Permutation(4, Tag("other"), 1, 50)));
    EXPECT_NE(order, elements(Permutation(4, Tag("order"), 2, 50)));
}

TEST(Permutation, WorksForHugeSizes) {
    for (const std::uint64_t n : {(1ULL << 32) + 1, 1ULL << 61, (1ULL << 61) + 1, 1ULL << 62}) {
        const Permutation permutation(6, Tag("huge"), 0, n);
        for (std::uint64_t i = 0; i < 100; ++i) ASSERT_LT(permutation[n - 1 - i], n);
    }
}

}  // namespace
}  // namespace sim::random
