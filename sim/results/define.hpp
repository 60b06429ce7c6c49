/// The part of a results file that is known before its first run: dimensions with their coordinates, factors, empty
/// variables, provenance.
#pragma once

#include <vector>

#include "sim/results/hdf5_forward.hpp"
#include "sim/results/header.hpp"

namespace sim::results {

constexpr int format_version = 2;  // written; every one from 1 on is read
constexpr const char* filetype = "muster-results";
/// The attribute that says of how many replicates of each point there are tables of events.
constexpr const char* with_events = "replicates_with_events";

/// Returns the data sets that runs fill: the variables as in Header::outputs, and last run_status. Throws
/// H5::Exception.
std::vector<H5::DataSet> define(H5::H5File& file, const Header& header);

/// A group with one variable per column over the table's rows.
void write_table(H5::Group& parent, const RowTable& table);

}  // namespace sim::results
