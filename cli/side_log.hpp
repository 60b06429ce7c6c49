/// out.h5.log.jsonl: times, host, threads and compiler, which may differ between two sweeps with the same results. It
/// is kept with the parts while the sweep is under way, one file for each shard, and appears beside the results with
/// them.
#pragma once

#include <filesystem>
#include <fstream>

#include "sim/sweep/finished_run.hpp"
#include "sim/sweep/part_sink.hpp"

namespace cli {

class SideLog {
 public:
    /// Adds to the log of this shard in the folder of parts.
    SideLog(const std::filesystem::path& folder, const sim::sweep::Shard& shard, unsigned threads);
    void add(const sim::sweep::RunRecord& run);

 private:
    std::ofstream file_;
};

/// Joins the logs in the folder to one beside the results, and removes the folder if nothing else is in it. Results do
/// not depend on it, so a log that cannot be written is said and no more.
void publish_logs(const std::filesystem::path& folder, const std::filesystem::path& output);

}  // namespace cli
