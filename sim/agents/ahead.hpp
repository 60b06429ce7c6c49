/// Asking ahead of time for memory: events reach people in no order, and waiting for memory costs more than the work.
#pragma once

#include <cstddef>

namespace sim::agents {

/// Asks for memory that will be needed soon. GCC drops calls of functions that only prefetch, as without effect; the
/// empty statement is one.
inline void prefetch(const void* memory) {
    __builtin_prefetch(memory, 1);
    asm volatile("");
}

/// Visits in order, and asks ahead of time for what each visit will need. First come the requests, each of which may
/// read what the one before it fetched; `distance` items lie between one and the next.
template <std::size_t distance = 10, class Items, class... Visits>
void visit_ahead(Items&& items, const Visits&... visits) {
    for (std::size_t i = 0; i < items.size() + distance * (sizeof...(Visits) - 1); ++i) {
        std::size_t lag = 0;
        ((i >= lag && i - lag < items.size() ? visits(items[i - lag]) : void(), lag += distance), ...);
    }
}

}  // namespace sim::agents
