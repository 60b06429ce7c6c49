#include "models/defection/outcome.hpp"

#include <algorithm>

namespace defection {

void BrigadeWatch::look(const World& world) {
    constexpr double window = 4.0;  // [week]
    const Brigades& brigades = world.brigades;
    const double now = world.week + world.dt;
    gone_.resize(brigades.size(), 0);
    if (sights_.empty())
        sights_.push_back({0.0, brigades.serving_at_start, std::vector<std::int32_t>(brigades.size(), 0)});
    while (sights_.size() > 1 && sights_[1].week <= now - window) sights_.pop_front();
    const Sight& then = sights_.front();
    for (std::size_t b = 0; b < brigades.size(); ++b) {
        if (then.serving[b] < 20) continue;  // a headquarters and a few men are no brigade
        const double loss = static_cast<double>(brigades.left[b] - then.left[b]) / then.serving[b];
        largest_loss_ = std::max(largest_loss_, loss);
        if (loss >= p_.split_loss && brigades.commander_left[b] >= now - window) gone_[b] = 1;
    }
    sights_.push_back({now, brigades.serving, brigades.left});
}

double BrigadeWatch::share_gone(const World& world) const {
    double gone = 0, all = 0;
    for (std::size_t b = 0; b < gone_.size(); ++b) {
        all += world.brigades.serving_at_start[b];
        if (gone_[b] != 0) gone += world.brigades.serving_at_start[b];
    }
    return all > 0 ? gone / all : 0.0;
}

Outcome outcome_of(const OutcomeParameters& p, double share_gone, bool regime_alive, double departure_rate) {
    if (share_gone >= p.split_share) return Outcome::split;
    if (!regime_alive) return Outcome::collapse;
    return departure_rate >= p.leak_share ? Outcome::leak : Outcome::loyal;
}

}  // namespace defection
