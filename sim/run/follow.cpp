#include "sim/run/follow.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/check.hpp"

namespace sim {
namespace {

bool is_count(const std::string& text) {
    constexpr std::size_t most_digits = 9;
    return !text.empty() && text.size() <= most_digits && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

std::string form_of(const FollowKind& kind) { return kind.name + ":N"; }

Follow parse_follow(const std::string& text, const std::vector<FollowKind>& kinds) {
    if (kinds.empty()) throw InputError("--follow: this model tells no stories (leave it out)");
    const std::size_t colon = text.find(':');
    const std::string name = text.substr(0, colon), number = colon == std::string::npos ? "" : text.substr(colon + 1);
    const auto kind = std::ranges::find(kinds, name, &FollowKind::name);
    if (kind == kinds.end() || !is_count(number)) {
        std::vector<std::string> forms;
        std::ranges::transform(kinds, std::back_inserter(forms), form_of);
        throw InputError(
            fmt::format("--follow: '{}' cannot be followed (allowed {})", shown(text), fmt::join(forms, ", ")));
    }
    Follow follow{name, std::stoul(number)};
    if (follow.number < kind->least)
        throw InputError(fmt::format("--follow: '{}' follows no person (give {} or more)", shown(text), kind->least));
    return follow;
}

}  // namespace sim
