/// What happens to people: every change of status keeps cells, clocks, ties, commanders, books and log in step.
#include <algorithm>

#include "models/defection/world.hpp"

namespace defection {
namespace {

Entry entry_of(Status status) {
    switch (status) {
        case Status::fled:
            return Entry::fled;
        case Status::hiding:
            return Entry::hiding;
        case Status::joined_opposition:
            return Entry::joined_opposition;
        case Status::arrested:
            return Entry::arrested;
        case Status::executed:
            return Entry::executed;
        case Status::killed:
            return Entry::killed;
        default:
            return Entry::discharged;
    }
}

}  // namespace

Account World::account_of(std::size_t company, std::size_t group, Rank rank) const {
    const std::size_t organisation = companies.organisation[company];
    return {organisation, static_cast<std::size_t>(structure->organisations[organisation].branch), role_of(rank), group,
            companies.region[company]};
}

void World::count(Index who, int change) {
    const Index company = people[who].company;
    strength[cell_of(who)] += static_cast<float>(change);
    group_strength_[company_group(who)] += static_cast<float>(change);
    if (people[who].has(informer))
        companies.informers[company] = static_cast<std::uint16_t>(companies.informers[company] + change);
    const Branch branch = branch_of_company(company);
    branch_serving_[static_cast<std::size_t>(branch)] += change;
    brigades.serving[companies.brigade[company]] += change;
    if (branch != Branch::intelligence) soldiers_in[companies.region[company]] += change;
    const auto step_by = static_cast<std::size_t>(change);  // wraps for -1, as unsigned arithmetic may
    if (people[who].rank == Rank::monitor) n_monitors += step_by;
    if (people[who].rank == Rank::militia) n_militia += step_by;
}

void World::remove(Index who, Status end) {
    SIM_EXPECT(serves(people[who].status));
    const Account account = account_of(who);
    ledger.add(Entry::serving, account, -1);
    if (people[who].status == Status::planning) ledger.add(Entry::planning, account, -1);
    ledger.add(entry_of(end), account, 1);
    close_spell(who, now, false);
    count(who, -1);
    const Index post = people[who].post;
    intention.disarm(post);
    casualty.disarm(post);
    people[who].status = end;
    posts.holder[post] = nobody;
    if (posts.rank[post] == Rank::conscript) vacant_conscript_posts_.push_back(post);
    if (posts.rank[post] == Rank::militia) vacant_militia_posts_.push_back(post);
    if (companies.commander[people[who].company] == who) replace_commander(people[who].company);
}

void World::lose(Index who, Status end) {
    note(end == Status::killed ? Happening::death : Happening::discharge, who, now);
    remove(who, end);
    leave_circle(who);
}

void World::leave_circle(Index who) {
    if (people[who].circle != nobody) circles.leave(who, people[who].circle);
    people[who].circle = nobody;
}

void World::depart(const Planner& planner, Status end, Index leader) {
    const Index who = planner.who;
    departing_together_ = leader == nobody ? 1 : departing_together_ + 1;
    largest_departure = std::max(largest_departure, departing_together_);
    const std::uint32_t brigade = companies.brigade[people[who].company];
    if (brigades.commander[brigade] == who) brigades.commander_left[brigade] = week;
    remove(who, end);
    note(Happening::departure, who, now);
    if (log != nullptr) log->events.back().leader = leader, log->events.back().planned = now - planner.since;
    recent_left[companies.organisation[people[who].company]] += 1.0;
    brigades.left[brigade] += 1;
    if (end == Status::joined_opposition) joiners_from[region_index_of(who)] += 1.0;
    departed_now.push_back(who);
}

void World::arrest(const Planner& planner) {
    remove(planner.who, Status::arrested);
    note(Happening::arrest, planner.who, now);
    if (log != nullptr)
        log->events.back().found_by = found_by(planner), log->events.back().planned = now - planner.since;
    recent_caught[companies.organisation[people[planner.who].company]] += 1.0;
    arrested_now.push_back(planner.who);
    leave_circle(planner.who);
}

void World::execute(Index who) {
    SIM_EXPECT(people[who].status == Status::arrested);
    people[who].status = Status::executed;
    ledger.add(Entry::arrested, account_of(who), -1);
    ledger.add(Entry::executed, account_of(who), 1);
    note(Happening::execution, who, now);
}

void World::harm_family(Index who) {
    ++families_harmed;
    note(Happening::family_harmed, who, now);
    for_each_tie(who, [&](Index tie) {
        if (people[tie].group == people[who].group && people[tie].home == people[who].home) add_trait(tie, kin_harmed);
    });
}

void World::set_rank(Index who, Rank rank) {
    const Index from = cell_of(who);
    close_spell(who, now, false);
    strength[from] -= 1.0F;
    people[who].rank = rank;
    const Index to = cell_of(who), post = people[who].post;
    strength[to] += 1.0F;
    if (people[who].status != Status::serving) return;
    intention.transfer(post, from, post, to);
    open_spell(who, now);
}

template <class Change>
void World::change_factor(Index who, Change&& change) {
    const double before = factors.of(people, who);
    const bool at_risk = people[who].status == Status::serving;
    const bool is_logged = at_risk && log != nullptr;
    if (is_logged) close_spell(who, now, false);
    change();
    if (!at_risk) return;
    const double after = factors.of(people, who);
    if (after != before) intention.rescale(people[who].post, cell_of(who), after / before);
    if (is_logged) open_spell(who, now);
}

void World::add_trait(Index who, Trait trait) {
    if (!serves(people[who].status) || people[who].has(trait)) return;
    change_factor(who, [&] { people[who].traits |= trait; });
}

void World::lose_tie(Index who) {
    if (!serves(people[who].status) || people[who].ties_gone == 255) return;
    change_factor(who, [&] { ++people[who].ties_gone; });
}

void World::lose_ties(std::span<const Index> leavers) {
    bereaved_.clear();
    visit_ahead(
        leavers, [&](Index who) { circles.prefetch(people[who].circle); },
        [&](Index who) { for_each_tie(who, [&](Index tie) { bereaved_.push_back(tie); }); });
    visit_ahead(
        bereaved_, [&](Index tie) { prefetch_person(tie); },
        [&](Index tie) { intention.prefetch(people[tie].post, cell_of(tie)); }, [&](Index tie) { lose_tie(tie); });
}

void World::follow_home_levels() {
    constexpr std::array<double, 2> threshold = {0.25, 0.5};
    constexpr double slack = 0.05;  // a level is left a little below where it is reached
    for (std::size_t r = 0; r < home_level_.size(); ++r) {
        const double violence = war.violence_in[r];
        std::uint8_t level = home_level_[r];
        while (level < 2 && violence >= threshold[level]) ++level;
        while (level > 0 && violence < threshold[level - 1U] - slack) --level;
        if (level != home_level_[r]) set_home_level(r, level);
    }
}

void World::set_home_level(std::size_t region, std::uint8_t level) {
    home_level_[region] = level;
    std::vector<Index>& from_there = from_region_[region];
    std::size_t n_serve = 0;
    visit_ahead(
        from_there, [&](Index who) { prefetch_person(who); },
        [&](Index who) {
            if (!serves(people[who].status)) return;
            from_there[n_serve++] = who;
            change_factor(who, [&] { people[who].home_level = level; });
        });
    from_there.resize(n_serve);
}

void World::plan(const sim::hazard::Crossing& crossing) {
    const Index who = posts.holder[crossing.seat];
    const double at = week + crossing.when * dt;
    sample_risk_set(who, at);
    close_spell(who, at, true);
    note(Happening::intention, who, at);
    people[who].status = Status::planning;
    ledger.add(Entry::planning, account_of(who), 1);
    auto draw = stream("departure/plan", who);
    const auto resistance = [&] { return sim::random::exponential(sim::random::uniform(draw)); };
    Planner planner{.who = who, .company = people[who].company, .since = at, .ready = at};
    planner.found_left = resistance();
    planner.gone_left = resistance();
    planner.whisper_left = resistance();
    const double delay = preparation_delay * resistance();
    if (sim::random::uniform(draw) < family_risk * reach_of_home(who)) {
        planner.ready += delay;
        people[who].traits |= family_safe;
    }
    planners.push_back(planner);
}

void World::forget_finished_planners() {
    std::erase_if(planners, [&](const Planner& planner) { return people[planner.who].status != Status::planning; });
}

void World::index_planners() {
    planner_of_company_.assign(companies.size(), nobody);
    next_planner_.resize(planners.size());
    for (Index at = static_cast<Index>(planners.size()); at-- > 0;) {
        Index& first = planner_of_company_[planners[at].company];
        next_planner_[at] = first;
        first = at;
    }
}

Index World::next_commander(Index company) const {
    const Index first = companies.first_post[company];
    for (Index post = first; post < first + companies.n_posts[company]; ++post) {
        const Index who = posts.holder[post];
        if (who != nobody && !is_conscript(people[who].rank)) return who;
    }
    return nobody;
}

void World::count_commander(Index who, int change) {
    if (who == nobody) return;
    commanders_[companies.organisation[people[who].company] * n_groups() + people[who].group] += change;
}

void World::replace_commander(Index company) {
    count_commander(companies.commander[company], -1);
    companies.commander[company] = next_commander(company);
    count_commander(companies.commander[company], +1);
    const std::uint32_t brigade = companies.brigade[company];
    if (brigades.first_company[brigade] == company) brigades.commander[brigade] = companies.commander[company];
}

}  // namespace defection
