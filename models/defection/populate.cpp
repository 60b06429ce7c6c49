/// Filling the posts: who a person is, drawn from the stream of the post and its holder's ordinal, one uniform for each
/// attribute, so that moving a share changes the fewest people.
#include <algorithm>
#include <bit>
#include <cmath>

#include "models/defection/world.hpp"

namespace defection {
namespace {

using sim::random::Stream;
using sim::random::Tag;
using sim::random::uniform;

/// Circles keep their members when a share moves a little: their number is a power of two.
Index n_circles_for(double expected_members) {
    constexpr double members = 5.0;
    const auto wanted = static_cast<Index>(std::max(1.0, expected_members / members));
    const Index below = std::bit_floor(wanted);
    return static_cast<double>(wanted) > 1.41 * below ? 2 * below : below;
}

std::size_t index_below(double u, const std::vector<double>& weights) {
    double rest = u;
    for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
        if (rest < weights[i]) return i;
        rest -= weights[i];
    }
    return weights.size() - 1;
}

}  // namespace

void World::populate(const IntentionParameters& p) {
    frailty = p.frailty;
    frailty_mean_log_ = static_cast<float>(-0.5 * p.frailty * p.frailty);
    const std::array<double, n_ranks> offset = {p.senior_officer, p.junior_officer, p.nco, p.professional, 0.0, 0.0,
                                                p.militia,        p.monitor};
    for (std::size_t i = 0; i < base.size(); ++i) base[i] = static_cast<float>(p.log_base_rate + offset[i % n_ranks]);

    outgroup_weight_.assign(n_groups(), 0.0);
    double outgroups = 0;
    for (std::size_t g = 0; g < n_groups(); ++g)
        if (g != structure->ingroup) outgroups += structure->groups[g].share;
    for (std::size_t g = 0; g < n_groups(); ++g)
        if (g != structure->ingroup && outgroups > 0) outgroup_weight_[g] = structure->groups[g].share / outgroups;

    open_circles();
    const std::size_t room = posts.size() + posts.size() / 2;
    people.reserve(room), cells.reserve(room), circles.reserve(room), intention.reserve(room), casualty.reserve(room);
    for (Index post = 0; post < posts.size(); ++post) {
        if (posts.rank[post] == Rank::militia)
            vacant_militia_posts_.push_back(post);
        else
            enlist(post, true);
        n_conscript_posts += posts.rank[post] == Rank::conscript ? 1 : 0;
    }
    n_monitors_at_start = n_monitors;
    for (Index c = 0; c < companies.size(); ++c) replace_commander(c);
    brigades.serving_at_start = brigades.serving;
    branch_at_start_ = branch_serving_;
    for (Index who = 0; who < people.size(); ++who)
        organisation_strength_at_start[companies.organisation[people[who].company]] += 1.0;
}

void World::open_circles() {
    const std::size_t n_regions = structure->regions.size();
    std::vector<double> expected(n_groups(), 0.0);
    double officers = 0;
    for (Index post = 0; post < posts.size(); ++post) {
        const Rank rank = posts.rank[post];
        if (is_officer(rank)) {
            officers += 1;
            continue;
        }
        const double in = ingroup_share[companies.organisation[posts.company[post]]][static_cast<std::size_t>(rank)];
        for (std::size_t g = 0; g < n_groups(); ++g)
            expected[g] += g == structure->ingroup ? in : (1.0 - in) * outgroup_weight_[g];
    }
    Index n = 0;
    const auto open_pool = [&](double members) {
        circle_first_.push_back(n);
        circle_count_.push_back(n_circles_for(members));
        n += circle_count_.back();
    };
    for (std::size_t r = 0; r < n_regions; ++r)
        for (std::size_t g = 0; g < n_groups(); ++g) open_pool(expected[g] * home_share[g][r]);
    open_pool(officers);
    circles = sim::network::Circles(n);
}

void World::join_circle(Index who) {
    const std::size_t pool =
        is_officer(people[who].rank) ? circle_first_.size() - 1 : people[who].home * n_groups() + people[who].group;
    Stream draw(run_seed, Tag("person/circle"), people[who].key);
    const std::uint64_t place = (draw() >> 32) * circle_count_[pool] >> 32;
    circles.join(who, circle_first_[pool], circle_count_[pool], static_cast<Index>(place));
}

