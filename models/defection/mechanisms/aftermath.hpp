/// The fate of those who left: of all that may befall people who stand alike, the first to come does, and each of them
/// in proportion to its rate.
///     gone when the integral of the sum of rates since they came reaches Exp(1)
///     P(status) = rate(status) / sum of rates
/// A person who is to serve again takes their old post or another of their company and rank; if none is vacant, they go
/// home. Rows F91, F97, F98. Not a switch: the rates are those of other mechanisms. Null: no rates, all stay.
#pragma once

#include "models/defection/army/roster.hpp"
#include "models/defection/state/beyond.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class Aftermath {
 public:
    static constexpr std::string_view name = "aftermath";

    void leavers(const Units& units, const People& people, const state::Ways& ways, Roster& roster) const {
        if (ways.is_empty()) return;
        for (const auto& [who, cell] : roster.advance_outside(ways.total())) {
            auto draw = roster.stream("aftermath/way", who);
            const auto to = Status(sim::random::choice(sim::random::uniform(draw), ways.of(cell)));
            if (to != Status::serving)
                roster.move(who, to, {.what = What::afterwards});
            else
                call_back(units, people, who, roster);
        }
    }

 private:
    static void call_back(const Units& units, const People& people, PersonId who, Roster& roster) {
        const Person& person = people[who];
        const Rank rank = person.rank == Rank::overdue ? Rank::conscript : person.rank;
        const PostId post =
            units.posts.is_vacant(person.post) ? person.post : Vacancies::in(person.company, rank, units);
        if (post.names_somebody())
            roster.move(who, {post, rank, Status::serving}, {.what = What::comeback});
        else
            roster.move(who, Status::returned, {.what = What::afterwards});
    }
};

}  // namespace defection
