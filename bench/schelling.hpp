/// Schelling's segregation as ABMFrameworksComparison of JuliaDynamics runs it, for comparison with other frameworks:
/// people of two groups on a grid with edges, one to a site. In a step each person has a turn, in an order drawn anew:
/// a person who sees fewer than `wanted` of the own group within `radius` moves to one of the free sites, each alike.
/// Every site knows how many of either group are around it, as a byte: a look is one load, a move adds to a few words.
#pragma once

#include <cstdint>
#include <cstring>
#include <numeric>
#include <vector>

#include "sim/random/batch.hpp"
#include "sim/random/sample.hpp"

namespace bench {

struct SchellingParameters {
    int width, height, n_people, wanted, radius;
};
constexpr SchellingParameters schelling_small{.width = 40, .height = 40, .n_people = 1000, .wanted = 3, .radius = 1};
constexpr SchellingParameters schelling_large{.width = 100, .height = 100, .n_people = 8000, .wanted = 8, .radius = 2};
constexpr int schelling_steps = 20;

/// The radius is known when compiled; it is at most 3, so that a row of what is in sight lies in one word.
template <int radius>
class Schelling {
 public:
    Schelling(const SchellingParameters& p, std::uint64_t seed)
        : p_(p),
          seed_(seed),
          row_(p.width + 2 * radius),
          plane_(row_ * (p.height + 2 * radius)),
          around_(static_cast<std::size_t>(2 * plane_) + sizeof(std::uint64_t), 0),
          order_(static_cast<std::size_t>(p.n_people)),
          ids_(order_.size()),
          swap_(order_.size()),
          move_(order_.size()) {
        std::iota(order_.begin(), order_.end(), 0);
        std::iota(ids_.begin(), ids_.end(), 0);
        settle();
    }

    void step(std::uint32_t step) {
        sim::random::fill_uniforms(seed_, sim::random::Tag("schelling/turn"), ids_, step, swap_, move_);
        for (std::size_t left = order_.size(); left > 0; --left) {
            const std::uint16_t who = std::exchange(order_[sim::random::pick(swap_[left - 1], left)], order_[left - 1]);
            order_[left - 1] = who;
            if (around_[place_[who]] < p_.wanted) move(who);
        }
    }

    /// The site of a person: y * width + x.
    int site(int who) const {
        const int at = place_[static_cast<std::size_t>(who)] % plane_;
        return (at / row_ - radius) * p_.width + at % row_ - radius;
    }

 private:
    void settle() {
        for (int y = 0; y < p_.height; ++y)
            for (int x = 0; x < p_.width; ++x)
                free_.push_back(static_cast<std::uint16_t>((y + radius) * row_ + x + radius));
        sim::random::fill_uniforms(seed_, sim::random::Tag("schelling/place"), ids_, 0, swap_, move_);
        for (std::size_t who = 0; who < ids_.size(); ++who) {
            std::uint16_t& site = free_[sim::random::pick(swap_[who], free_.size())];
            const int group = 2 * who < ids_.size() ? 0 : 1;
            place_.push_back(static_cast<std::uint16_t>(site + group * plane_));
            site = free_.back();
            free_.pop_back();
            change(place_[who], 1);
        }
    }

    void move(std::size_t who) {
        std::uint16_t& free = free_[sim::random::pick(move_[who], free_.size())];
        const std::uint16_t from = place_[who];
        const int group = from < plane_ ? 0 : plane_;
        const auto to = static_cast<std::uint16_t>(free + group);
        free = static_cast<std::uint16_t>(from - group);
        change(from, ~std::uint64_t{0});
        change(to, 1);
        place_[who] = to;
    }

    /// Adds `by` to the count of each site in sight, itself left out: rows of bytes at once, none of which overflows.
    void change(int at, std::uint64_t by) {
        constexpr std::uint64_t ones = 0x0101010101010101 >> (8 * (7 - 2 * radius));
        constexpr std::uint64_t middle = ones & ~(std::uint64_t{0xff} << (8 * radius));
        for (int dy = -radius; dy <= radius; ++dy) {
            std::uint8_t* row = &around_[static_cast<std::size_t>(at + dy * row_ - radius)];
            std::uint64_t word = 0;
            std::memcpy(&word, row, sizeof word);
            word += by * (dy == 0 ? middle : ones);
            std::memcpy(row, &word, sizeof word);
        }
    }

    SchellingParameters p_;
    std::uint64_t seed_;
    int row_, plane_;                   // [site] of a row, of a group's counts: with an edge that stays empty
    std::vector<std::uint8_t> around_;  // [group][site] people of the group in sight of a site
    std::vector<std::uint16_t> place_;  // [person] the entry of `around_` for the own group and site
    std::vector<std::uint16_t> free_;   // sites
    std::vector<std::uint16_t> order_;
    std::vector<std::uint64_t> ids_;
    std::vector<double> swap_, move_;  // uniforms of this step
};

}  // namespace bench
