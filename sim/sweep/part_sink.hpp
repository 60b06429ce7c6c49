/// A sweep's runs on disk while it is under way: parts every second or two, so that whatever happens little is lost; at
/// the end the results file.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/sweep/part_index.hpp"
#include "sim/sweep/part_stream.hpp"
#include "sim/sweep/periodic.hpp"
#include "sim/sweep/prepare_parts.hpp"
#include "sim/sweep/shard.hpp"
#include "sim/sweep/sink.hpp"
#include "sim/sweep/write_results.hpp"

namespace sim::sweep {

struct PartOptions {
    Shard shard{};
    Earlier earlier = Earlier::refuse;
    std::chrono::milliseconds interval{1000};  // between parts
};

/// Runs of a shard, and those that were there when the sweep began.
struct RunCounts {
    std::uint64_t n_runs = 0, n_stored = 0, n_stored_failures = 0;
};
RunCounts count_runs(const PartIndex& parts, const Shard& shard);

class PartSink : public RunSink {
 public:
    /// Throws what prepare_parts() throws.
    PartSink(std::filesystem::path output, const results::Header& header, const PartOptions& options);
    /// Removes the folder if the results file is written, or there is nothing to go on with.
    ~PartSink() override;

    const std::filesystem::path& folder() const { return folder_; }
    const RunCounts& runs() const { return runs_; }
    /// The faults of the plan or parts that were found, each with the remedy taken.
    const std::vector<std::string>& faults() const { return prepared_.faults; }

    bool wants(std::uint64_t first_point, std::uint32_t replicate) const override;
    std::optional<FinishedRun> stored(std::uint64_t point, std::uint32_t replicate) const override;
    void keep(const std::shared_ptr<const FinishedRun>& run) override;
    void write(const results::Block& block) override;
    /// Writes the results file, unless the sweep was stopped, ended by a failure or is a shard.
    void finish(End end) override;
    /// The contents of the results file; nothing before it is written.
    const std::optional<Written>& written() const { return written_; }

 private:
    void write_file();

    const std::filesystem::path output_, folder_;
    const results::Header& header_;
    const PartOptions options_;
    Prepared prepared_;
    PartIndex index_;  // what was stored when the sweep began
    RunCounts runs_;
    PartStream stream_;
    std::optional<PartIndex> all_;  // what was stored when it ended
    std::optional<Written> written_;
    std::optional<Periodic> flushing_;
};

}  // namespace sim::sweep
