#include "sim/hazard/clock.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace sim::hazard {

Clock::Clock(std::span<const Index> first_seat, Index units_per_block)
    : first_seat_(first_seat.begin(), first_seat.end()), units_per_block_(units_per_block) {
    SIM_EXPECT(!first_seat_.empty() && std::is_sorted(first_seat_.begin(), first_seat_.end()));
    SIM_EXPECT(units_per_block > 0 && units_per_block <= 1U << 16U);
    reading_.assign((first_seat_.size() - 1) * units_per_block, 0.0);
    soonest_.assign(reading_.size(), never);
    threshold_.assign(first_seat_.back(), never);
    if (units_per_block > 1) unit_in_block_.assign(first_seat_.back(), 0);
}

void Clock::advance_stretch(std::span<const float> hazard, double dt, std::size_t first_unit) {
    const float* __restrict rate = hazard.data();
    double* __restrict reading = reading_.data() + first_unit;
    const double* __restrict soonest = soonest_.data() + first_unit;
    std::int64_t due = 0;
    for (std::size_t u = 0; u < hazard.size(); ++u) {
        reading[u] += static_cast<double>(rate[u]) * dt;
        due |= reading[u] >= soonest[u] ? 1 : 0;
    }
    if (due == 0) return;
    for (std::size_t u = 0; u < hazard.size(); ++u)
        if (reading[u] >= soonest[u])
            due_.push_back({static_cast<Index>(first_unit + u), static_cast<double>(rate[u]) * dt});
}

void Clock::advance(std::span<const float> hazard, double dt, std::vector<Crossing>& crossings) {
    SIM_EXPECT(hazard.size() == reading_.size());
    constexpr std::size_t stretch = 64;  // most weeks no one in a stretch acts
    for (std::size_t begin = 0; begin < hazard.size(); begin += stretch)
        advance_stretch(hazard.subspan(begin, std::min(stretch, hazard.size() - begin)), dt, begin);
    ring_due(crossings);
}

void Clock::follow(std::span<const double> level, std::vector<Crossing>& crossings) {
    SIM_EXPECT(level.size() == reading_.size());
    for (std::size_t u = 0; u < level.size(); ++u) {
        SIM_EXPECT(level[u] >= reading_[u]);
        const double advanced = level[u] - reading_[u];
        reading_[u] = level[u];
        if (level[u] >= soonest_[u]) due_.push_back({static_cast<Index>(u), advanced});
    }
    ring_due(crossings);
}

namespace {

/// Puts crossings in order. Moments lie all over the step: each crossing is put near its place first, and sorting finds
/// little left to do.
void sort_by_time(std::span<Crossing> crossings) {
    const std::size_t n = crossings.size();
    const auto part_of_step = [n](const Crossing& crossing) {
        return std::min(static_cast<std::size_t>(crossing.when * static_cast<double>(n)), n - 1);
    };
    std::vector<std::size_t> place(n + 1, 0);  // [part of the step] of the next crossing in it
    for (const Crossing& crossing : crossings) ++place[part_of_step(crossing) + 1];
    std::partial_sum(place.begin(), place.end(), place.begin());
    const std::vector<Crossing> given(crossings.begin(), crossings.end());
    for (const Crossing& crossing : given) crossings[place[part_of_step(crossing)]++] = crossing;
    std::sort(crossings.begin(), crossings.end());
}

}  // namespace

void Clock::ring_due(std::vector<Crossing>& crossings) {
    const std::size_t n_before = crossings.size();
    agents::visit_ahead<4>(
        due_, [&](const Due& next) { prefetch_block(next.unit / units_per_block_); },
        [&](const Due& here) { ring(here.unit, here.advanced, crossings); });
    due_.clear();
    sort_by_time(std::span(crossings).subspan(n_before));
}

namespace {

/// One look at the seats of a block, and its news of the members of a unit.
struct Look {
    double soonest;        // threshold of those who are not due
    std::int64_t n_due;    // members
    std::int64_t sum_due;  // of their places in the block: the place, if it is one
};

/// Vector code: thresholds are not negative, so their bits are in the same order as they are, and what does not count
/// is masked, not skipped.
template <class Belongs>
Look look(std::span<const double> threshold, Belongs&& belongs, double now) {
    constexpr auto never = std::bit_cast<std::int64_t>(Clock::never);
    const auto limit = std::bit_cast<std::int64_t>(now);
    std::int64_t soonest = never, n_due = 0, sum_due = 0;
    for (std::size_t i = 0; i < threshold.size(); ++i) {
        const std::int64_t mine = -std::int64_t{belongs(i)};
        const std::int64_t here = (std::bit_cast<std::int64_t>(threshold[i]) & mine) | (never & ~mine);
        const std::int64_t due = -std::int64_t{here <= limit};
        n_due -= due;
        sum_due += static_cast<std::int64_t>(i) & due;
        soonest = std::min(soonest, (here & ~due) | (never & due));
    }
    return {std::bit_cast<double>(soonest), n_due, sum_due};
}

}  // namespace

void Clock::prefetch_block(Index block) const {
    constexpr Index line = 64;  // [byte] fetched at once
    const Index begin = first_seat_[block], end = first_seat_[block + 1];
    for (Index seat = begin; seat < end; seat += line / sizeof(double)) agents::prefetch(&threshold_[seat]);
    if (units_per_block_ == 1) return;
    for (Index seat = begin; seat < end; seat += line / sizeof(std::uint16_t)) agents::prefetch(&unit_in_block_[seat]);
}

void Clock::ring(Index unit, double advanced, std::vector<Crossing>& crossings) {
    if (units_per_block_ == 1) return ring_those([](std::size_t) { return true; }, unit, advanced, crossings);
    const std::uint16_t* unit_at = unit_in_block_.data() + first_seat_[unit / units_per_block_];
    const auto in_block = static_cast<std::uint16_t>(unit % units_per_block_);
    ring_those([=](std::size_t place) { return unit_at[place] == in_block; }, unit, advanced, crossings);
}

template <class Belongs>
void Clock::ring_those(Belongs&& belongs, Index unit, double advanced, std::vector<Crossing>& crossings) {
    const Index block = unit / units_per_block_, first = first_seat_[block];
    const auto threshold = std::span(threshold_).subspan(first, first_seat_[block + 1] - first);
    const double now = reading_[unit];
    Look seen = look(threshold, belongs, now);
    soonest_[unit] = seen.soonest;
    for (std::size_t place = seen.n_due == 1 ? static_cast<std::size_t>(seen.sum_due) : 0; seen.n_due > 0; ++place) {
        if (!belongs(place) || threshold[place] > now) continue;
        const double passed = advanced > 0 ? (now - threshold[place]) / advanced : 1.0;
        crossings.push_back({first + static_cast<Index>(place), 1.0 - std::clamp(passed, 0.0, 1.0)});
        threshold[place] = never;
        --seen.n_due;
    }
}

}  // namespace sim::hazard
