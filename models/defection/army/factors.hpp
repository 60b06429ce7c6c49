/// exp of everything personal but frailty, from a person's own counts and flags: recomputed, never multiplied in place.
/// Mechanisms set the factors before any person enlists. Null: 1.
#pragma once

#include <array>
#include <string_view>

#include "models/defection/army/people.hpp"

namespace defection {

class Factors {
 public:
    static constexpr std::string_view name = "factors";
    static constexpr bool gathers = true;

    Factors();
    void set_trait(Trait trait, double log_factor);
    void set_home_levels(double unrest, double shelled);
    /// circle x ln(1 + ties gone)
    void set_ties(double circle);

    double of(const Person& person) const {
        return low_traits_[person.traits & 0xFFU] * high_traits_[person.traits >> 8U] * by_home_[person.home_level] *
               by_ties_[person.ties_gone];
    }
    double with_frailty(const Person& person) const { return double(person.frailty) * of(person); }

 private:
    std::array<double, most_traits> by_trait_;
    std::array<double, 256> low_traits_, high_traits_;  // [set of eight traits] products of the above
    std::array<double, 3> by_home_;                     // [home_level]
    std::array<double, 256> by_ties_;                   // [ties gone]
};

}  // namespace defection
