#include "models/defection/army/personal.hpp"

namespace defection {

template <class Change>
void Personal::change(PersonId who, Change&& change) {
    Person& person = army_.people[who];
    const double before = army_.clocks.factors.of(person);
    const bool at_risk = person.status == Status::serving;
    if (at_risk && witness_ != nullptr) witness_->close_spell(who, now(), false);
    change(person);
    if (!at_risk) return;
    const double after = army_.clocks.factors.of(person);
    if (after != before) army_.clocks.intention.rescale(person.post, army_.units.cell_of(person), after / before);
    if (witness_ != nullptr) witness_->open_spell(who, now());
}

void Personal::prefetch_clock(PersonId who) const {
    const Person& person = army_.people[who];
    if (serves(person.status)) army_.clocks.intention.prefetch(person.post, army_.units.cell_of(person));
}

void Personal::add_trait(PersonId who, Trait trait) {
    const Person& person = army_.people[who];
    if (!serves(person.status) || person.has(trait)) return;
    change(who, [&](Person& changed) { changed.traits |= trait; });
}

void Personal::add_traits(const std::vector<Gain>& all) {
    visit_ahead(
        all, [&](const Gain& gain) { army_.people.prefetch(gain.who); },
        [&](const Gain& gain) { prefetch_clock(gain.who); },
        [&](const Gain& gain) { add_trait(gain.who, gain.trait); });
}

void Personal::lose_tie(PersonId who) {
    constexpr std::uint8_t most = 255;  // that a byte counts
    const Person& person = army_.people[who];
    if (!serves(person.status) || person.ties_gone == most) return;
    change(who, [](Person& changed) { ++changed.ties_gone; });
}

void Personal::lose_ties(const std::vector<PersonId>& leavers, bool of_all_groups) {
    const People& people = army_.people;
    losses_.clear();
    visit_ahead(
        leavers, [&](PersonId who) { people.prefetch(who); }, [&](PersonId who) { army_.ties.prefetch_both(who); },
        [&](PersonId who) {
            army_.ties.for_each(who, [&](PersonId tie) { losses_.push_back({tie, people[who].group}); });
        });
    visit_ahead(
        losses_, [&](const Loss& loss) { people.prefetch(loss.who); },
        [&](const Loss& loss) { prefetch_clock(loss.who); },
        [&](const Loss& loss) {
            if (of_all_groups || people[loss.who].group == loss.group) lose_tie(loss.who);
        });
}

void Personal::set_home_level(std::size_t region, std::uint8_t level) {
    std::vector<PersonId>& from_there = army_.lists.from_region[region];
    std::size_t n_serve = 0;
    visit_ahead(
        from_there, [&](PersonId who) { army_.people.prefetch(who); }, [&](PersonId who) { prefetch_clock(who); },
        [&](PersonId who) {
            if (!serves(army_.people[who].status)) return;
            from_there[n_serve++] = who;
            change(who, [&](Person& changed) { changed.home_level = level; });
        });
    from_there.resize(n_serve);
}

}  // namespace defection
