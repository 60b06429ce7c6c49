#include "models/defection/scenario/limits.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

namespace defection {
namespace {

constexpr double most_posts = 5e6;  // people of the real force
constexpr double most_cells = 2e7;  // company x group x rank
constexpr double rounding = 1e-6;   // of shares as people write them
constexpr double tiny = 1e-9;       // what sums of doubles lose

std::string number(double value) {
    std::string text = std::to_string(value);
    while (text.size() > 1 && text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

}  // namespace

std::vector<double> shares_of(const std::vector<Group>& groups) {
    std::vector<double> shares;
    for (const Group& group : groups) shares.push_back(group.share);
    return shares;
}

std::string sum_fault(const std::vector<double>& shares) {
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    return std::fabs(sum - 1.0) > rounding ? fmt::format("add up to {} (must be 1)", number(sum)) : "";
}

std::string group_fault(const std::vector<Group>& groups) {
    const std::string fault = sum_fault(shares_of(groups));
    return fault.empty() ? fault : "shares " + fault;
}

std::string roles_fault(const RoleShares& shares) {
    return shares.junior_officer + shares.nco + shares.professional > 1.0 + tiny
               ? "add up to more than 1 (conscripts take what is left)"
               : "";
}

std::string size_fault(const Structure& structure) {
    double cells = 0;
    for (const Formation& formation : structure.formations)
        cells += static_cast<double>(formation.brigades) * (formation.companies + 1) *
                 static_cast<double>(structure.groups.size() * n_ranks);
    if (cells > most_cells)
        return fmt::format("make {} cells of company, group and rank (at most {}; use larger companies)", number(cells),
                           number(most_cells));
    if (const double posts = structure.posts(); posts > most_posts)
        return fmt::format("add up to {} posts (at most {})", number(posts), number(most_posts));
    return {};
}

}  // namespace defection
