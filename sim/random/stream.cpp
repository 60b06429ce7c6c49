#include "sim/random/stream.hpp"

#include <algorithm>
#include <vector>

namespace sim::random {

std::uint64_t replicate_seed(std::uint64_t seed, std::uint32_t replicate) {
    return Stream(seed, Tag("sim/replicate"), replicate)();
}

std::optional<std::pair<std::string_view, std::string_view>> colliding(std::span<const std::string_view> names) {
    std::vector<std::string_view> sorted(names.begin(), names.end());
    const auto by_tag = [](std::string_view a, std::string_view b) { return Tag(a).value < Tag(b).value; };
    std::stable_sort(sorted.begin(), sorted.end(), by_tag);
    const auto same_tag = [](std::string_view a, std::string_view b) { return Tag(a) == Tag(b); };
    const auto at = std::adjacent_find(sorted.begin(), sorted.end(), same_tag);
    if (at == sorted.end()) return std::nullopt;
    return std::pair{at[0], at[1]};
}

}  // namespace sim::random
