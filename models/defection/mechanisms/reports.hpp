/// Reports: ties to those who left stay alive, and after a while tell how they fare.
///     personal factor of those who heard that a tie fares well exp(effect)
///     personal factor of those who heard that a tie fares ill exp(-caution)
/// They hear `lag` after the departure. Those who fight with the opposition or live on their own abroad fare well; who
/// hides, lives in a camp, was killed or punished fares ill. Reports move where people go (departure) rather than
/// whether they leave. Told are people of the own group, from the same circle and squad, who are there by then; no one
/// hears from those who went into hiding at once. Rows F87, F98. Null: nothing is heard.
#pragma once

#include <deque>
#include <vector>

#include "models/defection/army/personal.hpp"
#include "models/defection/state/happenings.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Reports {
 public:
    static constexpr std::string_view name = "reports";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether those who left are heard from", "assumed");
        SIM_PARAM(double, effect, 0.1, "log", in(0, 3), behaviour,
                  "log-hazard of those who heard that a tie fares well",
                  "F87 for the sign; size assumed: reports move the destination, hardly the decision");
        SIM_PARAM(double, caution, 0.05, "log", in(0, 3), behaviour,
                  "log-hazard taken from those who heard that a tie fares ill",
                  "F98 for the sign; size assumed: worth 0.15, weight 0.3");
        SIM_PARAM(double, lag, 8.0, "week", in(0, 104), behaviour, "time until a person who left is heard from",
                  "F98: 8 weeks");
    };
    explicit Reports(const Parameters& p) : p_(p) {}

    static bool fares_well(Status status) { return is_with_opposition(status) || status == Status::fled; }
    static bool fares_ill(Status status) {
        return status == Status::camp || status == Status::hiding || status == Status::killed_after_leaving ||
               status == Status::punished_on_return;
    }

    void prepare(Factors& factors) const {
        factors.set_trait(heard_from, p_.effect);
        factors.set_trait(warned, -p_.caution);
    }

    void leavers(const state::Week& week, const Units& units, const People& people, const Ties& ties,
                 const state::Happenings& happenings, Personal& personal) {
        for (const Happening& one : happenings.now)
            if (one.what == What::departure && one.status != Status::hiding)
                reports_.push_back({week.end() + p_.lag, one.who, people[one.who].circle});
        due_.clear();
        for (; !reports_.empty() && reports_.front().due <= week.end(); reports_.pop_front())
            due_.push_back(reports_.front());
        reach(units, people, ties);
        told_.clear();
        visit_ahead(
            reached_, [&](const Reached& reached) { people.prefetch(reached.news.who); },
            [&](const Reached& reached) {
                if (people[reached.news.who].group == reached.group) told_.push_back(reached.news);
            });
        personal.add_traits(told_);
    }

 private:
    /// From a person who got away, to those who are by then where the ties were.
    struct Report {
        double due;  // [week]
        PersonId from;
        Index circle;
    };
    struct Reached {
        Personal::Gain news;
        std::uint8_t group;  // of who reports
    };
    /// Fills reached_, by this week's reports.
    void reach(const Units& units, const People& people, const Ties& ties) {
        reached_.clear();
        visit_ahead(
            due_,
            [&](const Report& report) {
                people.prefetch(report.from);
                ties.circles().prefetch(report.circle);
            },
            [&](const Report& report) { units.posts.prefetch(people[report.from].post); },
            [&](const Report& report) {
                const Person& from = people[report.from];
                if (!fares_well(from.status) && !fares_ill(from.status)) return;
                const auto add = [&](PersonId tie) {
                    reached_.push_back({{tie, fares_well(from.status) ? heard_from : warned}, from.group});
                };
                for (const Index member : ties.circles().members(report.circle)) add(PersonId(member));
                for (const PostId post : ties.squad_of(from))
                    if (const PersonId mate = units.posts.holder[post]; mate.names_somebody()) add(mate);
            });
    }

    const Parameters& p_;
    std::deque<Report> reports_;  // still on their way
    std::vector<Report> due_;     // this week
    std::vector<Reached> reached_;
    std::vector<Personal::Gain> told_;  // those of the own group
};

}  // namespace defection
