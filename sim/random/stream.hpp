/// Random numbers by counter: a stream is named by (seed, tag, id, step) and can be made anywhere, in any order, at the
/// cost of one block. Philox4x32-10 (Salmon et al. 2011, SC'11, doi:10.1145/2063384.2063405). No state is ever stored
/// between uses. The name is the cipher's input, so two names share a block only if they are equal.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "sim/check.hpp"

namespace sim::random {

using Block = std::array<std::uint32_t, 4>;
using Key = std::array<std::uint32_t, 2>;

/// Ten rounds of Philox4x32.
constexpr Block philox4x32(Block counter, Key key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t low = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t high = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(high >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(high),
                   static_cast<std::uint32_t>(low >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(low)};
        key = {key[0] + 0x9E3779B9U, key[1] + 0xBB67AE85U};
    }
    return counter;
}

// The known answers published with Random123 (tests/kat_vectors, "philox4x32 10").
static_assert(philox4x32({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
static_assert(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
              Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
static_assert(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
              Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});

/// The purpose of a stream: a hash of its name, such as "rumour/tell".
struct Tag {
    std::uint32_t value = 0;
    constexpr explicit Tag(std::string_view name) {
        value = 2166136261U;  // FNV-1a
        for (const char c : name) value = (value ^ static_cast<std::uint8_t>(c)) * 16777619U;
    }
    friend constexpr bool operator==(Tag, Tag) = default;
};

/// Two of the names whose tags are equal, if there are any: such a set of streams must not be used together.
std::optional<std::pair<std::string_view, std::string_view>> colliding(std::span<const std::string_view> names);

/// The seed of one replicate, mixed so that neighbouring seeds and replicates share nothing. Two of a million
/// replicates have the same seed with probability 3e-8.
std::uint64_t replicate_seed(std::uint64_t seed, std::uint32_t replicate);

/// Random numbers of one (run, tag, id, step). An engine for Boost.Random with 64-bit results.
class Stream {
 public:
    using result_type = std::uint64_t;
    static constexpr int block_bits = 12;                              // two draws a block: 8192 draws a stream
    static constexpr std::uint32_t n_steps = 1U << (32 - block_bits);  // [step] 1,048,576
    static constexpr std::uint32_t n_draws = 2U << block_bits;

    /// `id` is any 64-bit key (a person's, a place's); `step` is below n_steps; at most n_draws draws.
    constexpr Stream(std::uint64_t seed, Tag tag, std::uint64_t id, std::uint32_t step = 0)
        : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
          counter_{static_cast<std::uint32_t>(id), static_cast<std::uint32_t>(id >> 32), tag.value,
                   step << block_bits} {
        SIM_EXPECT(step < n_steps);
    }

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return ~result_type{0}; }

    constexpr result_type operator()() {
        const std::uint32_t word = 2 * (drawn_ & 1);
        if (word == 0) words_ = philox4x32(next_counter(), key_);
        ++drawn_;
        return words_[word] | (std::uint64_t{words_[word + 1]} << 32);
    }

 private:
    constexpr Block next_counter() const {
        SIM_EXPECT(drawn_ < n_draws);  // further draws would be those of the next step
        return {counter_[0], counter_[1], counter_[2], counter_[3] + drawn_ / 2};
    }

    Key key_;
    Block counter_;
    Block words_{};
    std::uint32_t drawn_ = 0;
};

/// 64 random bits as a number on the open interval (0, 1): (k + 1/2) 2^-52 with the upper 52 bits as k. Its logarithm
/// is finite, and 1 - u is exact and again such a number.
constexpr double to_uniform(std::uint64_t bits) {
    return std::bit_cast<double>((bits >> 12) | 0x3FF0000000000000) - (1.0 - 0x1p-53);
}

/// One draw, uniform on (0, 1).
template <class Engine>
constexpr double uniform(Engine& engine) {
    static_assert(Engine::min() == 0 && Engine::max() == ~std::uint64_t{0}, "needs 64 random bits a draw");
    return to_uniform(engine());
}

}  // namespace sim::random
