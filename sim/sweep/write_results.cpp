#include "sim/sweep/write_results.hpp"

#include <algorithm>
#include <vector>

#include "sim/results/writer.hpp"

namespace sim::sweep {

Written write_results(const PartIndex& parts, const std::filesystem::path& output, bool force) {
    using results::Status;
    Written written;
    std::vector<results::Failure> failures;
    results::Writer writer(output, parts.header(), force);
    parts.blocks().for_each([&](std::uint64_t first_point, std::uint32_t replicate) {
        const auto block = parts.block(first_point, replicate);
        if (!block) return;
        writer.write(*block);
        written.n_done += static_cast<std::uint64_t>(std::ranges::count(block->status(), Status::done));
        written.n_failed += static_cast<std::uint64_t>(std::ranges::count(block->status(), Status::failed));
        for (const results::Failure& failure : block->failures())
            if (failures.size() < max_failures) failures.push_back(failure);
    });
    writer.failures(failures);
    writer.close();
    return written;
}

}  // namespace sim::sweep
