/// A Sobol' sequence moved by a random digital shift (Cranley & Patterson's idea in base 2): every coordinate is
/// combined with one random number of its own by exclusive or. All that makes the sequence even stays, and no point
/// lies at the edge of the cube, where the first lies without it. So none is left out, and another seed is an
/// independent repetition.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/random/sobol.hpp"
#include "sim/random/stream.hpp"

namespace sim::sweep {

class ShiftedSobol {
 public:
    /// One dimension for each of `names`, which are the names of random streams.
    ShiftedSobol(std::uint64_t seed, const std::vector<random::Tag>& names) : sequence_(names.size()) {
        for (const auto name : names) shifts_.push_back(random::Stream(seed, name, 0)());
    }

    /// On (0, 1).
    double share(std::uint64_t index, std::size_t dimension) const {
        return random::to_uniform(sequence_.bits(index, dimension) ^ shifts_[dimension]);
    }

 private:
    random::Sobol sequence_;
    std::vector<std::uint64_t> shifts_;
};

}  // namespace sim::sweep
