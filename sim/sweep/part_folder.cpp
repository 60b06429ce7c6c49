#include "sim/sweep/part_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "sim/check.hpp"
#include "sim/results/file_reader.hpp"
#include "sim/results/run_key.hpp"

namespace sim::sweep {

namespace fs = std::filesystem;

fs::path parts_folder(const fs::path& output) { return output.string() + ".parts"; }

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

void remove_parts(const fs::path& folder) {
    std::error_code ignored;
    fs::remove(plan_file(folder), ignored);  // first: a folder without a plan is one that is being removed
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        const bool ours = name.starts_with("plan.h5") || name.starts_with("part-") || name.starts_with("log-") ||
                          (name.starts_with(".") && name.find(".tmp-") != std::string::npos);
        if (ours) fs::remove(entry.path(), ignored);
    }
    fs::remove(folder, ignored);
}

}  // namespace sim::sweep
