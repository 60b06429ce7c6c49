/// Generated graphs against known formulas: degrees, clustering, components, ties between blocks.
#include "sim/network/generators.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <numeric>

#include "tests/statistics.hpp"

namespace sim::network {
namespace {

std::vector<Tie> ties_of(const Graph& graph) {
    std::vector<Tie> ties;
    for (Index i = 0; i < graph.size(); ++i)
        for (const Index j : graph.neighbours(i))
            if (i < j) ties.emplace_back(i, j);
    return ties;
}

/// Triangles at a member over pairs of its ties, averaged over members with two ties or more.
double clustering(const Graph& graph) {
    double sum = 0;
    std::size_t n = 0;
    for (Index i = 0; i < graph.size(); ++i) {
        const auto near = graph.neighbours(i);
        if (near.size() < 2) continue;
        std::size_t closed = 0;
        for (std::size_t a = 0; a < near.size(); ++a)
            for (std::size_t b = a + 1; b < near.size(); ++b) closed += graph.tied(near[a], near[b]) ? 1 : 0;
        sum += 2.0 * static_cast<double>(closed) / static_cast<double>(near.size() * (near.size() - 1));
        ++n;
    }
    return sum / static_cast<double>(n);
}

/// Members reached from member 0.
Index component_of_first(const Graph& graph) {
    std::vector<bool> reached(graph.size());
    std::vector<Index> front{0};
    reached[0] = true;
    Index n = 1;
    while (!front.empty()) {
        const Index here = front.back();
        front.pop_back();
        for (const Index next : graph.neighbours(here))
            if (!reached[next]) reached[next] = true, front.push_back(next), ++n;
    }
    return n;
}

void expect_sound(const Graph& graph) {
    std::uint64_t ends = 0;
    for (Index i = 0; i < graph.size(); ++i) {
        ends += graph.degree(i);
        Index before = 0;
        for (const Index j : graph.neighbours(i)) {
            EXPECT_LT(j, graph.size());
            EXPECT_NE(j, i);
            EXPECT_TRUE(j > before || j == graph.neighbours(i).front()) << "tied twice, or out of order";
            EXPECT_TRUE(graph.tied(j, i));
            before = j;
        }
    }
    EXPECT_EQ(ends, 2 * graph.n_ties());
}

TEST(Graph, IsMutualAndWithoutRepetitionHoweverItIsMade) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        expect_sound(Random{60, 7}.make(seed));
        expect_sound(SmallWorld{60, 8, 0.5}.make(seed));
        expect_sound(SmallWorld{9, 4, 1.0}.make(seed));
        expect_sound(Hierarchy{60, 4, 0.5}.make(seed));
        expect_sound(Blocks{61, 4, 7, 0.3}.make(seed));
    }
    for (const Index n : {1U, 2U, 3U}) {
        expect_sound(Random{n, n - 1.0}.make(1));
        expect_sound(SmallWorld{n, 0, 0.5}.make(1));
        expect_sound(Hierarchy{n, 3, 1}.make(1));
        expect_sound(Blocks{n, 1, 0, 0}.make(1));
    }
}

TEST(Graph, IsAFunctionOfItsSeed) {
    EXPECT_EQ(ties_of(Random{500, 6}.make(3)), ties_of(Random{500, 6}.make(3)));
    EXPECT_NE(ties_of(Random{500, 6}.make(3)), ties_of(Random{500, 6}.make(4)));
    EXPECT_NE(ties_of(SmallWorld{500, 6, 0.3}.make(3)), ties_of(SmallWorld{500, 6, 0.3}.make(4)));
    EXPECT_NE(ties_of(Hierarchy{500, 6, 0.3}.make(3)), ties_of(Hierarchy{500, 6, 0.3}.make(4)));
    EXPECT_NE(ties_of(Blocks{500, 5, 6, 0.3}.make(3)), ties_of(Blocks{500, 5, 6, 0.3}.make(4)));
}

