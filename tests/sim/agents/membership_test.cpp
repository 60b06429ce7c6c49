/// Membership against the plainest thing that does the same: a std::multimap from group to member.
#include "sim/agents/membership.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <vector>

#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"

namespace sim::agents {
namespace {

using Reference = std::multimap<Index, Index>;  // group, member

std::vector<Index> members_of(const Membership& membership, Index group) {
    std::vector<Index> members;
    membership.for_each(group, [&](Index member) { members.push_back(member); });
    return members;
}

void expect_equal(const Membership& membership, const Reference& reference, Index n_members) {
    std::vector<Index> group_of(n_members, nobody);
    for (const auto& [group, member] : reference) group_of[member] = group;
    for (Index member = 0; member < n_members; ++member)
        ASSERT_EQ(membership.group_of(member), group_of[member]) << "member " << member;
    for (Index group = 0; group < membership.n_groups(); ++group) {
        std::multiset<Index> expected;
        const auto [begin, end] = reference.equal_range(group);
        for (auto at = begin; at != end; ++at) expected.insert(at->second);
        const auto found = members_of(membership, group);
        ASSERT_EQ(std::multiset<Index>(found.begin(), found.end()), expected) << "group " << group;
        ASSERT_EQ(membership.is_empty(group), expected.empty());
    }
}

void erase(Reference& reference, Index member) {
    for (auto at = reference.begin(); at != reference.end(); ++at)
        if (at->second == member) {
            reference.erase(at);
            return;
        }
}

TEST(Membership, AgreesWithAMultimapOverRandomJoinsMovesAndLeaves) {
    constexpr Index n_groups = 7, n_members = 40;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Membership membership(n_groups);
        Reference reference;
        random::Stream draw(seed, random::Tag("test/membership"), 0);
        for (int change = 0; change < 2000; ++change) {
            const auto member = static_cast<Index>(random::pick(random::uniform(draw), n_members));
            const auto group = static_cast<Index>(random::pick(random::uniform(draw), n_groups));
            const bool leaves = random::uniform(draw) < 0.4;
            if (membership.group_of(member) == nobody) {
                membership.join(member, group);
                reference.emplace(group, member);
                continue;
            }
            erase(reference, member);
            leaves ? membership.leave(member) : membership.move(member, group);
            if (!leaves) reference.emplace(group, member);
            if (change % 20 == 0) expect_equal(membership, reference, n_members);
        }
        expect_equal(membership, reference, n_members);
    }
}

TEST(Membership, VisitsTheLatestComerFirst) {
    Membership membership(2);
    for (const Index member : {4U, 2U, 9U}) membership.join(member, 1);
    EXPECT_EQ(members_of(membership, 1), (std::vector<Index>{9, 2, 4}));
    membership.move(4, 1);
    EXPECT_EQ(members_of(membership, 1), (std::vector<Index>{4, 9, 2}));
}

TEST(Membership, LetsTheVisitedMemberLeave) {
    Membership membership(1);
    for (Index member = 0; member < 6; ++member) membership.join(member, 0);
    std::vector<Index> seen;
    membership.for_each(0, [&](Index member) {
        seen.push_back(member);
        if (member % 2 == 0) membership.leave(member);
    });
    EXPECT_EQ(seen.size(), 6U);
    EXPECT_EQ(members_of(membership, 0), (std::vector<Index>{5, 3, 1}));
}

TEST(Membership, KnowsNobodyWhoNeverJoined) {
    Membership membership(3);
    EXPECT_EQ(membership.group_of(1'000'000), nobody);
    EXPECT_TRUE(membership.is_empty(2));
    membership.join(5, 2);
    EXPECT_EQ(membership.group_of(4), nobody);  // the table grew past him
}

#ifndef SIM_NO_CHECKS
TEST(Membership, RefusesToJoinTwiceOrToLeaveWithoutBelonging) {
    Membership membership(3);
    membership.join(1, 0);
    EXPECT_THROW(membership.join(1, 2), std::logic_error);
    EXPECT_THROW(membership.join(2, 3), std::logic_error);
    EXPECT_THROW(membership.leave(0), std::logic_error);
}
#endif

}  // namespace
}  // namespace sim::agents
