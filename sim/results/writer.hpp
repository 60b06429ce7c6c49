/// Writes one results file: whole, or not at all. Use from one thread at a time; libhdf5 allows no more, not even for
/// two files.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "sim/results/block.hpp"
#include "sim/results/header.hpp"

namespace sim::results {

/// InputError: the path or the plan cannot be used. std::runtime_error: the machine failed (full disk, ...); the
/// message names path and reason, nothing is left behind, and the writer is of no further use. std::logic_error: blocks
/// out of order.
class Writer {
 public:
    /// Refuses an existing `path` unless `force`.
    Writer(std::filesystem::path path, const Header& header, bool force);
    ~Writer();  // removes the temporary file if close() was not reached
    /// Blocks come replicate by replicate, and within one by first point; those left out stay missing.
    void write(const Block& block);
    /// Once, with all failures in the order to be listed.
    void failures(const std::vector<Failure>& failures);
    /// Finishes, flushes to disk, renames into place and writes `path`.sha256.
    void close();

 private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The file of one run, of a header with one point and one replicate; tables: of its events, if the header keeps any.
void write_run(const std::filesystem::path& path, const Header& header, const Series& series, PackedTables tables,
               bool force);

}  // namespace sim::results
