#include "models/defection/record/line_of_command.hpp"

#include <bit>

#include "models/defection/schedule.hpp"

namespace defection {

LineOfCommand::LineOfCommand(const Log& log, const Simulation& run)
    : log_(log),
      units_(run.army().units),
      nodes_(run.high_command().nodes),
      holder_(nodes_.size()),
      now_(run.army().people.size(), 0),
      ever_(run.army().people.size(), 0) {}

void LineOfCommand::go_to(double time) {
    constexpr double moment = 1e-6;  // [week] times are rounded: what happens as a step ends finds who commanded in it
    const auto& all = log_.successions();
    for (; next_ < all.size() && (all[next_].time <= 0 || all[next_].time < time - moment); ++next_) {
        const Succession& one = all[next_];
        const auto bit = static_cast<std::uint8_t>(1U << (command_of(nodes_.echelon[one.node]) - 1));
        if (one.before.names_somebody()) now_[one.before] &= static_cast<std::uint8_t>(~bit);
        if (one.now.names_somebody()) now_[one.now] |= bit, ever_[one.now] |= bit;
        holder_[one.node] = one.now;
    }
}

PersonId LineOfCommand::over(PersonId who, CompanyId company) const {
    NodeId node = units_.is_headquarters(company) ? nodes_.of(units_.companies.brigade[company]) : nodes_.of(company);
    for (; node.names_somebody(); node = nodes_.superior[node])
        if (holder_[node].names_somebody() && !(holder_[node] == who)) return holder_[node];
    return {};
}

std::size_t LineOfCommand::highest(std::uint8_t commands) { return std::bit_width(commands); }

}  // namespace defection
