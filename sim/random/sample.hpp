/// Samplers by inverse distribution function: one uniform u on (0, 1) makes one value, which never falls as u rises. So
/// runs that share their uniforms stay as alike as their parameters are. All rest on sim/random/elementary.hpp: the
/// same bits everywhere. Parameters out of the stated range are our mistake (SIM_EXPECT), not the user's.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "sim/check.hpp"
#include "sim/random/elementary.hpp"

namespace sim::random {

/// True with probability p: never at p <= 0, always at p >= 1. (Smaller u, true.)
constexpr bool bernoulli(double u, double p) { return u < p; }

/// Exponential with mean 1, from 1.1e-16 to 36.8 on the grid of uniform().
constexpr double exponential(double u) { return -log1p(-u); }

/// An index below n, each as likely up to n 2^-52; n is from 1 to 2^52.
constexpr std::size_t pick(double u, std::size_t n) {
    SIM_EXPECT(n >= 1 && n <= (std::size_t{1} << 52));
    return static_cast<std::size_t>(u * static_cast<double>(n));  // u <= 1 - 2^-53, so the product rounds below n
}

/// An index with probability weights[i] / sum; weights of zero are never chosen. Weights are finite and not negative.
/// Returns weights.size() if none is positive.
constexpr std::size_t choice(double u, std::span<const double> weights) {
    double total = 0.0;
    for (const double weight : weights) {
        SIM_EXPECT(weight >= 0.0 && weight <= std::numeric_limits<double>::max());
        total += weight;
    }
    std::size_t chosen = weights.size();
    double above = u * total;
    for (std::size_t i = 0; i < weights.size() && above >= 0.0; ++i) {
        if (weights[i] > 0.0) chosen = i;  // the last of these, should rounding carry `above` past the end
        above -= weights[i];
    }
    return chosen;
}

namespace detail {

/// a[0] + a[1] x + ... + a[7] x^7.
[[gnu::always_inline]] constexpr double polynomial(const double (&a)[8], double x) {
    const double x2 = x * x;
    const double low = (a[0] + a[1] * x) + x2 * (a[2] + a[3] * x);
    const double high = (a[4] + a[5] * x) + x2 * (a[6] + a[7] * x);
    return low + x2 * x2 * high;
}

// Algorithm AS 241, PPND16: rational approximations for the centre, the shoulders and the far tails.
inline constexpr double centre_above[8] = {3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427,
                                           13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
                                           33430.575583588128105, 2509.0809287301226727};
inline constexpr double centre_below[8] = {1.0,
                                           42.313330701600911252,
                                           687.18700749205790830,
                                           5394.1960214247511077,
                                           21213.794301586595867,
                                           39307.895800092710610,
                                           28729.085735721942674,
                                           5226.4952788528545610};
inline constexpr double shoulder_above[8] = {
    1.42343711074968357734, 4.63033784615654529590,  5.76949722146069140550,   3.64784832476320460504,
    1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4};
inline constexpr double shoulder_below[8] = {1.0,
                                             2.05319162663775882187,
                                             1.67638483018380384940,
                                             0.689767334985100004550,
                                             0.148103976427480074590,
                                             0.0151986665636164571966,
                                             5.47593808499534494600e-4,
                                             1.05075007164441684324e-9};
inline constexpr double tail_above[8] = {6.65790464350110377720,    5.46378491116411436990,   1.78482653991729133580,
                                         0.296560571828504891230,   0.0265321895265761230930, 1.24266094738807843860e-3,
                                         2.71155556874348757815e-5, 2.01033439929228813265e-7};
inline constexpr double tail_below[8] = {1.0,
                                         0.599832206555887937690,
                                         0.136929880922735805310,
                                         0.0148753612908506148525,
                                         7.86869131145613259100e-4,
                                         1.84631831751005468180e-5,
                                         1.42151175831644588870e-7,
                                         2.04426310338993978564e-15};

/// The quantile for |u - 1/2| <= 0.425; anything beyond.
[[gnu::always_inline]] constexpr double normal_centre(double u) {
    const double q = u - 0.5;
    const double x = 0.180625 - q * q;  // 0.425^2 - q^2
    return q * polynomial(centre_above, x) / polynomial(centre_below, x);
}

constexpr bool is_central(double u) { return u - 0.5 >= -0.425 && u - 0.5 <= 0.425; }

/// The quantile outside the centre.
inline double normal_outside(double u) {
    const double r = std::sqrt(-log(u < 0.5 ? u : 1.0 - u));
    const double size = r <= 5.0 ? polynomial(shoulder_above, r - 1.6) / polynomial(shoulder_below, r - 1.6)
                                 : polynomial(tail_above, r - 5.0) / polynomial(tail_below, r - 5.0);
    return u < 0.5 ? -size : size;
}

}  // namespace detail

/// Standard normal, between -8.3 and 8.3, odd in u - 1/2. Wichura 1988, Appl. Statist. 37:477, AS 241; relative error
/// < 1e-15.
inline double normal_quantile(double u) {
    return detail::is_central(u) ? detail::normal_centre(u) : detail::normal_outside(u);
}

/// exp(mean_log + sd_log z) with z standard normal; its mean is 1 at mean_log = -sd_log^2 / 2.
inline double lognormal(double u, double mean_log, double sd_log) {
    return exp(mean_log + sd_log * normal_quantile(u));
}

/// Poisson, 0 at mean 0. `mean` is from 0 to 1e12; time grows as its square root (15 us at a million).
std::int64_t poisson(double u, double mean);

/// Binomial, 0 at n = 0 or p = 0, n at p = 1. n is from 0 to 1e12; time grows as sqrt(n p (1 - p)).
std::int64_t binomial(double u, std::int64_t n, double p);

}  // namespace sim::random
