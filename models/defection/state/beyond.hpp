/// The prospects of those who leave.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/defection/army/outside.hpp"

namespace defection {

/// Kinds of armed group that former soldiers come to: under officers who left, of one place, for a creed.
enum class Faction : std::uint8_t { army_led, local, ideological };
constexpr std::array<Faction, 3> all_factions = {Faction::army_led, Faction::local, Faction::ideological};
constexpr Status in_faction(Faction faction) {
    return Status(static_cast<std::size_t>(Status::army_led) + static_cast<std::size_t>(faction));
}
static_assert(in_faction(Faction::ideological) == Status::ideological_faction);

}  // namespace defection

namespace defection::state {

/// Promises of the opposition, as far as they are believed, and the cost of its calls to those who hear them.
/// Writer: reassurance.
struct Guarantees {
    static constexpr std::string_view name = "guarantees";
    explicit Guarantees(std::size_t n_groups)
        : to_men(n_groups, 0.0), to_officers(n_groups, 0.0), alarm(n_groups, 0.0) {}
    std::vector<double> to_men, to_officers;  // [group] [0, 1]
    std::vector<double> alarm;                // [group] penalty that calls without a guarantee lead people to expect
    double of(std::size_t group, bool officer) const { return (officer ? to_officers : to_men)[group]; }
    bool operator==(const Guarantees&) const = default;
};

/// Writer: factions.
struct Factions {
    static constexpr std::string_view name = "factions";
    std::array<double, all_factions.size()> share{};            // of the armed opposition
    std::array<double, all_factions.size()> led_by_officers{};  // how far former officers lead, [0, 1]
    bool operator==(const Factions&) const = default;
};

/// The ways of those outside: rates gathered from the mechanisms, in any order; empty at the start of a week.
class Ways {
 public:
    static constexpr std::string_view name = "ways";
    static constexpr bool gathers = true;

    explicit Ways(std::size_t n_cells) : rate_(n_cells * n_statuses, 0.0), total_(n_cells, 0.0) {}

    /// rate [1/week] at which people of a cell of Outside come to a status.
    void add(std::size_t cell, Status to, double rate) {
        if (rate <= 0) return;
        rate_[cell * n_statuses + static_cast<std::size_t>(to)] += rate;
        total_[cell] += rate;
        is_empty_ = false;
    }
    const std::vector<double>& total() const { return total_; }  // [cell]
    std::span<const double> of(std::size_t cell) const { return {rate_.data() + cell * n_statuses, n_statuses}; }
    bool is_empty() const { return is_empty_; }
    void begin_week() {
        if (is_empty_) return;
        std::fill(rate_.begin(), rate_.end(), 0.0);
        std::fill(total_.begin(), total_.end(), 0.0);
        is_empty_ = true;
    }

 private:
    std::vector<double> rate_, total_;  // [cell x status], [cell]
    bool is_empty_ = true;
};

}  // namespace defection::state
