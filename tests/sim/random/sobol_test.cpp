/// The Sobol' sequence: the published points, all of Boost's engine, and evenness at powers of two.
#include "sim/random/sobol.hpp"

#include <gtest/gtest.h>

#include <boost/random/sobol.hpp>
#include <set>
#include <vector>

namespace sim::random {
namespace {

double coordinate(const Sobol& sequence, std::uint64_t index, std::size_t dimension) {
    return static_cast<double>(sequence.bits(index, dimension)) * 0x1p-64;
}

TEST(Sobol, BeginsWithThePublishedPoints) {  // the first ten of new-joe-kuo-6.21201 in three dimensions
    const std::vector<std::vector<double>> published = {{0, 0, 0},
                                                        {0.5, 0.5, 0.5},
                                                        {0.75, 0.25, 0.25},
                                                        {0.25, 0.75, 0.75},
                                                        {0.375, 0.375, 0.625},
                                                        {0.875, 0.875, 0.125},
                                                        {0.625, 0.125, 0.875},
                                                        {0.125, 0.625, 0.375},
                                                        {0.1875, 0.3125, 0.9375},
                                                        {0.6875, 0.8125, 0.4375}};
    const Sobol sequence(3);
    for (std::size_t i = 0; i < published.size(); ++i)
        for (std::size_t d = 0; d < 3; ++d) EXPECT_EQ(coordinate(sequence, i, d), published[i][d]) << i << ", " << d;
}

TEST(Sobol, IsBoostsSequenceAfterItsOrigin) {
    for (const std::size_t n_dimensions : {1U, 2U, 40U, 3667U}) {
        const Sobol sequence(n_dimensions);
        boost::random::sobol_engine<std::uint64_t, 64> engine(n_dimensions);
        for (std::uint64_t i = 1; i < 300; ++i)
            for (std::size_t d = 0; d < n_dimensions; ++d) ASSERT_EQ(sequence.bits(i, d), engine()) << i << ", " << d;
    }
}

TEST(Sobol, AgreesWithBoostFarOut) {
    const Sobol sequence(7);
    for (const std::uint64_t i : {99'999'999ULL, 1ULL << 40, (1ULL << 62) + 12345}) {
        boost::random::sobol_engine<std::uint64_t, 64> engine(7);
        engine.seed(i - 1);
        for (std::size_t d = 0; d < 7; ++d) EXPECT_EQ(sequence.bits(i, d), engine()) << i << ", " << d;
    }
}

TEST(Sobol, HasOnePointInEachOfTwoToTheMStrata) {
    const Sobol sequence(20);
    for (std::size_t d = 0; d < 20; ++d)
        for (const unsigned m : {1U, 5U, 10U}) {
            std::set<std::uint64_t> strata;
            for (std::uint64_t i = 0; i < 1ULL << m; ++i) strata.insert(sequence.bits(i, d) >> (64 - m));
            EXPECT_EQ(strata.size(), 1ULL << m) << d;
        }
}

}  // namespace
}  // namespace sim::random
