#include "sim/hazard/clock.hpp"

#include <algorithm>

namespace sim::hazard {

Clock::Clock(const Membership& cells, Index cells_per_unit)
    : cells_(&cells),
      cells_per_unit_(cells_per_unit),
      reading_(cells.n_groups() / cells_per_unit, 0.0),
      soonest_(reading_.size(), never) {
    SIM_EXPECT(cells_per_unit > 0 && cells.n_groups() % cells_per_unit == 0);
}

bool Clock::advance_stretch(const float* __restrict hazard, double dt, std::size_t begin, std::size_t end) {
    double* __restrict reading = reading_.data();
    const double* __restrict soonest = soonest_.data();
    std::int64_t due = 0;
    for (std::size_t u = begin; u < end; ++u) {
        reading[u] += static_cast<double>(hazard[u]) * dt;
        due |= reading[u] >= soonest[u] ? 1 : 0;
    }
    return due != 0;
}

void Clock::advance(std::span<const float> hazard, double dt, std::vector<Crossing>& crossings) {
    SIM_EXPECT(hazard.size() == reading_.size());
    constexpr std::size_t stretch = 64;  // units looked at together: most weeks nobody in a stretch acts
    const std::size_t n = reading_.size();
    const auto first_new = static_cast<std::ptrdiff_t>(crossings.size());
    for (std::size_t begin = 0; begin < n; begin += stretch) {
        const std::size_t end = std::min(begin + stretch, n);
        if (!advance_stretch(hazard.data(), dt, begin, end)) continue;
        for (std::size_t u = begin; u < end; ++u)
            if (reading_[u] >= soonest_[u]) ring(static_cast<Index>(u), static_cast<double>(hazard[u]) * dt, crossings);
    }
    std::sort(crossings.begin() + first_new, crossings.end());
}

void Clock::ring(Index unit, double advanced, std::vector<Crossing>& crossings) {
    const double now = reading_[unit];
    double soonest = never;
    const Index first_cell = unit * cells_per_unit_;
    for (Index cell = first_cell; cell < first_cell + cells_per_unit_; ++cell)
        cells_->for_each(cell, [&](Index member) {
            const double threshold = threshold_[member];
            if (threshold > now) {
                soonest = std::min(soonest, threshold);
                return;
            }
            const double passed = advanced > 0 ? (now - threshold) / advanced : 1.0;
            crossings.push_back({member, 1.0 - std::clamp(passed, 0.0, 1.0)});
            threshold_[member] = never;
        });
    soonest_[unit] = soonest;
}

}  // namespace sim::hazard
