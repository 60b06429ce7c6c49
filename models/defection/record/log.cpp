#include "models/defection/record/log.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "sim/random/elementary.hpp"
#include "sim/random/stream.hpp"

namespace defection {
namespace {

constexpr double no_spell = std::numeric_limits<double>::quiet_NaN();

float log_factor_of(const Army& army, PersonId who) {
    return static_cast<float>(sim::random::log(army.clocks.factors.with_frailty(army.people[who])));
}

}  // namespace

void Log::bind(const Army& army, const Nodes& nodes, const state::Offices& offices, const state::Terms& terms,
               const state::Setting& setting, const state::Week& week) {
    army_ = &army;
    nodes_ = &nodes;
    offices_ = &offices;
    commanders_.assign(nodes.size(), {});
    terms_ = &terms;
    setting_ = &setting;
    week_ = &week;
}

void Log::open_spell(PersonId who, double at) {
    if (spell_start_.size() <= who) spell_start_.resize(who + std::size_t{1}, no_spell);
    spell_start_[who] = at;
}

void Log::close_spell(PersonId who, double at, bool ended_in_intention) {
    if (who >= spell_start_.size() || std::isnan(spell_start_[who])) return;
    const double entry = spell_start_[who];
    spell_start_[who] = no_spell;
    const Person& person = army_->people[who];
    if (at > entry || ended_in_intention)
        spells_.push_back({.who = who,
                           .entry = entry,
                           .exit = at,
                           .log_factor = log_factor_of(*army_, who),
                           .rank = person.rank,
                           .company = person.company,
                           .ended_in_intention = ended_in_intention});
}

void Log::keep(const std::vector<Happening>& week) {
    for (const Happening& one : week)
        if (one.what != What::reassignment) happenings_.push_back(one);
}

void Log::note_commander(NodeId node, PersonId who, double since) {
    const PersonId before = commanders_[node];
    if (who == before) return;
    const Status became = before.names_somebody() ? army_->people[before].status : Status::serving;
    successions_.push_back({since, node, before, who, became});
    commanders_[node] = who;
}

/// Chiefs and commanders of divisions are named in the first week, and have been there from the start.
void Log::call_roll() {
    const double now = week_->start;
    const Units& units = army_->units;
    for (const Ids<NodeId> some : {nodes_->chiefs(), nodes_->divisions()})
        for (const NodeId node : some) {
            const PersonId holder = offices_->holder[node];
            const bool is_there = holder.names_somebody() && serves(army_->people[holder].status);
            const bool is_first = !commanders_[node].names_somebody() && offices_->since[node] < 0;
            note_commander(node, is_there ? holder : PersonId(), is_first ? 0.0 : now);
        }
    for (const BrigadeId brigade : units.brigades.ids())
        note_commander(nodes_->of(brigade), army_->commands.commander(brigade), now);
    for (const CompanyId company : units.companies.ids())
        if (!units.is_headquarters(company))
            note_commander(nodes_->of(company), army_->commands.commander(company), now);
    if (!roll_calls_.empty() && now < roll_calls_.back().time + between_calls) return;
    RollCall& call = roll_calls_.emplace_back(RollCall{now, {}});
    call.men.resize(units.companies.size());
    for (const CompanyId company : units.companies.ids())
        call.men[company] = static_cast<std::uint16_t>(army_->strength.men_in(company, units.lanes.n_groups));
}

void Log::close() {
    for (const PersonId who : army_->people.ids()) close_spell(who, week_->start, false);
}

void Log::add_risk_row(PersonId member, double at, bool is_case) {
    const Person& person = army_->people[member];
    RiskRow row{n_sets_, is_case, member, at, log_factor_of(*army_, member), person.rank, {}};
    const Place place = army_->units.place_of(person.company);
    const std::size_t lane = Lanes::at(person.group, person.rank);
    row.x.reserve(terms_->all().size());
    for (const Term& term : terms_->all()) row.x.push_back(term.at(place, lane, army_->units.lanes));
    risk_rows_.push_back(std::move(row));
}

void Log::add_reason(PersonId who) {
    const Person& person = army_->people[who];
    Reason reason{who, person.traits, person.ties_gone, person.home_level, {}};
    const auto& terms = terms_->all();
    for (std::size_t t = 0; t < terms.size(); ++t) reason.pull.push_back(terms[t].beta * risk_rows_.back().x[t]);
    reasons_.push_back(std::move(reason));
}

void Log::sample_risk_set(PersonId who, double at) {
    constexpr int most_tries = 400;  // to find controls where few are at risk
    add_risk_row(who, at, true);
    add_reason(who);
    const People& people = army_->people;
    sim::random::Stream draw(setting_->run_seed, Purpose("log/controls"), people[who].key, week_->step);
    std::array<PersonId, n_controls> chosen{};
    std::size_t found = 0;
    for (int tries = 0; tries < most_tries && found < chosen.size(); ++tries) {
        const PersonId control((draw() >> 32) * people.size() >> 32);
        const auto end = chosen.begin() + static_cast<std::ptrdiff_t>(found);
        if (control == who || people[control].status != Status::serving ||
            std::find(chosen.begin(), end, control) != end)
            continue;
        add_risk_row(control, at, false);
        chosen[found++] = control;
    }
    ++n_sets_;
}

}  // namespace defection
