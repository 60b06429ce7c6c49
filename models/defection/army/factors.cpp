#include "models/defection/army/factors.hpp"

#include <bit>

#include "sim/random/elementary.hpp"

namespace defection {

Factors::Factors() {
    by_trait_.fill(1.0);
    low_traits_.fill(1.0);
    high_traits_.fill(1.0);
    by_home_.fill(1.0);
    by_ties_.fill(1.0);
}

void Factors::set_trait(Trait trait, double log_factor) {
    by_trait_[static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(trait)))] = sim::random::exp(log_factor);
    for (std::size_t set = 0; set < low_traits_.size(); ++set) {
        low_traits_[set] = high_traits_[set] = 1.0;
        for (std::size_t bit = 0; bit < most_traits / 2; ++bit) {
            if ((set >> bit & 1U) == 0) continue;
            low_traits_[set] *= by_trait_[bit];
            high_traits_[set] *= by_trait_[bit + most_traits / 2];
        }
    }
}

void Factors::set_home_levels(double unrest, double shelled) {
    by_home_ = {1.0, sim::random::exp(unrest), sim::random::exp(shelled)};
}

void Factors::set_ties(double circle) {
    for (std::size_t n = 0; n < by_ties_.size(); ++n)
        by_ties_[n] = sim::random::exp(circle * sim::random::log1p(static_cast<double>(n)));
}

}  // namespace defection
