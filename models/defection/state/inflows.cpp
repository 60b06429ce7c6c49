#include "models/defection/state/inflows.hpp"

#include "sim/check.hpp"

namespace defection::state {

Inflows::Inflows(const Units& units)
    : lanes_(units.lanes),
      by_lane_(units.n_organisations() * units.lanes.size(), 0.0F),
      by_brigade_group_(units.brigades.size() * units.lanes.n_groups, 0.0F) {}

void Inflows::add(float weight, std::span<const float> x) {
    SIM_EXPECT(x.size() == by_brigade_group_.size());
    for (std::size_t i = 0; i < x.size(); ++i) by_brigade_group_[i] += weight * x[i];
}

void Inflows::integrate(const Brigades& brigades, float weight, std::span<const float> everywhere, Week::Decay decay,
                        std::span<float> stock) const {
    std::size_t row = 0;
    for (const BrigadeId b : brigades.ids()) {
        const float* lane = by_lane_.data() + brigades.organisation[b] * lanes_.size();
        for (std::size_t g = 0; g < lanes_.n_groups; ++g, ++row) {
            const float local = everywhere[g] + weight * by_brigade_group_[row];
            auto ranks = ranks_at(stock.data() + row * n_ranks);
            ranks = decay.keep * ranks + decay.gain * (weight * ranks_at(lane + g * n_ranks) + local);
        }
    }
}

void Inflows::begin_week() {
    std::fill(by_lane_.begin(), by_lane_.end(), 0.0F);
    std::fill(by_brigade_group_.begin(), by_brigade_group_.end(), 0.0F);
}

}  // namespace defection::state