/// Degrees of the even members of each pair depend on each other by one tie in n only.
TEST(Random, DegreesAreBinomial) {
    constexpr Index n = 20'000;
    for (const double degree : {0.5, 3.0, 12.0}) {
        const Graph graph = Random{n, degree}.make(7);
        std::vector<std::size_t> seen(60);
        for (Index i = 0; i < n; ++i) ++seen.at(graph.degree(i));
        const boost::math::binomial law(n - 1, degree / (n - 1));
        std::vector<double> p;
        for (std::size_t k = 0; k < seen.size(); ++k) p.push_back(pdf(law, static_cast<double>(k)));
        tests::expect_chi_square(seen, p);
        const double pairs = 0.5 * n * (n - 1.0), chance = degree / (n - 1);
        tests::expect_within(static_cast<double>(graph.n_ties()), pairs * chance, std::sqrt(pairs * chance));
    }
}

/// Every pair is as likely: in a tenth of the pairs lies a tenth of the ties. Sees a chance that is off by 3 %.
TEST(Random, EveryPairIsAsLikely) {
    constexpr Index n = 60;
    std::vector<std::size_t> seen(n * (n - 1) / 2);
    for (std::uint64_t seed = 0; seed < 4000; ++seed)
        for (const auto& [i, j] : ties_of(Random{n, 6}.make(seed))) ++seen[j * (j - 1) / 2 + i];
    std::vector<double> p(seen.size(), 1.0 / static_cast<double>(seen.size()));
    tests::expect_chi_square(seen, p);
}

/// The giant component's share S solves S = 1 - exp(-degree S) (Erdos & Renyi). Its variance: Stepanov's formula,
/// n S (1 - S) / (1 - degree (1 - S))^2.
TEST(Random, HasTheGiantComponentOfItsDegree) {
    constexpr Index n = 100'000;
    constexpr double degree = 2;
    double share = 0.5;
    for (int i = 0; i < 200; ++i) share = 1 - std::exp(-degree * share);
    std::size_t largest = 0;
    const Graph graph = Random{n, degree}.make(11);
    std::vector<bool> reached(n);
    for (Index first = 0; first < n; ++first) {
        if (reached[first]) continue;
        std::vector<Index> front{first};
        reached[first] = true;
        std::size_t size = 0;
        while (!front.empty()) {
            const Index here = front.back();
            front.pop_back();
            ++size;
            for (const Index next : graph.neighbours(here))
                if (!reached[next]) reached[next] = true, front.push_back(next);
        }
        largest = std::max(largest, size);
    }
    const double rest = 1 - degree * (1 - share);
    tests::expect_within(static_cast<double>(largest), n * share, std::sqrt(n * share * (1 - share)) / rest);
}

TEST(SmallWorld, WithoutRewiringIsARing) {
    const Graph ring = SmallWorld{1000, 10, 0}.make(1);
    for (Index i = 0; i < 1000; ++i) {
        EXPECT_EQ(ring.degree(i), 10U);
        for (Index step = 1; step <= 5; ++step) EXPECT_TRUE(ring.tied(i, (i + step) % 1000));
    }
    EXPECT_NEAR(clustering(ring), 3.0 * (10 - 2) / (4.0 * (10 - 1)), 1e-12);  // Watts & Strogatz 1998
}

