/// Which sites of a torus have something, as a bit a site, and which of those in sight of a site do. Around the torus
/// lies a margin that holds the sites of the other side again, so that what is in sight is a rectangle of bits wherever
/// one stands. Bytes of eight sites lie column by column: a few vectors hold what is in sight, all of its rows.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <vector>
#ifdef __BMI2__
#include <immintrin.h>
#endif

#include "models/civil_violence/parameters.hpp"
#include "sim/random/sample.hpp"

namespace civil_violence {

struct Place {
    int x = 0, y = 0;
};

struct Torus {
    int width = 0, height = 0;
    int n_sites() const { return width * height; }
    int site(Place at) const { return at.y * width + at.x; }
    Place place(int site) const { return {site % width, site / width}; }
    /// The place these many columns and rows from `at`, each less than once round.
    Place from(Place at, int dx, int dy) const { return {around(at.x + dx, width), around(at.y + dy, height)}; }

 private:
    static int around(int i, int n) { return i + n * ((i < 0 ? 1 : 0) - (i >= n ? 1 : 0)); }
};

constexpr int most_in_reach = 28;  // [site]

/// The sites in sight around a site, itself left out: a square of 16, 32 or 64 rows of as many bits, in words.
class Sight {
 public:
    Sight(Shape shape, double vision)
        : reach_(static_cast<int>(vision)),
          side_(std::max(16, static_cast<int>(std::bit_ceil(2U * static_cast<unsigned>(reach_) + 1)))) {
        masks_.resize(static_cast<std::size_t>(side_ * side_ / 64), 0);
        for (int dy = -reach_; dy <= reach_; ++dy)
            for (int dx = -reach_; dx <= reach_; ++dx)
                if (sees(shape, vision, std::abs(dx), std::abs(dy))) {
                    const int bit = (dy + reach_) * side_ + dx + reach_;
                    masks_[static_cast<std::size_t>(bit / 64)] |= std::uint64_t{1} << (bit % 64);
                }
    }
    int reach() const { return reach_; }
    int side() const { return side_; }
    std::uint64_t mask(std::size_t word) const { return masks_[word]; }
    int n_sites() const {
        int n = 0;
        for (const auto mask : masks_) n += std::popcount(mask);
        return n;
    }

 private:
    static bool sees(Shape shape, double vision, int dx, int dy) {
        if (dx == 0 && dy == 0) return false;
        switch (shape) {
            case Shape::euclidean:
                return dx * dx + dy * dy <= vision * vision;
            case Shape::von_neumann:
                return dx + dy <= vision;
            case Shape::moore:
                break;
        }
        return dx <= vision && dy <= vision;
    }

    int reach_, side_;
    std::vector<std::uint64_t> masks_;
};

class Board {
 public:
    /// No agent looks further than `reach`, which the torus is wide enough for: 2 reach + 1 sites.
    Board(Torus torus, int reach)
        : torus_(torus),
          margin_(reach),
          n_rows_(static_cast<std::size_t>(torus.height + 2 * reach + most_side)),
          bytes_(n_rows_ * static_cast<std::size_t>((torus.width + 2 * reach + most_side) / 8 + 1), 0) {}

    void put(Place at) {
        change(at, [](std::uint8_t byte, unsigned bit) { return byte | bit; });
    }
    void take(Place at) {
        change(at, [](std::uint8_t byte, unsigned bit) { return byte & ~bit; });
    }

    int count(Place from, const Sight& sight) const {
        return by_side(sight, [&]<class Row>(Row) {
            int n = 0;
            look<Row>(from, sight, [&](auto word, std::uint64_t seen) { n += std::popcount(seen & sight.mask(word)); });
            return n;
        });
    }
    /// One of the sites in sight that have something, or that have nothing: each alike, for a uniform u.
    enum class Wanted : std::uint8_t { something, nothing };
    std::optional<Place> any(Place from, const Sight& sight, Wanted wanted, double u) const {
        return by_side(sight, [&]<class Row>(Row) { return any_by<Row>(from, sight, wanted, u); });
    }

 private:
    static constexpr int most_side = 64;
    template <class Row>
    static constexpr std::size_t side = 8 * sizeof(Row);
    template <class Row>
    static constexpr std::size_t n_words = sizeof(Row) * side<Row> / 8;

