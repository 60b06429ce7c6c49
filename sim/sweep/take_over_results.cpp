#include "sim/sweep/take_over_results.hpp"

#include <set>
#include <utility>

#include "sim/check.hpp"
#include "sim/results/file.hpp"
#include "sim/sweep/part_folder.hpp"
#include "sim/sweep/part_record.hpp"
#include "sim/sweep/part_writer.hpp"
#include "sim/sweep/stored_sweep.hpp"

namespace sim::sweep {

namespace fs = std::filesystem;
using results::Record, results::RecordPlace, results::Status;

namespace {

/// Of the runs that the parts of a folder hold: another shard may have taken over the file, in part.
std::set<results::RunKey> keys_in(const fs::path& folder, const results::Identity& identity) {
    std::set<results::RunKey> keys;
    for (const fs::path& path : parts_in(folder)) try {
            const results::PartFile part(path);
            for (const RecordPlace& place : part.check(identity)) {
                const Record runs = part.runs(place);
                for (std::size_t i = 0; i < runs.keys.size(); ++i)
                    if (runs.status[i] == Status::done) keys.insert(runs.keys[i]);
            }
        } catch (const InputError&) {  // said when the parts are read
        }
    return keys;
}

}  // namespace

void take_over_results(const fs::path& output, const fs::path& folder, const results::Header& header,
                       const Shard& shard) {
    const results::Reader file(output);
    const std::uint64_t n_points = file.header().n_points;
    const results::RunKeys keys(file.header());
    const auto held = keys_in(folder, results::identity_of(header));
    const auto extents = results::extents_of(header.outputs);
    const auto status = file.status();
    PartWriter writer(folder, shard, header);
    EncodedRecords records;
    std::size_t bytes = 0;
    for (std::uint64_t i = 0; i < status.size(); ++i) {  // in the order of the chunks, so that each is opened once
        const std::uint64_t point = i % n_points;
        const auto replicate = static_cast<std::uint32_t>(i / n_points);
        if (status[point * file.header().n_replicates + replicate] != Status::done)
            continue;  // those that failed run again, and fail again
        if (!held.empty() && held.contains(keys.of(point, replicate))) continue;
        records.push_back(results::encode(record_of(run_of(file, point, replicate), keys, extents)));
        bytes += records.back().size();
        if (bytes < large_part) continue;
        writer.write(std::exchange(records, {}));
        bytes = 0;
    }
    writer.write(records);
}

}  // namespace sim::sweep
