/// The destination of a sweep's runs, and the source of those that exist already.
#pragma once

#include <memory>
#include <optional>

#include "sim/results/file.hpp"
#include "sim/sweep/finished_run.hpp"

namespace sim::sweep {

/// How a sweep ended: all that was wanted has run; a failure ended it, as asked; it was stopped.
enum class End : std::uint8_t { whole, by_failure, stopped };

/// keep() and write() are called by one thread at a time each, wants() and stored() by any.
class RunSink {
 public:
    virtual ~RunSink() = default;
    /// False for blocks that need no work: they are stored, or another shard's.
    virtual bool wants(std::uint64_t first_point, std::uint32_t replicate) const = 0;
    /// A run of a block that is wanted, if it need not be computed.
    virtual std::optional<FinishedRun> stored(std::uint64_t point, std::uint32_t replicate) const = 0;
    /// Every run that was computed, in the order of the plan, before its block is whole.
    virtual void keep(const std::shared_ptr<const FinishedRun>& run) = 0;
    /// Whole blocks, compressed, in the order of the plan.
    virtual void write(const results::Block& block) = 0;
    /// Called once.
    virtual void finish(End end) = 0;
};

}  // namespace sim::sweep
