/// Streams: the generator is Philox, names are kept apart, neighbouring streams share nothing.
#include "sim/random/stream.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/statistics.hpp"

namespace sim::random {
namespace {

static_assert(std::uniform_random_bit_generator<Stream>);
static_assert(Tag("surveillance/detect").value != Tag("surveillance/expose").value);

TEST(Philox, GivesThePublishedAnswers) {  // Random123, tests/kat_vectors; also asserted at compile time
    EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    const std::uint32_t all = 0xffffffff;
    EXPECT_EQ(philox4x32({all, all, all, all}, {all, all}), (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Stream, DrawsTheBlocksOfItsName) {
    Stream stream(0x1111222233334444, Tag("a"), 0x5555666677778888, 9);
    const Key key{0x33334444, 0x11112222};
    for (std::uint32_t block = 0; block < 3; ++block) {
        const Block words = philox4x32({0x77778888, 0x55556666, Tag("a").value, (9U << 12) + block}, key);
        EXPECT_EQ(stream(), words[0] | std::uint64_t{words[1]} << 32);
        EXPECT_EQ(stream(), words[2] | std::uint64_t{words[3]} << 32);
    }
}

TEST(Stream, NeverSharesADrawWithAnotherName) {
    std::set<std::uint64_t> seen;
    std::size_t n = 0;
    for (const std::uint64_t seed : {0ULL, 1ULL, 1ULL << 32})
        for (const char* tag : {"", "a", "b"})
            for (const std::uint64_t id : {0ULL, 1ULL, 1ULL << 32, ~0ULL})
                for (const std::uint32_t step : {0U, 1U, Stream::n_steps - 1}) {
                    Stream stream(seed, Tag(tag), id, step);
                    for (int draw = 0; draw < 100; ++draw, ++n) seen.insert(stream());
                }
    EXPECT_EQ(seen.size(), n);  // two of 10,800 random words are equal with probability 3e-12
}

#ifndef SIM_NO_CHECKS
TEST(Stream, RefusesToRunIntoTheNextStep) {
    Stream stream(1, Tag("a"), 1, 3);
    for (std::uint32_t draw = 0; draw < Stream::n_draws; ++draw) stream();
    EXPECT_THROW(stream(), std::logic_error);
    EXPECT_THROW(Stream(1, Tag("a"), 1, Stream::n_steps), std::logic_error);
}
#endif

TEST(Tag, CollisionsAreFound) {
    const std::vector<std::string_view> fine{"birth/sex", "birth/home", "surveillance", "departure"};
    EXPECT_FALSE(colliding(fine));
    const std::vector<std::string_view> bad{"grievance", "liquid", "fear", "costarring"};  // equal under FNV-1a
    EXPECT_EQ(colliding(bad), (std::pair<std::string_view, std::string_view>("liquid", "costarring")));
    const std::vector<std::string_view> twice{"fear", "grievance", "fear"};
    EXPECT_TRUE(colliding(twice));
}

TEST(Uniform, StaysInsideTheOpenInterval) {
    EXPECT_EQ(to_uniform(0), 0x1p-53);
    EXPECT_EQ(to_uniform(~std::uint64_t{0}), 1 - 0x1p-53);
    for (const std::uint64_t bits : {0x123456789abcdef0ULL, 0x8000000000000000ULL, 0xfedcba9876543210ULL}) {
        EXPECT_EQ(to_uniform(bits), (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52);
        EXPECT_EQ(1 - to_uniform(bits), to_uniform(~bits));
    }
}

/// n first draws of the streams that name(i) makes.
template <class Name>
std::vector<double> first_draws(std::size_t n, Name name) {
    std::vector<double> draws(n);
    for (std::size_t i = 0; i < n; ++i) {
        Stream stream = name(i);
        draws[i] = uniform(stream);
    }
    return draws;
}

TEST(Uniform, IsUniformAndIndependentOverNeighbouringStreams) {  // sees a correlation of 0.011, a bias of 0.0033
    const std::size_t n = 200'000;
    const auto by_id = first_draws(n, [](std::size_t i) { return Stream(7, Tag("a"), i, 0); });
    const auto by_step = first_draws(n, [](auto i) { return Stream(7, Tag("a"), 0, static_cast<std::uint32_t>(i)); });
    const auto by_seed = first_draws(n, [](std::size_t i) { return Stream(i, Tag("a"), 0, 0); });
    const auto next_tag = first_draws(n, [](std::size_t i) { return Stream(7, Tag("b"), i, 0); });
    const auto next_step = first_draws(n, [](std::size_t i) { return Stream(7, Tag("a"), i, 1); });
    const auto next_seed = first_draws(n, [](std::size_t i) { return Stream(8, Tag("a"), i, 0); });
    for (const auto* draws : {&by_id, &by_step, &by_seed}) {
        tests::expect_ks(*draws, [](double x) { return x; });
        const std::vector<double> here(draws->begin(), draws->end() - 1);
        tests::expect_uncorrelated(here, std::vector<double>(draws->begin() + 1, draws->end()));
    }
    for (const auto* other : {&next_tag, &next_step, &next_seed}) tests::expect_uncorrelated(by_id, *other);
}

TEST(Uniform, FillsPairsOfSuccessiveDrawsEvenly) {  // 64 x 64 cells of the unit square
    std::vector<std::size_t> counts(64 * 64);
    for (std::uint64_t id = 0; id < 100'000; ++id) {
        Stream pair(3, Tag("pairs"), id);
        const auto x = static_cast<std::size_t>(64 * uniform(pair));
        const auto y = static_cast<std::size_t>(64 * uniform(pair));
        ++counts[64 * x + y];
    }
    tests::expect_chi_square(counts, std::vector<double>(64 * 64, 1.0 / (64 * 64)));
}

TEST(ReplicateSeed, IsFixedAndDiffersForEverySeedAndReplicate) {
    EXPECT_EQ(replicate_seed(20110315, 0), 0x867089bc49ac0b50U);
    std::set<std::uint64_t> seen;
    for (std::uint64_t seed = 0; seed < 100; ++seed)
        for (std::uint32_t replicate = 0; replicate < 100; ++replicate) seen.insert(replicate_seed(seed, replicate));
    EXPECT_EQ(seen.size(), 10'000U);
}

}  // namespace
}  // namespace sim::random
