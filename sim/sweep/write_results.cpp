#include "sim/sweep/write_results.hpp"

#include <algorithm>
#include <system_error>
#include <vector>

#include "sim/check.hpp"
#include "sim/results/file_reader.hpp"
#include "sim/results/run_key.hpp"
#include "sim/results/writer.hpp"

namespace sim::sweep {

namespace fs = std::filesystem;

Written write_results(const PartIndex& parts, const fs::path& output, bool force,
                      const std::function<void()>& last_look) {
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
    last_look();
    writer.close();
    return written;
}

std::uint64_t n_runs_lost(const PartIndex& parts, const fs::path& output) try {
    if (std::error_code none; !fs::exists(output, none)) return 0;
    const results::Reader file(output);
    const auto& plan = file.header();
    if (!results::differences(plan, parts.header()).empty() || !results::have_same_runs(plan, parts.header())) return 0;
    const auto status = file.status();
    std::uint64_t n = 0;
    for (std::uint64_t i = 0; i < status.size(); ++i) {
        const std::uint64_t point = i / plan.n_replicates;
        const auto replicate = static_cast<std::uint32_t>(i % plan.n_replicates);
        const bool is_there =
            parts.has_block(parts.blocks().first_point_of(point), replicate) || parts.has_run(point, replicate);
        n += status[i] != results::Status::missing && !is_there ? 1 : 0;
    }
    return n;
} catch (const InputError&) {
    return 0;  // of a file that cannot be read nothing is lost
}

}  // namespace sim::sweep