Index World::enlist(Index post, bool at_start) {
    const auto who = static_cast<Index>(people.size());
    people.emplace_back();
    const Index company = posts.company[post];
    const std::uint32_t brigade = companies.brigade[company];
    people[who].key = post_key(brigades.key[brigade], company - brigades.first_company[brigade], posts.slot[post],
                               posts.ordinal[post]++);
    people[who].post = post;
    people[who].company = company;
    people[who].rank = posts.rank[post];
    posts.holder[post] = who;
    Stream draw(run_seed, Tag("person"), people[who].key);
    draw_person(who, draw);
    const double term_served = at_start ? uniform(draw) : 0.0;
    if (is_conscript(people[who].rank) && service_term > 0) end_term_after(who, service_term * (1.0 - term_served));
    join_circle(who);
    count(who, +1);
    ledger.add(at_start ? Entry::serving : Entry::joined, account_of(who), 1);
    if (!at_start) ledger.add(Entry::serving, account_of(who), 1);
    if (log != nullptr) open_spell(who, at_start ? 0.0 : week + dt);
    if (!at_start) note(Happening::intake, who, week + dt);
    return who;
}

void World::draw_person(Index who, Stream& draw) {
    const double resistance = sim::random::exponential(uniform(draw));
    const double u_frailty = uniform(draw);
    const double endurance = sim::random::exponential(uniform(draw));
    people[who].frailty =
        frailty > 0 ? static_cast<float>(sim::random::lognormal(u_frailty, frailty_mean_log_, frailty)) : 1.0F;
    draw_group_and_home(who, draw);
    if (uniform(draw) < informer_density) people[who].traits |= informer;
    const Index cell = cell_of(who);
    cells.join(who, cell);
    intention.arm(who, cell, resistance, factor(who));
    casualty.arm(who, cell, endurance, 1.0);
}

void World::draw_group_and_home(Index who, Stream& draw) {
    const Index company = people[who].company;
    const std::size_t o = companies.organisation[company];
    const double u_in = uniform(draw), u_group = uniform(draw), u_local = uniform(draw), u_home = uniform(draw);
    const bool in = u_in < ingroup_share[o][static_cast<std::size_t>(people[who].rank)];
    const std::size_t group = in ? structure->ingroup : index_below(u_group, outgroup_weight_);
    people[who].group = static_cast<std::uint8_t>(group);
    const bool local = posting_looks_at_home && u_local < local_share[o];
    const std::size_t home = local ? companies.region[company] : index_below(u_home, home_share[group]);
    people[who].home = static_cast<std::uint8_t>(home);
    people[who].home_level = home_level_[home];
    if (posting_looks_at_home && home != companies.region[company]) people[who].traits |= away_from_home;
}

void World::end_term_after(Index who, double weeks) {
    const std::size_t at = step + static_cast<std::size_t>(std::llround(weeks / dt));
    if (at >= term_endings_.size()) term_endings_.resize(at + 1);
    term_endings_[at].push_back(who);
}

void World::call_up(double expected) {
    call_up_carry_ += expected;
    const auto n = static_cast<std::size_t>(std::max(0.0, call_up_carry_));
    call_up_carry_ -= static_cast<double>(n);
    fill(vacant_conscript_posts_, next_conscript_, n);
}

void World::raise_militia(double men) {
    const auto wanted = static_cast<std::size_t>(std::max(0.0, men * scale));
    if (wanted > n_militia) fill(vacant_militia_posts_, next_militia_, wanted - n_militia);
}

void World::fill(std::vector<Index>& vacant, std::size_t& next, std::size_t n) {
    for (; n > 0 && next < vacant.size(); --n) {
        const Index who = enlist(vacant[next++], false);
        const Index company = people[who].company;
        if (companies.commander[company] == nobody) replace_commander(company);
    }
    if (next > 4096 && 2 * next > vacant.size()) {
        vacant.erase(vacant.begin(), vacant.begin() + static_cast<std::ptrdiff_t>(next));
        next = 0;
    }
}

}  // namespace defection
