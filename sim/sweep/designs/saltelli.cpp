#include <fmt/format.h>

#include <bit>

#include "sim/sweep/designs/sampled.hpp"
#include "sim/sweep/designs/shifted_sobol.hpp"

namespace sim::sweep {
namespace {

std::uint64_t points_of_a_sample(const DesignInput& input) {
    return (input.options.second_order ? 2 : 1) * std::uint64_t{input.factors.size()} + 2;
}

/// Points for Sobol' indices (Saltelli 2002, doi:10.1016/S0010-4655(02)00280-1; Saltelli et al. 2010,
/// doi:10.1016/j.cpc.2009.09.018). A base sample is two points, A and B, the halves of one point of a Sobol' sequence
/// of twice as many dimensions. Its points, in the order that SALib reads: A; A with one factor of B, for each factor;
/// for second-order indices B with one factor of A, for each factor; B.
class Saltelli : public Sampled {
 public:
    Saltelli(const DesignInput& input, std::uint64_t size)
        : Sampled(input, size), stride_(points_of_a_sample(input)), sequence_(input.seed, both_halves()) {}

 private:
    std::vector<random::Tag> both_halves() const {
        auto all = tags("design/saltelli/a");
        const auto second = tags("design/saltelli/b");
        all.insert(all.end(), second.begin(), second.end());
        return all;
    }

    void shares(std::uint64_t index, std::span<double> shares) const override {
        const std::uint64_t sample = index / stride_, place = index % stride_, k = shares.size();
        const bool of_b = place > k;  // what is not exchanged
        const std::uint64_t exchanged = place == 0 || place + 1 == stride_ ? k : (place - 1) % k;
        for (std::size_t f = 0; f < k; ++f) shares[f] = sequence_.share(sample, f + ((f == exchanged) != of_b ? k : 0));
    }

    std::uint64_t stride_;
    ShiftedSobol sequence_;
};

}  // namespace

DesignOrFault make_saltelli(DesignInput input) {
    const auto n_factors = input.factors.size();
    const auto samples = input.options.samples;
    if (2 * n_factors > random::Sobol::max_dimensions)
        return {nullptr, fmt::format("holds {} factors (Saltelli's points need two dimensions of a Sobol' sequence for "
                                     "each, which has at most {}; remove some)",
                                     n_factors, random::Sobol::max_dimensions)};
    if (!std::has_single_bit(samples))
        return {nullptr,
                fmt::format("{} is not a power of two, at which alone these points are even (write {} or {})", samples,
                            std::bit_floor(samples), std::bit_ceil(samples)),
                "samples"};
    std::uint64_t size = 0;
    if (__builtin_mul_overflow(samples, points_of_a_sample(input), &size))
        return {nullptr,
                fmt::format("{} base samples of {} points each are 2^64 points or more (lower it)", samples,
                            points_of_a_sample(input)),
                "samples"};
    return {std::make_unique<Saltelli>(input, size), ""};
}

}  // namespace sim::sweep
