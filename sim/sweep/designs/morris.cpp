#include <fmt/format.h>

#include <cmath>

#include "sim/random/permutation.hpp"
#include "sim/random/sample.hpp"
#include "sim/sweep/designs/sampled.hpp"

namespace sim::sweep {
namespace {

/// Trajectories for elementary effects (Morris 1991, Technometrics 33:161). Of each factor's distribution there are
/// `levels` evenly spaced levels, both ends among them. A trajectory starts anywhere on them, and each of its steps
/// moves one factor by half of the levels, that is by levels / (2 (levels - 1)) of its distribution: every factor once,
/// in a random order, up or down at random.
class Morris : public Sampled {
 public:
    Morris(const DesignInput& input, std::uint64_t size) : Sampled(input, size), tags_(tags("design/morris")) {}

 private:
    void shares(std::uint64_t index, std::span<double> shares) const override {
        const std::uint64_t k = shares.size(), trajectory = index / (k + 1), n_steps = index % (k + 1);
        const random::Permutation order(input().seed, random::Tag("design/morris order"), trajectory, k);
        for (std::size_t f = 0; f < k; ++f) shares[f] = share(trajectory, f, order[f] < n_steps);
    }

    double share(std::uint64_t trajectory, std::size_t factor, bool moved) const {
        random::Stream stream(input().seed, tags_[factor], trajectory);
        const auto half = input().options.levels / 2;
        const auto low = random::pick(random::uniform(stream), half);
        const bool rises = random::bernoulli(random::uniform(stream), 0.5);
        return static_cast<double>(low + (moved == rises ? half : 0)) / static_cast<double>(input().options.levels - 1);
    }

    std::vector<random::Tag> tags_;
};

/// Why a step could not change a factor by a finite amount; empty if it can.
std::string fault_of(const Factor& factor) {
    if (factor.n_levels() == 1)
        return fmt::format("{} has one value, which no step can change (remove it)", factor.name);
    if (std::isfinite(factor.quantile(0)) && std::isfinite(factor.quantile(1))) return "";
    return fmt::format("{} has no ends, to which Morris's steps go (give it min and max)", factor.name);
}

}  // namespace

DesignOrFault make_morris(DesignInput input) {
    for (const auto& factor : input.factors)
        if (auto fault = fault_of(factor); !fault.empty()) return {nullptr, std::move(fault)};
    std::uint64_t size = 0;
    if (__builtin_mul_overflow(input.options.samples, input.factors.size() + 1, &size))
        return {nullptr,
                fmt::format("{} trajectories of {} points each are 2^64 points or more (lower it)",
                            input.options.samples, input.factors.size() + 1),
                "samples"};
    return {std::make_unique<Morris>(input, size), ""};
}

}  // namespace sim::sweep
