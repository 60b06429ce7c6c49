#include "sim/results/part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "sim/check.hpp"
#include "sim/results/digest.hpp"
#include "sim/results/pending_file.hpp"

namespace sim::results {
namespace {

constexpr std::string_view mark = "MUSTPRT", magic = "MUSTPRT2";  // the last letter is the version of the format
constexpr std::size_t digest_bytes = 32;

/// Layout: magic, identity, number of records; each record as its size and its bytes; digest of all before.
struct PartHead {
    std::array<char, magic.size()> mark;
    Identity identity;
    std::uint64_t n_records;
};
static_assert(sizeof(PartHead) == 48);

}  // namespace

void write_part(const std::filesystem::path& path, const Identity& identity,
                std::span<const std::vector<std::byte>> records) {
    PendingFile pending(path, Existing::refuse);
    Sha256 sum;
    const auto append = [&](std::span<const std::byte> bytes) {
        sum.add(bytes);
        pending.append(bytes);
    };
    PartHead head{{}, identity, records.size()};
    std::copy(magic.begin(), magic.end(), head.mark.begin());
    append(std::as_bytes(std::span(&head, 1)));
    for (const auto& record : records) {
        const std::uint64_t size = record.size();
        append(std::as_bytes(std::span(&size, 1)));
        append(record);
    }
    pending.append(sum.bytes());
    pending.flush();
    pending.publish();
}

namespace {

/// Says of which part a fault is.
template <class Action>
auto of_part(const OpenFile& file, Action&& action) try {
    return action();
} catch (const InputError& error) {
    file.refuse(error.what());
}

}  // namespace

std::optional<Identity> identity_in(const std::filesystem::path& part) try {
    const OpenFile file(part);
    PartHead head{};
    file.read(0, std::as_writable_bytes(std::span(&head, 1)));
    if (!std::string_view(head.mark.data(), head.mark.size()).starts_with(mark)) return {};
    return head.identity;
} catch (const InputError&) {
    return {};
}

PartFile::PartFile(const std::filesystem::path& path) : file_(path) {}

std::vector<RecordPlace> PartFile::check(const Identity& identity) const {
    if (file_.size() < sizeof(PartHead) + digest_bytes) file_.refuse("is cut short");
    const std::uint64_t end = file_.size() - digest_bytes;
    PartHead head{};
    file_.read(0, std::as_writable_bytes(std::span(&head, 1)));
    const std::string_view begin(head.mark.data(), head.mark.size());
    if (!begin.starts_with(mark)) file_.refuse("is not a part file of muster");
    if (begin != magic)
        file_.refuse(fmt::format("has part format {} (this program reads {}): use the version of muster that wrote it",
                                 shown(begin.substr(mark.size())), magic.back()));
    std::array<std::byte, digest_bytes> stored{};
    file_.read(end, stored);
    if (file_.sha256(end) != stored) file_.refuse("does not match its digest");
    if (head.identity != identity) file_.refuse("belongs to another sweep or version");

    std::vector<RecordPlace> places;
    std::uint64_t at = sizeof head;
    for (std::uint64_t i = 0; i < head.n_records; ++i) {
        std::uint64_t length = 0;
        std::array<std::byte, record_head_bytes> head_of_record{};
        if (end - at < sizeof length + record_head_bytes) file_.refuse("holds fewer records than it says");
        file_.read(at, std::as_writable_bytes(std::span(&length, 1)));
        at += sizeof length;
        if (length < record_head_bytes || length > end - at) file_.refuse("holds a record of a wrong size");
        file_.read(at, head_of_record);
        places.push_back(place_of(head_of_record, at, length));
        at += length;
    }
    if (at != end) file_.refuse("holds more than its records");
    return places;
}

void PartFile::check_values(const std::vector<RecordPlace>& places, const Outputs& outputs, Look look) const {
    const auto extents = extents_of(outputs);
    for (const RecordPlace& place : places) {
        const Record stored = record(place);
        of_part(file_, [&] {
            results::check_values(stored, extents, look);
            check_tables(stored, outputs, look);
        });
    }
}

std::vector<std::byte> PartFile::bytes(const RecordPlace& place) const {
    std::vector<std::byte> bytes(place.size);
    file_.read(place.offset, bytes);
    return bytes;
}

Record PartFile::runs(const RecordPlace& place) const {
    std::vector<std::byte> bytes(std::min(place.size, bytes_of_runs(place.n_points)));
    file_.read(place.offset, bytes);
    return of_part(file_, [&] { return decode_runs(bytes); });
}

Record PartFile::record(const RecordPlace& place) const {
    const auto stored = bytes(place);
    return of_part(file_, [&] { return decode(stored); });
}

}  // namespace sim::results
