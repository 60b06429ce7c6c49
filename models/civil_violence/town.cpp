#include "models/civil_violence/town.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/random/batch.hpp"
#include "sim/random/elementary.hpp"
#include "sim/random/permutation.hpp"

namespace civil_violence {

using sim::random::Stream;
using sim::random::Tag;
using sim::random::uniform;

double chance_of_arrest(const ArrestParameters& p, int cops, int actives) {
    double ratio = static_cast<double>(cops) / actives;
    switch (ArrestForm(p.form)) {
        case ArrestForm::printed:
            break;
        case ArrestForm::floor:
            ratio = std::floor(ratio);
            break;
        case ArrestForm::round:
            ratio = std::nearbyint(ratio);
    }
    return 1 - sim::random::exp(-p.steepness * ratio);
}

Town::Town(const Parameters& p, Torus torus, Groups groups, std::uint64_t seed)
    : p_(p),
      torus_(torus),
      groups_(groups),
      seed_(seed),
      people_see_(Shape(p.grid.shape), p.people.vision),
      cops_see_(Shape(p.grid.shape), p.cops.vision),
      taken_(torus, std::max(people_see_.reach(), cops_see_.reach())),
      cops_(taken_),
      active_(taken_),
      of_group_{taken_, taken_},
      at_(static_cast<std::size_t>(torus.n_sites()), nobody) {
    for (int cops = 0; cops <= people_see_.n_sites(); ++cops)
        chance_alone_.push_back(chance_of_arrest(p.arrest, cops, 1));
    settle(seed);
}

void Town::settle(std::uint64_t seed) {
    const int n_sites = torus_.n_sites();
    const auto n_cops = static_cast<Index>(std::round(p_.cops.density * n_sites));
    const auto n_people =
        std::min(static_cast<Index>(std::round(p_.people.density * n_sites)), static_cast<Index>(n_sites) - n_cops);
    const sim::random::Permutation sites(seed, Tag("civil_violence/sites"), 0, static_cast<std::uint64_t>(n_sites));
    const auto place = [&](Index i) { return torus_.place(static_cast<int>(sites[i])); };
    for (; n_cops_ < n_cops; ++n_cops_) add(State::cop, place(n_cops_), 0, 0, 0, 0);
    for (Index i = n_cops; i < n_cops + n_people; ++i) {
        Stream self(seed, Tag("civil_violence/self"), i);
        const double hardship = uniform(self), risk = uniform(self);
        const auto age =
            static_cast<int>(sim::random::pick(uniform(self), static_cast<std::size_t>(p_.groups.max_age)));
        add(State::quiet, place(i), hardship, risk, groups_ == Groups::two ? static_cast<int>(i % 2) : 0, 1 + age);
    }
    order_.resize(state_.size());
    std::iota(order_.begin(), order_.end(), Index{0});
    born_.clear();
}

void Town::step(int step) {
    const auto now = static_cast<std::uint32_t>(step);
    legitimacy_ = p_.legitimacy.at(step);
    withdraw_cops(step);
    draw(now);
    shuffle();
    for (const Index who : order_) {
        if (state_[who] == State::cop)
            turn_of_cop(who, now);
        else if (state_[who] != State::gone)
            turn_of_citizen(who, now);
    }
    if (groups_ == Groups::two || p_.cops.withdrawal > 0) bury_and_baptise();
}

/// Two uniforms for each agent, four in Model II; and one for each place in the order.
void Town::draw(std::uint32_t step) {
    const std::size_t n = state_.size();
    for (std::uint64_t id = ids_.size(); id < n; ++id) ids_.push_back(id);
    for (auto* u : {&move_, &act_, &birth_, &place_of_birth_, &swap_}) u->resize(n + 1);
    const auto fill = [&](Tag tag, std::size_t m, std::span<double> first, std::span<double> second) {
        sim::random::fill_uniforms(seed_, tag, std::span(ids_).first(m), step, first.first(m), second.first(m));
    };
    fill(Tag("civil_violence/turn"), n, move_, act_);
    if (groups_ == Groups::two) fill(Tag("civil_violence/birth"), n, birth_, place_of_birth_);
    const std::size_t half = (order_.size() + 1) / 2;
    fill(Tag("civil_violence/order"), half, std::span(swap_).first(half), std::span(swap_).subspan(half));
}

void Town::shuffle() {
    for (std::size_t i = order_.size(); i > 1; --i)
        std::swap(order_[i - 1], order_[sim::random::pick(swap_[i - 1], i)]);
}

void Town::withdraw_cops(int step) {
    if (p_.cops.withdrawal <= 0) return;
    const double left = std::max(0.0, n_cops_ - std::floor(p_.cops.withdrawal * step));
    for (auto cop = static_cast<Index>(left); cop < n_cops_ && n(State::cop) > left; ++cop)
        if (state_[cop] == State::cop) remove(cop);
}

void Town::turn_of_cop(Index who, std::uint32_t step) {
    const bool first = Order(p_.grid.order) == Order::move_first;
    if (first) move(who, cops_see_);
    arrest(who, step);
    if (!first) move(who, cops_see_);
}

void Town::turn_of_citizen(Index who, std::uint32_t step) {
    if (groups_ == Groups::two && static_cast<int>(step) >= dies_[who]) return remove(who);
    const bool comes_back = state_[who] == State::jailed && Jail(p_.jail.place) == Jail::away;
    if (state_[who] == State::jailed && is_held(who, static_cast<int>(step))) return;
    const bool first = Order(p_.grid.order) == Order::move_first;
    if (first && !comes_back) move(who, people_see_);
    decide(who);
    if (groups_ == Groups::two) {
        if (state_[who] == State::active) kill_one(who);
        have_child(who, step);
    }
    if (!first) move(who, people_see_);
}

/// Serves a step of the term; false: is free again from this turn on. A person who was away comes back to a free site
/// in sight of the place of arrest, as by a move, and stays away while there is none.
bool Town::is_held(Index who, int step) {
    if (JailClock(p_.jail.clock) == JailClock::steps) {
        if (step < term_[who]) return true;
    } else if (term_[who] > 0) {
        --term_[who];
        return true;
    }
    if (Jail(p_.jail.place) == Jail::on_site) {
        become(who, State::quiet);
        if (groups_ == Groups::two) of_group_[group_[who]].put(place_[who]);
        return false;
    }
    const auto to = taken_.any(place_[who], people_see_, Board::Wanted::nothing, move_[who]);
    if (!to) return true;
    become(who, State::quiet);
    enter(who, *to);
    return false;
}

void Town::move(Index who, const Sight& sight) {
    const auto to = taken_.any(place_[who], sight, Board::Wanted::nothing, move_[who]);
    if (!to) return;
    leave(who);
    enter(who, *to);
}

/// Active if hardship (1 - legitimacy) - risk aversion x chance of arrest > threshold. Cops and actives are counted
/// only where the chance decides.
void Town::decide(Index who) {
    const double grievance = hardship_[who] * (1 - legitimacy_);
    bool acts = false;
    if (grievance - risk_[who] > p_.people.threshold) {
        acts = true;
    } else if (grievance > p_.people.threshold) {
        const int cops = cops_.count(place_[who], people_see_);
        const bool again = SelfCount(p_.arrest.self) == SelfCount::twice && state_[who] == State::active;
        const int actives = 1 + active_.count(place_[who], people_see_) + (again ? 1 : 0);
        const double chance =
            actives == 1 ? chance_alone_[static_cast<std::size_t>(cops)] : chance_of_arrest(p_.arrest, cops, actives);
        acts = grievance - risk_[who] * chance > p_.people.threshold;
    }
    become(who, acts ? State::active : State::quiet);
}

void Town::arrest(Index cop, std::uint32_t step) {
    const auto seen = active_.any(place_[cop], cops_see_, Board::Wanted::something, act_[cop]);
    if (!seen) return;
    const Index who = at_[static_cast<std::size_t>(torus_.site(*seen))];
    Stream draw(seed_, Tag("civil_violence/term"), cop, step);
    const auto longest = static_cast<std::size_t>(p_.jail.max_term);
    term_[who] = JailClock(p_.jail.clock) == JailClock::steps
                     ? static_cast<int>(step + sim::random::pick(uniform(draw), std::max<std::size_t>(longest, 1)))
                     : static_cast<int>(sim::random::pick(uniform(draw), longest + 1));
    become(who, State::jailed);
    if (Jail(p_.jail.place) == Jail::away) {
        leave(who);
        if (p_.cops.pursuit) {
            leave(cop);
            enter(cop, *seen);
        }
    } else if (groups_ == Groups::two)
        of_group_[group_[who]].take(place_[who]);
    ++n_events_;
}

void Town::kill_one(Index who) {
    const int others = 1 - group_[who];
    const auto seen =
        of_group_[static_cast<std::size_t>(others)].any(place_[who], people_see_, Board::Wanted::something, act_[who]);
    if (!seen) return;
    remove(at_[static_cast<std::size_t>(torus_.site(*seen))]);
    ++n_killed_[static_cast<std::size_t>(others)];
}

/// Children have their parent's group and hardship, and a risk aversion and an age of death of their own.
void Town::have_child(Index who, std::uint32_t step) {
    if (!sim::random::bernoulli(birth_[who], p_.groups.birth)) return;
    const auto site = taken_.any(place_[who], people_see_, Board::Wanted::nothing, place_of_birth_[who]);
    if (!site) return;
    Stream draw(seed_, Tag("civil_violence/child"), who, step);
    const double risk = uniform(draw);
    const auto age = static_cast<int>(sim::random::pick(uniform(draw), static_cast<std::size_t>(p_.groups.max_age)));
    add(State::quiet, *site, hardship_[who], risk, group_[who], static_cast<int>(step) + 1 + age);
}

/// The dead leave the order, and their rows are free; a child born in this step acts first in the next.
void Town::bury_and_baptise() {
    std::erase_if(order_, [&](Index who) {
        if (state_[who] != State::gone) return false;
        unused_.push_back(who);
        return true;
    });
    for (const Index who : born_)
        if (state_[who] == State::gone)
            unused_.push_back(who);
        else
            order_.push_back(who);
    born_.clear();
}

Index Town::add(State state, Place place, double hardship, double risk, int group, int dies) {
    auto who = static_cast<Index>(state_.size());
    if (unused_.empty()) {
        place_.emplace_back();
        state_.push_back(State::gone);
        hardship_.push_back(0);
        risk_.push_back(0);
        term_.push_back(0);
        dies_.push_back(0);
        group_.push_back(0);
    } else {
        who = unused_.back();
        unused_.pop_back();
    }
    hardship_[who] = hardship;
    risk_[who] = risk;
    dies_[who] = dies;
    group_[who] = static_cast<std::uint8_t>(group);
    state_[who] = state;
    ++n_in_[static_cast<std::size_t>(state)];
    if (state != State::cop) ++n_of_group_[group_[who]];
    enter(who, place);
    born_.push_back(who);
    ++n_ever_;
    return who;
}

void Town::remove(Index who) {
    if (state_[who] != State::cop) --n_of_group_[group_[who]];
    const bool on_grid = state_[who] != State::jailed || Jail(p_.jail.place) == Jail::on_site;
    if (on_grid) leave(who);
    become(who, State::gone);
    ++n_events_;
}

void Town::enter(Index who, Place place) {
    place_[who] = place;
    at_[static_cast<std::size_t>(torus_.site(place))] = who;
    taken_.put(place);
    if (state_[who] == State::cop)
        cops_.put(place);
    else if (groups_ == Groups::two)
        of_group_[group_[who]].put(place);
    if (state_[who] == State::active) active_.put(place);
}

void Town::leave(Index who) {
    const Place place = place_[who];
    at_[static_cast<std::size_t>(torus_.site(place))] = nobody;
    taken_.take(place);
    if (state_[who] == State::cop)
        cops_.take(place);
    else if (groups_ == Groups::two)
        of_group_[group_[who]].take(place);
    if (state_[who] == State::active) active_.take(place);
}

void Town::become(Index who, State state) {
    State& now = state_[who];
    if (now == state) return;
    if (now == State::active) active_.take(place_[who]);
    if (state == State::active) active_.put(place_[who]);
    --n_in_[static_cast<std::size_t>(now)];
    ++n_in_[static_cast<std::size_t>(state)];
    now = state;
}

State Town::at(Place place) const {
    const Index who = at_[static_cast<std::size_t>(torus_.site(place))];
    return who == nobody ? State::gone : state_[who];
}

std::optional<int> Town::group_at(Place place) const {
    const Index who = at_[static_cast<std::size_t>(torus_.site(place))];
    if (who == nobody || state_[who] == State::cop) return {};
    return group_[who];
}

sim::Budget Town::used() const {
    constexpr std::uint64_t bytes_a_row = 80, bytes_a_site = 5;
    return {n_events_, n_ever_, bytes_a_row * state_.size() + bytes_a_site * at_.size()};
}

}  // namespace civil_violence
