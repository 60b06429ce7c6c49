/// Purge: the regime removes officers whom it suspects. It looks at so many officers a week, and removes those who bear the
/// signs of disloyalty, or, as far as it does not aim, at random. Removals of the innocent embitter their peers.
///     looked at [1/week] = rate
///     sign = min(1, outsider [of a group out of power] + per_tie ties gone + contact [whispered to])
///     P(removed | looked at) = 1 - aim + aim sign
///     grievance inflow of officers of the same organisation and group = bitterness x removed innocently / officers
/// Innocent: who did not plan to leave. Rows F27, F28, F88, F89. Null: rate 0, no one is removed.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/inflows.hpp"
#include "sim/param/field.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class Purge {
 public:
    static constexpr std::string_view name = "purge";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether the regime purges", "assumed");
        SIM_PARAM(double, rate, 0.0, "1/week", in(0, 1), policy, "officers whom it looks at",
                  "F27 0.002 [0-0.01] removed; 0 is neutral");
        SIM_PARAM(double, aim, 1.0, "1", in(0, 1), policy, "how far signs decide, 0: chance decides",
                  "F27: half of those removed are false positives");
        SIM_PARAM(double, outsider, 0.2, "1", in(0, 1), behaviour, "sign: of a group that is out of power",
                  "F27 for the sign; size assumed");
        SIM_PARAM(double, per_tie, 0.2, "1", in(0, 1), behaviour, "sign: each strong tie who has left",
                  "F87, F89 for the sign; size assumed");
        SIM_PARAM(double, contact, 0.3, "1", in(0, 1), behaviour, "sign: a planner sounded them out",
                  "F89 for the sign; size assumed");
        SIM_PARAM(double, bitterness, 0.5, "1", in(0, 100), behaviour,
                  "grievance of peers of whose number all were removed innocently", "F27 for the sign; size assumed");
    };
    explicit Purge(const Parameters& p) : p_(p) {}

    double sign(bool is_outsider, int ties_gone, bool was_contacted) const {
        return std::min(
            1.0, (is_outsider ? p_.outsider : 0.0) + p_.per_tie * ties_gone + (was_contacted ? p_.contact : 0.0));
    }
    double removed(double of_sign) const { return 1.0 - p_.aim + p_.aim * of_sign; }

    void prepare(const Units& units) {
        posts_.clear();
        for (const PostId post : units.posts.ids())
            if (is_officer(units.posts.rank[post])) posts_.push_back(post);
        innocent_.assign(units.n_organisations() * units.lanes.n_groups, 0.0);
        officers_.assign(innocent_.size(), 0.0);
    }

    void attitudes(const state::Week& week, const Units& units, state::Inflows& inflows) const {
        for (std::size_t o = 0; o < units.n_organisations(); ++o)
            for (std::size_t g = 0; g < units.lanes.n_groups; ++g) {
                const std::size_t row = o * units.lanes.n_groups + g;
                if (innocent_[row] <= 0) continue;
                const double inflow = p_.bitterness * innocent_[row] / std::max(1.0, officers_[row]) / week.dt;
                for (const Rank rank : {Rank::senior_officer, Rank::junior_officer}) inflows.add(o, g, rank, inflow);
            }
    }

    void command(const state::Setting& setting, const state::Week& week, const Units& units, const People& people,
                 const Strength& strength, state::Purges& purges, Roster& roster) {
        std::fill(innocent_.begin(), innocent_.end(), 0.0);
        if (p_.rate <= 0 || posts_.empty()) return;
        count_officers(units, strength);
        sim::random::Stream draw(setting.run_seed, Purpose("purge/look"), 0, week.step);
        const auto n_posts = static_cast<std::int64_t>(posts_.size());
        const auto looks = sim::random::binomial(sim::random::uniform(draw), n_posts, week.approach(p_.rate));
        for (std::int64_t i = 0; i < looks; ++i) {
            const PostId post = posts_[static_cast<std::size_t>(sim::random::uniform(draw) * double(n_posts))];
            const PersonId who = units.posts.holder[post];
            if (who.names_somebody()) look_at(setting, units, people, who, purges, roster, draw);
        }
    }

 private:
    void count_officers(const Units& units, const Strength& strength) {
        std::fill(officers_.begin(), officers_.end(), 0.0);
        for (const CompanyId c : units.companies.ids())
            for (std::size_t g = 0; g < units.lanes.n_groups; ++g)
                for (const Rank rank : {Rank::senior_officer, Rank::junior_officer})
                    officers_[units.companies.organisation[c] * units.lanes.n_groups + g] +=
                        double(strength.cells[units.cell_of(c, g, rank)]);
    }
    void look_at(const state::Setting& setting, const Units& units, const People& people, PersonId who,
                 state::Purges& purges, Roster& roster, sim::random::Stream& draw) {
        const Person person = people[who];
        const bool is_outsider = setting.structure.groups[person.group].standing == Standing::out;
        if (sim::random::uniform(draw) >= removed(sign(is_outsider, person.ties_gone, person.has(whispered_to))))
            return;
        const bool is_innocent = person.status != Status::planning;
        ++(is_innocent ? purges.innocent : purges.planners);
        if (is_innocent) ++innocent_[units.organisation_of(person) * units.lanes.n_groups + person.group];
        roster.move(who, Status::dismissed, {.what = What::dismissal});
    }

    const Parameters& p_;
    std::vector<PostId> posts_;                // of officers
    std::vector<double> innocent_, officers_;  // [organisation x group] removed innocently last week; serving then
};

}  // namespace defection
