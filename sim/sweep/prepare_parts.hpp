/// The folder of parts before a sweep writes to it: what an earlier sweep to the same output left is refused, discarded
/// or taken over.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sim/results/header.hpp"
#include "sim/sweep/lease.hpp"
#include "sim/sweep/shard.hpp"

namespace sim::sweep {

/// The treatment of runs and files of an earlier sweep to the same output.
enum class Earlier : std::uint8_t { refuse, resume, discard };

struct Prepared {
    std::vector<std::string> faults;  // of the plan in the folder, and what is done about them
    std::unique_ptr<const Lease> lease;
};

/// Makes the folder, or opens it to go on; a whole file of a smaller sweep becomes parts of this one. InputError: the
/// output or the folder cannot be used, a process is at work there, or it holds runs of another sweep; the message says
/// what differs.
Prepared prepare_parts(const std::filesystem::path& output, const results::Header& header, const Shard& shard,
                       Earlier earlier);
/// Removes the folder if there is nothing in it to go on with. Shards leave it to each other.
void remove_parts_without_runs(const std::filesystem::path& folder, const results::Header& header, const Shard& shard);

}  // namespace sim::sweep
