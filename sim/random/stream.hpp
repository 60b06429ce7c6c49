/// Random numbers by counter: a stream is named by (seed, tag, id, step) and can be made anywhere, in any order, at the
/// cost of one block. Philox4x32-10 (Salmon et al. 2011). No state is ever stored between uses.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

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

/// What a stream is for: a hash of its name, such as "surveillance/detect".
struct Tag {
    std::uint32_t value = 0;
    constexpr explicit Tag(std::string_view name) {
        value = 2166136261U;  // FNV-1a
        for (const char c : name) value = (value ^ static_cast<std::uint8_t>(c)) * 16777619U;
    }
};

/// The seed of one replicate, mixed so that neighbouring seeds and replicates share nothing.
std::uint64_t replicate_seed(std::uint64_t seed, std::uint32_t replicate);

/// Random numbers of one (run, tag, id, step). An engine for Boost.Random with 64-bit results.
class Stream {
 public:
    using result_type = std::uint64_t;

    /// `id` is a 64-bit key (a person's, a company's); `step` at most 2^24 - 1; at most 512 draws a stream.
    constexpr Stream(std::uint64_t seed, Tag tag, std::uint64_t id, std::uint32_t step = 0)
        : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
          counter_{static_cast<std::uint32_t>(id), static_cast<std::uint32_t>(id >> 32), tag.value, step << 8} {}

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return ~result_type{0}; }

    constexpr result_type operator()() {
        if (left_ == 0) {
            words_ = philox4x32(counter_, key_);
            ++counter_[3];
            left_ = 2;
        }
        --left_;
        const int at = 2 * (1 - left_);
        return words_[at] | (std::uint64_t{words_[at + 1]} << 32);
    }

 private:
    Key key_;
    Block counter_;
    Block words_{};
    int left_ = 0;
};

/// Uniform on the open interval (0, 1) in steps of 2^-52: its logarithm is finite.
template <class Engine>
constexpr double uniform(Engine& engine) {
    return (static_cast<double>(engine() >> 12) + 0.5) * 0x1p-52;
}

}  // namespace sim::random
