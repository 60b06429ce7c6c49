#include "sim/network/circles.hpp"

#include <algorithm>

namespace sim::network {

void Circles::join(Index member, Index first, Index count, Index wanted) {
    SIM_EXPECT(wanted < count && first + count <= circles_.size());
    if (member >= circle_of_.size()) circle_of_.resize(member + std::size_t{1}, nobody);
    constexpr Index tries = 16;
    for (Index i = 0; i < std::min(tries, count); ++i) {
        const Index at = first + (wanted + i) % count;
        Circle& circle = circles_[at];
        if (circle.n == most) continue;
        circle.members[circle.n++] = member;
        circle_of_[member] = at;
        return;
    }
}

void Circles::leave(Index member) {
    if (member >= circle_of_.size() || circle_of_[member] == nobody) return;
    Circle& circle = circles_[circle_of_[member]];
    const auto end = circle.members.begin() + circle.n;
    const auto place = std::find(circle.members.begin(), end, member);
    SIM_EXPECT(place != end);
    *place = *(end - 1);
    --circle.n;
    circle_of_[member] = nobody;
}

}  // namespace sim::network
