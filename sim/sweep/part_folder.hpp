/// The folder out.h5.parts beside a results file to be: the plan, as a results file without runs, and parts with the
/// runs so far. Shards of a sweep share the folder. What is damaged is named and not used.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/results/file.hpp"
#include "sim/results/part.hpp"
#include "sim/sweep/finished_run.hpp"

namespace sim::sweep {

std::filesystem::path parts_folder(const std::filesystem::path& output);
std::filesystem::path plan_file(const std::filesystem::path& folder);
/// InputError: there is none.
results::Header plan_in(const std::filesystem::path& folder);
/// Parts in the folder, in the order of their names; of all shards, or of the one whose parts begin so.
std::vector<std::filesystem::path> parts_in(const std::filesystem::path& folder,
                                            const std::string& beginning = "part-");
/// Whether there is a results file of just this plan with all its runs. InputError: there is one of another sweep.
bool is_whole(const std::filesystem::path& output, const results::Header& header);
/// Removes what a sweep put there, and the folder if nothing else is in it.
void remove_parts(const std::filesystem::path& folder);

/// Where the runs of a plan lie in the parts: whole blocks, and single runs of blocks that are not.
class PartIndex {
 public:
    explicit PartIndex(const results::Header& header);  // which must outlive it

    /// Takes in what the parts of a folder hold, in which sweeps may be at work. A part that is damaged, made up or
    /// of another plan is left out; returned is what is wrong with each.
    std::vector<std::string> read(const std::filesystem::path& folder, results::Look look = results::Look::sizes);
    /// The same of one part. InputError: what is wrong with it.
    void read_part(const std::filesystem::path& part, results::Look look = results::Look::sizes);
    /// All records that are of use, as encoded.
    std::vector<std::vector<std::byte>> encoded() const;

    const results::Header& header() const { return header_; }
    const results::RunKeys& keys() const { return keys_; }
    std::uint64_t points_per_block() const { return points_per_block_; }
    std::uint64_t n_points_of_block(std::uint64_t first_point) const;

    bool has_block(std::uint64_t first_point, std::uint32_t replicate) const {
        return blocks_.contains({replicate, first_point});
    }
    bool has_run(std::uint64_t point, std::uint32_t replicate) const { return place_of_run(point, replicate); }
    /// A block as stored, or put together of single runs, the others missing; nothing if none of its runs is there.
    std::optional<results::Block> block(std::uint64_t first_point, std::uint32_t replicate) const;
    /// A single run that is stored in its place or, known by its key, at another.
    std::optional<FinishedRun> run(std::uint64_t point, std::uint32_t replicate) const;
    /// Runs that parts hold where the plan has none, or another.
    std::uint64_t n_elsewhere() const { return elsewhere_.size(); }
    /// Blocks that parts of two shards hold.
    std::uint64_t n_overlaps() const { return n_overlaps_; }
    /// InputError: parts hold a block twice, or two shards a run, and not the same.
    void refuse_conflicts() const;
    /// Calls visit(point, replicate, status) for all runs that are stored in their place, in no order.
    void for_each_run(
        const std::function<void(std::uint64_t point, std::uint32_t replicate, results::Status status)>& visit) const;

 private:
    using Slot = std::pair<std::uint32_t, std::uint64_t>;  // replicate, point: the order of the plan
    struct RunPlace {
        results::RecordPlace record;
        std::uint32_t at = 0;  // in the record
        results::Status status = results::Status::missing;
    };
    struct BlockPlace {
        results::RecordPlace record;
        std::vector<results::Status> status;
    };
    void add_record(const results::PartFile& file, const results::RecordPlace& place);
    const RunPlace* place_of_run(std::uint64_t point, std::uint32_t replicate) const;
    void note_second(const results::PartFile& file, const results::RecordPlace& first,
                     const results::RecordPlace& second);
    void note_second_run(const RunPlace& first, const RunPlace& second, std::uint64_t point);
    bool are_of_one_shard(const results::RecordPlace& a, const results::RecordPlace& b) const;
    std::string conflict_of(const results::RecordPlace& first, const results::RecordPlace& second,
                            std::uint64_t point) const;
    void add_block(const results::PartFile& file, const results::RecordPlace& place, const results::Record& runs);
    void add_run(std::uint64_t point, const RunPlace& place);
    bool fits(const results::RecordPlace& place) const;
    results::Record record(const results::RecordPlace& place) const;
    std::shared_ptr<const results::Record> opened(const results::RecordPlace& place) const;
    FinishedRun run_of(const RunPlace& place) const;

    const results::Header& header_;
    const results::RunKeys keys_;
    const std::uint64_t points_per_block_;
    const std::vector<results::Extent> extents_;
    std::vector<std::filesystem::path> parts_;
    std::map<Slot, BlockPlace> blocks_;
    std::map<Slot, RunPlace> runs_;
    std::map<results::RunKey, RunPlace> elsewhere_;  // runs where the plan has others, or none
    std::uint64_t n_overlaps_ = 0;
    std::string conflict_;  // the first

    // The two records that were opened last: their runs are asked for one after another, by many threads
    struct Opened {
        std::uint32_t part = 0;
        std::uint64_t offset = 0;
        std::shared_ptr<const results::Record> record;
    };
    mutable std::mutex opening_;
    mutable std::array<Opened, 2> opened_;  // the last one first
};

/// Failures whose messages are kept; of all others the status alone.
inline constexpr std::size_t max_failures = 100'000;

void put(const FinishedRun& run, results::Block& block);

/// What a results file holds.
struct Written {
    std::uint64_t n_done = 0, n_failed = 0;
};
/// Writes the results file from parts; what they do not hold stays missing. InputError: the path cannot be used.
Written write_results(const PartIndex& parts, const std::filesystem::path& output, bool force);
/// Runs of the plan that are in the parts.
std::uint64_t n_runs_in(const PartIndex& parts);
/// What to say of runs that are not where the plan has them; empty if there are none.
std::string runs_out_of_place(const PartIndex& parts);

}  // namespace sim::sweep
