#include "analysis/numerics/interaction.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace analysis {
namespace {

double additive_of(double neither, double first, double second, double both) { return both - second - first + neither; }

/// Unknown unless all four have one sign.
double ratio_of(double neither, double first, double second, double both) {
    const bool above = std::min({neither, first, second, both}) > 0;
    const bool below = std::max({neither, first, second, both}) < 0;
    return above || below ? both / second / (first / neither) : unknown;
}

Interval log_interval(const FourCells& cells, const Interaction& made, double level) {
    std::vector<double> parts;
    for (std::size_t r = 0; r < made.n; ++r)
        parts.push_back(cells.both[r] / made.both - cells.second[r] / made.second - cells.first[r] / made.first +
                        cells.neither[r] / made.neither);
    const Interval around_zero = t_interval(parts, level);
    return {made.ratio * std::exp(around_zero.low), made.ratio * std::exp(around_zero.high)};
}

void bootstrap_of_cells(const FourCells& cells, const Resampling& resampling, Interaction& made) {
    std::vector<double> additive, ratio, counts(made.n);
    for (std::size_t b = 0; b < resampling.times; ++b) {
        resampling.draw_counts(counts);
        std::array<double, 4> means{};
        for (std::size_t r = 0; r < made.n; ++r) {
            const double weight = counts[r] / static_cast<double>(made.n);
            means[0] += weight * cells.neither[r], means[1] += weight * cells.first[r];
            means[2] += weight * cells.second[r], means[3] += weight * cells.both[r];
        }
        additive.push_back(additive_of(means[0], means[1], means[2], means[3]));
        ratio.push_back(ratio_of(means[0], means[1], means[2], means[3]));
    }
    made.additive_bootstrap = percentile_interval(std::move(additive), resampling.level);
    made.ratio_bootstrap = percentile_interval(std::move(ratio), resampling.level);
}

}  // namespace

Interaction interaction_of(const FourCells& cells, const Resampling& resampling) {
    Interaction made;
    made.n = cells.neither.size();
    made.neither = mean(cells.neither), made.first = mean(cells.first);
    made.second = mean(cells.second), made.both = mean(cells.both);
    made.additive = additive_of(made.neither, made.first, made.second, made.both);
    made.ratio = ratio_of(made.neither, made.first, made.second, made.both);
    if (made.n < 2) return made;
    std::vector<double> parts;
    for (std::size_t r = 0; r < made.n; ++r)
        parts.push_back(additive_of(cells.neither[r], cells.first[r], cells.second[r], cells.both[r]));
    made.additive_t = t_interval(parts, resampling.level);
    if (!std::isnan(made.ratio)) made.ratio_t = log_interval(cells, made, resampling.level);
    bootstrap_of_cells(cells, resampling, made);
    return made;
}

}  // namespace analysis
