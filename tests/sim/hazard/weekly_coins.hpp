/// One law simulated twice: week by week with a coin for each, and by the event-driven core. Both see hazards that
/// change from week to week, people who move twice between cells and whose personal factor changes once, and frailty;
/// they share no random number and nothing of the core.
#pragma once

#include <cmath>
#include <random>
#include <vector>

#include "sim/hazard/clock.hpp"
#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"
#include "tests/two_samples.hpp"

namespace tests {

using namespace sim::hazard;
namespace random = sim::random;
namespace agents = sim::agents;

constexpr Index n_cells = 12, cells_per_company = 3;
constexpr int n_weeks = 24, quarters = 4;

/// Hazard of a cell in a week: a rhythm of its own for each cell, silent now and then.
inline float intention_hazard(Index cell, int week) {
    if ((cell + static_cast<Index>(week)) % 7 == 0) return 0.0F;
    return 0.01F + 0.004F * static_cast<float>((cell * 5 + static_cast<Index>(week) * 3) % 11);
}
inline float death_hazard(Index company, int week) {
    return 0.005F * static_cast<float>((company * 3 + static_cast<Index>(week)) % 4);
}

/// The events of a person, however simulated: where they start, two moves, one change of the personal factor.
struct Life {
    Index cell;
    int first_move, second_move, change;  // start of this week
    Index first_to, second_to;
    double ratio;
};
inline Life life_of(Index person) {
    const Index k = person * 2654435761U;  // scatters; the same for both simulations
    return {(k >> 4) % n_cells,
            static_cast<int>((k >> 8) % 10),
            10 + static_cast<int>((k >> 12) % 14),
            static_cast<int>((k >> 16) % n_weeks),
            (k >> 20) % n_cells,
            (k >> 24) % n_cells,
            0.4 + 0.4 * static_cast<double>((k >> 28) % 8)};
}

struct Exits {
    std::vector<std::size_t> by_week = std::vector<std::size_t>(n_weeks + 1);  // the last: stayed
    std::vector<std::size_t> by_quarter = std::vector<std::size_t>(n_weeks * quarters + 1);
    std::vector<std::size_t> by_kind = std::vector<std::size_t>(2 * n_weeks + 1);  // intention, death

    void add(int week, double part, bool is_death) {
        ++by_week[static_cast<std::size_t>(week)];
        ++by_quarter[static_cast<std::size_t>(week * quarters + static_cast<int>(part * quarters))];
        ++by_kind[static_cast<std::size_t>(2 * week + (is_death ? 1 : 0))];
    }
    void add_those_who_stayed(Index n_people) {
        for (auto* counts : {&by_week, &by_quarter, &by_kind}) {
            std::size_t left = 0;
            for (const std::size_t count : *counts) left += count;
            counts->back() = n_people - left;
        }
    }
};

constexpr double frailty_sd = 0.8;

enum class Risks { one, two };

/// Week by week, person by person.
class BruteForce {
 public:
    BruteForce(Risks risks, Index n_people) : risks_(risks) {
        for (Index person = 0; person < n_people; ++person) live(life_of(person));
        exits_.add_those_who_stayed(n_people);
    }
    const Exits& exits() const { return exits_; }

 private:
    double uniform() { return random::to_uniform(engine_()); }
    double lognormal() {
        const double normal = std::sqrt(-2 * std::log(uniform())) * std::cos(2 * M_PI * uniform());
        return std::exp(frailty_sd * normal - 0.5 * frailty_sd * frailty_sd);
    }
    void live(const Life& life) {
        Index cell = life.cell;
        double factor = lognormal();
        for (int week = 0; week < n_weeks; ++week) {
            if (week == life.first_move) cell = life.first_to;
            if (week == life.second_move) cell = life.second_to;
            if (week == life.change) factor *= life.ratio;
            const double leaves = factor * static_cast<double>(intention_hazard(cell, week));
            const double dies =
                risks_ == Risks::two ? static_cast<double>(death_hazard(cell / cells_per_company, week)) : 0.0;
            const double rate = leaves + dies;
            const double acts = 1 - std::exp(-rate);
            if (uniform() >= acts) continue;
            const double part = -std::log(1 - uniform() * acts) / rate;  // when in the week
            return exits_.add(week, std::min(part, 0.999999), uniform() < dies / rate);
        }
    }

