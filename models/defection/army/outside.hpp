/// Those who left and to whom more may happen, in cells of people who stand alike: by status, the region they left from,
/// group, officers apart, and specialists apart if the army has any. Each cell has a clock; something befalls a person when the clock has advanced by their
/// resistance ~ Exp(1) since they came to the cell. The roster keeps it.
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <span>
#include <string_view>
#include <vector>

#include "models/defection/army/units.hpp"

namespace defection {

class Outside {
 public:
    static constexpr std::string_view name = "outside";
    static constexpr bool is_kept = true;

    struct Cell {
        Status status;
        std::size_t region, group;
        bool of_officers, of_specialists;
    };
    struct Crossing {
        PersonId who;
        std::size_t cell;
    };

    Outside(std::size_t n_regions, std::size_t n_groups, bool has_specialists = false);

    std::size_t n_cells() const { return cells_.size(); }
    const Cell& cell(std::size_t at) const { return cells_[at]; }
    std::size_t cell_of(const Units& units, const Person& person) const;
    /// The cell of those who stand alike but for their status, which is one of those outside.
    std::size_t with_status(std::size_t at, Status status) const;
    std::int32_t people(std::size_t at) const { return people_[at]; }
    /// visit(cell, what it is) for every cell with people in it.
    template <class Visit>
    void for_each_occupied(Visit&& visit) const {
        for (std::size_t at = 0; at < cells_.size(); ++at)
            if (people_[at] > 0) visit(at, cells_[at]);
    }
    /// How often a person has changed cells: names their stay in the present one.
    std::uint32_t stay(PersonId who) const { return who < stays_.size() ? stays_[who] : 0; }

    // News of the roster
    void come(PersonId who, std::size_t at);
    void go(PersonId who, std::size_t at);
    /// Starts the wait of those who came since; resistance(who, stay) ~ Exp(1). Before clocks first advance it is only
    /// noted who is to wait.
    template <class Resistance>
    void settle(Resistance&& resistance) {
        n_due_ = arrivals_.size();
        if (is_watched_) settle_due(resistance);
    }
    /// Clocks are about to advance.
    template <class Resistance>
    void watch(Resistance&& resistance) {
        if (!is_watched_) settle_due(resistance);
        is_watched_ = true;
    }
    /// Clocks advance by rate [cell, 1/week] over dt [week]; appends whose wait ended, cell by cell, in its order.
    void advance(std::span<const double> rate, double dt, std::vector<Crossing>& out);

 private:
    struct Arrival {
        PersonId who;
        std::uint32_t stay, cell;
    };
    struct Waiting {
        double threshold;
        PersonId who;
        std::uint32_t stay;
        bool operator>(const Waiting& other) const {
            return threshold != other.threshold ? threshold > other.threshold : who > other.who;
        }
    };
    template <class Resistance>
    void settle_due(Resistance&& resistance) {
        for (std::size_t i = 0; i < n_due_; ++i) {
            const Arrival& one = arrivals_[i];
            if (stay(one.who) == one.stay)
                waiting_[one.cell].push({clocks_[one.cell] + resistance(one.who, one.stay), one.who, one.stay});
        }
        arrivals_.erase(arrivals_.begin(), arrivals_.begin() + static_cast<std::ptrdiff_t>(n_due_));
        n_due_ = 0;
    }
    using Queue = std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>>;

    std::size_t n_regions_, n_groups_, n_skills_;  // n_skills: 2 where specialists are told apart
    std::vector<Cell> cells_;
    std::vector<std::int32_t> people_;  // [cell]
    std::vector<double> clocks_;        // [cell]
    std::vector<Queue> waiting_;        // [cell] with some who have gone meanwhile
    std::vector<std::uint32_t> stays_;  // [person] up to the last who changed cells
    std::vector<Arrival> arrivals_;
    std::size_t n_due_ = 0;  // of the arrivals, the first so many
    bool is_watched_ = false;
};

}  // namespace defection
