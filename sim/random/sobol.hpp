/// The Sobol' sequence by index: any coordinate of any point at once, none before it made. Direction numbers are those
/// of Boost.Random (Joe & Kuo 2008, SIAM J. Sci. Comput. 30:2635), points come in the order of Antonov & Saleev 1979 (a
/// Gray code). Point 0 is the origin, which Boost leaves out: the first 2^m points are even only with it (Owen 2022).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sim::random {

class Sobol {
 public:
    static constexpr std::size_t max_dimensions = 3667;  // as many as there are published numbers for

    explicit Sobol(std::size_t n_dimensions);

    /// A coordinate of a point as a share of 2^64.
    std::uint64_t bits(std::uint64_t index, std::size_t dimension) const;

 private:
    std::vector<std::uint64_t> directions_;  // [n_dimensions x 64]
};

}  // namespace sim::random
