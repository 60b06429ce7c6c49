/// A random order of 0 .. n-1 of which any element can be asked for by itself, without the others being made or stored.
/// A Feistel network over the next even power of two; results past n walk on along their cycle (Black & Rogaway 2002,
/// "Ciphers with arbitrary finite domains"). The first m elements are a sample of m without replacement.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "sim/random/stream.hpp"

namespace sim::random {

class Permutation {
 public:
    /// Named like a Stream; n is at most 2^62.
    constexpr Permutation(std::uint64_t seed, Tag tag, std::uint64_t id, std::uint64_t n) : n_(n) {
        SIM_EXPECT(n <= std::uint64_t{1} << 62);
        const int bits = n > 1 ? static_cast<int>(std::bit_width(n - 1)) : 1;
        half_bits_ = std::max(least_half, (bits + 1) / 2);
        Stream stream(seed, tag, id);
        for (std::uint64_t& key : keys_) key = stream();
    }

    constexpr std::uint64_t size() const { return n_; }

    /// Element i, for i < size(). Tries of the network: fewer than 4 on average, or 64 / n when n is below 16.
    constexpr std::uint64_t operator[](std::uint64_t i) const {
        SIM_EXPECT(i < n_);
        do i = scramble(i);
        while (i >= n_);
        return i;
    }

 private:
    static constexpr int n_rounds = 8;
    static constexpr int least_half = 3;  // [bit] narrower halves reach too few of the orders

    constexpr std::uint64_t scramble(std::uint64_t x) const {
        const std::uint64_t mask = (std::uint64_t{1} << half_bits_) - 1;
        std::uint64_t left = x >> half_bits_;
        std::uint64_t right = x & mask;
        for (const std::uint64_t key : keys_) {
            const std::uint64_t mixed = left ^ (mix(right ^ key) & mask);
            left = right;
            right = mixed;
        }
        return left << half_bits_ | right;
    }

    /// The finaliser of SplitMix64 (Steele, Lea & Flood 2014).
    static constexpr std::uint64_t mix(std::uint64_t x) {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    std::uint64_t n_;
    int half_bits_ = least_half;
    std::array<std::uint64_t, n_rounds> keys_{};
};

}  // namespace sim::random
