#include "sim/sweep/periodic.hpp"

#include <utility>

namespace sim::sweep {

Periodic::Periodic(std::chrono::milliseconds interval, std::function<void()> action)
    : thread_([this, interval, does = std::move(action)] { repeat(interval, does); }) {}

Periodic::~Periodic() { stop(); }

void Periodic::stop() {
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
    }
    over_changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

bool Periodic::has_failed() const {
    const std::lock_guard lock(mutex_);
    return failure_ != nullptr;
}

void Periodic::rethrow_failure() const {
    const std::lock_guard lock(mutex_);
    if (failure_) std::rethrow_exception(failure_);
}

void Periodic::repeat(std::chrono::milliseconds interval, const std::function<void()>& action) {
    std::unique_lock lock(mutex_);
    while (!over_changed_.wait_for(lock, interval, [this] { return over_; })) {
        lock.unlock();
        std::exception_ptr failure;
        try {
            action();
        } catch (...) {
            failure = std::current_exception();
        }
        lock.lock();
        failure_ = failure;
        if (failure_) return;
    }
}

}  // namespace sim::sweep
