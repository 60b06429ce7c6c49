#include "models/defection/record/recorder.hpp"

#include <algorithm>
#include <stdexcept>

namespace defection {
namespace {

std::size_t* stride_of(Ledger::Book& book, std::string_view dimension) {
    if (dimension == "branch") return &book.stride_branch;
    if (dimension == "organisation") return &book.stride_organisation;
    if (dimension == "role") return &book.stride_role;
    if (dimension == "group") return &book.stride_group;
    if (dimension == "region") return &book.stride_region;
    if (dimension == "home") return &book.stride_home;
    if (dimension == "destination" || dimension == "kind" || dimension == "cause" || dimension == "evasion")
        return &book.stride_kind;
    throw std::logic_error("no book counts by " + std::string(dimension));
}

}  // namespace

Recorder::Recorder(const DefectionScenario& scenario, const sim::Outputs& outputs, Simulation& run)
    : scenario_(scenario),
      outputs_(outputs),
      tally_(scenario, run),
      series_(series_rows()),
      metrics_(metric_rows(scenario.snapshots())),
      out_(outputs, declared_) {
    for (const SeriesRow& row : series_) {
        declared_.push_back(row.variable.name);
        if (row.counted) open_book(row, run.ledger());
    }
    for (const MetricRow& row : metrics_) declared_.push_back(row.variable.name);
}

void Recorder::open_book(const SeriesRow& row, Ledger& ledger) const {
    for (std::size_t v = 0; v < outputs_.variables.size(); ++v) {
        const sim::Variable& variable = outputs_.variables[v];
        if (variable.name != row.variable.name || !variable.over_time) continue;
        Ledger::Book book;
        book.variable = v;
        book.kind = *row.counted;
        std::size_t stride = 1;
        for (auto name = variable.dims.rbegin(); name != variable.dims.rend(); ++name) {
            *stride_of(book, *name) = stride;
            stride *= outputs_.dimension(*name)->labels.size();
        }
        book.counts.assign(stride, 0);
        ledger.open(std::move(book), tally_.run().army().units, tally_.run().army().people);
    }
}

void Recorder::look(int step) {
    tally_.look(step);
    if (!out_.at(step * scenario_.step_days())) return;
    for (const Ledger::Book& book : tally_.run().army().ledger.books()) out_.counts(book.variable, book.counts);
    for (const SeriesRow& row : series_)
        if (row.value != nullptr) out_.value(row.variable, row.value(tally_));
}

sim::Series Recorder::finish() {
    for (const MetricRow& row : metrics_) out_.value(row.variable, row.value(tally_));
    return out_.take();
}

}  // namespace defection
