/// Commands over time and their holders, replayed from the log.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "models/defection/record/log.hpp"

namespace defection {

class Simulation;

/// The command that a person may have, as the tables say it.
constexpr std::array<std::string_view, 5> command_names = {"none", "company", "brigade", "division", "organisation"};
constexpr std::size_t command_of(Echelon echelon) {
    return command_names.size() - static_cast<std::size_t>(echelon);  // the ruler's is no command of theirs
}

class LineOfCommand {
 public:
    LineOfCommand(const Log& log, const Simulation& run);

    /// Goes on to what stood before `time` [week], which must not be earlier than the last.
    void go_to(double time);
    /// The first commander up the line from a company who is somebody else; `nobody`: there is none.
    PersonId over(PersonId who, CompanyId company) const;
    /// The highest command that a person has now, and has ever had, in command_names.
    std::size_t command(PersonId who) const { return highest(now_[who]); }
    std::size_t ever(PersonId who) const { return highest(ever_[who]); }

 private:
    static std::size_t highest(std::uint8_t commands);

    const Log& log_;
    const Units& units_;
    const Nodes& nodes_;
    std::size_t next_ = 0;  // succession
    Column<NodeId, PersonId> holder_;
    Column<PersonId, std::uint8_t> now_, ever_;  // a bit for each of command_names but none
};

}  // namespace defection
