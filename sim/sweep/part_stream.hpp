/// Finished runs and blocks on their way to parts: held in memory until they are flushed.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "sim/results/block.hpp"
#include "sim/results/run_key.hpp"
#include "sim/sweep/finished_run.hpp"
#include "sim/sweep/part_writer.hpp"

namespace sim::sweep {

/// Any thread may call.
class PartStream {
 public:
    PartStream(const results::Header& header, PartWriter writer);  // the header outlives it
    void add(const std::shared_ptr<const FinishedRun>& run);
    /// A whole block, which replaces its runs that are held. Flushes if there is enough for a large part.
    void add(const results::Block& block);
    /// Writes what has come since the last part.
    void flush();

 private:
    struct Held {
        std::vector<std::shared_ptr<const FinishedRun>> runs;  // of blocks that are not whole
        std::vector<results::Block> blocks;
        std::size_t bytes = 0;  // of blocks
    };

    const results::RunKeys keys_;
    const std::vector<results::Extent> extents_;
    const std::uint64_t points_per_block_;
    std::mutex holding_;
    Held held_;
    std::mutex writing_;  // one part at a time
    PartWriter writer_;
};

}  // namespace sim::sweep
