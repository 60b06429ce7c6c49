/// Conditions on several rows together, said once for those who read a scenario and those who set a number of one. Each is
/// empty, or what is wrong.
#pragma once

#include <string>
#include <vector>

#include "models/defection/scenario/structure.hpp"

namespace defection {

std::vector<double> shares_of(const std::vector<Group>& groups);

/// Shares that must add up to 1.
std::string sum_fault(const std::vector<double>& shares);
std::string group_fault(const std::vector<Group>& groups);
std::string roles_fault(const RoleShares& shares);
/// More than a machine should be asked to hold, as a mistyped number may make it.
std::string size_fault(const Structure& structure);

}  // namespace defection
