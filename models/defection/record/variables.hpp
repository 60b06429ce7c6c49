/// Every variable and metric that the model reports, declared once, with what gives its value.
#pragma once

#include <functional>
#include <vector>

#include "models/defection/army/ledger.hpp"
#include "models/defection/scenario/scenario.hpp"
#include "sim/run/outputs.hpp"

namespace defection {

class Simulation;
class Tally;

/// Which entries of the ledger a series counts: place on its own axis of kinds, or -1.
using Counted = std::array<std::int32_t, n_entries>;

struct SeriesRow {
    sim::Variable variable;
    std::optional<Counted> counted;                                         // by the ledger, over dimensions
    double (*value)(const Tally&) = nullptr;                                // else a number of the whole run
    std::vector<double> (*values)(const Tally&) = nullptr;                  // or one for each label of its dimension
    double (*each)(const Simulation&, std::size_t brigade_lane) = nullptr;  // or one of each who serves, summed
};
struct MetricRow {
    sim::Variable variable;
    std::function<double(const Tally&)> value;
    std::function<double(const Tally&, std::size_t)> of_label{};  // else, of each label of the one axis that it has
};

std::vector<SeriesRow> series_rows();
std::vector<MetricRow> metric_rows(const std::vector<Snapshot>& snapshots);
/// Dimensions that a scenario names have no labels in an empty structure.
std::vector<sim::Dimension> dimensions_of(const Structure& structure);

}  // namespace defection
