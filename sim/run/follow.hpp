/// The subjects that a run can be asked to tell of (`muster run --follow KIND:NUMBER`). A model lists the kinds that it knows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sim {

struct FollowKind {
    std::string name;
    std::string meaning;      // of KIND:N, in words that name N
    std::uint64_t least = 0;  // smallest number that follows people
};

struct Follow {
    std::string kind;
    std::uint64_t number = 0;
};

/// "person:17" as one of these kinds. InputError: it is none of them.
Follow parse_follow(const std::string& text, const std::vector<FollowKind>& kinds);

/// "person:N": how a user writes it.
std::string form_of(const FollowKind& kind);

}  // namespace sim
