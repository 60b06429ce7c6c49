/// The exact event-driven core. A unit's clock is the integral of its members' shared hazard; each member holds one
/// threshold on it, entry reading + E / factor with E ~ Exp(1), and acts when the clock passes it (the next-reaction
/// method: Gibson & Bruck 2000, J. Phys. Chem. A 104:1876). A step costs one pass over the units and work per event,
/// none per member. Moving to another unit or a change of the personal factor re-keys the rest of the threshold,
/// exactly.
///
/// Members sit in seats, the seats of a block side by side: finding those due reads one short stretch of memory.
/// Each block has its own row of units; a member belongs to one unit of its block.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "sim/agents/ahead.hpp"
#include "sim/agents/index.hpp"
#include "sim/agents/large.hpp"
#include "sim/check.hpp"

namespace sim::hazard {

using agents::Index;

/// The member in `seat` passed its threshold `when` of the way through the step.
struct Crossing {
    Index seat;
    double when;  // [step], in [0, 1]
    bool operator<(const Crossing& other) const { return when != other.when ? when < other.when : seat < other.seat; }
};

class Clock {
 public:
    /// Block b holds the seats [first_seat[b], first_seat[b + 1]) and the units [b, b + 1) x units_per_block.
    Clock(std::span<const Index> first_seat, Index units_per_block);

    std::size_t n_units() const { return reading_.size(); }
    double reading(Index unit) const { return reading_[unit]; }

    /// Arms the person in a seat: they act after `resistance` / factor more of the unit's clock. resistance ~ Exp(1).
    void arm(Index seat, Index unit, double resistance, double factor) {
        sit(seat, unit);
        set_threshold(seat, unit, reading_[unit] + resistance / factor);
    }
    /// No person acts from this seat until it is armed again.
    void disarm(Index seat) { threshold_[seat] = never; }
    bool is_armed(Index seat) const { return threshold_[seat] != never; }

    /// The personal factor changed by `ratio` = new / old; what is left of the threshold shrinks by it.
    void rescale(Index seat, Index unit, double ratio) {
        set_threshold(seat, unit, reading_[unit] + (threshold_[seat] - reading_[unit]) / ratio);
    }
    /// The member changed units and maybe seats; what is left of the threshold moves along.
    void transfer(Index from_seat, Index from_unit, Index to_seat, Index to_unit) {
        const double rest = left(from_seat, from_unit);
        disarm(from_seat);
        sit(to_seat, to_unit);
        set_threshold(to_seat, to_unit, reading_[to_unit] + rest);
    }
    /// Asks for what is known of a seat and its unit, which will be needed soon.
    void prefetch(Index seat, Index unit) const {
        agents::prefetch(&threshold_[seat]);
        agents::prefetch(&reading_[unit]);
        agents::prefetch(&soonest_[unit]);
    }
    /// Asks for a seat that will be disarmed soon.
    void prefetch(Index seat) const { agents::prefetch(&threshold_[seat]); }
    /// The rest of a threshold, in units of its clock.
    double left(Index seat, Index unit) const { return threshold_[seat] - reading_[unit]; }

    /// Advances every clock by hazard x dt (hazard per unit and week, dt in weeks) and appends who crossed, ordered by
    /// time and seat. Those who crossed are disarmed.
    void advance(std::span<const float> hazard, double dt, std::vector<Crossing>& crossings);
    /// The same, with hazards made on the way: hazard_of(block, row) fills the row of a block's units, or says false:
    /// its seats are empty, and its clocks stand still.
    template <class HazardOf>
    void advance_blocks(HazardOf&& hazard_of, double dt, std::vector<Crossing>& crossings) {
        row_.resize(units_per_block_);
        for (Index block = 0; block + 1 < first_seat_.size(); ++block) {
            if (hazard_of(block, std::span<float>(row_)))
                advance_stretch(row_, dt, std::size_t{block} * units_per_block_);
        }
        ring_due(crossings);
    }

    /// Sets every clock to a level that is given, such as the share of members who acted so far, instead of advancing
    /// it by a hazard: thresholds are then levels (Granovetter's model), and `when` is how far the level had risen.
    /// Levels never fall.
    void follow(std::span<const double> level, std::vector<Crossing>& crossings);

    static constexpr double never = std::numeric_limits<double>::infinity();

 private:
    void sit(Index seat, Index unit) {
        if (units_per_block_ > 1) unit_in_block_[seat] = static_cast<std::uint16_t>(unit % units_per_block_);
    }
    void set_threshold(Index seat, Index unit, double threshold) {
        SIM_EXPECT(threshold >= 0);
        threshold_[seat] = threshold;
        if (threshold < soonest_[unit]) soonest_[unit] = threshold;
    }
    struct Due {
        Index unit;
        double advanced;  // this step, by a hazard or to a level
    };
    /// Advances neighbouring units, and notes those that have a person due.
    void advance_stretch(std::span<const float> hazard, double dt, std::size_t first_unit);
    void prefetch_block(Index block) const;
    void ring_due(std::vector<Crossing>& crossings);
    void ring(Index unit, double advanced, std::vector<Crossing>& crossings);
    /// belongs(place): whether the seat at this place of the block is the unit's.
    template <class Belongs>
    void ring_those(Belongs&& belongs, Index unit, double advanced, std::vector<Crossing>& crossings);

    std::vector<Index> first_seat_;  // [block], and one past the last
    Index units_per_block_;
    agents::LargeVector<double> reading_;               // [unit]
    agents::LargeVector<double> soonest_;               // [unit] no threshold of a member is below it
    agents::LargeVector<double> threshold_;             // [seat]
    agents::LargeVector<std::uint16_t> unit_in_block_;  // [seat]; empty if a block is one unit
    std::vector<Due> due_;                              // of this step
    std::vector<float> row_;                            // hazards of a block
};

}  // namespace sim::hazard
