/// The outputs of one run, copied to their place among the outputs of all runs of a sweep: those of another scenario
/// have other labels, columns and codes, and those of longer steps record later than asked for.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/run/outputs.hpp"

namespace sim::sweep {

constexpr std::int32_t days_of_week = 7;

template <class Items>
auto item_named(Items& items, const std::string& name) {
    return std::ranges::find(items, name, [](const auto& item) { return item.name; });
}

/// A time of a run's own axis on that of all, which counts weeks where runs start apart, and else has the time itself or,
/// where steps differ in length, the week in which it lies: its step is the first whose end reaches that week.
std::int32_t time_on(const TimeAxis& all, const TimeAxis& own, std::int32_t when);
/// Whether each time of the run is one of all.
bool has_times_of(const TimeAxis& all, const TimeAxis& own);

/// Both must outlive it.
class Spread {
 public:
    Spread(const Outputs& own, const Outputs& all) : own_(own), all_(all) {}

    /// Codes become those of all; a column that this run has not is missing.
    RowTable of(const RowTable& table) const;
    Series of(const Series& series) const;

 private:
    void copy(const Variable& variable, std::span<const std::byte> from, std::span<std::byte> to) const;
    std::vector<std::size_t> places_of(const Variable& variable) const;

    const Outputs &own_, &all_;
};

}  // namespace sim::sweep
