/// Ties as membership in small circles: all in a circle are tied to each other. A circle is one cache
/// line, so that an event reaches all its ties at the price of one miss each. Circles change as people come and go; who
/// is in which one is kept with the members, where an event looks first.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sim/agents/ahead.hpp"
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
    std::size_t size() const { return circles_.size(); }

    /// Adds a member to a circle of the pool [first, first + count), starting the search for room at `wanted`. Returns
    /// the circle; `nobody`, if no circle of the pool has room.
    Index join(Index member, Index first, Index count, Index wanted);
    /// Takes a member out of its circle.
    void leave(Index member, Index circle);

    /// Asks for a circle that will be needed soon.
    void prefetch(Index circle) const {
        if (circle != nobody) agents::prefetch(&circles_[circle]);
    }
    /// All in a circle; that of `nobody` is empty.
    std::span<const Index> members(Index circle) const {
        if (circle == nobody) return {};
        return {circles_[circle].members.data(), circles_[circle].n};
    }

 private:
    struct alignas(64) Circle {
        std::array<Index, most> members;
        Index n = 0;
    };
    agents::LargeVector<Circle> circles_;
};

}  // namespace sim::network
