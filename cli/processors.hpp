/// How many threads this process is given: by the machine, by the scheduler, by limits.
#pragma once

#include <filesystem>

namespace cli {

/// Processors that it may use: those of its affinity mask, at most the quota of its control group and what Slurm has
/// given the job. `root` holds proc and sys/fs/cgroup.
unsigned usable_processors(const std::filesystem::path& root = "/");

/// From now on threads that do not compute take little memory.
void use_small_stacks();
/// The threads that there can be, at most as many as are wanted. Fewer than that are said.
/// std::runtime_error: not even one.
unsigned threads_to_be_had(unsigned wanted);

}  // namespace cli
