/// The default number of threads: what the scheduler and Slurm give, not what the machine has.
#include "cli/processors.hpp"

#include <gtest/gtest.h>
#include <oneapi/tbb/info.h>
#include <stdlib.h>

#include "tests/sim/sweep/files.hpp"

namespace cli {
namespace {

class Processors : public testing::Test {
 protected:
    Processors() {
        for (const char* name : {"SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"}) ::unsetenv(name);
    }
    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories(std::filesystem::path(folder_.path(name)).parent_path());
        folder_.write(name, text);
    }
    unsigned found() const { return usable_processors(folder_.path(".")); }

    const unsigned machine = static_cast<unsigned>(oneapi::tbb::info::default_concurrency());

 private:
    const files::Folder folder_;
};

TEST_F(Processors, AreThoseOfTheMachineWithoutLimits) {
    EXPECT_EQ(found(), machine);
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/cpu.max", "max 100000\n");
    EXPECT_EQ(found(), machine);
}

TEST_F(Processors, AreLimitedByTheQuotaOfAnyGroupAbove) {
    write("proc/self/cgroup", "0::/user.slice/a.scope\n");
    write("sys/fs/cgroup/user.slice/cpu.max", "100000 100000\n");
    write("sys/fs/cgroup/user.slice/a.scope/cpu.max", "max 100000\n");
    EXPECT_EQ(found(), 1U);
    write("sys/fs/cgroup/user.slice/cpu.max", "20000 100000\n");
    EXPECT_EQ(found(), 1U);
    write("sys/fs/cgroup/user.slice/cpu.max", "100000000 100000\n");
    EXPECT_EQ(found(), machine);
}

TEST_F(Processors, AreLimitedByTheQuotaOfTheFirstVersion) {
    write("proc/self/cgroup", "9:memory:/a\n4:cpu,cpuacct:/a\n");
    write("sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_quota_us", "-1\n");
    write("sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_period_us", "100000\n");
    EXPECT_EQ(found(), machine);
    write("sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_quota_us", "50000\n");
    EXPECT_EQ(found(), 1U);
}

TEST_F(Processors, AreThoseThatSlurmHasGiven) {
    ::setenv("SLURM_CPUS_ON_NODE", "1", 1);
    EXPECT_EQ(found(), 1U);
    ::setenv("SLURM_CPUS_PER_TASK", "4096", 1);
    EXPECT_EQ(found(), machine);
    ::setenv("SLURM_CPUS_PER_TASK", "", 1);
    EXPECT_EQ(found(), 1U);
}

}  // namespace
}  // namespace cli
