/// The beta distribution on (0, 1): its distribution function by the continued fraction of the incomplete beta function
/// (DLMF 8.17.22, summed as in Lentz 1976, Appl. Opt. 15:668), its quantile by Newton's method inside
/// a bracket. From our own exp and log, so the same bits everywhere. A table of 1024 shares is made once.
#pragma once

#include <array>
#include <cstddef>

namespace sim::random {

class Beta {
 public:
    /// Shapes from 0.01 to 1000.
    Beta(double alpha, double beta);

    /// The share below x. Error < 1e-13.
    double share(double x) const;
    /// The x below which a share u lies, 0 < u < 1.
    double quantile(double u) const;

 private:
    static constexpr std::size_t n_cells = 1024;

    double log_density(double x) const;

    double alpha_, beta_, log_scale_;  // log of the complete beta function, negated
    std::array<double, n_cells + 1> table_{};
};

}  // namespace sim::random
