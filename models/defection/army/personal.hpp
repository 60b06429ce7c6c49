/// Changes of a single person's hazard: traits, ties that left, violence at home. Each change re-keys at once what is
/// left of the person's threshold, exactly: changes before the clocks of intentions advance count in this week, those
/// after it from the next one on, and among either the order does not matter.
#pragma once

#include <string_view>
#include <vector>

#include "models/defection/army/army.hpp"
#include "models/defection/army/witness.hpp"

namespace defection {

class Personal {
 public:
    static constexpr std::string_view name = "personal";
    static constexpr bool gathers = true;

    /// witness: null if none looks on.
    Personal(Army& army, const state::Week& week, Witness* witness) : army_(army), week_(week), witness_(witness) {}

    void add_trait(PersonId who, Trait trait);
    struct Gain {
        PersonId who;
        Trait trait;
    };
    void add_traits(const std::vector<Gain>& all);
    /// Each person tied to the leavers has one tie less: those of the leaver's group, or all.
    void lose_ties(const std::vector<PersonId>& leavers, bool of_all_groups);
    /// All from that region who serve.
    void set_home_level(std::size_t region, std::uint8_t level);

    /// [week] of what happens now: the start of the step before the clocks have advanced, its end after.
    double now() const { return has_advanced_ ? week_.end() : week_.start; }
    void begin_week() { has_advanced_ = false; }
    void clocks_have_advanced() { has_advanced_ = true; }

 private:
    template <class Change>
    void change(PersonId who, Change&& change);
    void lose_tie(PersonId who);
    /// Asks for the clock of a person whose row is near.
    void prefetch_clock(PersonId who) const;

    Army& army_;
    const state::Week& week_;
    Witness* witness_;
    bool has_advanced_ = false;
    struct Loss {
        PersonId who;
        std::uint8_t group;  // of the tie that left
    };
    std::vector<Loss> losses_;  // this step
};

}  // namespace defection
