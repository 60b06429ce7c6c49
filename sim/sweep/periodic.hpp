/// Does something now and then on a thread of its own, until it is stopped or that throws.
#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace sim::sweep {

class Periodic {
 public:
    Periodic(std::chrono::milliseconds interval, std::function<void()> action);
    ~Periodic();
    /// Waits for an action that is under way.
    void stop();
    /// Whether the action threw.
    bool has_failed() const;
    /// Throws what the action threw.
    void rethrow_failure() const;

 private:
    void repeat(std::chrono::milliseconds interval, const std::function<void()>& action);

    mutable std::mutex mutex_;  // of what stands below, up to the thread
    std::condition_variable over_changed_;
    bool over_ = false;
    std::exception_ptr failure_;
    std::thread thread_;
};

}  // namespace sim::sweep
