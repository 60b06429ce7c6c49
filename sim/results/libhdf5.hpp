/// libhdf5's way of reporting failures, turned into text for messages.
#pragma once

#include <string>

#include "sim/results/hdf5_forward.hpp"

namespace sim::results {

/// From now on libhdf5 prints nothing; the innermost reason of a failure is kept for error_text(). Cheap to repeat.
void keep_libhdf5_errors();

/// Throws std::bad_alloc if libhdf5 gave want of memory as the reason for the latest failure.
void rethrow_want_of_memory();

/// The reason libhdf5 gave for the latest failure, or the exception's own text if it gave none.
std::string error_text(const H5::Exception& error);

}  // namespace sim::results
