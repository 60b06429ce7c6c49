/// Who belongs to which group: a partition that changes one member at a time in constant time. Used for the cells of
/// the hazard core and for the small circles that carry ties. Members and groups are dense indices.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/agents/large.hpp"
#include "sim/check.hpp"

namespace sim::agents {

using Index = std::uint32_t;
constexpr Index nobody = ~Index{0};

class Membership {
 public:
    explicit Membership(std::size_t n_groups) : head_(n_groups, nobody) {}

    std::size_t n_groups() const { return head_.size(); }
    std::size_t n_members() const { return group_.size(); }
    void reserve(std::size_t n_members) {
        group_.reserve(n_members);
        links_.reserve(n_members);
    }

    /// The group of a member, or nobody.
    Index group_of(Index member) const { return member < group_.size() ? group_[member] : nobody; }
    bool is_empty(Index group) const { return head_[group] == nobody; }

    /// Adds at the front of the group; grows the table of members as needed.
    void join(Index member, Index group) {
        if (member >= group_.size()) {
            group_.resize(member + std::size_t{1}, nobody);
            links_.resize(member + std::size_t{1});
        }
        SIM_EXPECT(group_[member] == nobody && group < head_.size());
        const Index first = head_[group];
        group_[member] = group;
        links_[member] = {first, nobody};
        if (first != nobody) links_[first].before = member;
        head_[group] = member;
    }

    void leave(Index member) {
        SIM_EXPECT(group_of(member) != nobody);
        const auto [after, before] = links_[member];
        (before == nobody ? head_[group_[member]] : links_[before].after) = after;
        if (after != nobody) links_[after].before = before;
        group_[member] = nobody;
    }

    void move(Index member, Index group) {
        leave(member);
        join(member, group);
    }

    /// visit(member) for everyone in the group, latest comer first; visit may make that member leave.
    template <class Visit>
    void for_each(Index group, Visit&& visit) const {
        for (Index member = head_[group]; member != nobody;) {
            const Index after = links_[member].after;
            visit(member);
            member = after;
        }
    }

 private:
    struct Links {
        Index after = nobody, before = nobody;
    };
    LargeVector<Index> head_;   // [group]
    LargeVector<Index> group_;  // [member]
    LargeVector<Links> links_;  // [member]
};

}  // namespace sim::agents
