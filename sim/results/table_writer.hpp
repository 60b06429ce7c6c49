/// Appends the rows of run after run to one table of a file. Holds a column of one run: memory does not grow with the
/// number of runs.
#pragma once

#include <memory>
#include <vector>

#include "sim/results/hdf5_forward.hpp"
#include "sim/results/packed_tables.hpp"

namespace sim::results {

/// The columns that say whose rows they are, before those that the model declares.
inline constexpr const char *of_point = "of_point", *of_replicate = "of_replicate";

/// Throws H5::Exception.
class TableWriter {
 public:
    TableWriter(H5::Group& parent, const RowTable& declared);
    TableWriter(TableWriter&&) noexcept;
    ~TableWriter();
    /// number: of this table in the pack.
    void append(std::uint64_t point, std::uint32_t replicate, const Unpacked& rows, std::size_t number);
    /// Says how many rows there are. Once.
    void finish();

 private:
    struct Kept;
    std::unique_ptr<Kept> kept_;
};

}  // namespace sim::results
