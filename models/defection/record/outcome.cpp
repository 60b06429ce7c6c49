#include "models/defection/record/outcome.hpp"

#include <algorithm>

namespace defection {

void OutcomeWatch::record(const state::Week& week, const Units& units, const Strength& strength, const Leavers& leavers,
                          const Commands& commands) {
    const double window = p_.split_weeks;
    const double now = week.end();
    gone_.resize(units.brigades.size(), 0);
    if (sights_.empty())
        sights_.push_back({0.0, strength.brigades_at_start, Column<BrigadeId, std::int32_t>(units.brigades.size(), 0)});
    while (sights_.size() > 1 && sights_[1].week <= now - window) sights_.pop_front();
    const Sight& then = sights_.front();
    for (const BrigadeId b : units.brigades.ids()) {
        if (then.serving[b] < p_.least_brigade) continue;
        const double loss = static_cast<double>(leavers.of_brigade[b] - then.left[b]) / then.serving[b];
        largest_loss_ = std::max(largest_loss_, loss);
        if (loss >= p_.split_loss && commands.last_departure(b) >= now - window) gone_[b] = 1;
    }
    sights_.push_back({now, strength.brigades, leavers.of_brigade});
}

double OutcomeWatch::share_gone(const Strength& strength) const {
    double gone = 0, all = 0;
    for (const BrigadeId b : gone_.ids()) {
        all += strength.brigades_at_start[b];
        if (gone_[b] != 0) gone += strength.brigades_at_start[b];
    }
    return all > 0 ? gone / all : 0.0;
}

Outcome OutcomeWatch::outcome(double share_gone, bool regime_alive, double departure_rate) const {
    if (share_gone >= p_.split_share) return Outcome::split;
    if (!regime_alive) return Outcome::collapse;
    return departure_rate >= p_.leak_share ? Outcome::leak : Outcome::loyal;
}

}  // namespace defection
