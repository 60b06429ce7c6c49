#include "sim/sweep/factor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/check.hpp"
#include "sim/random/normal_share.hpp"

namespace sim::sweep {
namespace {

/// The nearest number of so many decimal digits, so that a level meant as 0.01 is 0.01.
double readable(double value, int digits) {
    const auto text = fmt::format("{:.{}g}", value, digits);
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

double Factor::between(double share) const {
    if (!logarithmic) return min + (max - min) * share;
    return min * random::exp(share * random::log(max / min));
}

double Factor::level(std::uint64_t index) const {
    SIM_EXPECT(index < n_levels());
    if (is_list()) return values[index];
    if (index == 0) return min;
    if (index == n - 1) return max;
    const double i = static_cast<double>(index);
    const double last = static_cast<double>(n - 1);
    if (logarithmic) return readable(between(i / last), 12);
    const double step = (max - min) / last, even = min + (max - min) * i / last;
    if (!std::isfinite(even)) return between(i / last);
    const double near = readable(even, 15);  // where levels are further apart than that
    return std::abs(near - even) < 1e-3 * step ? near : even;
}

Span Factor::span() const {
    return is_list() ? Span{name, std::ranges::min(values), std::ranges::max(values)} : Span{name, min, max};
}

double Factor::quantile(double u) const {
    if (const auto levels = n_levels(); levels > 0) {
        const auto index = static_cast<std::uint64_t>(u * static_cast<double>(levels));
        return level(std::min(index, levels - 1));
    }
    if (u <= 0) return min;
    if (u >= 1) return max;
    return std::clamp(whole ? drawn_whole(u) : drawn(u), min, max);
}

void Factor::be_normal(double its_mean, double its_sd, double its_min, double its_max) {
    law = Law::normal;
    mean = its_mean;
    sd = its_sd;
    min = its_min;
    max = its_max;
    const double beyond = whole ? 0.5 : 0;  // what is rounded to an end
    from = random::normal_share((min - beyond - mean) / sd);
    to = random::normal_share((max + beyond - mean) / sd);
}

double Factor::drawn(double u) const {
    if (law == Law::uniform) return between(u);
    if (law == Law::triangular) return triangular(u, max);
    return normal(u);
}

/// The law over one unit more than a range of real numbers has: each number takes the unit above it, of a normal that
/// around it, so that the ends are no less likely than what lies between.
double Factor::drawn_whole(double u) const {
    if (law == Law::normal) return std::floor(normal(u) + 0.5);
    if (law == Law::triangular) return std::floor(triangular(u, max + 1));
    if (logarithmic) return std::floor(min * random::exp(u * random::log((max + 1) / min)));
    return std::floor(min + (max - min + 1) * u);
}

double Factor::normal(double u) const { return mean + sd * random::normal_quantile(from + (to - from) * u); }

/// From min to `end`.
double Factor::triangular(double u, double end) const {
    const double below = (mode - min) / (max - min);  // share below the mode
    return u < below ? min + (end - min) * std::sqrt(u * below) : end - (end - min) * std::sqrt((1 - u) * (1 - below));
}

std::vector<Span> spans_of(const std::vector<Factor>& factors) {
    std::vector<Span> spans;
    for (const auto& factor : factors) spans.push_back(factor.span());
    return spans;
}

std::vector<std::string> names_of(const std::vector<Factor>& factors) {
    std::vector<std::string> names;
    for (const auto& factor : factors) names.push_back(factor.name);
    return names;
}

}  // namespace sim::sweep
