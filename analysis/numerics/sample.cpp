#include "analysis/numerics/sample.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

namespace analysis {
namespace {

double at_share(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

void Resampling::draw_counts(std::span<double> counts) const {
    std::ranges::fill(counts, 0.0);
    const auto n = static_cast<double>(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) counts[static_cast<std::size_t>(uniform() * n)] += 1;
}

double mean(Numbers values) {
    if (values.empty()) return unknown;
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double covariance(Numbers x, Numbers y) {
    if (x.size() < 2) return unknown;
    const double mean_x = mean(x), mean_y = mean(y);
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mean_x) * (y[i] - mean_y);
    return sum / static_cast<double>(x.size() - 1);
}

double variance(Numbers values) { return covariance(values, values); }

double correlation(Numbers x, Numbers y) {
    const double spread = std::sqrt(variance(x) * variance(y));
    return spread > 0 ? std::clamp(covariance(x, y) / spread, -1.0, 1.0) : unknown;
}

double t_quantile(double share, double freedom) {
    return freedom > 0 ? boost::math::quantile(boost::math::students_t(freedom), share) : unknown;
}

double chi_square_quantile(double share, double freedom) {
    return freedom > 0 ? boost::math::quantile(boost::math::chi_squared(freedom), share) : unknown;
}

Interval t_interval(Numbers values, double level) {
    if (values.size() < 2) return {};
    const auto n = static_cast<double>(values.size());
    const double half = t_quantile((1 + level) / 2, n - 1) * std::sqrt(variance(values) / n);
    return {mean(values) - half, mean(values) + half};
}

Interval percentile_interval(std::vector<double> values, double level) {
    if (values.empty() || !std::ranges::all_of(values, [](double value) { return std::isfinite(value); })) return {};
    std::ranges::sort(values);
    return {at_share(values, (1 - level) / 2), at_share(values, (1 + level) / 2)};
}

std::vector<double> ranks(Numbers values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
        while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
        for (std::size_t i = first; i < end; ++i) ranks[order[i]] = static_cast<double>(first + 1 + end) / 2;
    }
    return ranks;
}

double replicates_for(double sd, double half_width, double level) {
    constexpr double most = 1e9;
    if (!(half_width > 0) || !std::isfinite(sd)) return unknown;
    const auto is_enough = [&](double n) {
        return t_quantile((1 + level) / 2, n - 1) * sd / std::sqrt(n) <= half_width;
    };
    double enough = 2, few = 1;
    while (enough < most && !is_enough(enough)) few = enough, enough *= 2;
    if (enough >= most) return std::numeric_limits<double>::infinity();
    while (enough - few > 1) {
        const double middle = std::floor((few + enough) / 2);
        (is_enough(middle) ? enough : few) = middle;
    }
    return enough;
}

}  // namespace analysis
