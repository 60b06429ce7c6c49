#include "models/defection/record/outcome.hpp"

#include <algorithm>

namespace defection {

void OutcomeWatch::record(const state::Week& week, const Units& units, const Strength& strength, const Leavers& leavers,
                          const Commands& commands, const Nodes& nodes, const state::Stances& stances,
                          const state::LedOut& led) {
    const double window = p_.split_weeks;
    const double now = week.end();
    gone_.resize(units.brigades.size(), 0);
    if (sights_.empty()) {
        const Column<BrigadeId, std::int32_t> nobody_yet(units.brigades.size(), 0);
        sights_.push_back({0.0, strength.brigades_at_start, nobody_yet, nobody_yet});
    }
    while (sights_.size() > 1 && sights_[1].week <= now - window) sights_.pop_front();
    const Sight& then = sights_.front();
    for (const BrigadeId b : units.brigades.ids()) {
        const std::int32_t had = then.serving[b] + leavers.came_to[b] - then.came[b];
        if (had < p_.least_brigade) continue;
        const double loss = static_cast<double>(leavers.of_brigade[b] - then.left[b]) / had;
        largest_loss_ = std::max(largest_loss_, loss);
        if (loss >= p_.split_loss && commands.last_departure(b) >= now - window) gone_[b] = 1;
    }
    sights_.push_back({now, strength.brigades, leavers.came_to, leavers.of_brigade});
    watch_commands(now, units, strength, nodes, stances, led);
}

void OutcomeWatch::watch_commands(double now, const Units& units, const Strength& strength, const Nodes& nodes,
                                  const state::Stances& stances, const state::LedOut& led) {
    double army = 0, together = 0, under_chiefs = 0;
    for (const BrigadeId b : units.brigades.ids()) {
        if (units.branch_of(b) != Branch::army) continue;
        const double men = strength.brigades_at_start[b];
        army += men;
        if (stances.declines(nodes, b) && stances.since[nodes.of(b)] >= now - p_.split_weeks) together += men;
        if (stances.refuses(nodes.chief_of(units.brigades.organisation[b]))) under_chiefs += men;
    }
    if (army > 0) declined_ = std::max({declined_, together / army, under_chiefs / army});
    block_ = std::max(block_, largest_block(strength, nodes, stances, led));
}

double OutcomeWatch::largest_block(const Strength& strength, const Nodes& nodes, const state::Stances& stances,
                                   const state::LedOut& led) const {
    double force = 0, largest = 0;
    for (const NodeId chief : nodes.chiefs())
        for (const BrigadeId b : nodes.brigades[chief]) force += strength.brigades_at_start[b];
    for (const Ids<NodeId> some : {nodes.chiefs(), nodes.divisions()})
        for (const NodeId node : some) {
            if (!stances.refuses(node) && led.week[node] == state::no_week) continue;
            double men = 0, out = 0;
            for (const BrigadeId b : nodes.brigades[node]) {
                men += strength.brigades_at_start[b];
                const bool is_out = stances.declines(nodes, b) || led.week[nodes.of(b)] != state::no_week;
                if (is_out) out += strength.brigades_at_start[b];
            }
            if (2.0 * out >= men) largest = std::max(largest, men);
        }
    return force > 0 ? largest / force : 0.0;
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
    if (signs.declined >= p_.body_share && signs.declined > 0) return Form::body;
    if (signs.block >= p_.block_share && signs.block > 0) return Form::block;
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
