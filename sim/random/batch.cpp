#include "sim/random/batch.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#ifdef __SSE2__
#include <immintrin.h>
#endif

#include "sim/random/sample.hpp"

namespace sim::random {
namespace {

// As many counters at once as a vector register holds, one to a lane of 64 bits. A word lies in the lower half of its
// lane; what the upper half holds has no meaning.
#if defined(__AVX512F__)
constexpr std::size_t n_lanes = 8;
#elif defined(__AVX2__)
constexpr std::size_t n_lanes = 4;
#else
constexpr std::size_t n_lanes = 2;
#endif
using Lanes [[gnu::vector_size(8 * n_lanes)]] = std::uint64_t;
using Uniforms [[gnu::vector_size(8 * n_lanes)]] = double;
constexpr Lanes zero{};

/// The products of the lower halves, which compilers would make of whole 64-bit products: three times the work.
Lanes product(Lanes a, Lanes b) {
#if defined(__AVX512F__)
    return reinterpret_cast<Lanes>(_mm512_mul_epu32(reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b)));
#elif defined(__AVX2__)
    return reinterpret_cast<Lanes>(_mm256_mul_epu32(reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
#elif defined(__SSE2__)
    return reinterpret_cast<Lanes>(_mm_mul_epu32(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
#else
    return (a & 0xFFFFFFFF) * (b & 0xFFFFFFFF);
#endif
}

/// philox4x32 of stream.hpp.
std::array<Lanes, 4> philox(std::array<Lanes, 4> counter, Key key) {
    for (int round = 0; round < 10; ++round) {
        const Lanes low = product(counter[0], zero + 0xD2511F53);
        const Lanes high = product(counter[2], zero + 0xCD9E8D57);
        counter = {high >> 32 ^ counter[1] ^ key[0], high, low >> 32 ^ counter[3] ^ key[1], low};
        key = {key[0] + 0x9E3779B9U, key[1] + 0xBB67AE85U};
    }
    return counter;
}

/// to_uniform of stream.hpp, of the 64 bits that two words are.
void store_uniforms(Lanes low, Lanes high, double* to) {
    const Lanes bits = (high << 32 | (low & 0xFFFFFFFF)) >> 12 | 0x3FF0000000000000;
    const Uniforms u = reinterpret_cast<Uniforms>(bits) - (1.0 - 0x1p-53);
    std::memcpy(to, &u, sizeof u);
}

}  // namespace

void fill_uniforms(std::uint64_t seed, Tag tag, std::span<const std::uint64_t> ids, std::uint32_t step,
                   std::span<double> first, std::span<double> second, std::uint32_t blocks_before) {
    SIM_EXPECT(first.size() == ids.size() && second.size() == ids.size() && step < Stream::n_steps);
    SIM_EXPECT(blocks_before < Stream::n_draws / 2);
    const std::uint32_t block = (step << Stream::block_bits) + blocks_before;
    const Key key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
    std::size_t i = 0;
    for (; i + n_lanes <= ids.size(); i += n_lanes) {
        Lanes id;
        std::memcpy(&id, &ids[i], sizeof id);
        const auto words = philox({id, id >> 32, zero + tag.value, zero + block}, key);
        store_uniforms(words[0], words[1], &first[i]);
        store_uniforms(words[2], words[3], &second[i]);
    }
    for (; i < ids.size(); ++i) {
        Stream stream(seed, tag, ids[i], step);
        for (std::uint32_t passed = 0; passed < 2 * blocks_before; ++passed) stream();
        first[i] = uniform(stream);
        second[i] = uniform(stream);
    }
}

void make_exponential(std::span<double> u) {
    for (double& x : u) x = exponential(x);
}

void make_normal(std::span<double> u) {
    constexpr std::size_t n_chunk = 256;
    for (std::size_t start = 0; start < u.size(); start += n_chunk) {
        const std::span<double> part = u.subspan(start, std::min(n_chunk, u.size() - start));
        double centre[n_chunk] = {};
        // 85 % lie in the centre: that formula for all is vector code, and cheaper than asking each first.
        for (std::size_t i = 0; i < part.size(); ++i) centre[i] = detail::normal_centre(part[i]);
        for (std::size_t i = 0; i < part.size(); ++i) {
            part[i] = detail::is_central(part[i]) ? centre[i] : detail::normal_outside(part[i]);
        }
    }
}

void make_lognormal(std::span<double> u, double mean_log, double sd_log) {
    make_normal(u);
    for (double& x : u) x = exp(mean_log + sd_log * x);
}

}  // namespace sim::random
