#include "sim/results/record.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "sim/check.hpp"
#include "sim/results/byte_stream.hpp"
#include "sim/results/packed_tables.hpp"

namespace sim::results {
namespace {

static_assert(std::endian::native == std::endian::little, "parts are little-endian");

/// The fixed beginning of a record, enough to know what it is about.
struct RecordHead {
    std::uint64_t first_point;
    std::uint32_t replicate, n_points, n_failures, n_variables;
    std::uint32_t is_block, room;
};
static_assert(sizeof(RecordHead) == record_head_bytes);

Status status_of(std::byte code) {
    if (std::to_integer<unsigned>(code) > std::to_integer<unsigned>(std::byte(Status::failed)))
        throw InputError("a record holds an unknown status");
    return static_cast<Status>(code);
}

Record take_runs(Decoder& in, const RecordHead& head) {
    Record record;
    record.first_point = head.first_point;
    record.replicate = head.replicate;
    record.is_block = head.is_block != 0;
    record.room = head.room;
    if (head.n_points == 0) throw InputError("a record holds no runs");
    for (const std::byte code : in.take_bytes(head.n_points)) record.status.push_back(status_of(code));
    const auto keys = in.take_bytes(std::uint64_t{head.n_points} * sizeof(RunKey));
    record.keys.resize(head.n_points);
    std::memcpy(record.keys.data(), keys.data(), keys.size());
    return record;
}

void check_failures(const Record& record) {
    for (const Failure& failure : record.failures)
        if (failure.point < record.first_point || failure.point - record.first_point >= record.n_points() ||
            record.status[failure.point - record.first_point] != Status::failed)
            throw InputError("a record holds a failure of a run that did not fail");
}

}  // namespace

std::vector<std::byte> encode(const Record& record) {
    Encoder out;
    out.put(RecordHead{record.first_point, record.replicate, static_cast<std::uint32_t>(record.n_points()),
                       static_cast<std::uint32_t>(record.failures.size()),
                       static_cast<std::uint32_t>(record.values.size()), record.is_block ? 1U : 0U, record.room});
    out.put_bytes(std::as_bytes(std::span(record.status)));
    out.put_bytes(std::as_bytes(std::span(record.keys)));
    for (const Failure& failure : record.failures) {
        out.put(failure.point);
        out.put_text(failure.stage);
        out.put_text(failure.message);
    }
    for (const StoredChunk& chunk : record.values) {
        out.put(chunk.filter_mask);
        out.put_counted(chunk.bytes);
    }
    for (const auto& tables : record.tables) out.put_counted(tables);
    return std::move(out.out);
}

Record decode(std::span<const std::byte> bytes) {
    Decoder in(bytes, "a record");
    const auto head = in.take<RecordHead>();
    Record record = take_runs(in, head);
    for (std::uint32_t i = 0; i < head.n_failures; ++i) {
        Failure failure;
        failure.point = in.take<std::uint64_t>();
        failure.replicate = head.replicate;
        failure.stage = in.take_text();
        failure.message = in.take_text();
        record.failures.push_back(std::move(failure));
    }
    for (std::uint32_t v = 0; v < head.n_variables; ++v) {
        StoredChunk chunk;
        chunk.filter_mask = in.take<std::uint32_t>();
        chunk.bytes = in.take_counted();
        record.values.push_back(std::move(chunk));
    }
    for (std::uint32_t i = 0; i < head.n_points; ++i) record.tables.push_back(in.take_counted());
    in.expect_end();
    return record;
}

Record decode_runs(std::span<const std::byte> bytes) {
    Decoder in(bytes, "a record");
    const auto head = in.take<RecordHead>();
    return take_runs(in, head);
}

RecordPlace place_of(std::span<const std::byte, record_head_bytes> bytes, std::uint64_t offset, std::uint64_t size) {
    const auto head = Decoder(bytes, "a record").take<RecordHead>();
    return {head.first_point, head.replicate, head.n_points, head.is_block != 0, 0, offset, size};
}

void check_tables(const Record& record, const Outputs& outputs, Look look) {
    for (std::uint32_t i = 0; i < record.n_points(); ++i) {
        const bool are_kept = record.status[i] == Status::done && outputs.keeps_events_of(record.replicate);
        if (record.tables[i].empty() == are_kept) throw InputError("a record is of other tables of events");
        if (!are_kept) continue;
        const Unpacked unpacked(record.tables[i], outputs.tables);
        if (look == Look::values) unpacked.check();
    }
}

void check_values(const Record& record, std::span<const Extent> extents, Look look) {
    check_failures(record);
    if (record.values.empty() && std::ranges::count(record.status, Status::done) == 0 && !record.is_block) return;
    if (record.values.size() != extents.size()) throw InputError("a record is of other outputs");
    if (record.room < record.n_points()) throw InputError("a record has no room for its runs");
    for (std::size_t v = 0; v < extents.size(); ++v) {
        const Extent& extent = extents[v];
        const StoredChunk& chunk = record.values[v];
        const std::size_t bytes = (extent.gathered ? record.n_points() : record.room) * extent.bytes();
        if (extent.gathered ? chunk.filter_mask != 0 || chunk.bytes.size() != bytes : bytes == 0)
            throw InputError("a record holds values of a wrong size");
        if (extent.gathered) continue;
        look == Look::values ? static_cast<void>(decompress_chunk(chunk, bytes, extent.element_size))
                             : check_chunk(chunk, bytes, extent.element_size);
    }
}

}  // namespace sim::results
