/// The war around the army, the violence that comes of it, and how the core of the regime stands.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace defection::state {

/// Men of the real country. Writer: the war.
struct War {
    static constexpr std::string_view name = "war";
    War(std::size_t n_regions, std::size_t n_groups)
        : rebels(n_regions),
          rebel_share(n_regions),
          field_men(n_regions),
          field_strength(n_regions),
          threat(n_regions),
          control(n_regions, 1.0),
          contact(n_regions),
          deadliness(n_regions),
          rebel_losses(n_regions),
          recruited(n_regions * n_groups) {}

    std::vector<double> rebels;          // [region] men under arms
    std::vector<double> rebel_share;     // [region] of the ground, [0, 1]
    std::vector<double> field_men;       // [region] of the regime's side, whatever they do there
    std::vector<double> field_strength;  // [region] the same, each by skill and effort
    std::vector<double> threat;          // [region] rebels, and fighters whose place the crowd takes
    std::vector<double> control;         // [region] how far the regime holds it, [0, 1]
    std::vector<double> contact;         // [region] between soldiers and rebels, [0, 1]
    std::vector<double> deadliness;      // [region] deaths of men who are in the field all the time, 1/week
    std::vector<double> rebel_losses;    // [region] deaths of rebels, 1/week
    std::vector<double> recruited;       // [region x group] civilians whom the rebels won, since the start
    double rebels_in_all = 0;
    double men_at_work = 0;  // of the regime's side, patron's forces and all, each by skill and effort

    /// How far the regime reaches a family at home; not at all abroad.
    double reach_of_home(std::size_t home) const { return home < rebel_share.size() ? 1.0 - rebel_share[home] : 0.0; }
    bool operator==(const War&) const = default;
};

/// Violence against people, [0, 1], by whom and against whom. Writer: violence.
struct Violence {
    static constexpr std::string_view name = "violence";
    Violence(std::size_t n_regions, std::size_t n_groups)
        : in_region(n_regions),
          by_state(n_regions),
          by_rebels(n_regions),
          state_aim(n_groups),
          rebel_aim(n_groups),
          against_group(n_groups),
          by_rebels_against(n_groups),
          by_state_against(n_groups) {}
    std::vector<double> in_region;          // [region]
    std::vector<double> by_state;           // [region]
    std::vector<double> by_rebels;          // [region] rebels and militias
    std::vector<double> state_aim;          // [group] how far the state's violence strikes it
    std::vector<double> rebel_aim;          // [group] how far that of the others does
    std::vector<double> against_group;      // [group] where the group lives
    std::vector<double> by_rebels_against;  // [group]
    std::vector<double> by_state_against;   // [group]
    double of_country = 0;                  // population-weighted
    double of_state = 0;
    double state_against(std::size_t region, std::size_t group) const { return by_state[region] * state_aim[group]; }
    /// Against a group, as its soldiers take it; the ruler's own take a part of it. No one holds
    /// against the state what it is excused of.
    double felt_by(std::size_t group, std::size_t ingroup, double ingroup_share, double excused) const {
        return (against_group[group] - excused * by_state_against[group]) * (group == ingroup ? ingroup_share : 1.0);
    }
    bool operator==(const Violence&) const = default;
};

/// Contenders for the centre of power, and its holder, of the real country. Writer: core.
struct Core {
    static constexpr std::string_view name = "core";
    double threat = 0;    // [man] rebels who have come within reach of it
    double strength = 0;  // [man] loyal men within reach of it
    double danger() const { return threat / std::max(1.0, strength); }
    bool operator==(const Core&) const = default;
};

/// Writer: core.
struct Regime {
    static constexpr std::string_view name = "regime";
    bool alive = true;
    bool operator==(const Regime&) const = default;
};

}  // namespace defection::state
