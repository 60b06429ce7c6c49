/// One column of a table in a file. Throws H5::Exception.
#pragma once

#include "sim/results/hdf5_forward.hpp"
#include "sim/run/outputs.hpp"

namespace sim::results {

constexpr hsize_t rows_per_chunk = 8192;

/// As it lies in the file, and as stored_bytes() makes it.
H5::DataType type_of(Column::Store store);
/// An empty variable over the table's rows, with its attributes.
H5::DataSet create_column(H5::Group& group, const H5::DataSet& rows, const Column& column, hsize_t chunk);

}  // namespace sim::results
