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

Form OutcomeWatch::form(const Signs& signs, Ruler ruler) const {
    if (signs.share_gone >= p_.split_share) return Form::units;
    if (ruler != Ruler::stays && signs.soldiers_left < p_.dissolution_share) return Form::dissolution;
    return signs.departure_rate >= p_.leak_share ? Form::leak : Form::none;
}

Outcome outcome_of(Form form, Ruler ruler) {
    if (form == Form::units || form == Form::block) return Outcome::split;
    if (form == Form::dissolution || ruler == Ruler::falls) return Outcome::collapse;
    if (ruler == Ruler::removed) return Outcome::coup;
    if (form == Form::body || ruler == Ruler::steps_down) return Outcome::refusal;
    return form == Form::leak ? Outcome::leak : Outcome::loyal;
}

}  // namespace defection
