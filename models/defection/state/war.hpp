/// The war around the army, and whether the regime stands. Writer: the war.
#pragma once

#include <string_view>
#include <vector>

namespace defection::state {

struct War {
    static constexpr std::string_view name = "war";
    War(std::size_t n_regions, std::size_t n_groups)
        : rebels(n_regions),
          rebel_share(n_regions),
          contact(n_regions),
          violence_in(n_regions),
          against_group(n_groups) {}

    std::vector<double> rebels;         // [region] men under arms
    std::vector<double> rebel_share;    // [region] of the ground, [0, 1]
    std::vector<double> contact;        // [region] between soldiers and rebels, [0, 1]
    std::vector<double> violence_in;    // [region], [0, 1]
    std::vector<double> against_group;  // [group] violence where the group lives
    double rebels_in_all = 0;
    double violence = 0;  // of the country, population-weighted

    /// How far the regime reaches a family at home; not at all abroad.
    double reach_of_home(std::size_t home) const { return home < rebel_share.size() ? 1.0 - rebel_share[home] : 0.0; }
    bool operator==(const War&) const = default;
};

struct Regime {
    static constexpr std::string_view name = "regime";
    bool alive = true;
    bool operator==(const Regime&) const = default;
};

}  // namespace defection::state
