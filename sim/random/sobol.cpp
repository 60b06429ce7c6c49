#include "sim/random/sobol.hpp"

#include <bit>
#include <boost/random/sobol.hpp>

#include "sim/check.hpp"

namespace sim::random {

constexpr std::size_t n_bits = 64;
using Engine = boost::random::sobol_engine<std::uint64_t, n_bits>;
static_assert(Sobol::max_dimensions == boost::random::default_sobol_table::max_dimension);

// Point 2^k is the sum (exclusive or) of the directions k and k - 1, which is how they are read off Boost's engine.
Sobol::Sobol(std::size_t n_dimensions) : directions_(n_dimensions * n_bits) {
    SIM_EXPECT(n_dimensions <= max_dimensions);
    if (n_dimensions == 0) return;
    Engine engine(n_dimensions);
    for (std::size_t k = 0; k < n_bits; ++k) {
        engine.seed((std::uint64_t{1} << k) - 1);  // it begins with point 1
        for (std::size_t d = 0; d < n_dimensions; ++d) {
            auto* direction = &directions_[d * n_bits + k];
            *direction = engine() ^ (k == 0 ? 0 : direction[-1]);
        }
    }
}

std::uint64_t Sobol::bits(std::uint64_t index, std::size_t dimension) const {
    SIM_EXPECT((dimension + 1) * n_bits <= directions_.size());
    const auto* directions = &directions_[dimension * n_bits];
    std::uint64_t sum = 0;
    for (auto gray = index ^ (index >> 1); gray != 0; gray &= gray - 1) sum ^= directions[std::countr_zero(gray)];
    return sum;
}

}  // namespace sim::random
