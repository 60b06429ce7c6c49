/// Effects of the war on soldiers: what stays with them, the danger of their own unit, the dead of their community.
#pragma once

#include <string_view>
#include <vector>

#include "models/defection/army/units.hpp"

namespace defection::state {

/// Writer: moral injury.
struct MoralInjury {
    static constexpr std::string_view name = "moral_injury";
    explicit MoralInjury(const Units& units)
        : stock(units.brigades.size() * units.lanes.size(), 0.0F), weight(stock.size(), 0.0F) {}
    std::vector<float> stock;   // [brigade x lane]
    std::vector<float> weight;  // [brigade x lane] ln(1 + stock): what it counts for
    bool operator==(const MoralInjury&) const = default;
};

/// Writer: danger.
struct Danger {
    static constexpr std::string_view name = "danger";
    explicit Danger(std::size_t n_companies) : of_company(n_companies, 0.0F) {}
    Column<CompanyId, float> of_company;  // what its people went through lately: ln(1 + deaths / usual) + siege
    bool operator==(const Danger&) const = default;
};

/// Writer: bereavement.
struct Bereavement {
    static constexpr std::string_view name = "bereavement";
    explicit Bereavement(std::size_t n_groups) : dead_share(n_groups, 0.0) {}
    std::vector<double> dead_share;  // [group] soldiers who died, over the group's men of age
    bool operator==(const Bereavement&) const = default;
};

}  // namespace defection::state
