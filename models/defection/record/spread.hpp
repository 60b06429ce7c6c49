/// A number that each brigade's groups and ranks have, summed over those who serve, over the dimensions of a series.
#pragma once

#include <span>
#include <vector>

#include "models/defection/schedule.hpp"

namespace defection {

/// The value that one person of a row of brigade x lane adds.
using Each = double (*)(const Simulation& run, std::size_t brigade_lane);

double sum_of(const Simulation& run, Each each);

class Spread {
 public:
    /// axes: a book whose strides say where an account belongs; `by_home` if home is one of its dimensions.
    Spread(Ledger::Book axes, bool by_home, Each each) : axes_(std::move(axes)), by_home_(by_home), each_(each) {}
    std::size_t variable() const { return axes_.variable; }
    /// Whole people: what rounding takes from a cell the next one gets, so that sums over cells are rounded sums.
    std::span<const std::int32_t> counts(const Simulation& run);

 private:
    void add(const Account& account, double value) { sums_[axes_.at(entry_of(Status::serving), account)] += value; }

    Ledger::Book axes_;
    bool by_home_;
    Each each_;
    std::vector<double> sums_;
};

}  // namespace defection
