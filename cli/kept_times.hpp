/// Which times of a run its series hold, and what they are called.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/run/outputs.hpp"
#include "sim/run/summary.hpp"

namespace cli {

class KeptTimes {
 public:
    /// `all`: every time of the run, on this axis. An axis that other runs share may go on after the end of this one.
    KeptTimes(const sim::TimeAxis& axis, const std::vector<std::int32_t>& all);

    std::size_t size() const { return size_; }  // rows of the axis, from the first on
    bool hold(sim::At at) const;                // start and end: that very time; least and most: every time
    /// "at start" and "at end" where they hold these, else "at week 100".
    std::string name(sim::At at) const;
    /// A note for the reader of this table on times that are not held; empty if nothing.
    std::string note(const sim::SummaryTable& table) const;

 private:
    const sim::TimeAxis& axis_;
    std::size_t size_ = 0, n_all_;
    std::int32_t start_, end_;
};

}  // namespace cli
