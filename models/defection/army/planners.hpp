/// Those who mean to leave and wait for an opportunity, in the order of their intentions.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "models/defection/army/people.hpp"
#include "sim/hazard/clock.hpp"

namespace defection {

enum class FoundBy : std::uint8_t { no_one, agency, informer, confidant };

struct Planner {
    PersonId who;
    CompanyId company;
    double since = 0, ready = 0;  // [week] of the intention; from when the family is in safety
    // What is left of three resistances ~ Exp(1): to being found out, to an opportunity, to sounding out a tie
    double found_left = 0, gone_left = 0, whisper_left = 0;
    double denounced = never;  // [week] by someone sounded out
    FoundBy denounced_by = FoundBy::no_one;
    double detection_rate = 0;  // [1/week] this week
    double informer_rate = 0;   // [1/week] the part of it that is due to informers
    double trust_across = 1;    // of ties of other groups, this week

    /// [week] when detection alone finds them out, at this week's rate from `from` on.
    double detected(double from) const { return when(from, found_left, detection_rate); }
    void denounce(double at, FoundBy by) {
        if (at < denounced) denounced_by = by;
        denounced = std::min(denounced, at);
    }

    static constexpr double never = sim::hazard::Clock::never;
    /// [week] when what is left of a resistance is used up at a rate [1/week] that holds from `from` on.
    static double when(double from, double left, double rate) { return rate > 0 ? from + left / rate : never; }
};

class Planners {
 public:
    static constexpr std::string_view name = "planners";
    static constexpr bool acts_in_turn = true;

    std::vector<Planner> all;

    /// Those who plan no longer go, and the week's marks on the others are cleared.
    void end_week(const People& people) {
        std::size_t n_plan = 0;
        visit_ahead(
            all, [&](const Planner& planner) { people.prefetch(planner.who); },
            [&](const Planner& planner) {
                if (people[planner.who].status != Status::planning) return;
                Planner& stays = all[n_plan++] = planner;
                stays.detection_rate = stays.informer_rate = 0;
                stays.trust_across = 1;
            });
        all.resize(n_plan);
    }
    /// Puts planners in order by company, for for_each_fellow; valid until someone plans anew.
    void index(std::size_t n_companies) {
        first_.assign(n_companies, nobody);
        next_.resize(all.size());
        for (auto at = static_cast<Index>(all.size()); at-- > 0;) {
            Index& first = first_[all[at].company];
            next_[at] = first;
            first = at;
        }
    }
    /// The planners of the same company.
    template <class Visit>
    void for_each_fellow(const Planner& planner, Visit&& visit) {
        for (Index at = first_[planner.company]; at != nobody; at = next_[at])
            if (all[at].who != planner.who) visit(all[at]);
    }

 private:
    std::vector<Index> first_, next_;  // [company], [planner] rows of `all`
};

}  // namespace defection
