#include "sim/hazard/clock.hpp"

#include <algorithm>
#include <array>

namespace sim::hazard {

Clock::Clock(std::span<const Index> first_seat, Index units_per_block)
    : first_seat_(first_seat.begin(), first_seat.end()), units_per_block_(units_per_block) {
    SIM_EXPECT(!first_seat_.empty() && std::is_sorted(first_seat_.begin(), first_seat_.end()));
    SIM_EXPECT(units_per_block > 0 && units_per_block <= 1U << 16U);
    reading_.assign((first_seat_.size() - 1) * units_per_block, 0.0);
    soonest_.assign(reading_.size(), never);
    threshold_.assign(first_seat_.back(), never);
    unit_in_block_.assign(first_seat_.back(), 0);
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
    constexpr std::size_t stretch = 64;  // most weeks nobody in a stretch acts
    for (std::size_t begin = 0; begin < hazard.size(); begin += stretch)
        advance_stretch(hazard.subspan(begin, std::min(stretch, hazard.size() - begin)), dt, begin);
    ring_due(crossings);
}

void Clock::ring_due(std::vector<Crossing>& crossings) {
    const auto first_new = static_cast<std::ptrdiff_t>(crossings.size());
    constexpr std::size_t ahead = 4;
    for (std::size_t i = 0; i < due_.size(); ++i) {
        if (i + ahead < due_.size()) prefetch(first_seat_[due_[i + ahead].unit / units_per_block_]);
        ring(due_[i].unit, due_[i].advanced, crossings);
    }
    due_.clear();
    std::sort(crossings.begin() + first_new, crossings.end());
}

double Clock::soonest_of(std::uint16_t unit_in_block, Index begin, Index end) const {
    const double* __restrict threshold = threshold_.data();
    const std::uint16_t* __restrict unit = unit_in_block_.data();
    std::array<double, 4> soonest;  // side by side, so that the loop becomes vector code
    soonest.fill(never);
    Index seat = begin;
    for (; seat + 4 <= end; seat += 4)
        for (Index i = 0; i < 4; ++i) {
            const double here = unit[seat + i] == unit_in_block ? threshold[seat + i] : never;
            soonest[i] = here < soonest[i] ? here : soonest[i];
        }
    for (; seat < end; ++seat)
        if (unit[seat] == unit_in_block) soonest[0] = std::min(soonest[0], threshold[seat]);
    return std::min(std::min(soonest[0], soonest[1]), std::min(soonest[2], soonest[3]));
}

void Clock::ring(Index unit, double advanced, std::vector<Crossing>& crossings) {
    const Index block = unit / units_per_block_;
    const auto in_block = static_cast<std::uint16_t>(unit % units_per_block_);
    const Index begin = first_seat_[block], end = first_seat_[block + 1];
    const double now = reading_[unit];
    for (Index seat = begin; seat < end; ++seat) {
        const double threshold = threshold_[seat];
        if (!(threshold <= now) || unit_in_block_[seat] != in_block) continue;
        const double passed = advanced > 0 ? (now - threshold) / advanced : 1.0;
        crossings.push_back({seat, 1.0 - std::clamp(passed, 0.0, 1.0)});
        threshold_[seat] = never;
    }
    soonest_[unit] = soonest_of(in_block, begin, end);
}

}  // namespace sim::hazard
