/// The results file: netCDF-4-clean HDF5, one point x replicate table of runs. Written to a temporary name, flushed,
/// renamed; a digest is put beside it. The bytes depend on the content and on the versions of libhdf5 and zlib alone.
#pragma once

#include "sim/results/block.hpp"
#include "sim/results/digest.hpp"
#include "sim/results/file_reader.hpp"
#include "sim/results/header.hpp"
#include "sim/results/layout.hpp"
#include "sim/results/writer.hpp"
