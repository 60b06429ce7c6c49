/// The bits of a few thousand draws, the same with every compiler, optimisation and x86-64 level. They change only if a
/// result of every simulation changes: then say so in CHANGELOG.md under "Changes results".
#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <vector>

#include "sim/random/batch.hpp"
#include "sim/random/permutation.hpp"
#include "sim/random/sample.hpp"

namespace sim::random {
namespace {

/// FNV-1a over the bits of f(u) for 4096 uniforms of any size down to 1e-16.
template <class F>
std::uint64_t digest(F f) {
    std::array<double, 4096> u;
    for (std::size_t i = 0; i < u.size(); ++i) {
        Stream stream(42, Tag("golden"), i);
        u[i] = uniform(stream);
        if (i % 4 == 3) u[i] = u[i] * u[i] * u[i] * u[i];
    }
    std::array<std::uint64_t, 4096> bits;  // a loop of its own, so that it can become vector code
    for (std::size_t i = 0; i < u.size(); ++i) {
        const auto value = f(u[i]);
        if constexpr (sizeof(value) == 4) {
            bits[i] = std::bit_cast<std::uint32_t>(value);
        } else {
            bits[i] = std::bit_cast<std::uint64_t>(value);
        }
    }
    std::uint64_t hash = 14695981039346656037U;
    for (const std::uint64_t b : bits) hash = (hash ^ b) * 1099511628211U;
    return hash;
}

TEST(GoldenBits, OfTheElementaryFunctions) {
    EXPECT_EQ(digest([](double u) { return exp(1500 * u - 750); }), 0x483bab460cdb3173U);
    EXPECT_EQ(digest([](double u) { return log(u); }), 0xa8183808911959e3U);
    EXPECT_EQ(digest([](double u) { return log1p(3 * u - 1); }), 0xb57b1ffbc2a5467bU);
    EXPECT_EQ(digest([](double u) { return expm1(90 * u - 45); }), 0x7a2dc0bf88a937e6U);
    EXPECT_EQ(digest([](double u) { return pow(u, 1.7); }), 0xaae8e36ab026471dU);
    EXPECT_EQ(digest([](double u) { return logistic(90 * u - 45); }), 0x4c7f017ce25c4d2dU);
    EXPECT_EQ(digest([](double u) { return exp(static_cast<float>(200 * u - 100)); }), 0x60b37b338ee603ecU);
    EXPECT_EQ(digest([](double u) { return logistic(static_cast<float>(200 * u - 100)); }), 0x29c52d9351e3213cU);
    EXPECT_EQ(digest([](double u) { return tanh(static_cast<float>(8 * u - 4)); }), 0x5b3dbae4a70c0483U);
}

TEST(GoldenBits, OfTheSamplers) {
    EXPECT_EQ(digest([](double u) { return u; }), 0x855f1ff39eeb7584U);
    EXPECT_EQ(digest([](double u) { return exponential(u); }), 0x7912d8c579bd7628U);
    EXPECT_EQ(digest([](double u) { return normal_quantile(u); }), 0x68d258a40679d7b2U);
    EXPECT_EQ(digest([](double u) { return lognormal(u, -0.5, 1.0); }), 0x29ad6bd49f7351e8U);
    EXPECT_EQ(digest([](double u) { return poisson(u, 3.7); }), 0xcf5d51c96c4cc21eU);
    EXPECT_EQ(digest([](double u) { return poisson(u, 270.0); }), 0x96c404621e4b69b0U);
    EXPECT_EQ(digest([](double u) { return binomial(u, 30, 0.2); }), 0x15dc158c8cc96826U);
    EXPECT_EQ(digest([](double u) { return binomial(u, 1000, 0.7); }), 0x9c85ae0c91df4c81U);
    EXPECT_EQ(digest([](double u) { return pick(u, 1'000'003); }), 0xff5023205b6e88eeU);
    const std::array weights{0.1, 0.2, 0.3, 0.15};
    EXPECT_EQ(digest([&](double u) { return choice(u, weights); }), 0x3feddf91044d8b5bU);
    const Permutation permutation(42, Tag("golden"), 0, 1'000'003);
    EXPECT_EQ(digest([&](double u) { return permutation[pick(u, 1'000'003)]; }), 0x4241670c4f1d8930U);
}

TEST(GoldenBits, OfABatch) {
    std::vector<std::uint64_t> ids(1000);
    for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = i << 30 | i;
    std::vector<double> first(ids.size()), second(ids.size());
    fill_uniforms(42, Tag("golden"), ids, 5, first, second);
    make_exponential(first);
    make_lognormal(second, -0.5, 1.0);
    std::uint64_t hash = 14695981039346656037U;
    for (const double x : first) hash = (hash ^ std::bit_cast<std::uint64_t>(x)) * 1099511628211U;
    for (const double x : second) hash = (hash ^ std::bit_cast<std::uint64_t>(x)) * 1099511628211U;
    EXPECT_EQ(hash, 0x96e058d2b526f8ddU);
}

}  // namespace
}  // namespace sim::random
