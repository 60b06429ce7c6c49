#include "sim/results/in_child.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <vector>

#include "sim/check.hpp"
#include "tests/sim/results/scratch.hpp"

namespace {

using sim::results::fate_in_child;

constexpr std::uint64_t mib = 1U << 20U;

std::string fate(const std::function<void()>& action) { return fate_in_child({256 * mib, 1, 2}, action); }

/// Writes to every page, so that the memory is really taken.
void fill(std::size_t bytes) {
    std::vector<char> memory(bytes, 'x');
    if (memory[bytes / 2] != 'x') throw std::logic_error("memory that forgets");
}

TEST(InChild, WhatEndsWellChangesNothingHere) {
    int here = 1;
    EXPECT_EQ(fate([&] { here = 2; }), "");
    EXPECT_EQ(here, 1);
}

TEST(InChild, ACrashIsNamed) {
    EXPECT_EQ(fate([] { ::raise(SIGSEGV); }), "was killed by signal 11, Segmentation fault");
    EXPECT_EQ(fate([] { ::raise(SIGABRT); }), "was killed by signal 6, Aborted");
    EXPECT_EQ(fate([] { ::_exit(1); }), "ended with exit code 1");
}

TEST(InChild, NeitherSleepNorWorkGoesOnForEver) {
    EXPECT_EQ(fate([] { ::sleep(100); }), "took more than 2 s");
    EXPECT_EQ(fate([] {
                  ::alarm(0);  // a machine with other work needs longer than the limit by the clock
                  while (std::chrono::steady_clock::now() > std::chrono::steady_clock::time_point()) {
                  }
              }),
              "took more than 1 s of processor time");
}

TEST(InChild, MemoryIsLimitedToWhatIsHeldAndSomeMore) {
    EXPECT_EQ(fate([] { fill(100 * mib); }), "");
    EXPECT_NE(fate([] { fill(300 * mib); }), "");  // a sanitizer's allocator ends the child in its own words
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const std::vector<char> held(400 * mib, 'x');
    EXPECT_EQ(fate([] { fill(100 * mib); }), "") << held.size();
    EXPECT_EQ(fate([] { fill(300 * mib); }), "needed more than 0.2 GiB of memory");
#endif
}

TEST(InChild, WhatIsThrownThereIsThrownHere) {
    EXPECT_EQ(message_of<sim::InputError>([] { fate([] { throw sim::InputError("out.h5: is damaged"); }); }),
              "out.h5: is damaged");
    EXPECT_EQ(message_of<std::runtime_error>([] { fate([] { throw std::logic_error("a bug"); }); }), "a bug");
}

}  // namespace
