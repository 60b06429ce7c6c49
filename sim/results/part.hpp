/// Part files: finished runs of a sweep that is not whole yet, in one folder beside the file to be. A part appears
/// under its name when it is whole and on disk, and its last bytes are the digest of all others. It holds whole blocks,
/// in the form in which the results file will store them, and single runs of blocks that were not full when it was
/// written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "sim/results/open_file.hpp"
#include "sim/results/record.hpp"

namespace sim::results {

/// Writes encoded records as one part, whole or not at all. InputError: there is a file of this name already.
/// std::runtime_error: the machine's reason.
void write_part(const std::filesystem::path& path, const Identity& identity,
                std::span<const std::vector<std::byte>> records);

/// The plan whose runs a file holds, as its head says; nothing if it has no such head.
std::optional<Identity> identity_in(const std::filesystem::path& part);

/// A part that may be cut, changed or made up, open for reading.
class PartFile {
 public:
    /// InputError: there is no such file.
    explicit PartFile(const std::filesystem::path& path);

    /// Holds every byte against the digest and finds the records. InputError: it does not match, or the part belongs to
    /// another plan.
    std::vector<RecordPlace> check(const Identity& identity) const;
    /// For places that check() gave.
    std::vector<std::byte> bytes(const RecordPlace& place) const;  // as encoded
    Record runs(const RecordPlace& place) const;                   // without failures and values
    Record record(const RecordPlace& place) const;
    /// InputError: a record holds no runs with such values and tables.
    void check_values(const std::vector<RecordPlace>& places, const Outputs& outputs, Look look) const;

 private:
    OpenFile file_;
};

}  // namespace sim::results
