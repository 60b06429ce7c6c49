#include "models/threshold/distribution.hpp"

#include "sim/random/beta.hpp"
#include "sim/random/permutation.hpp"
#include "sim/random/sample.hpp"

namespace threshold {
namespace {

using sim::random::Tag;

template <class Quantile>
std::vector<double> placed(Placement placement, Index n, std::uint64_t seed, Tag tag, const Quantile& quantile) {
    std::vector<double> values(n);
    if (placement == Placement::quantiles) {
        const sim::random::Permutation order(seed, tag, 0, n);
        for (Index i = 0; i < n; ++i) values[order[i]] = quantile((i + 0.5) / n);
    } else {
        for (Index i = 0; i < n; ++i) {
            sim::random::Stream draw(seed, tag, i);
            values[i] = quantile(sim::random::uniform(draw));
        }
    }
    return values;
}

}  // namespace

bool Distribution::reads(std::string_view field) const {
    switch (shape) {
        case Shape::list:
            return false;
        case Shape::uniform:
            return field == "low" || field == "high";
        case Shape::normal:
            return field == "mean" || field == "spread";
        case Shape::beta:
            break;
    }
    return field == "alpha" || field == "beta";
}

std::vector<double> values_of(const Distribution& distribution, const DistributionParameters& p, Index n,
                              std::uint64_t seed, Tag tag) {
    const auto place = [&](const auto& quantile) { return placed(distribution.placement, n, seed, tag, quantile); };
    switch (distribution.shape) {
        case Shape::list:
            return distribution.list;
        case Shape::uniform:
            return place([&](double u) { return p.low + (p.high - p.low) * u; });
        case Shape::normal:
            return place([&](double u) { return p.mean + p.spread * sim::random::normal_quantile(u); });
        case Shape::beta:
            break;
    }
    return place([beta = sim::random::Beta(p.alpha, p.beta)](double u) { return beta.quantile(u); });
}

}  // namespace threshold
