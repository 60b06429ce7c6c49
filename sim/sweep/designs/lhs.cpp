#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/random/permutation.hpp"
#include "sim/sweep/designs/maximin.hpp"
#include "sim/sweep/designs/sampled.hpp"

namespace sim::sweep {
namespace {

constexpr std::uint64_t max_samples = std::uint64_t{1} << 52;  // more strata than numbers between 0 and 1

/// Latin hypercube (McKay et al. 1979): of n equal strata of each factor, every one holds one point. The
/// strata are visited in a random order of each factor's own, and a point lies anywhere in its stratum.
class LatinHypercube : public Sampled {
 public:
    explicit LatinHypercube(const DesignInput& input)
        : Sampled(input, input.options.samples), tags_(tags("design/lhs")) {
        for (const auto tag : tags("design/lhs/order")) orders_.emplace_back(input.seed, tag, 0, input.options.samples);
        if (input.options.maximin) spread();
    }

 private:
    void shares(std::uint64_t index, std::span<double> shares) const override {
        for (std::size_t f = 0; f < shares.size(); ++f) {
            random::Stream stream(input().seed, tags_[f], index);
            shares[f] = inside(stratum(f, index), random::uniform(stream));
        }
    }

    void spread() {
        for (const auto& order : orders_) {
            auto& strata = spread_.emplace_back(size());
            for (std::uint64_t i = 0; i < size(); ++i) strata[i] = static_cast<double>(order[i]);
        }
        spread_out(spread_, input().seed);
    }

    double stratum(std::size_t factor, std::uint64_t index) const {
        return spread_.empty() ? static_cast<double>(orders_[factor][index]) : spread_[factor][index];
    }

    double inside(double stratum, double share) const {
        const auto n = static_cast<double>(size());
        const double end = std::nextafter((stratum + 1) / n, 0.0);  // rounding goes no further
        return std::clamp((stratum + share) / n, stratum / n, end);
    }

    std::vector<random::Tag> tags_;
    std::vector<random::Permutation> orders_;
    std::vector<std::vector<double>> spread_;  // [factors][points] with `maximin`: the strata
};

}  // namespace

DesignOrFault make_lhs(DesignInput input) {
    if (input.options.samples > max_samples)
        return {
            nullptr,
            fmt::format("{} strata cannot be told apart (a Latin hypercube has at most 2^52)", input.options.samples),
            "samples"};
    if (input.options.maximin && input.options.samples > max_maximin_samples)
        return {nullptr,
                fmt::format("compares every pair of points, and {} points have too many (allowed {}; remove it, or "
                            "write design = \"sobol\")",
                            input.options.samples, max_maximin_samples),
                "maximin"};
    return {std::make_unique<LatinHypercube>(input), ""};
}

}  // namespace sim::sweep
