/// Preference falsification, as the engine sees it.
#pragma once

#include <memory>

#include "sim/run/model.hpp"

namespace threshold {

/// The gain of a person who opposes in public, against supporting in public: what it is worth to speak one's mind, and
/// what it is worth to stand with the many. With x the private preference and S the share of public opponents:
///     utility = integrity (2 x - 1) + reputation (2 S - 1) - punishment
/// Source: Kuran 1991, who draws it as curves; that both are straight lines is our choice.
struct Utility {
    double integrity = 1, reputation = 1, punishment = 0;

    double of_opposing(double preference, double share) const {
        return integrity * (2 * preference - 1) + reputation * (2 * share - 1) - punishment;
    }
    /// The share of public opponents from which on a person is one: where of_opposing is 0.
    double threshold(double preference) const;
};

/// Against the regime at heart: would oppose unseen.
constexpr bool is_opponent(double preference) { return preference > 0.5; }

std::unique_ptr<sim::Model> make_falsification();

}  // namespace threshold
