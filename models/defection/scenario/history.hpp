/// History given by the scenario: curves (piecewise linear in time) and events (shocks that decay) that force the
/// environment until the mechanisms that would produce them exist. Values are those of the real force; weeks count from
/// the scenario's start.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace defection {

/// What history can force. Regional ones, which come first, have a value for each region.
enum class Force : std::uint8_t {
    protest,
    violence,
    rebels,
    orders,
    radicalisation,
    survival_belief,
    patron_support,
    patron_forces,
    militia_strength
};
constexpr std::array<std::string_view, 9> force_names = {"protest",        "violence",       "rebels",
                                                         "orders",         "radicalisation", "survival_belief",
                                                         "patron_support", "patron_forces",  "militia_strength"};
/// With range or unit, in the order of Force.
constexpr std::array<std::string_view, 9> force_meanings = {
    "share of the region's people in the street [0 to 1]",
    "added to the violence of the war [0 to 1]",
    "armed rebels who are not former soldiers [men]",
    "how far troops are ordered to repress [0 to 1]",
    "religious radicalism of the armed opposition as seen by others [0 to 1]",
    "how far people expect the regime to last [0 to 1]",
    "the patron's support for the regime [-1 to 1]",
    "foreign fighters at the regime's side [men]",
    "men under arms in militias [men]"};
constexpr std::size_t n_forces = force_names.size();
constexpr bool is_regional(Force force) { return force <= Force::rebels; }

struct Curve {
    Force force = Force::protest;
    std::vector<double> week, value;    // knots; constant before the first and after the last
    std::vector<double> region_weight;  // [region]; only of a regional force
    std::string name;                   // empty: the scenario gives none of this force
    double at(double t) const;
};

struct Event {
    std::string name, title;
    double week = 0;
    double duration = 0;  // [week] at full size; 0 with no decay: for good
    double decay = 0;     // [week] half-life after the duration; 0: ends at once
    bool has_force = false;
    Force force = Force::protest;
    double size = 0;
    std::vector<double> region_weight;
    struct Change {
        std::string parameter;
        double value = 0;
    };
    std::vector<Change> changes;  // parameters set from `week` on, for `duration` weeks or for good

    /// Size at time t, counting duration and decay.
    double at(double t) const;
    /// Whether its policies hold at time t.
    bool holds(double t) const;
};

/// The forcing of one week.
struct Forcing {
    std::array<double, n_forces> country{};         // of the forces that are not regional
    std::vector<double> protest, violence, rebels;  // [region]
    double operator[](Force force) const { return country[static_cast<std::size_t>(force)]; }
};

struct History {
    static constexpr std::string_view name = "history";
    static constexpr bool is_given = true;
    std::vector<Curve> curves;
    std::vector<Event> events;
    /// Everything at week t.
    void force(double t, std::size_t n_regions, Forcing& out) const;
};

}  // namespace defection