    template <class Row>
    std::optional<Place> any_by(Place from, const Sight& sight, Wanted wanted, double u) const {
        std::array<std::uint64_t, n_words<Row>> found;
        std::array<int, n_words<Row>> up_to;  // how many in a word and those before it
        const std::uint64_t flip = wanted == Wanted::nothing ? ~std::uint64_t{0} : 0;
        int n = 0;
        look<Row>(from, sight, [&](std::size_t word, std::uint64_t seen) {
            found[word] = (seen ^ flip) & sight.mask(word);
            up_to[word] = n += std::popcount(found[word]);
        });
        if (n == 0) return {};
        const auto k = static_cast<int>(sim::random::pick(u, static_cast<std::size_t>(n)));
        std::size_t word = 0;
        int before = 0;
        for (std::size_t w = 0; w + 1 < n_words<Row>; ++w) {  // no jumps: no processor would foresee them
            word += up_to[w] <= k ? 1 : 0;
            before = up_to[w] <= k ? up_to[w] : before;
        }
        const std::size_t bit = 64 * word + nth_bit(found[word], k - before);
        return torus_.from(from, static_cast<int>(bit % side<Row>) - sight.reach(),
                           static_cast<int>(bit / side<Row>) - sight.reach());
    }
    /// Which bit is the one with n others below.
    static std::size_t nth_bit(std::uint64_t word, int n) {
#ifdef __BMI2__
        word = _pdep_u64(std::uint64_t{1} << n, word);
#else
        for (; n > 0; --n) word &= word - 1;
#endif
        return static_cast<std::size_t>(std::countr_zero(word));
    }

    /// Calls act with a number that is as wide as a row of the sight.
    template <class Act>
    static auto by_side(const Sight& sight, const Act& act) -> decltype(act(std::uint16_t{})) {
        if (sight.side() == 16) return act(std::uint16_t{});
        return sight.side() == 32 ? act(std::uint32_t{}) : act(std::uint64_t{});
    }
    /// Calls visit(word of the sight, which sites have something); bits outside its mask have no meaning.
    template <class Row, class Visit>
    void look(Place from, const Sight& sight, const Visit& visit) const {
        constexpr std::size_t n_at_once = 16, words_at_once = n_at_once * sizeof(Row) / 8;
        using Rows [[gnu::vector_size(n_at_once * sizeof(Row))]] = Row;
        using Bytes [[gnu::vector_size(n_at_once)]] = std::uint8_t;
        const int left = from.x - sight.reach() + margin_, top = from.y - sight.reach() + margin_;
        const std::uint8_t* corner =
            &bytes_[static_cast<std::size_t>(left) / 8 * n_rows_ + static_cast<std::size_t>(top)];
        const int shift = left % 8;
        for (std::size_t word = 0; word < n_words<Row>; word += words_at_once, corner += n_at_once) {
            Rows rows{};
            for (std::size_t c = 0; c <= sizeof(Row); ++c) {
                Bytes bytes;
                std::memcpy(&bytes, corner + c * n_rows_, sizeof bytes);
                const Rows column = __builtin_convertvector(bytes, Rows);
                rows |= c == 0 ? column >> shift : column << 1 << (8 * static_cast<int>(c) - 1 - shift);
            }
            std::array<std::uint64_t, words_at_once> words;
            std::memcpy(&words, &rows, sizeof words);
            for (std::size_t w = 0; w < words_at_once; ++w) visit(word + w, words[w]);
        }
    }

    template <class Change>
    void change(Place at, const Change& to) {
        const int xs[] = {at.x + margin_, again(at.x, torus_.width)};
        const int ys[] = {at.y + margin_, again(at.y, torus_.height)};
        std::uint8_t* const bytes = bytes_.data();
        const std::size_t n_rows = n_rows_;  // a compiler fears that storing a byte changes it
        for (const int x : xs)
            for (const int y : ys) {
                std::uint8_t& byte = bytes[static_cast<unsigned>(x) / 8 * n_rows + static_cast<unsigned>(y)];
                byte = static_cast<std::uint8_t>(to(byte, 1U << (x % 8)));
            }
    }
    /// The second place of row or column i of n, in the margin, or its only one.
    int again(int i, int n) const { return i + margin_ + n * ((i < margin_ ? 1 : 0) - (i >= n - margin_ ? 1 : 0)); }

    Torus torus_;
    int margin_;
    std::size_t n_rows_;
    std::vector<std::uint8_t> bytes_;  // [column of eight sites][row], sites of the left in the lower bits
};

}  // namespace civil_violence
