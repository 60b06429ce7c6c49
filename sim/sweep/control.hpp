/// State that a running sweep shares with those that watch or stop it: counters and a request to stop. All atomic; the
/// request may come from a signal handler.
#pragma once

#include <atomic>
#include <cstdint>

namespace sim::sweep {

enum class Stop : int { none = 0, signal = 1, time_limit = 2 };

struct Control {
    std::atomic<std::uint64_t> done{0};        // [run] finished, well or not
    std::atomic<std::uint64_t> stored{0};      // [run] finished in an earlier session
    std::atomic<std::uint64_t> failed{0};      // [run]
    std::atomic<std::uint64_t> agent_time{0};  // [agent x unit of time]
    std::atomic<Stop> stop{Stop::none};

    /// The first reason given counts.
    void request(Stop why) {
        auto none = Stop::none;
        stop.compare_exchange_strong(none, why);
    }
    bool stopping() const { return stop.load(std::memory_order_relaxed) != Stop::none; }
};
static_assert(std::atomic<Stop>::is_always_lock_free, "signal handlers may only touch lock-free atomics");

}  // namespace sim::sweep