    Risks risks_;
    std::mt19937_64 engine_{20240229};
    Exits exits_;
};

/// The same with clocks: one over cells, and for two risks another over companies of three cells. Every company has a
/// seat for each person.
class EventDriven {
 public:
    EventDriven(Risks risks, Index n_people)
        : risks_(risks),
          n_people_(n_people),
          cell_(n_people, agents::nobody),
          intention_(first_seats(n_people), cells_per_company),
          death_(first_seats(n_people), 1) {
        for (Index person = 0; person < n_people; ++person) begin(person);
        for (int week = 0; week < n_weeks; ++week) {
            for (Index person = 0; person < n_people; ++person)
                if (cell_[person] != agents::nobody) personal_events(person, week);
            advance(week);
        }
        exits_.add_those_who_stayed(n_people);
    }
    const Exits& exits() const { return exits_; }

 private:
    void begin(Index person) {
        random::Stream draw(7, random::Tag("test/exactness"), person);
        const Index cell = life_of(person).cell;
        const double resistance = random::exponential(random::uniform(draw));
        const double frailty = random::lognormal(random::uniform(draw), -0.5 * frailty_sd * frailty_sd, frailty_sd);
        cell_[person] = cell;
        intention_.arm(seat(person, cell), cell, resistance, frailty);
        const double endurance = random::exponential(random::uniform(draw));
        if (risks_ == Risks::two) death_.arm(seat(person, cell), cell / cells_per_company, endurance, 1.0);
    }
    void personal_events(Index person, int week) {
        const Life life = life_of(person);
        if (week == life.first_move) move(person, life.first_to);
        if (week == life.second_move) move(person, life.second_to);
        if (week == life.change) intention_.rescale(seat(person, cell_[person]), cell_[person], life.ratio);
    }
    void move(Index person, Index to) {
        const Index from = cell_[person];
        cell_[person] = to;
        intention_.transfer(seat(person, from), from, seat(person, to), to);
        if (risks_ == Risks::two)
            death_.transfer(seat(person, from), from / cells_per_company, seat(person, to), to / cells_per_company);
    }
    void advance(int week) {
        std::vector<float> of_cell, of_company;
        for (Index cell = 0; cell < n_cells; ++cell) of_cell.push_back(intention_hazard(cell, week));
        for (Index company = 0; company < n_cells / cells_per_company; ++company)
            of_company.push_back(death_hazard(company, week));
        std::vector<Crossing> intentions, deaths;
        intention_.advance(of_cell, 1.0, intentions);
        if (risks_ == Risks::two) death_.advance(of_company, 1.0, deaths);
        auto death = deaths.begin();
        for (const Crossing& crossing : intentions) {
            for (; death != deaths.end() && *death < crossing; ++death) leave(*death, week, true);
            leave(crossing, week, false);
        }
        for (; death != deaths.end(); ++death) leave(*death, week, true);
    }
    void leave(const Crossing& crossing, int week, bool is_death) {
        Index& cell = cell_[crossing.seat % n_people_];
        if (cell == agents::nobody) return;  // the other risk came first
        cell = agents::nobody;
        intention_.disarm(crossing.seat);
        death_.disarm(crossing.seat);
        exits_.add(week, std::min(crossing.when, 0.999999), is_death);
    }

    static std::vector<Index> first_seats(Index n_people) {
        std::vector<Index> first;
        for (Index company = 0; company <= n_cells / cells_per_company; ++company) first.push_back(company * n_people);
        return first;
    }
    Index seat(Index person, Index cell) const { return cell / cells_per_company * n_people_ + person; }

    Risks risks_;
    Index n_people_;
    std::vector<Index> cell_;  // [person]
    Clock intention_, death_;
    Exits exits_;
};

/// Both simulations of n people, compared by week, by quarter of a week and by kind of exit.
inline void expect_same_exits(Risks risks, Index n_people) {
    const EventDriven clocks(risks, n_people);
    const BruteForce coins(risks, n_people);
    const Exits &a = clocks.exits(), &b = coins.exits();
    ASSERT_GT(a.by_week.back(), n_people / 10);
    expect_same_share(a.by_week.back(), n_people, b.by_week.back(), n_people);
    expect_same_law(a.by_week, b.by_week);
    expect_same_law(a.by_quarter, b.by_quarter);
    if (risks == Risks::two) expect_same_law(a.by_kind, b.by_kind);
}

}  // namespace tests
