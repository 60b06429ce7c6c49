/// The region of behaviour, structure and history in which an outcome happens. Policies are refused: nothing here
/// searches for what works best against people.
#pragma once

#include "analysis/design.hpp"
#include "analysis/numerics/prim.hpp"
#include "analysis/selection.hpp"

namespace analysis {

/// The outcome that counts: a share of runs as it is, or a number above or below a bound.
struct Outcome {
    Quantity quantity;
    double at_least = unknown, at_most = unknown;  // NaN: not asked
};

struct BoxOfFile {
    std::vector<std::size_t> factors;
    std::vector<Side> ranges;  // of the whole file
    Box box;                   // the one that is best balanced, let out again
    std::vector<Box> boxes;    // all that were peeled
    std::uint64_t n_points = 0, n_left_out = 0;
    double share = unknown;  // of the outcome in the whole file
};

/// `factors`: names, or none for all that vary. InputError: one is a policy or has no order.
BoxOfFile box_of(const Runs& runs, const Outcome& outcome, const std::vector<std::string>& factors,
                 const PrimOptions& options, Incomplete incomplete);

}  // namespace analysis
