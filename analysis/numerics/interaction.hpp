/// Whether two changes do together what they do apart, by differences and by ratios: the two scales can disagree, since
/// effects that add up do not multiply.
#pragma once

#include "analysis/numerics/sample.hpp"

namespace analysis {

/// Values of the same replicates without either change, with one, with the other and with both.
struct FourCells {
    std::vector<double> neither, first, second, both;  // [replicate]
};

struct Interaction {
    std::size_t n = 0;
    double neither = unknown, first = unknown, second = unknown, both = unknown;  // means
    double additive = unknown;  // (both - second) - (first - neither); 0: effects add up
    double ratio = unknown;     // (both / second) / (first / neither); 1: effects multiply
    Interval additive_t, additive_bootstrap;
    Interval ratio_t;  // of its logarithm, linear in the replicates
    Interval ratio_bootstrap;
};

Interaction interaction_of(const FourCells& cells, const Resampling& resampling);

}  // namespace analysis
