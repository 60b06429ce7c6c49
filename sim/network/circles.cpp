#include "sim/network/circles.hpp"

#include <algorithm>

namespace sim::network {

Index Circles::join(Index member, Index first, Index count, Index wanted) {
    SIM_EXPECT(wanted < count && first + count <= circles_.size());
    constexpr Index tries = 16;
    for (Index i = 0; i < std::min(tries, count); ++i) {
        const Index at = first + (wanted + i) % count;
        Circle& circle = circles_[at];
        if (circle.n == most) continue;
        circle.members[circle.n++] = member;
        return at;
    }
    return nobody;
}

void Circles::leave(Index member, Index circle) {
    Circle& left = circles_[circle];
    const auto end = left.members.begin() + left.n;
    const auto place = std::find(left.members.begin(), end, member);
    SIM_EXPECT(place != end);
    *place = *(end - 1);
    --left.n;
}

}  // namespace sim::network
