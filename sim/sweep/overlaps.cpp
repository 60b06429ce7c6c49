#include "sim/sweep/overlaps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "sim/check.hpp"

namespace sim::sweep {

using results::RecordPlace;

namespace {

bool are_equal(const FinishedRun& a, const FinishedRun& b) {
    if (a.record.status != b.record.status || a.stage != b.stage || a.record.message != b.record.message) return false;
    if (a.series.n_variables() != b.series.n_variables() || a.tables != b.tables) return false;
    for (std::size_t v = 0; v < a.series.n_variables(); ++v)
        if (!std::ranges::equal(a.series.bytes(v), b.series.bytes(v))) return false;
    return true;
}

}  // namespace

bool Overlaps::are_of_one_shard(const RecordPlace& a, const RecordPlace& b) const {
    const auto shard = [&](const RecordPlace& place) {
        const std::string name = stored_.part_of(place).string();
        return name.substr(0, name.rfind('-'));
    };
    return shard(a) == shard(b);
}

void Overlaps::conflict(const RecordPlace& first, const RecordPlace& second, std::uint64_t point) {
    conflict_ = fmt::format("{} and {}: hold other results for the same runs (point {}, replicate {})",
                            stored_.part_of(first).string(), stored_.part_of(second).filename().string(), point,
                            second.replicate);
}

void Overlaps::note_run(const RunPlace& first, const RunPlace& second, std::uint64_t point) {
    if (!conflict_.empty() || are_of_one_shard(first.record, second.record)) return;
    if (!are_equal(stored_.run(first), stored_.run(second))) conflict(first.record, second.record, point);
}

void Overlaps::note_block(const RecordPlace& first, const results::PartFile& file, const RecordPlace& second) {
    if (!are_of_one_shard(first, second)) ++n_blocks_;
    if (!conflict_.empty()) return;
    try {
        if (stored_.bytes(first) != file.bytes(second)) conflict(first, second, second.first_point);
    } catch (const InputError&) {
        if (std::error_code none; std::filesystem::exists(stored_.part_of(first), none))
            throw;  // else its shard has just joined it into the second
    }
}

void Overlaps::refuse_conflicts() const {
    if (!conflict_.empty())
        throw InputError(conflict_ +
                         "; the same program gives the same results: find out which is wrong, and remove it");
}

}  // namespace sim::sweep
