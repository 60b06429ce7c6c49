/// A share of a sweep's blocks, dealt in turn.
#pragma once

#include <cstdint>

namespace sim::sweep {

struct Shard {
    std::uint32_t index = 1, count = 1;  // 1 to count
    bool is_all() const { return count == 1; }
    bool holds(std::uint64_t block) const { return block % count == index - 1; }
};

}  // namespace sim::sweep
