#include "sim/sweep/part_stream.hpp"

#include <utility>

#include "sim/results/layout.hpp"
#include "sim/results/part.hpp"
#include "sim/sweep/part_record.hpp"

namespace sim::sweep {

using results::Block;

namespace {

std::size_t bytes_of(const Block& block) {
    std::size_t bytes = 0;
    for (const auto& chunk : block.stored()) bytes += chunk.bytes.size();
    for (const auto& tables : block.tables()) bytes += tables.size();
    return bytes;
}

bool holds(const Block& block, const RunRecord& run) {
    return run.replicate == block.replicate() && run.point >= block.first_point() &&
           run.point < block.first_point() + block.n_points();
}

}  // namespace

PartStream::PartStream(const results::Header& header, PartWriter writer)
    : keys_(header),
      extents_(results::extents_of(header.outputs)),
      points_per_block_(results::points_per_chunk(header)),
      writer_(std::move(writer)) {}

void PartStream::add(const std::shared_ptr<const FinishedRun>& run) {
    const std::lock_guard lock(holding_);
    held_.runs.push_back(run);
}

void PartStream::add(const Block& block) {
    bool is_much = false;
    {
        const std::lock_guard lock(holding_);
        std::erase_if(held_.runs, [&](const auto& run) { return holds(block, run->record); });
        held_.blocks.push_back(block);
        held_.bytes += bytes_of(block);
        is_much = held_.bytes >= large_part;
    }
    if (is_much) flush();
}

void PartStream::flush() {
    const std::lock_guard one_at_a_time(writing_);
    Held held;
    {
        const std::lock_guard lock(holding_);
        held = std::exchange(held_, {});
    }
    EncodedRecords records;
    for (const Block& block : held.blocks)
        records.push_back(results::encode(record_of(block, keys_, points_per_block_)));
    for (const auto& run : held.runs) records.push_back(results::encode(record_of(*run, keys_, extents_)));
    writer_.write(records);
}

}  // namespace sim::sweep
