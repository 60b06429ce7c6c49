#include "analysis/numerics/paired.hpp"

#include <cmath>

namespace analysis {
namespace {

Interval fieller(Numbers base, Numbers to, double level) {
    const auto n = static_cast<double>(base.size());
    if (n < 2) return {};
    const double t = t_quantile((1 + level) / 2, n - 1), b = mean(base), y = mean(to);
    const double a = b * b - t * t * variance(base) / n;
    const double half_b = b * y - t * t * covariance(base, to) / n;
    const double c = y * y - t * t * variance(to) / n;
    const double root = half_b * half_b - a * c;
    if (!(a > 0) || root < 0) return {};
    return {(half_b - std::sqrt(root)) / a, (half_b + std::sqrt(root)) / a};
}

void bootstrap_of_pairs(Numbers base, Numbers to, const Resampling& resampling, Paired& made) {
    std::vector<double> differences, ratios, counts(base.size());
    for (std::size_t b = 0; b < resampling.times; ++b) {
        resampling.draw_counts(counts);
        double of_base = 0, of_to = 0;
        for (std::size_t r = 0; r < counts.size(); ++r) of_base += counts[r] * base[r], of_to += counts[r] * to[r];
        differences.push_back((of_to - of_base) / static_cast<double>(counts.size()));
        ratios.push_back(of_to / of_base);
    }
    made.difference_bootstrap = percentile_interval(std::move(differences), resampling.level);
    made.ratio_bootstrap = percentile_interval(std::move(ratios), resampling.level);
}

}  // namespace

double Paired::sign_consistency() const {
    if (n == 0 || std::isnan(difference)) return unknown;
    const std::size_t alike = difference > 0 ? n_higher : difference < 0 ? n_lower : n - n_higher - n_lower;
    return static_cast<double>(alike) / static_cast<double>(n);
}

Paired compare_pairs(Numbers base, Numbers to, const Resampling& resampling) {
    Paired made;
    made.n = base.size();
    made.base_mean = mean(base);
    made.to_mean = mean(to);
    std::vector<double> differences;
    for (std::size_t r = 0; r < base.size(); ++r) {
        differences.push_back(to[r] - base[r]);
        made.n_higher += to[r] > base[r] ? 1 : 0;
        made.n_lower += to[r] < base[r] ? 1 : 0;
    }
    made.difference = mean(differences);
    made.ratio = made.base_mean == 0 ? unknown : made.to_mean / made.base_mean;
    if (made.n < 2) return made;
    made.difference_t = t_interval(differences, resampling.level);
    made.ratio_t = fieller(base, to, resampling.level);
    made.sd_of_differences = std::sqrt(variance(differences));
    made.correlation = correlation(base, to);
    if (const double apart = variance(base) + variance(to); apart > 0)
        made.effective_replicates = static_cast<double>(made.n) * apart / variance(differences);
    bootstrap_of_pairs(base, to, resampling, made);
    return made;
}

}  // namespace analysis
