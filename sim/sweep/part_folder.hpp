/// The folder out.h5.parts beside a results file to be: the plan, as a results file without runs, and parts with the
/// runs so far. Shards of a sweep share the folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/results/header.hpp"
#include "sim/sweep/shard.hpp"

namespace sim::sweep {

/// Beside the output, or beside the file that it leads to if it is a link.
std::filesystem::path parts_folder(const std::filesystem::path& output);
std::filesystem::path plan_file(const std::filesystem::path& folder);
/// InputError: there is none.
results::Header plan_in(const std::filesystem::path& folder);
/// How the names of a shard's parts begin.
std::string beginning_of_parts(const Shard& shard);
/// Parts in the folder, in the order of their names; of all shards, or of the one whose parts begin so.
std::vector<std::filesystem::path> parts_in(const std::filesystem::path& folder,
                                            const std::string& beginning = "part-");
/// Whether there is a results file of just this plan with all its runs. InputError: there is one of another sweep.
bool is_whole(const std::filesystem::path& output, const results::Header& header);
/// Whether the folder has a plan that can be read, and is not this one.
bool has_another_plan(const std::filesystem::path& folder, const results::Header& header);

/// Tells the plan of a folder from one that was put in its place.
struct PlanStamp {
    std::uint64_t device = 0, file = 0, size = 0;
    std::int64_t seconds = 0, nanoseconds = 0;
    bool operator==(const PlanStamp&) const = default;
};
/// Nothing if the folder has no plan.
std::optional<PlanStamp> stamp_of_plan(const std::filesystem::path& folder);
/// A message on a folder that went, or became another's, while it was in use.
std::string fate_of(const std::filesystem::path& folder);

}  // namespace sim::sweep
