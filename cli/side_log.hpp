/// out.h5.log.jsonl: times, host, threads and compiler, which may differ between two sweeps with the same results. It
/// is kept with the parts while the sweep is under way, one file for each shard, and appears beside the results with
/// them.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "sim/sweep/finished_run.hpp"
#include "sim/sweep/shard.hpp"

namespace cli {

class SideLog {
 public:
    /// Adds to the log of this shard in the folder of parts.
    SideLog(const std::filesystem::path& folder, const sim::sweep::Shard& shard, unsigned threads,
            const std::map<std::string, std::string>& places);
    void add(const sim::sweep::RunRecord& run);
    /// Says so if the log lacks some of what was added.
    void finish();

 private:
    std::ofstream file_;
    std::chrono::steady_clock::time_point flushed_ = std::chrono::steady_clock::now();
};

/// A finished file that is extended keeps the log of its first runs.
void take_over_log(const std::filesystem::path& output, const std::filesystem::path& folder);

/// Joins the logs in the folders to one beside the results. Results do not depend on it, so a log that cannot be
/// written is said and no more.
void publish_logs(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& output);

}  // namespace cli
