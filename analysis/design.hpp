/// The design by which a file's points were chosen.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/quantity.hpp"

namespace analysis {

struct DesignOfFile {
    std::string kind;  // "saltelli", "morris", ...; empty: a single run
    bool second_order = false;
    std::uint64_t levels = 4;
};
DesignOfFile design_of(const sim::results::Header& header);

/// The treatment of a design whose runs are missing.
enum class Incomplete : std::uint8_t { refused, left_out };

/// Points that only count together: base samples, trajectories, or single points.
struct CompleteGroups {
    Eigen::MatrixXd runs;  // of the groups of which every run has a value, group after group: points x replicates
    std::vector<std::uint64_t> points;
    std::uint64_t n_groups = 0, n_left_out = 0;
};
/// InputError: runs are missing and that is refused, or none is left. `what` names a group, "base sample".
CompleteGroups complete_groups(const Runs& runs, const Quantity& quantity, const std::vector<std::uint64_t>& points,
                               std::uint64_t group_size, const std::string& what, Incomplete incomplete);

/// Of a factor: what its parameter is, "behaviour", "structure" or "policy"; "history" of what is none, such as days. The
/// switch of a mechanism that has policies is one.
std::string kind_of(const sim::results::Factor& factor, const sim::results::Header& header);
std::vector<std::uint64_t> all_points(const sim::results::Header& header);
/// points(p, f) of these points and factors.
Eigen::MatrixXd factor_values(const sim::results::Header& header, const std::vector<std::uint64_t>& points,
                              const std::vector<std::size_t>& factors);

}  // namespace analysis
