/// A town of people and cops on a torus. At each step the agents take turns in an order drawn anew. They move to a free
/// site in sight; a citizen decides whether to be active, a cop arrests one of the active in sight. In Model II there
/// are two groups: an active person kills one of the other group in sight, people have children and die of age.
/// Source: Epstein 2002. Each turn sees what earlier turns of the step changed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/civil_violence/board.hpp"
#include "models/civil_violence/parameters.hpp"
#include "sim/agents/index.hpp"
#include "sim/run/budget.hpp"

namespace civil_violence {

using sim::agents::Index;

/// Chance of arrest that a person sees with these many cops and actives, the person among them: 1 - exp(-k C / A).
double chance_of_arrest(const ArrestParameters& p, int cops, int actives);

/// Whether people form one group, as in Model I, or two.
enum class Groups : std::uint8_t { one, two };

enum class State : std::uint8_t { quiet, active, jailed, cop, gone };

class Town {
 public:
    Town(const Parameters& p, Torus torus, Groups groups, std::uint64_t seed);

    void step(int step);

    int n(State state) const { return n_in_[static_cast<std::size_t>(state)]; }
    int n_people(int group) const { return n_of_group_[static_cast<std::size_t>(group)]; }  // the jailed, too
    int n_killed(int group) const { return n_killed_[static_cast<std::size_t>(group)]; }    // since the start
    double killed_share() const {
        return static_cast<double>(n_killed_[0] + n_killed_[1]) / static_cast<double>(n_ever_ - n_cops_);
    }
    /// The state of the agent at a site; State::gone: it is free.
    State at(Place place) const;
    /// The group of the person at a site; none for a cop or an empty site.
    std::optional<int> group_at(Place place) const;
    const Torus& torus() const { return torus_; }
    sim::Budget used() const;

 private:
    static constexpr Index nobody = ~Index{0};

    void settle(std::uint64_t seed);
    void shuffle();
    void draw(std::uint32_t step);
    void withdraw_cops(int step);
    void turn_of_cop(Index who, std::uint32_t step);
    void turn_of_citizen(Index who, std::uint32_t step);
    bool is_held(Index who, int step);
    void move(Index who, const Sight& sight);
    void decide(Index who);
    void arrest(Index cop, std::uint32_t step);
    void kill_one(Index who);
    void have_child(Index who, std::uint32_t step);
    void bury_and_baptise();

    Index add(State state, Place place, double hardship, double risk, int group, int dies);
    void remove(Index who);
    void enter(Index who, Place place);
    void leave(Index who);
    void become(Index who, State state);

    Parameters p_;
    Torus torus_;
    Groups groups_;
    std::uint64_t seed_;
    Sight people_see_, cops_see_;
    std::vector<double> chance_alone_;  // [cops in sight] chance of arrest for a person who sees no other active
    double legitimacy_ = 0;

    Board taken_, cops_, active_;
    std::array<Board, 2> of_group_;  // people at large, in Model II
    std::vector<Index> at_;          // [site] who is there

    // One row per person or cop; cops come first. Rows of the dead are used again from the next step on.
    std::vector<Place> place_;
    std::vector<State> state_;
    std::vector<double> hardship_, risk_;  // [1]
    std::vector<int> term_;                // [step] to which a person is in jail, or how much is left
    std::vector<int> dies_;                // the step of death from age
    std::vector<std::uint8_t> group_;
    std::vector<Index> unused_, born_;
    Index n_cops_ = 0;  // at the start

    std::vector<Index> order_;
    std::vector<std::uint64_t> ids_;
    std::vector<double> move_, act_, birth_, place_of_birth_, swap_;  // uniforms of this step

    std::array<int, 5> n_in_{};
    std::array<int, 2> n_of_group_{}, n_killed_{};
    std::uint64_t n_events_ = 0, n_ever_ = 0;
};

}  // namespace civil_violence
