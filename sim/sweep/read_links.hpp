/// Reads [[link]] of a sweep against the parameters of the scenario. Every mistake becomes a problem at its place.
#pragma once

#include <memory>
#include <vector>

#include "sim/param/table_reader.hpp"
#include "sim/sweep/link.hpp"

namespace sim::sweep {

/// The scenario itself if there are no links, else with them. Null, with problems, if they are not as they should be.
std::unique_ptr<Scenario> with_links(std::unique_ptr<Scenario> scenario, const std::vector<const param::Value*>& tables,
                                     Problems& problems);

}  // namespace sim::sweep
