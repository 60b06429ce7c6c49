/// Tells who is at work in a folder of parts. A lease is a file there that names a process and its plan; it is no lock: one
/// of a process that has ended counts for nothing, and one of another machine only while it is renewed.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/results/header.hpp"
#include "sim/sweep/periodic.hpp"
#include "sim/sweep/process.hpp"
#include "sim/sweep/shard.hpp"

namespace sim::sweep {

/// The work of a process in the folder. A sweep that begins afresh discards the runs of its share.
enum class Work : std::uint8_t { sweep, afresh, merge };

struct Tenancy {
    Work work = Work::sweep;
    Shard shard{};
    std::string plan;  // as plan_name() gives it
    Process process{};
    std::string since{};
};

/// Names a plan: what all its runs share, its points and its replicates.
std::string plan_name(const results::Header& header);

class Lease {
 public:
    static constexpr std::chrono::seconds renewed_every{10}, valid_for{60};

    /// InputError: a process is at work in the folder that this would disturb.
    Lease(std::filesystem::path folder, const results::Header& header, Work work, const Shard& shard = {});
    /// Gives it back.
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    const std::filesystem::path& folder() const { return folder_; }
    /// Whether no other process is at work in the folder.
    bool is_alone() const;

 private:
    std::optional<Tenancy> whom_it_disturbs() const;

    const std::filesystem::path folder_;
    Tenancy own_;
    std::filesystem::path file_;
    std::optional<Periodic> renewing_;
};

}  // namespace sim::sweep
