/// Circles against the plainest thing that does the same: a set of members for each circle.
#include "sim/network/circles.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <vector>

#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"

namespace sim::network {
namespace {

std::set<Index> members_of(const Circles& circles, Index circle) {
    const auto members = circles.members(circle);
    return {members.begin(), members.end()};
}

TEST(Circles, TieEverybodyInACircleToEverybodyElseInIt) {
    Circles circles(3);
    EXPECT_EQ(circles.join(7, 0, 3, 1), 1U);
    EXPECT_EQ(circles.join(2, 0, 3, 1), 1U);
    EXPECT_EQ(circles.join(5, 0, 3, 2), 2U);
    EXPECT_EQ(members_of(circles, 1), (std::set<Index>{2, 7}));
    EXPECT_EQ(members_of(circles, 2), (std::set<Index>{5}));
    EXPECT_TRUE(circles.members(0).empty());
    EXPECT_TRUE(circles.members(nobody).empty());
    circles.leave(7, 1);
    EXPECT_EQ(members_of(circles, 1), (std::set<Index>{2}));
}

TEST(Circles, SendWhoFindsNoRoomToTheNextOfThePool) {
    Circles circles(5);
    Index member = 0;
    for (; member < Circles::most; ++member) circles.join(member, 1, 3, 2);  // the last of the pool [1, 4)
    EXPECT_EQ(circles.join(member, 1, 3, 2), 1U);
    EXPECT_EQ(members_of(circles, 1), (std::set<Index>{member}));
    EXPECT_EQ(circles.members(3).size(), Circles::most);
    for (++member; member < 3 * Circles::most; ++member) circles.join(member, 1, 3, 0);
    EXPECT_EQ(circles.join(member, 1, 3, 0), nobody) << "the pool is full";
    circles.leave(4, 3);
    EXPECT_EQ(circles.join(member, 1, 3, 0), 3U);
}

TEST(Circles, AgreeWithSetsOverRandomJoinsAndLeaves) {
    constexpr Index n_circles = 6, n_members = 70;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Circles circles(n_circles);
        std::vector<Index> circle_of(n_members, nobody);
        std::map<Index, std::set<Index>> reference;
        random::Stream draw(seed, random::Tag("test/circles"), 0);
        const auto below = [&](Index n) { return static_cast<Index>(random::pick(random::uniform(draw), n)); };
        for (int change = 0; change < 3000; ++change) {
            const Index member = below(n_members), wanted = below(n_circles);
            Index& circle = circle_of[member];
            if (circle != nobody) {
                circles.leave(member, circle);
                reference[circle].erase(member);
                circle = nobody;
            } else if (reference[wanted].size() < Circles::most) {
                circle = circles.join(member, 0, n_circles, wanted);
                ASSERT_EQ(circle, wanted);
                reference[wanted].insert(member);
            }
            for (const auto& [at, members] : reference) ASSERT_EQ(members_of(circles, at), members);
        }
    }
}

}  // namespace
}  // namespace sim::network
