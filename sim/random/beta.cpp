#include "sim/random/beta.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/check.hpp"
#include "sim/random/elementary.hpp"

namespace sim::random {
namespace {

/// log of the gamma function for x > 0: Stirling's series after moving x above 16.
double log_gamma(double x) {
    double product = 1;
    for (; x < 16; x += 1) product *= x;
    const double x2 = x * x;
    const double series = (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / x2) / x2) / x2) / x2) / x;
    constexpr double half_log_two_pi = 0.91893853320467274178;
    return (x - 0.5) * log(x) - x + half_log_two_pi + series - log(product);
}

/// The continued fraction 1 / (1 + d1 / (1 + d2 / ...)) by Lentz's method; quick for x < (a + 1) / (a + b + 2).
double fraction(double a, double b, double x) {
    constexpr double tiny = 1e-300;
    constexpr int most_terms = 1000;  // some sqrt(max(a, b)) are needed
    const auto away_from_zero = [](double y) { return std::fabs(y) < tiny ? tiny : y; };
    double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), value = d;
    for (int m = 1; m < most_terms; ++m) {
        double change = 1;
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        for (const double term : {even, odd}) {
            d = 1 / away_from_zero(1 + term * d);
            c = away_from_zero(1 + term / c);
            change = c * d;
            value *= change;
        }
        if (std::fabs(change - 1) < 1e-15) break;
    }
    return value;
}

}  // namespace

Beta::Beta(double alpha, double beta)
    : alpha_(alpha), beta_(beta), log_scale_(log_gamma(alpha + beta) - log_gamma(alpha) - log_gamma(beta)) {
    SIM_EXPECT(alpha >= 0.01 && alpha <= 1000 && beta >= 0.01 && beta <= 1000);
    for (std::size_t i = 0; i <= n_cells; ++i) table_[i] = share(static_cast<double>(i) / n_cells);
}

double Beta::log_density(double x) const { return log_scale_ + (alpha_ - 1) * log(x) + (beta_ - 1) * log1p(-x); }

double Beta::share(double x) const {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const double front = exp(log_density(x)) * x * (1 - x);
    return x < (alpha_ + 1) / (alpha_ + beta_ + 2) ? front * fraction(alpha_, beta_, x) / alpha_
                                                   : 1 - front * fraction(beta_, alpha_, 1 - x) / beta_;
}

double Beta::quantile(double u) const {
    SIM_EXPECT(u > 0 && u < 1);
    const auto above = std::upper_bound(table_.begin() + 1, table_.end() - 1, u) - table_.begin();
    double low = static_cast<double>(above - 1) / n_cells, high = static_cast<double>(above) / n_cells;
    double x = 0.5 * (low + high);
    constexpr int most_steps = 1100;  // halving alone reaches the smallest number after these
    for (int i = 0; i < most_steps; ++i) {
        const double excess = share(x) - u;
        (excess < 0 ? low : high) = x;
        const double newton = x - excess / exp(log_density(x));
        const double next = newton >= low && newton <= high ? newton : 0.5 * (low + high);
        if (std::fabs(next - x) <= 1e-15 * x) return next;
        x = next;
    }
    return x;
}

}  // namespace sim::random
