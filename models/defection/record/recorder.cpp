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
        open(row, run.ledger());
    }
    for (const MetricRow& row : metrics_) declared_.push_back(row.variable.name);
}

std::optional<std::size_t> Recorder::asked_for(const SeriesRow& row) const {
    for (std::size_t v = 0; v < outputs_.variables.size(); ++v)
        if (outputs_.variables[v].name == row.variable.name && outputs_.variables[v].over_time) return v;
    return {};
}

Ledger::Book Recorder::book_of(std::size_t v, const Counted& counted) const {
    Ledger::Book book;
    book.variable = v;
    book.kind = counted;
    std::size_t stride = 1;
    const std::vector<std::string>& dims = outputs_.variables[v].dims;
    for (auto name = dims.rbegin(); name != dims.rend(); ++name) {
        *stride_of(book, *name) = stride;
        stride *= outputs_.dimension(*name)->labels.size();
    }
    book.counts.assign(stride, 0);
    return book;
}

void Recorder::open(const SeriesRow& row, Ledger& ledger) {
    const auto v = asked_for(row);
    if (!v) return;
    if (row.counted) ledger.open(book_of(*v, *row.counted), tally_.run().army().units, tally_.run().army().people);
    if (row.each != nullptr)
        spreads_.emplace_back(book_of(*v, {}), sim::contains(outputs_.variables[*v].dims, "home"), row.each);
}

void Recorder::look(int step) {
    tally_.look(step);
    if (!out_.at(step * scenario_.step_days())) return;
    for (const Ledger::Book& book : tally_.run().army().ledger.books()) out_.counts(book.variable, book.counts);
    for (Spread& spread : spreads_) out_.counts(spread.variable(), spread.counts(tally_.run()));
    for (const SeriesRow& row : series_) {
        if (row.value != nullptr) out_.value(row.variable, row.value(tally_));
        if (const auto v = asked_for(row); v && row.values != nullptr) out_.reals(*v, row.values(tally_));
    }
}

sim::Series Recorder::finish() {
    for (const MetricRow& row : metrics_)
        if (row.of_label)
            out_.values(row.variable, [&](std::size_t label) { return row.of_label(tally_, label); });
        else
            out_.value(row.variable, row.value(tally_));
    return out_.take();
}

}  // namespace defection
