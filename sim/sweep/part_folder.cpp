#include "sim/sweep/part_folder.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <system_error>

#include "sim/check.hpp"
#include "sim/results/file_reader.hpp"
#include "sim/results/pending_file.hpp"
#include "sim/results/run_key.hpp"

namespace sim::sweep {

namespace fs = std::filesystem;

fs::path parts_folder(const fs::path& output) { return results::target_of(output).string() + ".parts"; }

fs::path plan_file(const fs::path& folder) { return folder / "plan.h5"; }

results::Header plan_in(const fs::path& folder) {
    if (std::error_code none; !fs::exists(plan_file(folder), none))
        throw InputError(
            fmt::format("{}: has no plan.h5, which says what its runs are (`muster sweep --resume` with the "
                        "same sweep writes it again)",
                        shown(folder.string())));
    return results::Reader(plan_file(folder)).header();
}

std::string beginning_of_parts(const Shard& shard) { return fmt::format("part-{}of{}-", shard.index, shard.count); }

std::vector<fs::path> parts_in(const fs::path& folder, const std::string& beginning) {
    std::vector<fs::path> parts;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none))
        if (entry.path().filename().string().starts_with(beginning)) parts.push_back(entry.path());
    std::ranges::sort(parts);
    return parts;
}

bool is_whole(const fs::path& output, const results::Header& header) {
    std::error_code none;
    if (!fs::exists(output, none)) return false;
    const results::Reader reader(output);
    const auto changes = results::differences(reader.header(), header);
    if (!changes.empty())
        throw InputError(fmt::format("{}: is another sweep's: {} (undo that, write elsewhere, or use --force)",
                                     shown(output.string()), fmt::join(changes, "; ")));
    if (const auto lost = results::what_is_lost(reader.header(), header); !lost.empty())
        throw InputError(fmt::format("{}: {} (write elsewhere, or use --force)", shown(output.string()), lost));
    return results::have_same_runs(reader.header(), header) &&
           std::ranges::count(reader.status(), results::Status::missing) == 0;
}

bool has_another_plan(const fs::path& folder, const results::Header& header) try {
    const results::Reader plan(plan_file(folder));
    return !results::differences(plan.header(), header).empty() || !results::have_same_runs(plan.header(), header);
} catch (const InputError&) {
    return false;
}

std::optional<PlanStamp> stamp_of_plan(const fs::path& folder) {
    struct stat about {};
    if (::stat(plan_file(folder).c_str(), &about) != 0) return {};
    return PlanStamp{about.st_dev, about.st_ino, static_cast<std::uint64_t>(about.st_size), about.st_mtim.tv_sec,
                     about.st_mtim.tv_nsec};
}

std::string fate_of(const fs::path& folder) {
    std::error_code none;
    return fmt::format("{}: {} meanwhile, by another sweep or merge (see `muster status`)", folder.string(),
                       fs::exists(plan_file(folder), none) ? "was begun anew" : "was removed");
}

}  // namespace sim::sweep
