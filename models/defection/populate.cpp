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

/// Two uniforms of 32 bits from one draw: fine enough for a choice among a few.
std::pair<double, double> two_uniforms(Stream& draw) {
    const std::uint64_t bits = draw();
    const auto uniform_of = [](std::uint64_t half) { return (static_cast<double>(half) + 0.5) * 0x1p-32; };
    return {uniform_of(bits >> 32), uniform_of(bits & 0xFFFFFFFFU)};
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
    join_waiting_circles();
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

void World::choose_circle(Index who, double u) {
    const Person& person = people[who];
    const std::size_t pool =
        is_officer(person.rank) ? circle_first_.size() - 1 : person.home * n_groups() + person.group;
    waiting_.push_back({who, static_cast<std::uint32_t>(pool), static_cast<Index>(u * circle_count_[pool])});
}

/// Circles are scattered: ask for the next ones while the first are joined.
void World::join_waiting_circles() {
    constexpr std::size_t ahead = 16;
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
        if (i + ahead < waiting_.size()) {
            const Waiting& next = waiting_[i + ahead];
            circles.prefetch(circle_first_[next.pool] + next.wanted);
        }
        const Waiting& here = waiting_[i];
        circles.join(here.who, circle_first_[here.pool], circle_count_[here.pool], here.wanted);
    }
    waiting_.clear();
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
    if (is_conscript(people[who].rank) && service_term > 0)
        end_term_after(who, at_start ? service_term * uniform(draw) : service_term);
    count(who, +1);
    ledger.add(at_start ? Entry::serving : Entry::joined, account_of(who), 1);
    if (!at_start) ledger.add(Entry::serving, account_of(who), 1);
    if (log != nullptr) open_spell(who, now);
    if (!at_start) note(Happening::intake, who, now);
    return who;
}

/// Seven uniforms in three blocks of the generator.
void World::draw_person(Index who, Stream& draw) {
    Person& person = people[who];
    const double resistance = sim::random::exponential(uniform(draw));
    const double u_frailty = uniform(draw);
    const double endurance = sim::random::exponential(uniform(draw));
    const auto [u_in, u_group] = two_uniforms(draw);
    const auto [u_local, u_home] = two_uniforms(draw);
    const auto [u_informer, u_circle] = two_uniforms(draw);
    if (frailty > 0) person.frailty = static_cast<float>(sim::random::lognormal(u_frailty, frailty_mean_log_, frailty));
    choose_group(person, u_in, u_group);
    choose_home(person, u_local, u_home);
    if (u_informer < informer_density) person.traits |= informer;
    choose_circle(who, u_circle);
    const Index cell = cell_of(who);
    cells.join(who, cell);
    intention.arm(who, cell, resistance, factor(who));
    casualty.arm(who, cell, endurance, 1.0);
}

void World::choose_group(Person& person, double u_in, double u_group) {
    const std::size_t o = companies.organisation[person.company];
    const bool in = u_in < ingroup_share[o][static_cast<std::size_t>(person.rank)];
    person.group = static_cast<std::uint8_t>(in ? structure->ingroup : index_below(u_group, outgroup_weight_));
}

void World::choose_home(Person& person, double u_local, double u_home) {
    const std::size_t region = companies.region[person.company];
    const bool local = posting_looks_at_home && u_local < local_share[companies.organisation[person.company]];
    const std::size_t home = local ? region : index_below(u_home, home_share[person.group]);
    person.home = static_cast<std::uint8_t>(home);
    person.home_level = home_level_[home];
    if (posting_looks_at_home && home != region) person.traits |= away_from_home;
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
    join_waiting_circles();
    if (next > 4096 && 2 * next > vacant.size()) {
        vacant.erase(vacant.begin(), vacant.begin() + static_cast<std::ptrdiff_t>(next));
        next = 0;
    }
}

}  // namespace defection
