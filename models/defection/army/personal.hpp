/// What changes a single person's hazard: traits, ties that left, violence at home. Each change re-keys what is left of
/// the person's threshold, exactly, so changes may come in any order.
#pragma once

#include <string_view>
#include <vector>

#include "models/defection/army/army.hpp"
#include "models/defection/record/log.hpp"

namespace defection {

class Personal {
 public:
    static constexpr std::string_view name = "personal";
    static constexpr bool gathers = true;

    /// log: null if no events are kept.
    Personal(Army& army, const state::Week& week, Log* log) : army_(army), week_(week), log_(log) {}

    void add_trait(PersonId who, Trait trait);
    /// Everybody tied to the leavers has one tie less.
    void lose_ties(const std::vector<PersonId>& leavers);
    /// Everybody from that region who serves.
    void set_home_level(std::size_t region, std::uint8_t level);

    /// [week] of what happens now: the start of the step before the clocks have advanced, its end after.
    double now() const { return has_advanced_ ? week_.end() : week_.start; }
    void begin_week() { has_advanced_ = false; }
    void clocks_have_advanced() { has_advanced_ = true; }

 private:
    template <class Change>
    void change(PersonId who, Change&& change);
    void lose_tie(PersonId who);

    Army& army_;
    const state::Week& week_;
    Log* log_;
    bool has_advanced_ = false;
    std::vector<PersonId> bereaved_;  // whoever lost a tie this step
};

}  // namespace defection
