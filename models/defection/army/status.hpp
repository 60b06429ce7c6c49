/// Statuses, declared once: everything that names, groups or counts them reads this list. Adding one is a line of the
/// enumeration and a line of the list.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace defection {

/// Everyone is in exactly one status. The first two serve.
enum class Status : std::uint8_t {
    serving,
    planning,
    fled,
    hiding,
    camp,
    joined_opposition,
    army_led,
    local_faction,
    ideological_faction,
    returned,
    punished_on_return,
    killed_after_leaving,
    arrested,
    executed,
    killed,
    discharged,
    planted,
    dismissed
};

/// How a person stands to the army.
enum class Ending : std::uint8_t { serves, departed, punished, lost };

struct StatusRow {
    Status status;
    Ending ending;
    std::string_view name;  // in the results
    std::string_view told;  // of a departure, in stories
};
constexpr std::array<StatusRow, 18> statuses = {{
    {Status::serving, Ending::serves, "serving", ""},
    {Status::planning, Ending::serves, "planning", ""},
    {Status::fled, Ending::departed, "fled", " and fled abroad"},
    {Status::hiding, Ending::departed, "hiding", " and hid"},
    {Status::camp, Ending::departed, "camp", " and lives in a camp"},
    {Status::joined_opposition, Ending::departed, "joined_opposition", " and joined the opposition"},
    {Status::army_led, Ending::departed, "army_led", " and fights under former officers"},
    {Status::local_faction, Ending::departed, "local_faction", " and fights in a local faction"},
    {Status::ideological_faction, Ending::departed, "ideological_faction", " and fights in an ideological faction"},
    {Status::returned, Ending::departed, "returned", " and went back home"},
    {Status::punished_on_return, Ending::departed, "punished_on_return", " and was punished on return"},
    {Status::killed_after_leaving, Ending::departed, "killed_after_leaving", " and was killed"},
    {Status::arrested, Ending::punished, "arrested", ""},
    {Status::executed, Ending::punished, "executed", ""},
    {Status::killed, Ending::lost, "killed", ""},
    {Status::discharged, Ending::lost, "discharged", ""},
    {Status::planted, Ending::lost, "planted", ""},
    {Status::dismissed, Ending::lost, "dismissed", ""},
}};
constexpr std::size_t n_statuses = statuses.size();

constexpr const StatusRow& row_of(Status status) { return statuses[static_cast<std::size_t>(status)]; }
// Asked of every person to whom anything happens: by comparison, which the check below keeps in step with the list.
constexpr bool serves(Status status) { return status <= Status::planning; }
constexpr bool has_departed(Status status) { return status >= Status::fled && status <= Status::killed_after_leaving; }
/// Those who departed and may still go elsewhere; and of these, those who fight for the opposition.
constexpr bool is_outside(Status status) { return status >= Status::fled && status <= Status::ideological_faction; }
constexpr bool is_with_opposition(Status status) {
    return status >= Status::joined_opposition && status <= Status::ideological_faction;
}

constexpr bool rows_stand_in_order() {
    for (std::size_t i = 0; i < n_statuses; ++i)
        if (statuses[i].status != Status(i) || serves(Status(i)) != (statuses[i].ending == Ending::serves) ||
            has_departed(Status(i)) != (statuses[i].ending == Ending::departed))
            return false;
    return true;
}
static_assert(rows_stand_in_order());

}  // namespace defection
