/// The tables of one run as bytes, each column compressed by itself: on their way from a worker to the file, and in
/// parts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/results/byte_stream.hpp"
#include "sim/results/chunk.hpp"
#include "sim/run/outputs.hpp"

namespace sim::results {

using PackedTables = std::vector<std::byte>;

/// A value of a column takes so many bytes. std::logic_error: it is text, of which it cannot be said.
std::size_t bytes_of(Column::Store store);
/// The numbers of a column as they are stored: those that the store cannot hold are the nearest, and not a number is the
/// missing value.
std::vector<std::byte> stored_bytes(const Column& column);

/// Packs a run's tables one after the other, so that no two need be in memory.
class Packer {
 public:
    explicit Packer(const std::vector<RowTable>& declared) : declared_(declared) {}  // which must outlive it
    /// The next one. std::logic_error: it is not as declared, or holds texts.
    void add(const RowTable& table);
    /// std::logic_error: some are lacking.
    PackedTables take();

 private:
    const std::vector<RowTable>& declared_;
    std::size_t n_ = 0;
    Encoder out_;
};
PackedTables pack(const std::vector<RowTable>& tables, const std::vector<RowTable>& declared);

/// A pack that may be made up. InputError: it holds no such tables.
class Unpacked {
 public:
    Unpacked(std::span<const std::byte> bytes, const std::vector<RowTable>& declared);  // which must outlive it
    std::uint64_t n_rows(std::size_t table) const { return tables_[table].n_rows; }
    /// As stored.
    std::vector<std::byte> values(std::size_t table, std::size_t column) const;
    /// Inflates everything.
    void check() const;

 private:
    struct Packed {
        std::uint64_t n_rows = 0;
        std::vector<StoredChunk> columns;
    };
    const std::vector<RowTable>& declared_;
    std::vector<Packed> tables_;
};

}  // namespace sim::results
