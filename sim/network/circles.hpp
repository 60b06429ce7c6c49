/// Ties as membership in small circles: everybody in a circle is tied to everybody else in it. A circle is one cache
/// line, so that an event reaches all its ties at the price of one miss each. Circles change as people come and go.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sim/agents/index.hpp"
#include "sim/agents/large.hpp"
#include "sim/check.hpp"

namespace sim::network {

using agents::Index;
using agents::nobody;

class Circles {
 public:
    static constexpr Index most = 15;  // members of a circle

    explicit Circles(std::size_t n_circles) : circles_(n_circles) {}
    void reserve(std::size_t n_members) { circle_of_.reserve(n_members); }
    std::size_t size() const { return circles_.size(); }

    /// Adds a member to a circle of the pool [first, first + count), starting the search for room at `wanted`. A member
    /// for whom no circle of the pool has room stays without one.
    void join(Index member, Index first, Index count, Index wanted);
    void leave(Index member);

    /// Asks for a circle that will be needed soon.
    void prefetch(Index circle) const { __builtin_prefetch(&circles_[circle], 1); }
    void prefetch_circle_of(Index member) const {
        if (member < circle_of_.size() && circle_of_[member] != nobody) prefetch(circle_of_[member]);
    }
    /// The members of someone's circle, himself included; empty for those without one.
    std::span<const Index> of(Index member) const {
        const Index circle = member < circle_of_.size() ? circle_of_[member] : nobody;
        if (circle == nobody) return {};
        return {circles_[circle].members.data(), circles_[circle].n};
    }

 private:
    struct alignas(64) Circle {
        std::array<Index, most> members;
        Index n = 0;
    };
    agents::LargeVector<Circle> circles_;
    agents::LargeVector<Index> circle_of_;  // [member]
};

}  // namespace sim::network
