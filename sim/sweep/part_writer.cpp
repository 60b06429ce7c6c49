#include "sim/sweep/part_writer.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "sim/check.hpp"
#include "sim/results/part.hpp"
#include "sim/sweep/part_folder.hpp"
#include "sim/sweep/part_index.hpp"

namespace sim::sweep {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t small_part = std::size_t{4} << 20U;  // [byte] joined with others, in memory
constexpr std::size_t most_small_parts = 32;

}  // namespace

PartWriter::PartWriter(fs::path folder, const Shard& shard, const results::Header& header)
    : folder_(std::move(folder)),
      beginning_(beginning_of_parts(shard)),
      header_(header),
      identity_(results::identity_of(header)) {}

void PartWriter::write(const EncodedRecords& records) {
    if (records.empty()) return;
    const fs::path path = write_under_next_name(records);
    if (fs::file_size(path) >= small_part) return;
    small_parts_.push_back(path);
    if (small_parts_.size() >= most_small_parts) join_small_parts();
}

/// Another process may take a name meanwhile.
fs::path PartWriter::write_under_next_name(const EncodedRecords& records) {
    while (true) {
        fs::path path = folder_ / fmt::format("{}{:08}", beginning_, next_part_++);
        if (fs::exists(path)) continue;
        try {
            results::write_part(path, identity_, records);
            return path;
        } catch (const InputError& error) {
            if (fs::exists(path)) continue;
            // No fault of the command's: it has begun
            throw std::runtime_error(fs::exists(folder_) ? error.what() : fate_of(folder_));
        }
    }
}

/// Runs that have come as a block since are left out.
void PartWriter::join_small_parts() {
    PartIndex stored(header_);
    std::vector<fs::path> joined;
    for (const fs::path& part : std::exchange(small_parts_, {})) try {
            stored.read_part(part);
            joined.push_back(part);
        } catch (const InputError&) {  // it was changed or removed: the end of the sweep will say so
        }
    write(stored.encoded());
    for (const fs::path& part : joined) fs::remove(part);
}

}  // namespace sim::sweep
