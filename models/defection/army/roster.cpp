#include "models/defection/army/roster.hpp"

#include <algorithm>
#include <cmath>

#include "sim/check.hpp"
#include "sim/random/sample.hpp"

namespace defection {

void Roster::move(PersonId who, const Position& to, const Cause& cause) {
    Person& person = army_.people[who];
    const Person from = person;
    const bool takes_post = serves(to.status) && (to.post != from.post || !serves(from.status));
    SIM_EXPECT(!serves(to.status) || army_.units.posts.holder[to.post] == who || army_.units.posts.is_vacant(to.post));
    SIM_EXPECT((serves(from.status) && has_departed(to.status)) == (cause.what == What::departure));
    SIM_EXPECT(to.status != Status::planning || from.status == Status::planning);

    if (witness_ != nullptr) witness_->close_spell(who, now(), false);
    if (cause.what == What::departure) note_departure(who, to.status, cause);
    person.status = to.status;
    person.rank = to.rank;
    if (serves(from.status) && (takes_post || !serves(to.status))) vacate(from.post);
    if (takes_post) take_post(who, to.post);
    if (to.status == Status::serving && from.status != Status::serving) come_back(who, from);
    if (is_under_term(person) && !is_under_term(from)) end_term_after(who, enlistment_.term());
    keep_books(who, from);
    set_clocks(who, from);
    hand_over_commands(who, from);
    // Ties miss those who departed until the next week begins; other losses end at once.
    if (serves(from.status) && !serves(to.status) && cause.what != What::departure) army_.ties.leave(who);
    if (cause.cuts_ties) army_.ties.leave(who);
    if (to.status == Status::planning && from.company != person.company) take_plan_along(who, cause.cuts_ties);
    if (witness_ != nullptr && person.status == Status::serving) witness_->open_spell(who, now());
    if (cause.what != What::reassignment) tell(who, cause, now());
}

void Roster::prefetch_leaving(PersonId who) const {
    const Person& person = army_.people[who];
    army_.units.posts.prefetch(person.post);
    army_.vacancies.prefetch(person.post);
    army_.ties.prefetch(who);
    army_.clocks.intention.prefetch(person.post);
    army_.clocks.death.prefetch(person.post);
    army_.strength.prefetch(army_.units.cell_of(person));
}

void Roster::prefetch_regrading(PersonId who) const {
    const Person& person = army_.people[who];
    const Index cell = army_.units.cell_of(person);
    army_.clocks.intention.prefetch(person.post, cell);
    army_.strength.prefetch(cell);
}

void Roster::take_post(PersonId who, PostId post) {
    army_.people[who].post = post;
    army_.people[who].company = army_.units.posts.company[post];
    army_.units.posts.holder[post] = who;
}

void Roster::vacate(PostId post) {
    army_.units.posts.holder[post] = {};
    army_.vacancies.add(post, army_.units.posts.rank[post]);
}

/// Strength, ledger, levy, leavers and those outside.
void Roster::keep_books(PersonId who, const Person& from) {
    const Person& to = army_.people[who];
    const Units& units = army_.units;
    const bool served = serves(from.status), is_serving = serves(to.status);
    if (served && is_serving && from.company == to.company) {
        if (from.rank != to.rank) army_.strength.regrade(units, from, to);
    } else {
        if (served) army_.strength.count(units, from, -1);
        if (is_serving) army_.strength.count(units, to, +1);
        const BrigadeId brigade = units.brigade_of(to);
        if (is_serving && (!served || units.brigade_of(from) != brigade)) ++army_.leavers.came_to[brigade];
    }
    if (from.company == to.company && role_of(from.rank) == role_of(to.rank)) {
        if (from.status != to.status) army_.ledger.transfer(from.status, to.status, account_of(units, to));
    } else {
        army_.ledger.add(from.status, account_of(units, from), -1);
        army_.ledger.add(to.status, account_of(units, to), +1);
    }
    const auto count_leaver = [&](const Person& person, int change) {
        army_.leavers.count(units.brigade_of(person), units.region_of(person), person.status, change);
    };
    if (from.status == Status::discharged) --army_.ledger.levy.discharged[army_.ledger.levy.at(from)];
    if (to.status == Status::discharged) ++army_.ledger.levy.discharged[army_.ledger.levy.at(to)];
    if (has_departed(from.status)) count_leaver(from, -1);
    if (has_departed(to.status)) count_leaver(to, +1);
    if (is_outside(from.status)) army_.leavers.outside.go(who, army_.leavers.outside.cell_of(units, from));
    if (is_outside(to.status)) army_.leavers.outside.come(who, army_.leavers.outside.cell_of(units, to));
}

/// A person who comes to serve anew, or gives a plan up, draws resistances anew.
void Roster::set_clocks(PersonId who, const Person& from) {
    const Person& to = army_.people[who];
    const Units& units = army_.units;
    const Index from_cell = units.cell_of(from), to_cell = units.cell_of(to);
    sim::hazard::Clock &intention = army_.clocks.intention, &death = army_.clocks.death;
    const auto drawn_anew = [&](Purpose purpose) {
        auto draw = stream(purpose, who);
        return sim::random::exponential(sim::random::uniform(draw));
    };

    const bool was_at_risk = from.status == Status::serving, is_at_risk = to.status == Status::serving;
    if (was_at_risk && is_at_risk) {
        if (from_cell != to_cell || from.post != to.post) intention.transfer(from.post, from_cell, to.post, to_cell);
    } else if (was_at_risk) {
        intention.disarm(from.post);
    } else if (is_at_risk) {
        intention.arm(to.post, to_cell, drawn_anew("roster/resistance"), army_.clocks.factors.with_frailty(to));
    }
    if (serves(from.status) && serves(to.status)) {
        if (from.post != to.post) death.transfer(from.post, from.company, to.post, to.company);
    } else if (serves(from.status)) {
        death.disarm(from.post);
    } else if (serves(to.status)) {
        death.arm(to.post, to.company, drawn_anew("roster/endurance"), 1.0);
    }
}

void Roster::hand_over_commands(PersonId who, const Person& from) {
    const Person& to = army_.people[who];
    Commands& commands = army_.commands;
    const bool stays = serves(to.status) && from.company == to.company && !is_conscript(to.rank);
    if (serves(from.status) && commands.commander(from.company) == who && !stays) commands.succeed(from.company);
    const bool is_able = serves(to.status) && !is_conscript(to.rank);
    if (is_able && !commands.commander(to.company).names_somebody()) commands.succeed(to.company);
}

/// While they still command.
void Roster::note_departure(PersonId who, Status to, const Cause& cause) {
    Person& person = army_.people[who];
    army_.leavers.note_departure(cause.leader.names_somebody());
    if (is_with_opposition(to)) {
        person.traits |= joined_once;
        army_.ledger.add(joined_on_leaving, account_of(army_.units, person), +1);
    }
    const BrigadeId brigade = army_.units.brigade_of(person);
    if (army_.commands.commander(brigade) == who) army_.commands.note_departure(brigade, week_.start);
}

/// A person who serves again, or gives a plan up, plans nothing. Returners see home as it is now; the old circle has closed,
/// and that they had joined the opposition counts no longer.
void Roster::come_back(PersonId who, const Person& from) {
    std::erase_if(army_.planners.all, [&](const Planner& planner) { return planner.who == who; });
    if (serves(from.status)) return;
    Person& person = army_.people[who];
    person.home_level = enlistment_.home_level(person.home);
    if (has_departed(from.status)) ++army_.leavers.comebacks;
    if (person.has(joined_once)) {
        person.traits &= static_cast<std::uint16_t>(~joined_once);
        army_.ledger.add(joined_on_leaving, account_of(army_.units, from), -1);
    }
    army_.ties.leave(who);
    std::vector<PersonId>& from_there = army_.lists.from_region[person.home];
    if (std::find(from_there.begin(), from_there.end(), who) == from_there.end()) from_there.push_back(who);
}

void Roster::take_plan_along(PersonId who, bool alone) {
    for (Planner& planner : army_.planners.all) {
        if (planner.who != who) continue;
        planner.company = army_.people[who].company;
        if (alone) planner.band = {};
    }
}

void Roster::tell(PersonId who, const Cause& cause, double at) {
    const Person& person = army_.people[who];
    army_.happenings.now.push_back({.time = at,
                                    .who = who,
                                    .what = cause.what,
                                    .status = person.status,
                                    .rank = person.rank,
                                    .found_by = cause.found_by,
                                    .company = person.company,
                                    .leader = cause.leader,
                                    .planned = cause.planned,
                                    .in_public = cause.in_public});
}

void Roster::intend(PersonId who, double at) {
    Person& person = army_.people[who];
    SIM_EXPECT(person.status == Status::serving);
    if (witness_ != nullptr) {
        witness_->sample_risk_set(who, at);
        witness_->close_spell(who, at, true);
    }
    army_.clocks.intention.disarm(person.post);
    person.status = Status::planning;
    army_.ledger.transfer(Status::serving, Status::planning, account_of(army_.units, person));
    tell(who, {.what = What::intention}, at);
}

void Roster::make_informer(PersonId who) {
    const Person& person = army_.people[who];
    if (!serves(person.status) || person.has(informer)) return;
    personal_.add_trait(who, informer);
    ++army_.strength.informers[person.company];
}

void Roster::harm_family(PersonId who, bool frightens) {
    const Person& person = army_.people[who];
    army_.ledger.add(families_harmed, account_of(army_.units, person), 1);
    tell(who, {.what = What::family_harmed}, now());
    const auto is_townsman = [&](const Person& other) {
        return other.group == person.group && other.home == person.home;
    };
    const auto is_kin = [&](const Person& other) { return other.circle != nobody && other.circle == person.circle; };
    for (const Index member : army_.ties.circles().members(person.circle)) {
        const PersonId kin(member);
        if (kin == who || !is_townsman(army_.people[kin])) continue;
        personal_.add_trait(kin, frightens && !army_.people[kin].has(kin_threatened) ? kin_threatened : kin_harmed);
    }
    army_.ties.for_each(who, [&](PersonId tie) {
        const Person& mate = army_.people[tie];
        if (is_townsman(mate) && !is_kin(mate)) personal_.add_trait(tie, kin_harmed);
    });
}

double Roster::fortune_of_arrested(PersonId who) const {
    auto draw = stream("reprisal/execution", who);
    return sim::random::uniform(draw);
}

double Roster::resistance_outside(PersonId who, std::uint32_t stay) const {
    sim::random::Stream draw(setting_.run_seed, Purpose("roster/outside"), army_.people[who].key, stay);
    return sim::random::exponential(sim::random::uniform(draw));
}

void Roster::begin_week() {
    army_.leavers.outside.settle([&](PersonId who, std::uint32_t stay) { return resistance_outside(who, stay); });
    army_.ties.leave(state::Happenings::people(army_.happenings.now, What::departure));
    army_.happenings.begin_week();
    personal_.begin_week();
}

std::span<const sim::hazard::Crossing> Roster::advance_deaths(std::span<const float> rate) {
    crossings_.clear();
    army_.clocks.death.advance(rate, week_.dt, crossings_);
    n_crossings_ += crossings_.size();
    return crossings_;
}

std::span<const Outside::Crossing> Roster::advance_outside(std::span<const double> rate) {
    befallen_.clear();
    army_.leavers.outside.watch([&](PersonId who, std::uint32_t stay) { return resistance_outside(who, stay); });
    army_.leavers.outside.advance(rate, week_.dt, befallen_);
    return befallen_;
}

void Roster::raise() {
    const Enlistment::Expected expected = enlistment_.open(army_.units);
    army_.ties.open(expected.by_home_and_group, expected.officers, setting_.scale);
    std::vector<PostId> filled_at_start;
    filled_at_start.reserve(army_.units.posts.size());
    for (const PostId post : army_.units.posts.ids()) {
        const Rank rank = army_.units.posts.rank[post];
        if (rank == Rank::militia)  // militia fighters come with the war
            army_.vacancies.add(post, rank);
        else
            filled_at_start.push_back(post);
    }
    army_.people.reserve(army_.units.posts.size() + army_.units.posts.size() / 2);
    enlist(filled_at_start, true);
    for (const CompanyId company : army_.units.companies.ids()) army_.commands.succeed(company);
    army_.strength.note_start(army_.units);
}

void Roster::fill(Rank rank, std::size_t n) { take_up(army_.vacancies.take(rank, n, army_.units.posts), nullptr); }

void Roster::call_up(Rank rank, std::size_t n, const Summons& summons) {
    take_up(army_.vacancies.take(rank, n, army_.units.posts), &summons);
}

/// summons: null if all come.
void Roster::take_up(std::span<const PostId> posts, const Summons* summons) {
    enlist(posts, false, summons);
    for (const PostId post : posts) {
        const CompanyId company = army_.units.posts.company[post];
        if (!army_.commands.commander(company).names_somebody()) army_.commands.succeed(company);
    }
}

void Roster::enlist(std::span<const PostId> posts, bool at_start, const Summons* summons) {
    constexpr std::size_t batch = 1024;  // people whose draws fit the cache
    std::vector<std::uint64_t> keys;
    for (std::size_t begin = 0; begin < posts.size(); begin += batch) {
        const auto some = posts.subspan(begin, std::min(batch, posts.size() - begin));
        keys.clear();
        visit_ahead(
            some, [&](PostId post) { army_.units.posts.prefetch_whole(post); },
            [&](PostId post) { keys.push_back(next_key(post)); });
        const Newcomers newcomers = enlistment_.draw(some, keys, army_.units);
        visit_ahead(
            Ids<Index>(some.size()), [&](Index i) { prefetch_arrival(newcomers.people[i]); },
            [&](Index i) {
                const Answer answer =
                    summons == nullptr ? Answer::comes : summons->answer(newcomers.people[i], newcomers.luck[i]);
                if (answer == Answer::comes)
                    take_on(newcomers, i, at_start);
                else
                    note_evasion(newcomers.people[i], answer);
            });
        army_.ties.join_all_who_seek();
    }
}

/// Of the random streams of a post's next holder.
std::uint64_t Roster::next_key(PostId post) {
    Posts& posts = army_.units.posts;
    const CompanyId company = posts.company[post];
    const BrigadeId brigade = army_.units.companies.brigade[company];
    return post_key(army_.units.brigades.key[brigade], company - army_.units.brigades.first_company[brigade],
                    army_.units.companies.slot_of(post, company), posts.ordinal[post]++);
}

void Roster::prefetch_arrival(const Person& person) const {
    const Index cell = army_.units.cell_of(person);
    army_.clocks.intention.prefetch(person.post, cell);
    army_.clocks.death.prefetch(person.post, person.company);
    army_.strength.prefetch(cell);
}

void Roster::note_evasion(const Person& person, Answer answer) {
    army_.vacancies.add(person.post, person.rank);
    army_.ledger.add(entry_of(answer), account_of(army_.units, person), +1);
    ++army_.ledger.levy.evaded[evasion_of(answer)][army_.ledger.levy.at(person)];
}

void Roster::take_on(const Newcomers& newcomers, std::size_t i, bool at_start) {
    const PersonId who(army_.people.size());
    const Person& person = army_.people.emplace_back(newcomers.people[i]);
    SIM_EXPECT(army_.units.posts.is_vacant(person.post));
    army_.ties.seek(who, newcomers.circle[i]);
    army_.units.posts.holder[person.post] = who;
    army_.lists.from_region[person.home].push_back(who);
    army_.clocks.intention.arm(person.post, army_.units.cell_of(person), newcomers.resistance[i],
                               army_.clocks.factors.with_frailty(person));
    army_.clocks.death.arm(person.post, person.company, newcomers.endurance[i], 1.0);
    if (is_under_term(person))
        end_term_after(who, at_start ? enlistment_.term() * newcomers.luck[i] : enlistment_.term());
    army_.strength.count(army_.units, person, +1);
    const Account account = account_of(army_.units, person);
    army_.ledger.add(Status::serving, account, +1);
    if (witness_ != nullptr) witness_->open_spell(who, now());
    if (at_start) return;
    ++army_.leavers.came_to[army_.units.brigade_of(person)];
    army_.ledger.add(newcomers_since_start, account, +1);
    ++army_.ledger.levy.enlisted[army_.ledger.levy.at(person)];
    tell(who, {.what = What::intake}, now());
}

bool Roster::is_under_term(const Person& person) const {
    return person.rank == Rank::conscript && serves(person.status) && enlistment_.term() > 0;
}

void Roster::end_term_after(PersonId who, double weeks) {
    auto& ends = army_.lists.term_ends;
    const std::size_t at = week_.step + static_cast<std::size_t>(std::llround(weeks / week_.dt));
    if (at >= ends.size()) ends.resize(at + 1);
    ends[at].push_back(who);
}

std::vector<PersonId> Roster::take_term_ends() {
    auto& ends = army_.lists.term_ends;
    return week_.step < ends.size() ? std::move(ends[week_.step]) : std::vector<PersonId>();
}

}  // namespace defection
