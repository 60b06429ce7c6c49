/// A run as its series and metrics, recorded while it runs.
#pragma once

#include "models/defection/record/spread.hpp"
#include "models/defection/record/tally.hpp"
#include "models/defection/record/variables.hpp"
#include "sim/run/recorder.hpp"

namespace defection {

class Recorder {
 public:
    /// Opens the books of the run, before its first step.
    Recorder(const DefectionScenario& scenario, const sim::Outputs& outputs, Simulation& run);
    /// Call before the first step and after each: `step` 0 is the start.
    void look(int step);
    const sim::Series& series() const { return out_.series(); }
    sim::Series finish();

 private:
    /// The number of a row's variable in the outputs; none if it was not asked for.
    std::optional<std::size_t> asked_for(const SeriesRow& row) const;
    /// Counts at zero, with the strides of a variable's dimensions.
    Ledger::Book book_of(std::size_t variable, const Counted& counted) const;
    void open(const SeriesRow& row, Ledger& ledger);

    const DefectionScenario& scenario_;
    const sim::Outputs& outputs_;
    Tally tally_;
    std::vector<SeriesRow> series_;
    std::vector<MetricRow> metrics_;
    std::vector<std::string> declared_;
    std::vector<Spread> spreads_;
    sim::Recorder out_;
};

}  // namespace defection
