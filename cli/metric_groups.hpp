/// End-of-run values that are told apart by the ends of their names, found by these alone: leavers_jun_2012,
/// force_jun_2012, leavers_dec_2012 and force_dec_2012 are leavers and force of jun_2012 and dec_2012.
#pragma once

#include <string>
#include <vector>

namespace cli {

struct MetricGroup {
    std::vector<std::string> stems, ends;  // each stem with each end is a name
    bool has_bare_stems = false;           // and so is each stem alone
    bool holds(const std::string& name) const;
};

/// The largest groups of at least two stems and two ends; none shares a name with another.
std::vector<MetricGroup> groups_among(const std::vector<std::string>& names);

}  // namespace cli
