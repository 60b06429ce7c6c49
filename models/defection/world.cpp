#include "models/defection/world.hpp"

#include <algorithm>

namespace defection {

World::World(const Structure& s, double scale_, std::uint64_t run_seed_, double dt_)
    : World(s, scale_, run_seed_, dt_, lay_out(s, scale_, run_seed_)) {}

World::World(const Structure& s, double scale_, std::uint64_t run_seed_, double dt_, Layout layout)
    : structure(&s),
      scale(scale_),
      dt(dt_),
      run_seed(run_seed_),
      lanes{s.groups.size()},
      initial_force(s.regular_posts()),
      home_share(s.home_share()),
      ingroup_share(s.organisations.size()),
      local_share(s.organisations.size(), 0.0),
      companies(std::move(layout.companies)),
      posts(std::move(layout.posts)),
      brigades(std::move(layout.brigades)),
      circles(0),
      intention(companies.post_boundaries(), static_cast<Index>(lanes.size())),
      casualty(companies.post_boundaries(), 1),
      ledger(s.organisations.size(), s.groups.size()),
      war(s.regions.size(), s.groups.size()),
      terms(s.organisations.size(), lanes),
      inflow(s.organisations.size(), lanes),
      base(s.organisations.size() * lanes.size(), 0.0F),
      grievance(brigades.size() * lanes.size(), 0.0F),
      strength(n_cells(), 0.0F),
      bond(companies.size(), 1.0F),
      blocking(brigades.size(), 0.0F),
      fate(s.groups.size(), 0.0),
      rent(s.organisations.size()),
      coverage(s.organisations.size(), 0.0),
      recent_caught(s.organisations.size(), 0.0),
      recent_left(s.organisations.size(), 0.0),
      organisation_strength_at_start(s.organisations.size(), 0.0),
      soldiers_in(s.regions.size(), 0.0),
      joiners_from(s.regions.size(), 0.0),
      group_strength_(companies.size() * s.groups.size(), 0.0F),
      relative_share_(s.regions.size() * s.groups.size(), 0.0),
      home_level_(s.regions.size(), 0),
      from_region_(s.regions.size()),
      commanders_(s.organisations.size() * s.groups.size(), 0),
      branch_serving_(branch_names.size(), 0),
      branch_at_start_(branch_names.size(), 0) {
    for (auto& by_rank : rent) by_rank.fill(0.0);
    for (auto& by_rank : ingroup_share) by_rank.fill(s.groups[s.ingroup].share);
    for (std::size_t r = 0; r < s.regions.size(); ++r) {
        const auto& shares = s.regions[r].group_share;
        const double largest = *std::max_element(shares.begin(), shares.end());
        for (std::size_t g = 0; g < shares.size(); ++g)
            relative_share_[r * shares.size() + g] = largest > 0 ? shares[g] / largest : 0.0;
    }
}

double World::commander_share(std::size_t organisation, std::size_t group) const {
    std::int32_t all = 0;
    for (std::size_t g = 0; g < n_groups(); ++g) all += commanders_[organisation * n_groups() + g];
    return all > 0 ? static_cast<double>(commanders_[organisation * n_groups() + group]) / all : 0.0;
}

double World::branch_share_serving(Branch branch) const {
    const auto b = static_cast<std::size_t>(branch);
    return branch_at_start_[b] > 0 ? static_cast<double>(branch_serving_[b]) / static_cast<double>(branch_at_start_[b])
                                   : 0.0;
}

bool World::is_disaffected(Index who) const {
    const std::size_t o = companies.organisation[people[who].company];
    const double loyalty = fate[people[who].group] + rent[o][static_cast<std::size_t>(people[who].rank)];
    const std::size_t row = brigade_of(who) * n_lanes() + lane(people[who].group, people[who].rank);
    return static_cast<double>(grievance[row]) > loyalty;
}

Index World::any_tie(Index who, std::uint64_t bits) const {
    const auto below = [&](std::size_t n) { return static_cast<Index>((bits >> 32) * n >> 32); };
    Index tie = nobody;
    if ((bits & 1) != 0) {
        const auto circle = circles.members(people[who].circle);
        if (!circle.empty()) tie = circle[below(circle.size())];
    } else {
        const auto [begin, end] = squad_of(who);
        tie = posts.holder[begin + below(end - begin)];
    }
    return tie == who ? nobody : tie;
}

void World::begin_step() {
    visit_ahead(
        departed_now, [&](Index who) { prefetch_person(who); },
        [&](Index who) { circles.prefetch(people[who].circle); }, [&](Index who) { leave_circle(who); });
    std::swap(departed_last, departed_now);
    departed_now.clear();
    arrested_now.clear();
    for (Planner& planner : planners) {
        planner.detection_rate = planner.informer_rate = 0;
        planner.trust_across = 1;
    }
    std::fill(coverage.begin(), coverage.end(), 0.0);
    std::fill(blocking.begin(), blocking.end(), 0.0F);
}

void World::end_step() {
    forget_finished_planners();
    ++step;
    week = now = step * dt;
}

double World::loyal_strength() const {
    std::int64_t sum = 0;
    for (const Branch branch : {Branch::elite, Branch::intelligence, Branch::militia})
        sum += branch_serving_[static_cast<std::size_t>(branch)];
    return static_cast<double>(sum);
}

void World::open_books(const sim::Outputs& outputs) {
    SIM_EXPECT(step == 0);  // everybody serves
    for (auto& book : books_of(outputs)) ledger.open(std::move(book));
    for (std::size_t cell = 0; cell < n_cells(); ++cell) {
        const auto men = static_cast<int>(strength[cell]);
        const std::size_t in_company = cell % n_lanes();
        if (men > 0)
            ledger.enter(Entry::serving, account_of(cell / n_lanes(), in_company / n_ranks, Rank(in_company % n_ranks)),
                         men);
    }
}

}  // namespace defection