/// Clustering falls as C(0) (1 - rewiring)^3 up to terms of 1 / n (Barrat & Weigt 2000). Its error is that of 8 graphs.
TEST(SmallWorld, LosesClusteringAsTiesAreLedAway) {
    for (const double rewiring : {0.05, 0.2, 0.5}) {
        std::vector<double> seen;
        for (std::uint64_t seed = 0; seed < 8; ++seed) {
            const Graph graph = SmallWorld{20'000, 10, rewiring}.make(seed);
            EXPECT_EQ(graph.n_ties(), 100'000U);
            seen.push_back(clustering(graph));
        }
        const double mean = std::accumulate(seen.begin(), seen.end(), 0.0) / 8;
        double square = 0;
        for (const double c : seen) square += (c - mean) * (c - mean);
        const double expected = 2.0 / 3 * std::pow(1 - rewiring, 3);
        EXPECT_NEAR(mean, expected, 5 * std::sqrt(square / 7 / 8) + 0.01 * expected) << rewiring;
    }
}

TEST(SmallWorld, RewiresTheShareAskedFor) {
    constexpr Index n = 50'000, degree = 6;
    for (const double rewiring : {0.01, 0.3, 1.0}) {
        std::size_t far = 0;
        for (const auto& [i, j] : ties_of(SmallWorld{n, degree, rewiring}.make(5)))
            far += std::min(j - i, n - (j - i)) > degree / 2 ? 1 : 0;
        tests::expect_binomial(far, std::size_t{n} * degree / 2, rewiring * (1 - degree / (n - 1.0)));
    }
}

TEST(Hierarchy, IsATreeOfTheSpan) {
    const Graph tree = Hierarchy{1 + 4 + 16 + 64, 4, 0}.make(1);
    EXPECT_EQ(tree.n_ties(), tree.size() - 1U);
    EXPECT_EQ(component_of_first(tree), tree.size());
    EXPECT_EQ(tree.degree(0), 4U);
    for (Index i = 1; i < 21; ++i) EXPECT_EQ(tree.degree(i), 5U);
    for (Index i = 21; i < 85; ++i) EXPECT_EQ(tree.degree(i), 1U);
    EXPECT_TRUE(tree.tied(3, 13));  // the third subordinate and their first
}

TEST(Hierarchy, TiesPeersOfOneSuperiorAlone) {
    constexpr Index n = 1 + 5 + 25 + 125 + 625 + 3125 + 15625;
    const Graph all = Hierarchy{n, 5, 1}.make(1);
    EXPECT_EQ(all.n_ties(), n - 1 + (n - 1) / 5 * 10);  // 10 pairs of 5
    EXPECT_TRUE(all.tied(1, 5));
    EXPECT_FALSE(all.tied(5, 6));
    EXPECT_FALSE(all.tied(10, 11));
    const Graph some = Hierarchy{n, 5, 0.3}.make(1);
    tests::expect_binomial(some.n_ties() - (n - 1), std::size_t{n - 1} / 5 * 10, 0.3);
}

TEST(Blocks, SendTheShareAskedForAcross) {
    constexpr Index n = 40'000;
    const Blocks blocks{n, 8, 10, 0.2};
    std::size_t inside = 0, across = 0;
    for (const auto& [i, j] : ties_of(blocks.make(9))) (i / 5000 == j / 5000 ? inside : across) += 1;
    const double pairs_inside = 8 * 5000.0 * 4999 / 2, pairs = 0.5 * n * (n - 1.0);
    tests::expect_binomial(inside, static_cast<std::size_t>(pairs_inside), 8.0 / 4999);
    tests::expect_binomial(across, static_cast<std::size_t>(pairs - pairs_inside), 2.0 / 35000);
}

TEST(Blocks, ThatAreAloneAreARandomGraph) {
    const Graph graph = Blocks{20'000, 1, 6, 0}.make(2);
    tests::expect_binomial(graph.n_ties(), std::size_t{20'000} * 19'999 / 2, 6.0 / 19'999);
}

TEST(Generators, SayWhyArgumentsMakeNoGraph) {
    EXPECT_EQ((Random{100, 99}.fault()), "");
    EXPECT_EQ((Random{100, 99.5}.fault()), "a mean degree of 99.5 exceeds the 99 others there are");
    EXPECT_EQ((Random{5'000'000, 5'000}.fault()), "1.25e+10 ties would be made (at most 5e+07; lower the degree)");
    EXPECT_EQ((SmallWorld{21, 10, 0}.fault()), "");
    EXPECT_EQ((SmallWorld{20, 10, 0}.fault()), "a degree of 10 exceeds half of the 19 others there are");
    EXPECT_EQ((Hierarchy{100, 1, 1}.fault()), "");
    EXPECT_EQ((Hierarchy{5'000'000, 100'000, 1}.fault()),
              "2.5e+11 ties would be made (at most 5e+07; lower the degree)");
    EXPECT_EQ((Blocks{10, 11, 1, 0}.fault()), "11 blocks cannot be made of 10 members");
    EXPECT_EQ((Blocks{10, 1, 4, 0.5}.fault()),
              "a mean degree of 4 with 0.5 across makes more ties than there are others outside of a block");
    EXPECT_EQ((Blocks{10, 2, 4, 0}.fault()), "");
    EXPECT_EQ((Blocks{10, 2, 5, 0}.fault()),
              "a mean degree of 5 with 0 across leaves more ties than a block has others (4)");
}

}  // namespace
}  // namespace sim::network
