/// The part of a results file that is known before its first run: dimensions with their coordinates, factors, empty
/// variables, provenance.
#pragma once

#include <H5Cpp.h>

#include <vector>

#include "sim/results/header.hpp"

namespace sim::results {

constexpr int format_version = 1;
constexpr const char* filetype = "muster-results";

/// The data sets that runs fill.
struct Defined {
    std::vector<H5::DataSet> variables;  // as in Header::outputs
    H5::DataSet status;
};

/// Throws H5::Exception.
Defined define(H5::H5File& file, const Header& header);

/// A group with one variable per column over the table's rows.
void write_table(H5::Group& parent, const RowTable& table);

}  // namespace sim::results
