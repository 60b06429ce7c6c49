/// The parts of one shard: each under the next free name, small ones joined to larger ones, so that a sweep of weeks
/// leaves few files. Use from one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/results/header.hpp"
#include "sim/results/run_key.hpp"
#include "sim/sweep/shard.hpp"

namespace sim::sweep {

/// As results::encode() makes them.
using EncodedRecords = std::vector<std::vector<std::byte>>;

inline constexpr std::size_t large_part = std::size_t{32} << 20U;  // [byte] written at once

class PartWriter {
 public:
    PartWriter(std::filesystem::path folder, const Shard& shard, const results::Header& header);  // which outlives it
    /// Nothing is written for no records. std::runtime_error: the machine's reason.
    void write(const EncodedRecords& records);

 private:
    std::filesystem::path write_under_next_name(const EncodedRecords& records);
    void join_small_parts();

    const std::filesystem::path folder_;
    const std::string beginning_;  // of the names
    const results::Header& header_;
    const results::Identity identity_;
    std::uint64_t next_part_ = 1;
    std::vector<std::filesystem::path> small_parts_;
};

}  // namespace sim::sweep
