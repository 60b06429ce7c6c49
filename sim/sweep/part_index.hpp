/// The places of a plan's runs in the parts of its sweep: whole blocks, and single runs of blocks that are not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/results/block.hpp"
#include "sim/results/part.hpp"
#include "sim/sweep/block_order.hpp"
#include "sim/sweep/overlaps.hpp"
#include "sim/sweep/stored_records.hpp"

namespace sim::sweep {

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
    const BlockOrder& blocks() const { return order_; }

    bool has_block(std::uint64_t first_point, std::uint32_t replicate) const {
        return blocks_.contains({replicate, first_point});
    }
    bool has_run(std::uint64_t point, std::uint32_t replicate) const { return place_of_run(point, replicate); }
    /// Known by its key alone.
    bool has_run_elsewhere(std::uint64_t point, std::uint32_t replicate) const {
        return !runs_.contains({replicate, point}) && place_of_run(point, replicate) != nullptr;
    }
    /// A block as stored, or put together of single runs, the others missing; nothing if none of its runs is there.
    std::optional<results::Block> block(std::uint64_t first_point, std::uint32_t replicate) const;
    /// A single run that is stored in its place or, known by its key, at another.
    std::optional<FinishedRun> run(std::uint64_t point, std::uint32_t replicate) const;
    /// Runs that parts hold where the plan has none, or another.
    std::uint64_t n_elsewhere() const { return elsewhere_.size(); }
    /// Parts with runs that the plan has nowhere.
    std::set<std::filesystem::path> parts_of_others() const;
    const Overlaps& overlaps() const { return overlaps_; }
    /// Calls visit(point, replicate, status) for all runs that are stored in their place, in no order.
    void for_each_run(
        const std::function<void(std::uint64_t point, std::uint32_t replicate, results::Status status)>& visit) const;

 private:
    using Slot = std::pair<std::uint32_t, std::uint64_t>;  // replicate, point: the order of the plan
    struct BlockPlace {
        results::RecordPlace record;
        std::vector<results::Status> status;
    };
    void add_record(const results::PartFile& file, const results::RecordPlace& place);
    void add_block(const results::PartFile& file, const results::RecordPlace& place, const results::Record& runs);
    void add_run(std::uint64_t point, const RunPlace& place);
    bool is_in_place(const results::RecordPlace& place, const results::Record& runs) const;
    bool is_whole_block(const results::RecordPlace& place, const results::Record& runs) const;
    const RunPlace* place_of_run(std::uint64_t point, std::uint32_t replicate) const;

    const results::Header& header_;
    const results::RunKeys keys_;
    const BlockOrder order_;
    StoredRecords stored_;
    Overlaps overlaps_;
    std::map<Slot, BlockPlace> blocks_;
    std::map<Slot, RunPlace> runs_;
    std::map<results::RunKey, RunPlace> elsewhere_;  // runs where the plan has others, or none
};

/// Runs of the plan that are in the parts.
std::uint64_t n_runs_in(const PartIndex& parts);
/// A message on runs that are not where the plan has them; empty if there are none.
std::string runs_out_of_place(const PartIndex& parts);

}  // namespace sim::sweep
