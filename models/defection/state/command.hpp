/// Those who command, what moves them, and what they decide.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "models/defection/army/nodes.hpp"
#include "models/defection/army/strength.hpp"

namespace defection::state {

inline constexpr double no_week = std::numeric_limits<double>::infinity();  // [week] of what has not happened

/// Generals: who commands brigades and more. Writer: offices.
struct Offices {
    static constexpr std::string_view name = "offices";
    explicit Offices(const Nodes& nodes)
        : holder(nodes.generals().size() + 1),
          since(holder.size(), 0.0F),
          skill(holder.size(), 1.0F),
          suspicion(holder.size(), 0.0F),
          kin_to_ruler(holder.size(), 0.0F),
          kin_to_chief(holder.size(), 0.0F) {}
    Column<NodeId, PersonId> holder;      // [general's node] `nobody`: vacant
    Column<NodeId, float> since;          // [week] in office
    Column<NodeId, float> skill;          // [0, 1]
    Column<NodeId, float> suspicion;      // that the agencies have of them, [0, 1]
    Column<NodeId, float> kin_to_ruler;   // how close, [0, 1]
    Column<NodeId, float> kin_to_chief;   // of their organisation
    std::int64_t left = 0, punished = 0;  // generals who departed, who were arrested or executed
    double first_left = no_week;          // [week]

    bool is_held(NodeId node) const { return holder[node].names_somebody(); }
    /// Skill that commanders of brigades lack, a mean over their people; of those in a region, if one is given.
    double lack(const Nodes& nodes, const Units& units, const Strength& strength,
                std::optional<std::size_t> region = std::nullopt) const {
        double men = 0, lacking = 0;
        for (const BrigadeId b : units.brigades.ids()) {
            if (units.branch_of(b) == Branch::intelligence) continue;
            if (region && units.brigades.region[b] != *region) continue;
            men += strength.brigades[b];
            lacking += strength.brigades[b] * (1.0 - double(skill[nodes.of(b)]));
        }
        return men > 0 ? lacking / men : 0.0;
    }
    bool operator==(const Offices&) const = default;
};

/// Writer: command. Null: no commander has a reason to refuse.
struct Motives {
    static constexpr std::string_view name = "motives";
    static constexpr float never = -1e3F;  // reasons of who refuses in no case
    explicit Motives(const Nodes& nodes) : to_refuse(nodes.size(), never), claim(nodes.chiefs().size(), 0.0) {}
    Column<NodeId, float> to_refuse;  // reasons of the commander's own; above 0: for refusing
    std::vector<double> claim;        // [organisation] of its chief to the ruler's place, [0, 1]
    bool operator==(const Motives&) const = default;
};

enum class Stance : std::uint8_t { obeys, shirks, refuses };

/// Writer: stance. Null: all obey.
struct Stances {
    static constexpr std::string_view name = "stances";
    explicit Stances(const Nodes& nodes)
        : of(nodes.size(), Stance::obeys), since(nodes.size(), no_week), expected(nodes.size(), 0.0F) {}
    Column<NodeId, Stance> of;
    Column<NodeId, double> since;    // [week] of the refusal
    Column<NodeId, float> expected;  // part of its comrades who would stand by it, [0, 1]; of who refuses
    double breadth = 0;              // share of the country in the street
    double free_share = 1;           // part of the loyal force that it leaves free

    bool refuses(NodeId node) const { return of[node] == Stance::refuses; }
    /// Refuses together with the chief: a brigade stays in its barracks.
    bool declines(const Nodes& nodes, BrigadeId brigade) const {
        return refuses(nodes.of(brigade)) && refuses(nodes.chief_of(nodes.organisation[nodes.of(brigade)]));
    }
    bool operator==(const Stances&) const = default;
};

/// Writer: leading out. Null: no unit is led out.
struct LedOut {
    static constexpr std::string_view name = "led_out";
    explicit LedOut(const Nodes& nodes) : week(nodes.size(), no_week) {}
    Column<NodeId, double> week;         // [week] when its commander last led it out
    std::int64_t units = 0, people = 0;  // companies and brigades that followed; who did
    bool operator==(const LedOut&) const = default;
};

/// Officers whom the regime removed. Writer: purge.
struct Purges {
    static constexpr std::string_view name = "purges";
    std::int64_t planners = 0, innocent = 0;  // who meant to leave, who did not; since the start
    bool operator==(const Purges&) const = default;
};

enum class Ruler : std::uint8_t { stays, steps_down, removed, falls };

/// The ruler's fate at the hands of the forces; a fall to rebels is the core's. Writer: plot.
struct Succession {
    static constexpr std::string_view name = "succession";
    Ruler ruler = Ruler::stays;
    double week = no_week;
    std::int64_t failed_plots = 0;
    bool operator==(const Succession&) const = default;
};

}  // namespace defection::state
