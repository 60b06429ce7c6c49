/// History given by the scenario: curves (piecewise linear in time) and events (shocks that decay) that drive the
/// environment: what no mechanism produces, and what a scenario prescribes in place of one. Values are those of the real
/// force; weeks count from the scenario's start.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace defection {

/// The state that history can drive. Regional ones, which come first, have a value for each region.
enum class Driver : std::uint8_t {
    protest,
    violence,
    rebels,
    orders,
    radicalisation,
    survival_belief,
    patron_support,
    patron_forces,
    patron_command,
    militia_strength,
    legitimacy,
    salience
};
constexpr std::array<std::string_view, 12> driver_names = {
    "protest",        "violence",      "rebels",         "orders",           "radicalisation", "survival_belief",
    "patron_support", "patron_forces", "patron_command", "militia_strength", "legitimacy",     "salience"};
/// With range or unit, in the order of Driver.
constexpr std::array<std::string_view, 12> driver_meanings = {
    "share of the region's people in the street [0 to 1]",
    "added to the violence of the war [0 to 1]",
    "armed rebels who are not former soldiers [men]",
    "how far troops are ordered to repress [0 to 1]",
    "religious radicalism of the armed opposition as seen by others [0 to 1]",
    "how far people expect the regime to last [0 to 1]",
    "the patron's support for the regime [-1 to 1]",
    "foreign fighters at the regime's side [men]",
    "part of command that the patron holds [0 to 1]",
    "fighters in militias [men]",
    "how rightful its own people find the regime, against what it was [-1 to 1]",
    "how far the conflict is about who people are, beside what violence makes of it [0 to 1]"};
constexpr std::size_t n_drivers = driver_names.size();
constexpr bool is_regional(Driver driver) { return driver <= Driver::rebels; }

struct Curve {
    Driver drives = Driver::protest;
    std::vector<double> week, value;    // knots; constant before the first and after the last
    std::vector<double> region_weight;  // [region]; only of a regional driver
    std::string name;
    double height = 1;  // by which all values are multiplied
    double delay = 0;   // [week] by which all knots are later
    bool enabled = true;
    double at(double t) const;
};

/// The fate of a chief: the first four strike at once, the others may come while the event lasts.
enum class Lot : std::uint8_t { killed, dies, dismissed, arrested, accused, offered_exile };
constexpr std::array<std::string_view, 6> lot_names = {"killed",   "dies",    "dismissed",
                                                       "arrested", "accused", "offered_exile"};
constexpr bool is_at_once(Lot lot) { return lot <= Lot::arrested; }

struct Event {
    std::string name, title;
    double week = 0;
    double duration = 0;  // [week] at full size; 0 with no decay: for good
    double decay = 0;     // [week] half-life after the duration; 0: ends at once
    bool has_driver = false;
    Driver drives = Driver::protest;
    double size = 0;
    std::vector<double> region_weight;
    struct Change {
        std::string parameter;
        double value = 0;
    };
    std::vector<Change> changes;  // parameters set from `week` on, for `duration` weeks or for good
    bool has_chief = false;       // whether it befalls one
    Lot lot = Lot::killed;
    std::size_t chief = 0;  // organisation
    double strength = 1;    // of an accusation or an offer, [0, 1]
    bool enabled = true;

    /// Part of it that is left at time t, counting duration and decay.
    double left(double t) const;
    double at(double t) const { return size * left(t); }
    /// Whether its policies hold at time t.
    bool holds(double t) const;
};

/// The drivers of one week.
struct Driving {
    std::array<double, n_drivers> country{};        // of the drivers that are not regional
    std::vector<double> protest, violence, rebels;  // [region]
    std::array<bool, n_drivers> prescribed{};       // by a curve of the scenario; where not, events alone
    double operator[](Driver driver) const { return country[static_cast<std::size_t>(driver)]; }
    double share(Driver driver) const { return std::clamp((*this)[driver], 0.0, 1.0); }
    bool prescribes(Driver driver) const { return prescribed[static_cast<std::size_t>(driver)]; }
    /// Whether a driver is seen alike, within its bounds.
    bool same(Driver driver, const Driving& other) const;
    bool operator==(const Driving&) const = default;
};

struct History {
    static constexpr std::string_view name = "history";
    static constexpr bool is_given = true;
    std::vector<Curve> curves;
    std::vector<Event> events;
    /// Whether a curve of the scenario that is there gives this driver.
    bool prescribes(Driver driver) const;
    /// Everything at week t.
    void drive(double t, std::size_t n_regions, Driving& out) const;
};

}  // namespace defection
