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
    joined_opposition,
    arrested,
    executed,
    killed,
    discharged
};

/// How a person stands to the army. All but those who serve are counted for good.
enum class Ending : std::uint8_t { serves, departed, punished, lost };

struct StatusRow {
    Status status;
    Ending ending;
    std::string_view name;  // in the results
    std::string_view told;  // of a departure, in stories
};
constexpr std::array<StatusRow, 9> statuses = {{
    {Status::serving, Ending::serves, "serving", ""},
    {Status::planning, Ending::serves, "planning", ""},
    {Status::fled, Ending::departed, "fled", " and fled abroad"},
    {Status::hiding, Ending::departed, "hiding", " and hid"},
    {Status::joined_opposition, Ending::departed, "joined_opposition", " and joined the opposition"},
    {Status::arrested, Ending::punished, "arrested", ""},
    {Status::executed, Ending::punished, "executed", ""},
    {Status::killed, Ending::lost, "killed", ""},
    {Status::discharged, Ending::lost, "discharged", ""},
}};
constexpr std::size_t n_statuses = statuses.size();

constexpr const StatusRow& row_of(Status status) { return statuses[static_cast<std::size_t>(status)]; }
// Asked of everybody to whom anything happens: by comparison, which the check below keeps in step with the list.
constexpr bool serves(Status status) { return status <= Status::planning; }
constexpr bool has_departed(Status status) { return status >= Status::fled && status <= Status::joined_opposition; }

constexpr bool rows_stand_in_order() {
    for (std::size_t i = 0; i < n_statuses; ++i)
        if (statuses[i].status != Status(i) || serves(Status(i)) != (statuses[i].ending == Ending::serves) ||
            has_departed(Status(i)) != (statuses[i].ending == Ending::departed))
            return false;
    return true;
}
static_assert(rows_stand_in_order());

}  // namespace defection
