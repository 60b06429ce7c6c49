/// Deterrence: soldiers weigh the penalty they expect against the chance of being caught. The penalty follows what is
/// announced and what is seen; the chance is learned from the own company and, as far as units may talk, the brigade,
/// never from the organisation.
///     dL_k/dt = learning (penalty [x treason premium for the ruler's group] + alarm_k - L_k)
///     dE_c/dt = sight executions / posts - learning E_c
///     dH_c/dt = witness families harmed / posts - learning H_c
///     C = L_k + E_c + family min(1, P + H_c) reach_k
///     p_seen = min(1, (prior coverage + caught_weight caught) / (prior + caught + left_weight left))
///     dp_c/dt = learning_risk (p_seen - p_c)
///     ln h += -weight B ln(1 + p C / usual)
/// alarm_k: what calls to leave without a guarantee add (reassurance). B: belief of the group and rank that the regime
/// lasts. P: harm to families as announced; it weighs more for seniors,
/// those of headquarters; reach_k: of the regime to the homes of the group. Caught, left, executed and harmed are those of
/// the company and `heard` companies' worth of the others in the brigade, of which 1 - cut get through; what is done in
/// public all of the brigade sees.
/// Rows F20-F26, A1.10, A1.11. Null: nothing is expected.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "models/defection/state/attitudes.hpp"
#include "models/defection/state/belief.hpp"
#include "models/defection/state/beyond.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/happenings.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Deterrence {
 public:
    static constexpr std::string_view name = "deterrence";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether soldiers expect to be punished", "assumed");
        SIM_PARAM(double, weight, 1.25, "log", in(0, 6), behaviour,
                  "log-hazard removed per log unit of the penalty expected, while the regime is sure to last",
                  "F23 for the sign; model trial 0.5-2");
        SIM_PARAM(double, usual, 0.4, "1", in(1e-6, 10), behaviour,
                  "expected penalty (chance x severity) that is taken for one unit",
                  "assumed: a certain death then weighs what it did in the model trial");
        SIM_PARAM(double, learning, 0.15, "1/week", in(0, 5), behaviour,
                  "speed at which the penalty expected follows what is announced", "model trial 0.05-0.3");
        SIM_PARAM(double, learning_risk, 0.15, "1/week", in(0, 5), behaviour,
                  "speed at which the chance expected follows what is seen", "model trial 0.12-0.3");
        SIM_PARAM(double, forgetting, 0.16, "1/week", in(0, 5), behaviour,
                  "decay of the memory of arrests and departures", "model trial");
        SIM_PARAM(double, prior, 0.005, "1", in(1e-6, 1), behaviour,
                  "weight of the prior on being caught, as share of the company's posts", "assumed");
        SIM_PARAM(double, caught_weight, 1.5, "1", in(0, 10), behaviour, "how strongly an arrest is remembered",
                  "assumed");
        SIM_PARAM(double, left_weight, 0.35, "1", in(0, 10), behaviour, "how strongly a departure is remembered",
                  "assumed");
        SIM_PARAM(double, heard, 4.0, "1", in(0, 100), behaviour,
                  "companies' worth of news that reaches a company from its brigade, if nothing is cut",
                  "assumed: a battalion");
        SIM_PARAM(double, sight, 20.0, "1", in(0, 1000), behaviour,
                  "penalty expected after the whole company was executed; 1 = death for every person who is caught",
                  "A1.10 for the sign; size assumed");
        SIM_PARAM(double, witness, 20.0, "1", in(0, 1000), behaviour,
                  "probability of harm expected after the families of the whole company were harmed", "assumed");
        SIM_PARAM(double, senior_family, 0.6, "1", in(0, 2), behaviour,
                  "what harm to the family weighs for seniors, against one's own death", "F24 0.6 [0.2-1]");
        SIM_PARAM(double, other_family, 0.2, "1", in(0, 2), behaviour, "what it weighs for all others",
                  "F24 for the sign: reprisal on families frightens seniors; size assumed");
    };
    explicit Deterrence(const Parameters& p) : p_(p) {}

    double chance_seen(double prior, double coverage, double caught, double left) const {
        const double all = prior + caught + p_.left_weight * left;
        return all > 0 ? std::min(1.0, (prior * coverage + p_.caught_weight * caught) / all) : 0.0;
    }
    /// ln(1 + expected / usual), in place.
    void count(std::span<float> expected) const {
        const float per_unit = 1.0F / float(p_.usual);
        for (float& x : expected) x = sim::random::log(1.0F + per_unit * x);
    }
    /// The knowledge of a company: each is a number of people.
    struct Memory {
        float caught = 0, left = 0, executed = 0, harmed = 0;
        bool operator==(const Memory&) const = default;
    };

    void prepare(const Units& units, state::Terms& terms) {
        term_ = terms.add("deterrence.weight", Level::brigade_lane_by_company_group);
        belief_.assign(units.brigades.size() * units.lanes.size(), 0.0F);
        seen_.assign(units.companies.size(), {});
        memory_.assign(units.companies.size(), {});
        chance_.assign(units.companies.size(), not_yet);
        felt_.assign(units.lanes.n_groups, 0.0F);
        posts_.assign(units.brigades.size(), 0.0F);
        for (const CompanyId c : units.companies.ids())
            posts_[units.companies.brigade[c]] += float(units.companies.n_posts[c]);
    }

    void attitudes(const state::Setting& setting, const state::Week& week, const Units& units,
                   const state::Happenings& happenings, const state::Watch& watch, const state::Deterrents& deterrents,
                   const state::Guarantees& guarantees, const state::War& war, state::Deterrence& deterrence) {
        follow_announcements(setting, week, deterrents, guarantees, war);
        see(happenings.last);
        const auto keep_news = float(1.0 - week.approach(p_.forgetting));
        const auto keep_fear = float(1.0 - week.approach(p_.learning));
        const auto learned = float(week.approach(p_.learning_risk));
        for (const BrigadeId b : units.brigades.ids()) {
            const std::size_t organisation = units.brigades.organisation[b];
            tell(units, b, float(1.0 - watch.cut[organisation]));
            std::fill(felt_.begin(), felt_.end(), 0.0F);
            for (const CompanyId c : units.brigades.companies_of(b)) {
                learn(learned, float(units.companies.n_posts[c]), watch.coverage[organisation], c);
                expect(units, deterrents, c, deterrence);
                memory_[c].caught *= keep_news, memory_[c].left *= keep_news;
                memory_[c].executed *= keep_fear, memory_[c].harmed *= keep_fear;
            }
            for (std::size_t g = 0; g < felt_.size(); ++g)
                ranks_at(deterrence.felt.data() + (b * felt_.size() + g) * n_ranks) =
                    felt_[g] / std::max(1.0F, posts_[b]);
        }
        if (p_.weight != 0) count(deterrence.expected);
        std::fill(seen_.begin(), seen_.end(), Seen{});
    }

    void hazard(const Units& units, const state::Belief& belief, const state::Deterrence& deterrence,
                state::Terms& terms) {
        const std::size_t width = units.lanes.size();
        for (std::size_t lane = 0; lane < width; ++lane)
            belief_[lane] = float(belief.of(lane / n_ranks, Rank(lane % n_ranks)));
        for (std::size_t at = width; at < belief_.size(); at += width)
            std::copy_n(belief_.begin(), width, belief_.begin() + std::ptrdiff_t(at));
        terms.fill(term_, -p_.weight, belief_, deterrence.expected);
    }

    float chance(CompanyId company) const { return std::max(0.0F, chance_[company]); }
    const Memory& memory(CompanyId company) const { return memory_[company]; }

 private:
    static constexpr float not_yet = -1;  // nothing expected yet: the first observation counts in full
    /// Of a week: people of the company to whom it happened, and those executed in public.
    struct Seen {
        Memory closed;
        float in_public = 0;
        bool operator==(const Seen&) const = default;
    };

    void follow_announcements(const state::Setting& setting, const state::Week& week,
                              const state::Deterrents& deterrents, const state::Guarantees& guarantees,
                              const state::War& war) {
        const auto& structure = setting.structure;
        const bool is_first = announced_.empty();
        announced_.resize(setting.n_groups());
        reach_.assign(setting.n_groups(), 0.0F);
        for (std::size_t g = 0; g < announced_.size(); ++g) {
            const double now =
                deterrents.penalty * (g == structure.ingroup ? deterrents.treason_premium : 1.0) + guarantees.alarm[g];
            announced_[g] += is_first ? now : week.approach(p_.learning) * (now - announced_[g]);
            double people = 0, reached = 0;
            for (std::size_t r = 0; r < setting.n_regions(); ++r) {
                people += structure.people(r, g);
                reached += structure.people(r, g) * war.reach_of_home(r);
            }
            reach_[g] = float(people > 0 ? reached / people : 0.0);
        }
    }

    void see(const std::vector<Happening>& week) {
        for (const Happening& one : week) {
            Seen& here = seen_[one.company];
            if (one.what == What::arrest) here.closed.caught += 1.0F;
            if (one.what == What::departure) here.closed.left += 1.0F;
            if (one.what == What::family_harmed) here.closed.harmed += 1.0F;
            if (one.what == What::execution) (one.in_public ? here.in_public : here.closed.executed) += 1.0F;
        }
    }

    /// Tells the events of this week in the brigade to each of its companies.
    void tell(const Units& units, BrigadeId brigade, float talk) {
        Seen all;
        for (const CompanyId c : units.brigades.companies_of(brigade)) add(all, seen_[c]);
        if (all == Seen{}) return;
        for (const CompanyId c : units.brigades.companies_of(brigade)) {
            const Seen& own = seen_[c];
            const auto posts = float(units.companies.n_posts[c]);
            const float others = posts_[brigade] - posts;
            const float open = others > 0 ? std::min(1.0F, float(p_.heard) * posts / others) : 0.0F;
            const float closed = open * talk;
            memory_[c].caught += own.closed.caught + closed * (all.closed.caught - own.closed.caught);
            memory_[c].left += own.closed.left + closed * (all.closed.left - own.closed.left);
            memory_[c].harmed += own.closed.harmed + closed * (all.closed.harmed - own.closed.harmed);
            memory_[c].executed += own.closed.executed + closed * (all.closed.executed - own.closed.executed) +
                                   own.in_public + open * (all.in_public - own.in_public);
        }
    }
    static void add(Seen& to, const Seen& more) {
        to.closed.caught += more.closed.caught;
        to.closed.left += more.closed.left;
        to.closed.harmed += more.closed.harmed;
        to.closed.executed += more.closed.executed;
        to.in_public += more.in_public;
    }

    void learn(float learned, float posts, double coverage, CompanyId c) {
        const double seen =
            chance_seen(p_.prior * double(posts), coverage, double(memory_[c].caught), double(memory_[c].left));
        const float gap = float(seen) - chance_[c];
        chance_[c] = chance_[c] < 0 ? float(seen) : chance_[c] + learned * gap;
    }

    void expect(const Units& units, const state::Deterrents& deterrents, CompanyId c, state::Deterrence& deterrence) {
        const float posts = std::max(1.0F, float(units.companies.n_posts[c]));
        const bool is_senior = units.brigades.first_company[units.companies.brigade[c]] == c;
        const float executions = float(p_.sight) * memory_[c].executed / posts;
        const float harm =
            std::min(1.0F, float(deterrents.family_risk) + float(p_.witness) * memory_[c].harmed / posts) *
            float(is_senior ? p_.senior_family : p_.other_family);
        for (std::size_t g = 0; g < units.lanes.n_groups; ++g) {
            const float penalty = float(announced_[g]) + executions + harm * reach_[g];
            const float expected = chance_[c] * penalty;
            deterrence.expected[units.company_group(c, g)] = expected;
            felt_[g] += expected * posts;
        }
    }

    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<double> announced_;     // [group] penalty expected from what is announced
    std::vector<float> reach_;          // [group] of the regime to their homes
    std::vector<float> felt_;           // [group] chance x penalty in a brigade, summed over posts
    std::vector<float> belief_;         // [brigade x lane]
    Column<BrigadeId, float> posts_;    // of all its companies
    Column<CompanyId, Seen> seen_;      // this week
    Column<CompanyId, Memory> memory_;  // as told
    Column<CompanyId, float> chance_;   // of being caught, as expected
};

}  // namespace defection
