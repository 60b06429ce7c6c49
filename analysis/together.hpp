/// How many leave together: departures of the table /events, each with its leader and all who left at that moment.
#pragma once

#include <cstdint>
#include <map>

#include "analysis/event_rows.hpp"

namespace analysis {

/// Size of a departure, and how many there were of it, over all runs.
using Sizes = std::map<std::uint64_t, std::uint64_t>;

/// InputError: the file cannot say.
Sizes sizes_of_departures(const EventRows& rows);

}  // namespace analysis
