#include "sim/sweep/prepare_parts.hpp"

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

#include "sim/check.hpp"
#include "sim/results/file.hpp"
#include "sim/results/pending_file.hpp"
#include "sim/results/run_key.hpp"
#include "sim/sweep/part_folder.hpp"
#include "sim/sweep/remove_parts.hpp"
#include "sim/sweep/take_over_results.hpp"

namespace sim::sweep {

namespace fs = std::filesystem;

namespace {

/// Says now what the end of the sweep would stumble over.
void refuse_output(const fs::path& output, Earlier earlier) {
    using results::Existing;
    const results::PendingFile as_it_will_be(output, earlier == Earlier::refuse ? Existing::refuse : Existing::replace);
    results::refuse_long_name(results::digest_path(output));
}

void make_folder(const fs::path& folder) {
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error))
        throw InputError(
            fmt::format("{}: is in the way of the parts of the sweep (remove it)", shown(folder.string())));
    fs::create_directory(folder, error);
    if (!fs::is_directory(folder))
        throw InputError(fmt::format("{}: cannot be made ({})", shown(folder.string()), error.message()));
}

std::unique_ptr<const Lease> take_lease(const fs::path& folder, const results::Header& header, Work work,
                                        const Shard& shard) try {
    make_folder(folder);
    return std::make_unique<const Lease>(folder, header, work, shard);
} catch (...) {
    std::error_code ignored;
    fs::remove(folder, ignored);  // unless there is something in it
    throw;
}

/// The process that wrote the file leaves the parts to this one, which it saw at work, and is about to end.
bool is_soon_alone(const Lease& lease) {
    constexpr int most_looks = 200;
    for (int look = 0; look < most_looks && !lease.is_alone(); ++look)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return lease.is_alone();
}

/// While this sweep waited for the folder, its file may have come, with parts that no other process will remove.
void refuse_file_of_meanwhile(const fs::path& output, const results::Header& header, const Lease& lease) {
    if (std::error_code none; !fs::exists(output, none)) return;
    const bool is_this_sweep = is_whole(output, header);
    if (is_this_sweep && is_soon_alone(lease)) {
        PartIndex parts(header);
        parts.read(lease.folder());
        remove_parts(lease.folder(), parts);
    }
    throw InputError(fmt::format("{}: another process has written it meanwhile{}", shown(output.string()),
                                 is_this_sweep ? ", with all runs of this sweep (there is nothing to do)"
                                               : " (use --resume to continue it, or write elsewhere)"));
}

/// A folder in which this sweep, and other shards of it, may write.
std::unique_ptr<const Lease> open_folder(const fs::path& output, const results::Header& header, const Shard& shard,
                                         Earlier earlier) {
    const fs::path folder = parts_folder(output);
    const bool is_afresh = earlier == Earlier::discard;
    auto lease = take_lease(folder, header, is_afresh ? Work::afresh : Work::sweep, shard);
    if (is_afresh && shard.is_all()) {
        discard_parts(folder);
        lease = take_lease(folder, header, Work::afresh, shard);
    }
    if (earlier == Earlier::refuse) refuse_file_of_meanwhile(output, header, *lease);
    const auto own = shard.is_all() ? parts_in(folder) : parts_in(folder, beginning_of_parts(shard));
    if (earlier == Earlier::refuse && !own.empty())
        throw InputError(fmt::format(
            "{}: holds runs of a sweep that was stopped (use --resume to continue it, or --force to discard its runs)",
            shown(folder.string())));
    return lease;
}

/// The changes that keep the plan in the folder from becoming this one without a loss of runs.
std::vector<std::string> changes_of(const results::Header& before, const results::Header& now) {
    auto changes = results::differences(before, now);
    if (!changes.empty()) return changes;
    if (auto lost = results::what_is_lost(before, now); !lost.empty()) changes.push_back(std::move(lost));
    return changes;
}

/// Whether a plan is this very one. InputError: it is not, and runs that were stored under it would be of no use.
bool is_this_plan(const results::Header& before, const results::Header& header, const fs::path& folder,
                  const Shard& shard, Earlier earlier) {
    if (const auto changes = changes_of(before, header); !changes.empty())
        throw InputError(fmt::format(
            "{}: holds runs of another sweep: {} (undo that to continue, or {} to "
            "discard the runs)",
            shown(folder.string()), fmt::join(changes, "; "), shard.is_all() ? "use --force" : "remove the folder"));
    if (results::have_same_runs(before, header)) return true;
    if (earlier != Earlier::resume)
        throw InputError(
            fmt::format("{}: holds runs of a smaller sweep (use --resume to extend it)", shown(folder.string())));
    return false;
}

/// The plan in the folder becomes this one, unless runs stored under it would be of no use.
std::vector<std::string> take_over_plan(const fs::path& folder, const results::Header& header, const Shard& shard,
                                        Earlier earlier) {
    const fs::path plan = plan_file(folder);
    std::vector<std::string> faults;
    std::unique_ptr<const results::Reader> before;
    std::error_code none;
    const bool has_use = !shard.is_all() || !parts_in(folder).empty();
    if (fs::exists(plan, none) && has_use) try {
            before = std::make_unique<results::Reader>(plan);
        } catch (const InputError& error) {
            // The parts tell by themselves whether they belong here
            faults.push_back(fmt::format("{} (it is written anew)", error.what()));
        }
    if (!before || !is_this_plan(before->header(), header, folder, shard, earlier))
        results::Writer(plan, header, true).close();
    return faults;
}

}  // namespace

Prepared prepare_parts(const fs::path& output, const results::Header& header, const Shard& shard, Earlier earlier) {
    results::check(header);
    refuse_output(output, earlier);
    const fs::path folder = parts_folder(output);
    auto lease = open_folder(output, header, shard, earlier);
    try {
        std::error_code none;
        if (earlier == Earlier::resume && fs::exists(output, none)) take_over_results(output, folder, header, shard);
        auto faults = take_over_plan(folder, header, shard, earlier);
        if (earlier == Earlier::discard)  // a shard its own, once it is known that the plan is the others' too
            for (const fs::path& part : parts_in(folder, beginning_of_parts(shard))) fs::remove(part);
        return {std::move(faults), std::move(lease)};
    } catch (...) {
        if (lease->is_alone()) remove_parts_without_runs(folder, header, shard);
        throw;
    }
}

void remove_parts_without_runs(const fs::path& folder, const results::Header& header, const Shard& shard) {
    if (shard.is_all() && parts_in(folder).empty()) remove_parts(folder, PartIndex(header));
}

}  // namespace sim::sweep
