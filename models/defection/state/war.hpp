/// The war around the army, the violence that comes of it, and whether the regime stands.
#pragma once

#include <string_view>
#include <vector>

namespace defection::state {

/// Writer: the war.
struct War {
    static constexpr std::string_view name = "war";
    explicit War(std::size_t n_regions) : rebels(n_regions), rebel_share(n_regions), contact(n_regions) {}

    std::vector<double> rebels;       // [region] men under arms
    std::vector<double> rebel_share;  // [region] of the ground, [0, 1]
    std::vector<double> contact;      // [region] between soldiers and rebels, [0, 1]
    double rebels_in_all = 0;

    /// How far the regime reaches a family at home; not at all abroad.
    double reach_of_home(std::size_t home) const { return home < rebel_share.size() ? 1.0 - rebel_share[home] : 0.0; }
    bool operator==(const War&) const = default;
};

/// Violence against people, [0, 1]. Writer: violence.
struct Violence {
    static constexpr std::string_view name = "violence";
    Violence(std::size_t n_regions, std::size_t n_groups) : in_region(n_regions), against_group(n_groups) {}
    std::vector<double> in_region;      // [region]
    std::vector<double> against_group;  // [group] where the group lives
    double of_country = 0;              // population-weighted
    bool operator==(const Violence&) const = default;
};

/// Writer: the war.
struct Regime {
    static constexpr std::string_view name = "regime";
    bool alive = true;
    bool operator==(const Regime&) const = default;
};

}  // namespace defection::state
