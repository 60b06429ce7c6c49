/// Filling the posts: who a person is, drawn from the stream of the post and its holder's ordinal, one uniform for each
/// attribute, so that moving a share changes the fewest people.
#include <algorithm>
#include <bit>
#include <cmath>

#include "models/defection/world.hpp"
#include "sim/random/batch.hpp"

namespace defection {
namespace {

using sim::random::Tag;

/// Circles keep their members when a share moves a little: at scale 1 their number is a power of two, and at a smaller
/// scale its share of that, so that circles are as large at every scale.
Index n_circles_for(double expected_members, double scale) {
    constexpr double members = 5.0;
    const auto wanted = static_cast<Index>(std::max(1.0, expected_members / scale / members));
    const Index below = std::bit_floor(wanted);
    const Index whole = static_cast<double>(wanted) > 1.41 * below ? 2 * below : below;
    return static_cast<Index>(std::max(1.0, std::round(scale * whole)));
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
    people.reserve(room);
    std::vector<Index> to_fill;
    to_fill.reserve(posts.size());
    for (Index post = 0; post < posts.size(); ++post) {
        (posts.rank[post] == Rank::militia ? vacant_militia_posts_ : to_fill).push_back(post);
        n_conscript_posts += posts.rank[post] == Rank::conscript ? 1 : 0;
    }
    enlist(to_fill, true);
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
        circle_count_.push_back(n_circles_for(members, scale));
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

void World::join_waiting_circles() {
    visit_ahead(
        waiting_, [&](const Waiting& next) { circles.prefetch(circle_first_[next.pool] + next.wanted); },
        [&](const Waiting& here) {
            people[here.who].circle =
                circles.join(here.who, circle_first_[here.pool], circle_count_[here.pool], here.wanted);
        });
    waiting_.clear();
}

/// Uniforms of many people, two to a block of the generator, drawn together.
struct World::Draws {
    static constexpr std::size_t n_blocks = 5;
    std::array<std::vector<double>, 2 * n_blocks> u;

    explicit Draws(std::uint64_t seed, std::span<const std::uint64_t> keys) {
        constexpr std::array<std::string_view, n_blocks> purpose = {"person/resistance", "person/endurance",
                                                                    "person/group", "person/home", "person/circle"};
        for (auto& column : u) column.resize(keys.size());
        for (std::size_t b = 0; b < n_blocks; ++b)
            sim::random::fill_uniforms(seed, Tag(purpose[b]), keys, 0, u[2 * b], u[2 * b + 1]);
        sim::random::make_exponential(u[0]);
        sim::random::make_exponential(u[2]);
    }
    std::vector<double>& resistance() { return u[0]; }
    std::vector<double>& frailty() { return u[1]; }
    std::vector<double>& endurance() { return u[2]; }
    std::vector<double>& in() { return u[3]; }
    std::vector<double>& group() { return u[4]; }
    std::vector<double>& local() { return u[5]; }
    std::vector<double>& home() { return u[6]; }
    std::vector<double>& informer() { return u[7]; }
    std::vector<double>& circle() { return u[8]; }
    std::vector<double>& term() { return u[9]; }
};

void World::enlist(std::span<const Index> vacancies, bool at_start) {
    constexpr std::size_t batch = 1024;  // people whose draws fit the cache
    for (std::size_t begin = 0; begin < vacancies.size(); begin += batch)
        enlist_batch(vacancies.subspan(begin, std::min(batch, vacancies.size() - begin)), at_start);
}

void World::enlist_batch(std::span<const Index> vacancies, bool at_start) {
    std::vector<std::uint64_t> keys;
    for (const Index post : vacancies) {
        const Index company = posts.company[post];
        const std::uint32_t brigade = companies.brigade[company];
        keys.push_back(post_key(brigades.key[brigade], company - brigades.first_company[brigade], posts.slot[post],
                                posts.ordinal[post]++));
    }
    Draws draws(run_seed, keys);
    if (frailty > 0) sim::random::make_lognormal(draws.frailty(), frailty_mean_log_, frailty);
    for (std::size_t i = 0; i < vacancies.size(); ++i) enlist_one(vacancies[i], keys[i], draws, i, at_start);
    join_waiting_circles();
}

void World::enlist_one(Index post, std::uint64_t key, Draws& draws, std::size_t i, bool at_start) {
    const auto who = static_cast<Index>(people.size());
    Person& person = people.emplace_back();
    person.key = key;
    person.post = post;
    person.company = posts.company[post];
    person.rank = posts.rank[post];
    if (frailty > 0) person.frailty = static_cast<float>(draws.frailty()[i]);
    choose_group(person, draws.in()[i], draws.group()[i]);
    choose_home(person, draws.local()[i], draws.home()[i]);
    if (draws.informer()[i] < informer_density) person.traits |= informer;
    choose_circle(who, draws.circle()[i]);
    posts.holder[post] = who;
    from_region_[person.home].push_back(who);
    intention.arm(post, cell_of(who), draws.resistance()[i], factor(who));
    casualty.arm(post, person.company, draws.endurance()[i], 1.0);
    if (is_conscript(person.rank) && service_term > 0)
        end_term_after(who, at_start ? service_term * draws.term()[i] : service_term);
    count(who, +1);
    const Account account = account_of(who);
    ledger.add(Entry::serving, account, 1);
    if (!at_start) ledger.add(Entry::joined, account, 1);
    if (log != nullptr) open_spell(who, now);
    if (!at_start) note(Happening::intake, who, now);
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
    n = std::min(n, vacant.size() - next);
    const std::vector<Index> filled(vacant.begin() + static_cast<std::ptrdiff_t>(next),
                                    vacant.begin() + static_cast<std::ptrdiff_t>(next + n));
    enlist(filled, false);
    next += n;
    for (const Index post : filled)
        if (companies.commander[posts.company[post]] == nobody) replace_commander(posts.company[post]);
    if (next > 4096 && 2 * next > vacant.size()) {
        vacant.erase(vacant.begin(), vacant.begin() + static_cast<std::ptrdiff_t>(next));
        next = 0;
    }
}

}  // namespace defection
