/// Poisson and binomial quantiles: the distribution function is summed term by term, from 0 when the mean is small,
/// else from the mode, whose probability comes from Stirling's series (Loader 2000, "Fast and accurate computation of
/// binomial probabilities"). The distribution function is then right to about 1e-14, and no sum is longer than some 10
/// sd.
#include <cmath>

#include "sim/random/sample.hpp"

namespace sim::random {

namespace {

constexpr double small_mean = 40.0;      // below it the sum from 0 is the shorter one; Stirling's series needs 16
constexpr double negligible = 0x1p-100;  // a term that no later sum can see
[[maybe_unused]] constexpr double largest_count = 1e12;  // keeps counts exact as doubles, and time bounded
constexpr double two_pi = 6.283185307179586477;

/// A count k, its probability, and the probability of k or less.
struct Place {
    double k;
    double term;
    double below;
};

/// The smallest count whose distribution function reaches u, going up. down(k) = P(k - 1) / P(k).
template <class Down>
std::int64_t climb(Place at, double u, Down down) {
    while (at.below < u && at.term > negligible) {
        at.k += 1.0;
        at.term /= down(at.k);
        at.below += at.term;
    }
    return static_cast<std::int64_t>(at.k);
}

/// The same from the mode, up or down.
template <class Down>
std::int64_t search_from_mode(double mode, double term, double u, Down down) {
    double below = 0.0;
    double each = term;
    for (double k = mode; k >= 0.0 && each > negligible; k -= 1.0) {
        below += each;
        each *= down(k);
    }
    if (below < u) return climb({mode, term, below}, u, down);
    double k = mode;
    while (k > 0.0 && below - term >= u) {
        below -= term;
        term *= down(k);
        k -= 1.0;
    }
    return static_cast<std::int64_t>(k);
}

/// log(n!) - log(sqrt(2 pi n) (n / e)^n), for n >= 16 to 1e-16.
double stirling_error(double n) {
    const double n2 = n * n;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / n2) / n2) / n2) / n2) / n;
}

/// Binomial for 0 < p <= 1/2.
std::int64_t binomial_of_rarer(double u, double n, double p) {
    const double q = 1.0 - p;
    const double mean = n * p;
    const auto down = [=, odds = q / p](double k) { return k * odds / (n - k + 1.0); };
    if (mean < small_mean) {
        const double none = exp(n * log1p(-p));
        return climb({0.0, none, none}, u, down);
    }
    const double mode = std::floor(mean);
    const double rest = n - mode;
    const double excess = mode - mean;
    const double deviance = mode * log1p(excess / mean) + rest * log1p(-excess / (n * q));
    const double correction = stirling_error(n) - stirling_error(mode) - stirling_error(rest);
    const double term = exp(correction - deviance) * std::sqrt(n / (two_pi * mode * rest));
    return search_from_mode(mode, term, u, down);
}

}  // namespace

std::int64_t poisson(double u, double mean) {
    SIM_EXPECT(mean >= 0.0 && mean <= largest_count);
    const auto down = [=](double k) { return k / mean; };
    if (mean < small_mean) {
        const double none = exp(-mean);
        return climb({0.0, none, none}, u, down);
    }
    const double mode = std::floor(mean);
    const double deviance = mode * log1p((mode - mean) / mean) - (mode - mean);
    const double term = exp(-stirling_error(mode) - deviance) / std::sqrt(two_pi * mode);
    return search_from_mode(mode, term, u, down);
}

std::int64_t binomial(double u, std::int64_t n, double p) {
    SIM_EXPECT(n >= 0 && static_cast<double>(n) <= largest_count && p >= 0.0 && p <= 1.0);
    const double size = static_cast<double>(n);
    if (n == 0 || p <= 0.0) return 0;
    if (p >= 1.0) return n;
    return p <= 0.5 ? binomial_of_rarer(u, size, p) : n - binomial_of_rarer(1.0 - u, size, 1.0 - p);
}

}  // namespace sim::random
