/// Draws in bulk are the draws of the streams, bit for bit, at every length.
#include "sim/random/batch.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "sim/random/sample.hpp"

namespace sim::random {
namespace {

TEST(Batch, EqualsOneStreamEach) {
    for (const std::size_t n : {0UL, 1UL, 7UL, 255UL, 256UL, 257UL, 3000UL}) {
        std::vector<std::uint64_t> ids(n);
        for (std::size_t i = 0; i < n; ++i) ids[i] = (i * i) << 20 | i;
        std::vector<double> first(n), second(n);
        fill_uniforms(0xabcdef0123456789, Tag("person"), ids, 12, first, second);
        std::vector<double> exponentials = first, normals = second, lognormals = second;
        make_exponential(exponentials);
        make_normal(normals);
        make_lognormal(lognormals, -0.5, 1.5);
        std::vector<double> fifth(n), sixth(n);
        fill_uniforms(0xabcdef0123456789, Tag("person"), ids, 12, fifth, sixth, 2);
        for (std::size_t i = 0; i < n; ++i) {
            Stream stream(0xabcdef0123456789, Tag("person"), ids[i], 12);
            ASSERT_EQ(first[i], uniform(stream));
            ASSERT_EQ(second[i], uniform(stream));
            uniform(stream), uniform(stream);
            ASSERT_EQ(fifth[i], uniform(stream));
            ASSERT_EQ(sixth[i], uniform(stream));
            ASSERT_EQ(exponentials[i], exponential(first[i]));
            ASSERT_EQ(normals[i], normal_quantile(second[i]));
            ASSERT_EQ(lognormals[i], lognormal(second[i], -0.5, 1.5));
        }
    }
}

TEST(Batch, TakesTheFarTailsToo) {
    std::vector<double> u{0x1p-53, 1e-12, 0.074, 0.075, 0.5, 0.925, 0.926, 1 - 1e-12, 1 - 0x1p-53};
    std::vector<double> normals = u;
    make_normal(normals);
    for (std::size_t i = 0; i < u.size(); ++i) EXPECT_EQ(normals[i], normal_quantile(u[i]));
}

}  // namespace
}  // namespace sim::random
