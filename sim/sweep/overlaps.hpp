/// Runs that parts hold more than once: allowed if the content is the same.
#pragma once

#include <cstdint>
#include <string>

#include "sim/sweep/stored_records.hpp"

namespace sim::sweep {

class Overlaps {
 public:
    explicit Overlaps(const StoredRecords& stored) : stored_(stored) {}  // which must outlive it

    /// A shard that was killed while it joined parts leaves a block twice; in two shards' parts it is an overlap.
    /// `file` is the second one's part, which may lose its name meanwhile.
    void note_block(const results::RecordPlace& first, const results::PartFile& file,
                    const results::RecordPlace& second);
    /// A block that is full holds again what was stored run by run, by this shard or, before the shards were dealt anew
    /// or the sweep extended, by another.
    void note_run(const RunPlace& first, const RunPlace& second, std::uint64_t point);

    /// Blocks that parts of two shards hold.
    std::uint64_t n_blocks() const { return n_blocks_; }
    /// InputError: parts hold a block twice, or two shards a run, and not the same.
    void refuse_conflicts() const;

 private:
    bool are_of_one_shard(const results::RecordPlace& a, const results::RecordPlace& b) const;
    void conflict(const results::RecordPlace& first, const results::RecordPlace& second, std::uint64_t point);

    const StoredRecords& stored_;
    std::uint64_t n_blocks_ = 0;
    std::string conflict_;  // the first
};

}  // namespace sim::sweep
