/// The exact event-driven core. A unit's clock is the integral of its members' shared hazard; each member holds one
/// threshold on it, entry reading + E / factor with E ~ Exp(1), and acts when the clock passes it (the next-reaction
/// method: Gibson & Bruck 2000, J. Phys. Chem. A 104:1876). A step costs one pass over the units and work per event,
/// none per member. Moving to another unit or a change of the personal factor re-keys the rest of the threshold,
/// exactly.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "sim/agents/membership.hpp"

namespace sim::hazard {

using agents::Index;
using agents::Membership;

/// Member `who` passed its threshold `when` of the way through the step.
struct Crossing {
    Index who;
    double when;  // [step], in [0, 1]
    bool operator<(const Crossing& other) const { return when != other.when ? when < other.when : who < other.who; }
};

/// One clock for each unit. A unit is `cells_per_unit` neighbouring cells of a membership, so that several clocks may
/// run over one partition, a coarse one (a company's casualties) and a fine one (a cell's intentions).
class Clock {
 public:
    Clock(const Membership& cells, Index cells_per_unit);
    void reserve(std::size_t n_members) { threshold_.reserve(n_members); }

    std::size_t n_units() const { return reading_.size(); }
    double reading(Index unit) const { return reading_[unit]; }
    Index unit_of(Index cell) const { return cell / cells_per_unit_; }

    /// Arms a member of a cell: it acts after `resistance` / factor more of the unit's clock. resistance ~ Exp(1).
    void arm(Index member, Index cell, double resistance, double factor) {
        set_threshold(member, unit_of(cell), reading_[unit_of(cell)] + resistance / factor);
    }
    /// The member will not act on this clock until armed again.
    void disarm(Index member) {
        if (member < threshold_.size()) threshold_[member] = never;
    }
    bool is_armed(Index member) const { return member < threshold_.size() && threshold_[member] != never; }

    /// The member's personal factor changed by `ratio` = new / old; what is left of its threshold shrinks by it.
    void rescale(Index member, Index cell, double ratio) {
        const Index unit = unit_of(cell);
        set_threshold(member, unit, reading_[unit] + (threshold_[member] - reading_[unit]) / ratio);
    }
    /// The member moved between cells; what is left of its threshold moves along.
    void transfer(Index member, Index from_cell, Index to_cell) {
        const double left = threshold_[member] - reading_[unit_of(from_cell)];
        set_threshold(member, unit_of(to_cell), reading_[unit_of(to_cell)] + left);
    }
    /// Asks for a member's threshold, which will be needed soon.
    void prefetch(Index member) const { __builtin_prefetch(threshold_.data() + member); }
    /// What is left of a member's threshold, in units of its clock.
    double left(Index member, Index cell) const { return threshold_[member] - reading_[unit_of(cell)]; }

    /// Advances every clock by hazard x dt (hazard per unit and week, dt in weeks) and appends who crossed, ordered by
    /// time and member. Those who crossed are disarmed.
    void advance(std::span<const float> hazard, double dt, std::vector<Crossing>& crossings);

    static constexpr double never = std::numeric_limits<double>::infinity();

 private:
    void set_threshold(Index member, Index unit, double threshold) {
        if (member >= threshold_.size()) threshold_.resize(member + std::size_t{1}, never);
        threshold_[member] = threshold;
        if (threshold < soonest_[unit]) soonest_[unit] = threshold;
    }
    /// Advances units begin to end; whether any of them has somebody due.
    bool advance_stretch(const float* hazard, double dt, std::size_t begin, std::size_t end);
    void ring(Index unit, double advanced, std::vector<Crossing>& crossings);

    const Membership* cells_;
    Index cells_per_unit_;
    agents::LargeVector<double> reading_;    // [unit]
    agents::LargeVector<double> soonest_;    // [unit] no threshold of a member is below it
    agents::LargeVector<double> threshold_;  // [member]
};

}  // namespace sim::hazard
