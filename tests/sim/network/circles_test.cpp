/// Circles against the plainest thing that does the same: a set of members for each circle.
#include "sim/network/circles.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"

namespace sim::network {
namespace {

std::set<Index> members_of(const Circles& circles, Index member) {
    const auto circle = circles.of(member);
    return {circle.begin(), circle.end()};
}

TEST(Circles, TieEverybodyInACircleToEverybodyElseInIt) {
    Circles circles(3);
    circles.join(7, 0, 3, 1);
    circles.join(2, 0, 3, 1);
    circles.join(5, 0, 3, 2);
    EXPECT_EQ(members_of(circles, 7), (std::set<Index>{2, 7}));
    EXPECT_EQ(members_of(circles, 2), members_of(circles, 7));
    EXPECT_EQ(members_of(circles, 5), (std::set<Index>{5}));
    EXPECT_TRUE(circles.of(1).empty());
    EXPECT_TRUE(circles.of(1'000'000).empty());
    circles.leave(7);
    circles.leave(7);  // has left already
    EXPECT_TRUE(circles.of(7).empty());
    EXPECT_EQ(members_of(circles, 2), (std::set<Index>{2}));
}

TEST(Circles, SendWhoFindsNoRoomToTheNextOfThePool) {
    Circles circles(5);
    Index member = 0;
    for (; member < Circles::most; ++member) circles.join(member, 1, 3, 2);  // the last of the pool [1, 4)
    circles.join(member, 1, 3, 2);
    EXPECT_EQ(members_of(circles, member), (std::set<Index>{member}));
    EXPECT_EQ(circles.of(0).size(), Circles::most);
    for (++member; member < 3 * Circles::most; ++member) circles.join(member, 1, 3, 0);
    circles.join(member, 1, 3, 0);
    EXPECT_TRUE(circles.of(member).empty()) << "the pool is full";
    circles.leave(3);
    circles.join(member, 1, 3, 0);
    EXPECT_EQ(members_of(circles, member), members_of(circles, 0));
}

TEST(Circles, AgreeWithSetsOverRandomJoinsAndLeaves) {
    constexpr Index n_circles = 6, n_members = 70;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Circles circles(n_circles);
        std::map<Index, std::set<Index>> reference;
        random::Stream draw(seed, random::Tag("test/circles"), 0);
        const auto below = [&](Index n) { return static_cast<Index>(random::pick(random::uniform(draw), n)); };
        for (int change = 0; change < 3000; ++change) {
            const Index member = below(n_members), wanted = below(n_circles);
            const bool is_in = !circles.of(member).empty();
            if (is_in) circles.leave(member);
            for (auto& [circle, members] : reference) members.erase(member);
            if (!is_in && reference[wanted].size() < Circles::most) {
                circles.join(member, 0, n_circles, wanted);
                reference[wanted].insert(member);
            }
            for (const auto& [circle, members] : reference)
                for (const Index one : members) ASSERT_EQ(members_of(circles, one), members);
        }
    }
}

}  // namespace
}  // namespace sim::network
