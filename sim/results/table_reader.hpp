/// Tables of a file: what they hold, and their rows a part at a time. Throws InputError, and H5::Exception where libhdf5
/// cannot read.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/results/source.hpp"
#include "sim/run/outputs.hpp"

namespace sim::results {

/// Groups of the root that hold tables of events.
std::vector<std::string> names_of_tables(const Source& source);
/// A table without its rows. Columns of format 1 have the names of today.
RowTable read_declared_table(const Source& source, const std::string& group);
std::uint64_t n_rows_of(const Source& source, const std::string& group);

struct RowRange {
    std::uint64_t first = 0, n = 0;
};
/// Some rows, of these columns or, if none is named, of all; missing numbers as NaN.
RowTable read_rows(const Source& source, const std::string& group, const RowRange& range,
                   const std::vector<std::string>& columns = {});
/// The rows of one run, which lie together.
RowRange rows_of_run(const Source& source, const std::string& group, std::uint64_t point, std::uint32_t replicate);

}  // namespace sim::results
