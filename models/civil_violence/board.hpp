/// Which sites of a torus have something, as a bit a site, and how many of those in sight of a site do. A row holds its
/// first sites again behind its last ones, and its last ones before its first, so that what is in sight of a site in
/// one row lies in one word, wherever the site is.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <vector>

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
    static int around(int i, int n) { return i < 0 ? i + n : i < n ? i : i - n; }
};

constexpr int most_in_reach = 28;  // [site] 2 * 28 + 1 bits stand in a word that begins at any bit of a byte

/// The sites in sight around a site, itself left out: a mask for each row, from -reach to reach.
class Sight {
 public:
    Sight(Shape shape, double vision) : reach_(static_cast<int>(vision)) {
        for (int dy = -reach_; dy <= reach_; ++dy) {
            std::uint64_t mask = 0;
            for (int dx = -reach_; dx <= reach_; ++dx)
                if (sees(shape, vision, std::abs(dx), std::abs(dy))) mask |= std::uint64_t{1} << (dx + reach_);
            masks_.push_back(mask);
        }
    }
    int reach() const { return reach_; }
    int n_rows() const { return 2 * reach_ + 1; }
    std::uint64_t mask(int row) const { return masks_[static_cast<std::size_t>(row)]; }
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

    int reach_;
    std::vector<std::uint64_t> masks_;
};

class Board {
 public:
    explicit Board(Torus torus)
        : torus_(torus),
          stride_(static_cast<std::size_t>(torus.width + 2 * most_in_reach) / 8 + 9),
          bits_(stride_ * static_cast<std::size_t>(torus.height), 0) {}

    void put(Place at) { change(at, true); }
    void take(Place at) { change(at, false); }

    /// Calls visit(row of the sight, which of its sites have something) for every row.
    template <class Visit>
    void look(Place from, const Sight& sight, const Visit& visit) const {
        const int first = from.x - sight.reach() + most_in_reach;
        int y = from.y - sight.reach();
        if (y < 0) y += torus_.height;
        for (int r = 0; r < sight.n_rows(); ++r) {
            std::uint64_t word = 0;
            std::memcpy(&word, &bits_[stride_ * static_cast<std::size_t>(y) + static_cast<std::size_t>(first / 8)],
                        sizeof word);
            visit(r, word >> (first % 8));
            if (++y == torus_.height) y = 0;
        }
    }
    int count(Place from, const Sight& sight) const {
        int n = 0;
        look(from, sight, [&](int r, std::uint64_t seen) { n += std::popcount(seen & sight.mask(r)); });
        return n;
    }
    /// One of the sites in sight that have something, or that have nothing: each alike, for a uniform u.
    enum class Wanted : std::uint8_t { something, nothing };
    std::optional<Place> any(Place from, const Sight& sight, Wanted wanted, double u) const {
        std::array<std::uint64_t, 2 * most_in_reach + 1> found;
        const std::uint64_t flip = wanted == Wanted::nothing ? ~std::uint64_t{0} : 0;
        int n = 0;
        look(from, sight, [&](int r, std::uint64_t seen) {
            found[static_cast<std::size_t>(r)] = (seen ^ flip) & sight.mask(r);
            n += std::popcount(found[static_cast<std::size_t>(r)]);
        });
        if (n == 0) return {};
        auto k = static_cast<int>(sim::random::pick(u, static_cast<std::size_t>(n)));
        std::size_t r = 0;
        for (; k >= std::popcount(found[r]); ++r) k -= std::popcount(found[r]);
        std::uint64_t word = found[r];
        for (; k > 0; --k) word &= word - 1;
        return torus_.from(from, std::countr_zero(word) - sight.reach(), static_cast<int>(r) - sight.reach());
    }

 private:
    void change(Place at, bool to) {
        std::uint8_t* row = &bits_[stride_ * static_cast<std::size_t>(at.y)];
        set(row, at.x + most_in_reach, to);
        if (at.x < most_in_reach) set(row, at.x + torus_.width + most_in_reach, to);
        if (at.x >= torus_.width - most_in_reach) set(row, at.x - torus_.width + most_in_reach, to);
    }
    static void set(std::uint8_t* row, int bit, bool to) {
        const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
        std::uint8_t& byte = row[bit / 8];
        byte = static_cast<std::uint8_t>(to ? byte | mask : byte & ~mask);
    }

    Torus torus_;
    std::size_t stride_;  // [byte] of a row
    std::vector<std::uint8_t> bits_;
};

}  // namespace civil_violence
