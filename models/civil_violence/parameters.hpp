/// Parameters of both models of this folder: the town, its people and cops, and the variants in which Epstein's
/// rules have been programmed.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/param/field.hpp"

namespace civil_violence {

/// The form of cops / actives in the chance of arrest.
enum class ArrestForm : std::uint8_t { printed, floor, round };
inline constexpr std::array<std::string_view, 3> form_names = {"printed", "floor", "round"};

/// How often an active person is counted among the actives in sight. Epstein: once, whether active or not.
enum class SelfCount : std::uint8_t { once, twice };
inline constexpr std::array<std::string_view, 2> self_names = {"once", "twice"};

enum class Shape : std::uint8_t { euclidean, von_neumann, moore };
inline constexpr std::array<std::string_view, 3> shape_names = {"euclidean", "von_neumann", "moore"};

enum class Order : std::uint8_t { move_first, act_first };
inline constexpr std::array<std::string_view, 2> order_names = {"move_first", "act_first"};

/// Whether a site stays taken by a person who was arrested on it.
enum class Jail : std::uint8_t { away, on_site };
inline constexpr std::array<std::string_view, 2> jail_names = {"away", "on_site"};

/// How a term is served. steps: whole terms below the longest, which fall at the end of each step; turns: whole terms
/// up to the longest, which fall at the prisoner's own turn. The second ones are a step longer on average.
enum class JailClock : std::uint8_t { steps, turns };
inline constexpr std::array<std::string_view, 2> clock_names = {"steps", "turns"};

struct GridParameters {
    using Self = GridParameters;
    SIM_PARAM(int, width, 40, "site", in(3, 10000), structure, "width of the torus", "epstein2002");
    SIM_PARAM(int, height, 40, "site", in(3, 10000), structure, "height of the torus at scale 1", "epstein2002");
    SIM_CHOICE(shape, int(Shape::euclidean), shape_names, structure,
               "sites in sight: within a distance, a number of steps along the grid, or a square", "assumed");
    SIM_CHOICE(order, int(Order::move_first), order_names, structure, "whether an agent moves before it acts, or after",
               "epstein2002");
};

struct PeopleParameters {
    using Self = PeopleParameters;
    SIM_PARAM(double, density, 0.7, "person/site", in(0, 1), structure, "people per site at the start", "epstein2002");
    SIM_PARAM(double, vision, 7.0, "site", in(1, 28), structure, "how far people see and move", "epstein2002");
    SIM_PARAM(double, threshold, 0.1, "1", in(0, 1), structure,
              "net grievance above which people are active: grievance less risk aversion times chance of arrest",
              "epstein2002");
};

struct CopParameters {
    using Self = CopParameters;
    SIM_PARAM(double, density, 0.04, "cop/site", in(0, 1), structure, "cops per site at the start", "epstein2002");
    SIM_PARAM(double, vision, 7.0, "site", in(1, 28), structure, "how far cops see and move", "epstein2002");
    SIM_PARAM(double, withdrawal, 0.0, "cop/step", in(0, 1e6), structure, "cops taken away per step",
              "epstein2002; size assumed");
    SIM_PARAM(bool, pursuit, false, "-", on_off(), structure, "whether a cop goes to the site of the person arrested",
              "wilensky2004");
};

struct ArrestParameters {
    using Self = ArrestParameters;
    SIM_PARAM(double, steepness, 2.3, "1", in(0, 1000), structure,
              "k of the chance of arrest 1 - exp(-k cops / actives): 0.9 with one of each in sight", "epstein2002");
    SIM_CHOICE(form, int(ArrestForm::floor), form_names, structure,
               "cops / actives as printed, rounded down, or rounded to the nearest whole number, halves to even",
               "wilensky2004; see docs/civil-violence.md");
    SIM_CHOICE(self, int(SelfCount::once), self_names, structure,
               "how often an active person is counted among the actives in sight", "epstein2002");
};

struct JailParameters {
    using Self = JailParameters;
    SIM_PARAM(int, max_term, 30, "step", in(0, 1e9), structure,
              "longest term; terms are whole and uniform from 0; 1e9: for life", "epstein2002");
    SIM_CHOICE(clock, int(JailClock::steps), clock_names, structure,
               "steps: terms below the longest, by the steps of all; turns: up to it, by the prisoner's own turns",
               "wilensky2004");
    SIM_CHOICE(place, int(Jail::away), jail_names, structure,
               "away: off the grid, and back in sight of the place of arrest; on_site: the prisoner blocks the site",
               "wilensky2004");
};

struct LegitimacyParameters {
    using Self = LegitimacyParameters;
    SIM_PARAM(double, level, 0.82, "1", in(0, 1), structure, "legitimacy at the start", "epstein2002");
    SIM_PARAM(double, decline, 0.0, "1/step", in(0, 1), structure, "fall of legitimacy per step, down to 0",
              "epstein2002; size assumed");
    SIM_PARAM(double, jump, 0.0, "1", in(0, 1), structure, "fall of legitimacy at one step",
              "epstein2002; size assumed");
    SIM_PARAM(int, jump_step, 77, "step", in(1, 1e6), structure, "the step of the jump", "epstein2002");

    /// Legitimacy at a step.
    double at(int step) const {
        const double now = level - decline * step - (step >= jump_step ? jump : 0);
        return now > 0 ? now : 0;
    }
};

struct OutburstParameters {
    using Self = OutburstParameters;
    SIM_PARAM(int, threshold, 50, "person", in(1, 1e9), structure, "an outburst: at least so many are active at once",
              "epstein2002");
    SIM_PARAM(int, after, 200, "step", in(0, 1e6), structure, "steps that the metrics leave out at the start",
              "assumed");
};

/// The two groups of Model II.
struct GroupParameters {
    using Self = GroupParameters;
    SIM_PARAM(double, birth, 0.05, "1/step", in(0, 1), structure,
              "chance that a person at large has a child on a free site in sight in a step", "epstein2002");
    SIM_PARAM(int, max_age, 200, "step", in(1, 1e6), structure, "greatest age; people die at ages uniform up to it",
              "epstein2002");
};

struct Parameters {
    GridParameters grid;
    PeopleParameters people;
    CopParameters cops;
    ArrestParameters arrest;
    JailParameters jail;
    LegitimacyParameters legitimacy;
    OutburstParameters outbursts;
    GroupParameters groups;  // of Model II alone
};

}  // namespace civil_violence
