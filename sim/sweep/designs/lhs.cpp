#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/random/permutation.hpp"
#include "sim/sweep/designs/sampled.hpp"

namespace sim::sweep {
namespace {

constexpr std::uint64_t max_samples = std::uint64_t{1} << 52;  // more strata than numbers between 0 and 1

/// Latin hypercube (McKay, Beckman & Conover 1979): of n equal strata of each factor, every one holds one point. The
/// strata are visited in a random order of each factor's own, and a point lies anywhere in its stratum.
class LatinHypercube : public Sampled {
 public:
    explicit LatinHypercube(const DesignInput& input) : Sampled(input, input.samples), tags_(tags("design/lhs")) {
        for (const auto tag : tags("design/lhs/order")) orders_.emplace_back(input.seed, tag, 0, input.samples);
    }

 private:
    void shares(std::uint64_t index, std::span<double> shares) const override {
        for (std::size_t f = 0; f < shares.size(); ++f) {
            random::Stream stream(input().seed, tags_[f], index);
            shares[f] = inside(orders_[f][index], random::uniform(stream));
        }
    }

    double inside(std::uint64_t stratum, double share) const {
        const auto n = static_cast<double>(size());
        const auto low = static_cast<double>(stratum);
        return std::clamp((low + share) / n, low / n, std::nextafter((low + 1) / n, 0.0));  // rounding goes no further
    }

    std::vector<random::Tag> tags_;
    std::vector<random::Permutation> orders_;
};

}  // namespace

DesignOrFault make_lhs(DesignInput input) {
    if (input.samples > max_samples)
        return {nullptr,
                fmt::format("{} strata cannot be told apart (a Latin hypercube has at most 2^52)", input.samples),
                "samples"};
    return {std::make_unique<LatinHypercube>(input), ""};
}

}  // namespace sim::sweep
