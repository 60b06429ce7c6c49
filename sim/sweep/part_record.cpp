#include "sim/sweep/part_record.hpp"

namespace sim::sweep {

using results::Record, results::Status;

Record record_of(const FinishedRun& run, const results::RunKeys& keys, std::span<const results::Extent> extents) {
    Record record;
    record.first_point = run.record.point;
    record.replicate = run.record.replicate;
    record.status = {run.record.status};
    record.keys = {keys.of(run.record.point, run.record.replicate)};
    if (run.record.status == Status::failed)
        record.failures = {{run.record.point, run.record.replicate, run.stage, run.record.message}};
    record.tables = {run.tables};
    if (run.record.status != Status::done) return record;
    for (std::size_t v = 0; v < extents.size(); ++v) {
        const auto values = run.series.bytes(v);
        record.values.push_back(extents[v].gathered ? results::StoredChunk{{values.begin(), values.end()}, 0}
                                                    : results::compress_chunk(values, extents[v].element_size));
    }
    return record;
}

Record record_of(const results::Block& block, const results::RunKeys& keys, std::uint64_t points_per_block) {
    Record record;
    record.first_point = block.first_point();
    record.replicate = block.replicate();
    record.is_block = true;
    record.room = static_cast<std::uint32_t>(points_per_block);
    record.status = block.status();
    for (std::uint64_t i = 0; i < block.n_points(); ++i)
        record.keys.push_back(keys.of(block.first_point() + i, block.replicate()));
    record.failures = block.failures();
    record.values = block.stored();
    record.tables = block.tables();
    return record;
}

}  // namespace sim::sweep
