#include "sim/results/packed_tables.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/check.hpp"

namespace sim::results {
namespace {

using Kept = Column::Store;

constexpr std::uint64_t most_rows = std::numeric_limits<std::int32_t>::max();  // of a table of one run

template <class T>
std::vector<std::byte> whole_numbers(const std::vector<double>& numbers, T least, T missing) {
    std::vector<T> stored;
    stored.reserve(numbers.size());
    for (const double number : numbers)
        stored.push_back(std::isnan(number) ? missing
                                            : static_cast<T>(std::clamp(number, static_cast<double>(least),
                                                                        double{std::numeric_limits<T>::max()})));
    const auto bytes = std::as_bytes(std::span(stored));
    return {bytes.begin(), bytes.end()};
}

/// Which NaN an operation gives depends on compiler and processor.
template <class T>
std::vector<std::byte> reals(const std::vector<double>& numbers) {
    std::vector<T> stored;
    stored.reserve(numbers.size());
    for (const double number : numbers)
        stored.push_back(std::isnan(number) ? std::numeric_limits<T>::quiet_NaN() : static_cast<T>(number));
    const auto bytes = std::as_bytes(std::span(stored));
    return {bytes.begin(), bytes.end()};
}

void require_declared(const RowTable& table, const RowTable& declared) {
    const auto same = [](const Column& a, const Column& b) { return a.name == b.name && a.store == b.store; };
    if (table.name != declared.name || !std::ranges::equal(table.columns, declared.columns, same))
        throw std::logic_error("table " + table.name + ": is not as the model declares it");
    for (const Column& column : table.columns)
        if (column.numbers.size() != table.size())
            throw std::logic_error("table " + table.name + ": column " + column.name + " has another length");
}

}  // namespace

std::size_t bytes_of(Kept store) {
    switch (store) {
        case Kept::u8:
            return 1;
        case Kept::i32:
        case Kept::f32:
            return 4;
        case Kept::f64:
            return 8;
        case Kept::text:
            break;
    }
    throw std::logic_error("a table of a run holds texts");
}

std::vector<std::byte> stored_bytes(const Column& column) {
    switch (column.store) {
        case Kept::u8:
            return whole_numbers<std::uint8_t>(column.numbers, 0, 255);
        case Kept::i32:
            return whole_numbers<std::int32_t>(column.numbers, -std::numeric_limits<std::int32_t>::max(), -1);
        case Kept::f32:
            return reals<float>(column.numbers);
        case Kept::f64:
            return reals<double>(column.numbers);
        case Kept::text:
            break;
    }
    throw std::logic_error("column " + column.name + " holds texts");
}

void Packer::add(const RowTable& table) {
    if (n_ == declared_.size()) throw std::logic_error("a run gives more tables than the model declares");
    require_declared(table, declared_[n_++]);
    out_.put(std::uint64_t{table.size()});
    for (const Column& column : table.columns) {
        if (table.size() == 0) continue;
        const StoredChunk chunk = compress_chunk(stored_bytes(column), bytes_of(column.store));
        out_.put(chunk.filter_mask);
        out_.put_counted(chunk.bytes);
    }
}

PackedTables Packer::take() {
    if (n_ != declared_.size()) throw std::logic_error("a run gives fewer tables than the model declares");
    return std::move(out_.out);
}

PackedTables pack(const std::vector<RowTable>& tables, const std::vector<RowTable>& declared) {
    Packer packer(declared);
    for (const RowTable& table : tables) packer.add(table);
    return packer.take();
}

Unpacked::Unpacked(std::span<const std::byte> bytes, const std::vector<RowTable>& declared) : declared_(declared) {
    Decoder in(bytes, "a run's tables of events");
    for (const RowTable& table : declared) {
        Packed packed{in.take<std::uint64_t>(), {}};
        if (packed.n_rows > most_rows) throw InputError("a table of events has too many rows");
        for (const Column& column : table.columns) {
            StoredChunk chunk;
            if (packed.n_rows > 0) {
                chunk.filter_mask = in.take<std::uint32_t>();
                chunk.bytes = in.take_counted();
                check_chunk(chunk, packed.n_rows * bytes_of(column.store), bytes_of(column.store));
            }
            packed.columns.push_back(std::move(chunk));
        }
        tables_.push_back(std::move(packed));
    }
    in.expect_end();
}

std::vector<std::byte> Unpacked::values(std::size_t table, std::size_t column) const {
    const Packed& packed = tables_[table];
    if (packed.n_rows == 0) return {};
    const std::size_t width = bytes_of(declared_[table].columns[column].store);
    return decompress_chunk(packed.columns[column], packed.n_rows * width, width);
}

void Unpacked::check() const {
    for (std::size_t t = 0; t < tables_.size(); ++t)
        for (std::size_t c = 0; c < tables_[t].columns.size(); ++c) static_cast<void>(values(t, c));
}

}  // namespace sim::results
