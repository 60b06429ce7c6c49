/// Two settings compared over replicates that share their random streams: what differs within each replicate. The
/// ratio's interval is that of Fieller (1954, J. R. Stat. Soc. B 16:175), unknown where the base may be zero.
#pragma once

#include "analysis/numerics/sample.hpp"

namespace analysis {

struct Paired {
    std::size_t n = 0;
    double base_mean = unknown, to_mean = unknown;
    double difference = unknown, ratio = unknown;  // to - base, to / base
    Interval difference_t, difference_bootstrap, ratio_t, ratio_bootstrap;
    std::size_t n_higher = 0, n_lower = 0;  // replicates in which `to` is above, below the base
    double sd_of_differences = unknown;
    double correlation = unknown;           // of base and `to` over replicates
    double effective_replicates = unknown;  // independent runs of each setting that would know the difference as well

    /// The share of replicates whose difference has the sign of the mean difference.
    double sign_consistency() const;
};

/// base[r] and to[r] are of replicate r.
Paired compare_pairs(Numbers base, Numbers to, const Resampling& resampling);

}  // namespace analysis
