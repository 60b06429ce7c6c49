/// HDF5 as netCDF-4 uses it: groups, dimensions, variables and attributes that xarray, netCDF, R, MATLAB and Julia
/// open. Every object tracks creation order and no times. A dimension is a dimension scale; a variable is attached to
/// one on every axis (readers refuse partial attachment). Throws H5::Exception.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/results/hdf5_forward.hpp"
#include "sim/run/outputs.hpp"

namespace sim::results::netcdf {

H5::FileCreatPropList file_creation();
H5::DSetCreatPropList variable_creation();
/// Chunked; with filters (shuffle, deflate) as compress_chunk() applies them to elements of this size.
H5::DSetCreatPropList chunked_creation(const std::vector<hsize_t>& chunk, std::size_t element_size);
H5::Group create_group(H5::Group& parent, const std::string& name);

/// Variable-length UTF-8, the only text that every reader takes in a data set.
H5::StrType text_type();
H5::DataType stored_type(Store store);
H5::DataType memory_type(Store store);

/// A variable over `axes`, each a dimension scale whose length becomes the axis's.
H5::DataSet create_variable(H5::Group& parent, const std::string& name, const H5::DataType& type,
                            const std::vector<H5::DataSet>& axes, const H5::DSetCreatPropList& creation);
/// A dimension with a variable of its own name that holds its coordinates; to be filled by the caller.
H5::DataSet create_coordinate(H5::Group& parent, const std::string& name, const H5::DataType& type, hsize_t size);
/// A dimension that can grow and has no coordinates: the rows of a table, of which there may be none.
H5::DataSet create_rows(H5::Group& parent, const std::string& name, hsize_t size, hsize_t chunk);
/// Of such a dimension, once its variables have grown.
void set_length(H5::DataSet& rows, hsize_t size);

/// Attributes: text scalar and of fixed length, at most 32 kB; nothing is written for an empty text.
void put_text(H5::H5Object& object, const std::string& name, std::string_view text);
void put_number(H5::H5Object& object, const std::string& name, std::int32_t value);
/// _FillValue, and the fill value of the data set in `creation`.
void set_fill(H5::DSetCreatPropList& creation, Store store);
void put_fill(H5::DataSet& variable, Store store);
/// CF flag_values 0, 1, 2, ... of the variable's type and flag_meanings; nothing if there are no meanings.
void put_flags(H5::DataSet& variable, const std::vector<std::string>& meanings, const H5::DataType& type);

void write_texts(H5::DataSet& variable, const std::vector<std::string>& texts);
/// Text that readers can decode: what is not UTF-8, and NUL, becomes '?'.
std::string clean_text(std::string_view text);

}  // namespace sim::results::netcdf
