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
    // The rest of three resistances ~ Exp(1): to being found out, to an opportunity, to sounding out a tie
    double found_left = 0, gone_left = 0, whisper_left = 0;
    double denounced = never;  // [week] by someone sounded out
    FoundBy denounced_by = FoundBy::no_one;
    struct Week {
        double detection_rate = 0;  // [1/week]
        double informer_rate = 0;   // [1/week] the part of it that is due to informers
        double trust_across = 1;    // of ties of other groups
    };
    Week this_week;
    PersonId band;  // who stands for those they agreed to leave with; `nobody`: alone

    /// [week] when detection alone finds them out, at this week's rate from `from` on.
    double detected(double from) const { return when(from, found_left, this_week.detection_rate); }
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
                stays.this_week = {};
            });
        all.resize(n_plan);
    }
    /// Puts those who are ready by `until` [week] in order by company and by band, for for_each_fellow and
    /// for_each_of_band; valid until someone plans anew.
    void index(const People& people, std::size_t n_companies, double until) {
        first_.assign(n_companies, nobody);
        fellows_.resize(all.size());
        bands_.clear();
        for (auto row = static_cast<Index>(all.size()); row-- > 0;) {
            const Planner& planner = all[row];
            const Person& person = people[planner.who];
            Index& first = first_[planner.company];
            fellows_[row] = {first, person.group, person.status == Status::planning && planner.ready <= until};
            if (!fellows_[row].may_go) continue;
            first = row;
            if (planner.band.names_somebody()) bands_.push_back({planner.band, row});
        }
        std::sort(bands_.begin(), bands_.end(),
                  [](const InBand& a, const InBand& b) { return a.band == b.band ? a.row < b.row : a.band < b.band; });
    }
    /// A planner who plans no longer is no one's fellow.
    void take_out(const Planner& planner) { fellows_[row_of(planner)].may_go = false; }
    /// The other planners of the same company and group.
    template <class Visit>
    void for_each_fellow(const Planner& planner, Visit&& visit) {
        const std::uint8_t group = fellows_[row_of(planner)].group;
        for (Index at = first_[planner.company]; at != nobody; at = fellows_[at].next)
            if (fellows_[at].may_go && fellows_[at].group == group) visit(all[at]);
    }
    /// Those whom a planner agreed to leave with, in the order of their intentions.
    template <class Visit>
    void for_each_of_band(const Planner& planner, Visit&& visit) {
        if (!planner.band.names_somebody()) return;
        const auto first = std::lower_bound(bands_.begin(), bands_.end(), InBand{planner.band, 0},
                                            [](const InBand& a, const InBand& b) { return a.band < b.band; });
        for (auto at = first; at != bands_.end() && at->band == planner.band; ++at)
            if (fellows_[at->row].may_go) visit(all[at->row]);
    }

 private:
    struct Fellow {
        Index next;  // row of `all`: of the same company
        std::uint8_t group;
        bool may_go;
    };
    struct InBand {
        PersonId band;
        Index row;  // of `all`
    };
    std::size_t row_of(const Planner& planner) const { return static_cast<std::size_t>(&planner - all.data()); }

    std::vector<Index> first_;     // [company] row of `all`
    std::vector<Fellow> fellows_;  // [row of `all`]
    std::vector<InBand> bands_;
};

}  // namespace defection
