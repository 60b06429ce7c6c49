/// Periodic work goes on until it is stopped, and hands its failure on.
#include "sim/sweep/periodic.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

namespace sim::sweep {
namespace {

using std::chrono::milliseconds;

void wait_for(const std::atomic<int>& n, int wanted) {
    while (n < wanted) std::this_thread::sleep_for(milliseconds(1));
}

TEST(Periodic, GoesOnUntilItIsStopped) {
    std::atomic<int> n = 0;
    Periodic periodic(milliseconds(1), [&] { ++n; });
    wait_for(n, 3);
    periodic.stop();
    const int last = n;
    std::this_thread::sleep_for(milliseconds(10));
    EXPECT_EQ(n, last);
    EXPECT_FALSE(periodic.has_failed());
    periodic.rethrow_failure();
}

TEST(Periodic, DoesNotWaitForTheNextTimeToStop) {
    const auto begin = std::chrono::steady_clock::now();
    {
        const Periodic periodic(std::chrono::hours(1), [] {});
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::minutes(1));
}

TEST(Periodic, KeepsAFailureAndDoesNotGoOn) {
    std::atomic<int> n = 0;
    Periodic periodic(milliseconds(1), [&] {
        ++n;
        throw std::runtime_error("no space left on device");
    });
    while (!periodic.has_failed()) std::this_thread::sleep_for(milliseconds(1));
    std::this_thread::sleep_for(milliseconds(10));
    EXPECT_EQ(n, 1);
    EXPECT_THROW(periodic.rethrow_failure(), std::runtime_error);
    periodic.stop();
    EXPECT_THROW(periodic.rethrow_failure(), std::runtime_error);
}

}  // namespace
}  // namespace sim::sweep
