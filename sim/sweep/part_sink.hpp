/// A sweep's runs on disk while it is under way: parts every second or two, so that whatever happens little is lost; at
/// the end the results file.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "sim/sweep/part_folder.hpp"
#include "sim/sweep/sink.hpp"

namespace sim::sweep {

/// A share of a sweep's blocks, dealt in turn.
struct Shard {
    std::uint32_t index = 1, count = 1;  // 1 to count
    bool is_all() const { return count == 1; }
};

/// What to do about runs and files of an earlier sweep to the same output.
enum class Earlier : std::uint8_t { refuse, resume, discard };

struct PartOptions {
    Shard shard{};
    Earlier earlier = Earlier::refuse;
    std::chrono::milliseconds interval{1000};  // between parts
};

class PartSink : public RunSink {
 public:
    /// Makes the folder, or opens it to go on; a whole file of a smaller sweep becomes parts of this one. InputError:
    /// the output or the folder cannot be used, or holds runs of another sweep; the message says what differs.
    PartSink(std::filesystem::path output, const results::Header& header, const PartOptions& options);
    /// Removes the folder if the results file is written, or there is nothing to go on with.
    ~PartSink() override;

    /// What was found: runs of this shard that are stored, and what is wrong with the plan or parts, and what is done
    /// about it.
    std::uint64_t n_stored() const { return n_stored_; }
    std::uint64_t n_stored_failures() const { return n_stored_failures_; }
    std::uint64_t n_runs() const { return n_runs_; }  // of this shard
    const std::vector<std::string>& faults() const { return faults_; }
    const std::filesystem::path& folder() const { return folder_; }

    bool wants(std::uint64_t first_point, std::uint32_t replicate) const override;
    std::optional<FinishedRun> stored(std::uint64_t point, std::uint32_t replicate) const override;
    void keep(const std::shared_ptr<const FinishedRun>& run) override;
    void write(const results::Block& block) override;
    /// Writes the results file, unless the sweep was stopped, ended by a failure or is a shard.
    void finish(End end) override;
    /// What the results file holds, after finish().
    const Written& written() const { return written_; }

 private:
    struct Pending {
        std::vector<std::shared_ptr<const FinishedRun>> runs;  // of blocks that are not whole
        std::vector<results::Block> blocks;
        std::size_t bytes = 0;  // of blocks
    };
    void refuse_output() const;
    void remove_if_empty() const;
    void stop_flushing();
    void open_folder();
    void take_over_plan();
    void count_runs();
    bool is_ours(std::uint64_t first_point, std::uint32_t replicate) const;
    void flush_now_and_then();
    void flush();
    void write_part(const std::vector<std::vector<std::byte>>& records);
    std::filesystem::path write_under_next_name(const std::vector<std::vector<std::byte>>& records);
    void write_file();
    void join_small_parts();
    results::Record record_of(const results::Block& block) const;
    void take_over_results();

    const std::filesystem::path output_, folder_;
    const results::Header& header_;
    const std::vector<results::Extent> extents_;
    const PartOptions options_;
    const std::string beginning_;  // of the names of this shard's parts
    PartIndex index_;              // what was stored when the sweep began
    std::vector<std::string> faults_;
    Written written_;
    bool is_written_ = false;
    std::uint64_t n_stored_ = 0, n_stored_failures_ = 0, n_runs_ = 0, next_part_ = 1;

    std::mutex mutex_;  // of what stands below, up to the next mutex
    std::condition_variable over_changed_;
    Pending pending_;
    bool over_ = false;
    std::exception_ptr fault_;  // of the flushing thread

    std::mutex writing_;                              // one part at a time
    std::vector<std::filesystem::path> small_parts_;  // of this session
    std::thread flusher_;
};

}  // namespace sim::sweep
