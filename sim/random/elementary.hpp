/// exp, log and what is built on them, from + - * / and integer operations alone: the same bits with every compiler,
/// level of optimisation and x86-64 level, under -ffp-contract=off. libm promises neither (its FMA variants differ).
/// Branch-free, so a loop over an array becomes vector code. Method: argument reduction as in Cody & Waite 1980,
/// polynomials interpolated at Chebyshev nodes. Largest errors, measured against long double, stand at each function.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace sim::random {

namespace detail {

inline constexpr double log2_e = 0x1.71547652b82fep+0;
inline constexpr double ln2_high = 0x1.62e42feep-1;            // 32 bits: n * ln2_high is exact for |n| < 2^21
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;       // ln 2 - ln2_high
inline constexpr double to_integer = 0x1.8p52;                 // adding it rounds to the nearest integer, ties to even
inline constexpr std::uint64_t one_bits = 0x3FF0000000000000;  // 1.0

/// condition ? yes : no, as a bit mask: GCC makes a branch of the plain form and then cannot vectorise the loop.
template <class T>
constexpr T select(bool condition, T yes, T no) {
    using Bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
    const Bits mask = Bits{0} - Bits{condition};
    return std::bit_cast<T>((std::bit_cast<Bits>(yes) & mask) | (std::bit_cast<Bits>(no) & ~mask));
}

/// (exp(r) - 1 - r) / r^2 for |r| <= ln(2) / 2.
constexpr double exp_tail(double r) {
    const double r2 = r * r;
    const double r4 = r2 * r2;
    const double low = (0.5 + 0x1.5555555555556p-3 * r) + r2 * (0x1.5555555553d63p-5 + 0x1.11111111109b3p-7 * r);
    const double middle =
        (0x1.6c16c1788bd90p-10 + 0x1.a01a01a7c41d5p-13 * r) + r2 * (0x1.a019b90d2ae7ap-16 + 0x1.71de0dae63bb3p-19 * r);
    const double high = 0x1.289185613a3d6p-22 + 0x1.af38a9b0ec855p-26 * r;
    return low + r4 * (middle + r4 * high);
}

/// (2 atanh(s) / s - 2) / z with z = s^2, for sqrt(1/2) <= (1 + s) / (1 - s) <= sqrt(2).
constexpr double log_tail(double z) {
    const double z2 = z * z;
    const double low =
        (0x1.5555555555558p-1 + 0x1.99999999952d7p-2 * z) + z2 * (0x1.2492492df281ap-2 + 0x1.c71c62e3f11e6p-3 * z);
    const double high = (0x1.7462b51cb66b1p-3 + 0x1.39fe51a7c18f9p-3 * z) + z2 * 0x1.2b5900de53b32p-3;
    return low + z2 * z2 * high;
}

}  // namespace detail

/// e^x: 0 below -745.2, infinite above 709.8, gradual underflow between; NaN stays NaN. Error < 1.1 ulp.
[[gnu::always_inline]] constexpr double exp(double x) {
    using namespace detail;
    x = select(x > 710.0, 710.0, x);
    x = select(x < -746.0, -746.0, x);
    const double shifted = x * log2_e + to_integer;
    const double n = shifted - to_integer;
    const double high = x - n * ln2_high;
    const double low = n * ln2_low;
    const double r = high - low;
    const double power = 1.0 + (high + (r * r * exp_tail(r) - low));
    // 2^n in two factors, since n reaches 1024 and falls below -1022; both exponents are positive numbers here.
    const std::uint64_t exponent =
        std::bit_cast<std::uint64_t>(shifted) - std::bit_cast<std::uint64_t>(to_integer) + 2046;
    const std::uint64_t half = exponent >> 1;
    return power * std::bit_cast<double>(half << 52) * std::bit_cast<double>((exponent - half) << 52);
}

/// Natural logarithm: -infinity at 0, NaN below, whole range with subnormals. Error < 0.9 ulp.
[[gnu::always_inline]] constexpr double log(double x) {
    using namespace detail;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr std::uint64_t sqrt_half = 0x3FE6A09E667F3BCD;
    const bool subnormal = x < 0x1p-1022;
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(select(subnormal, x * 0x1p54, x));
    const std::uint64_t exponent = (bits - sqrt_half + one_bits) >> 52;  // that of x / sqrt(1/2), biased
    const double mantissa = std::bit_cast<double>(bits - (exponent << 52) + one_bits);
    const double bias = select(subnormal, 0x1p52 + 1077, 0x1p52 + 1023);
    const double k = std::bit_cast<double>(exponent | 0x4330000000000000) - bias;
    const double f = mantissa - 1.0;
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double half_square = 0.5 * f * f;
    const double tail = s * (half_square + z * log_tail(z)) + k * ln2_low;
    const double result = k * ln2_high - ((half_square - tail) - f);
    const double edge = select(x == 0.0, -infinity, std::numeric_limits<double>::quiet_NaN());
    return select(x > 0.0, select(x < infinity, result, x), edge);
}

/// log(1 + x) for finite x >= -1, accurate near 0 (Kahan's correction). Error < 2.5 ulp.
constexpr double log1p(double x) {
    const double u = 1.0 + x;
    return detail::select(u == 1.0, x, log(u) * (x / (u - 1.0)));
}

/// exp(x) - 1, accurate near 0 (Kahan's correction); so 1 - exp(-h) is -expm1(-h). Error < 2.5 ulp.
constexpr double expm1(double x) {
    const double u = exp(x);
    const double corrected = (u - 1.0) * (x / log(u));
    const double result = detail::select(x * x > 1600.0, u - 1.0, corrected);
    return detail::select(u == 1.0, x, result);
}

/// x^y for finite x >= 0 and finite y; x^0 = 1. Error < 3 + 3 |y log x| ulp.
constexpr double pow(double x, double y) { return detail::select(y == 0.0, 1.0, exp(y * log(x))); }

/// 1 / (1 + e^-x). Error < 2.5 ulp.
constexpr double logistic(double x) { return 1.0 / (1.0 + exp(-x)); }

/// e^x for a hazard in single precision: x is clamped to [-87, 88], so the result is never 0, subnormal or infinite;
/// NaN stays NaN. Relative error < 1e-7.
[[gnu::always_inline]] constexpr float exp(float x) {
    x = detail::select(x > 88.0F, 88.0F, x);
    x = detail::select(x < -87.0F, -87.0F, x);
    constexpr float to_integer = 0x1.8p23F;
    const float shifted = x * 0x1.715476p+0F + to_integer;
    const float n = shifted - to_integer;
    const float r = (x - n * 0x1.62e4p-1F) - n * 1.4286068e-06F;
    const float tail = 0.5F + r * (0.16666576F + r * (0.041666556F + r * (0.008363179F + r * 0.0013926184F)));
    const float power = 1.0F + (r + r * r * tail);
    const std::uint32_t exponent =
        std::bit_cast<std::uint32_t>(shifted) - std::bit_cast<std::uint32_t>(to_integer) + 127;
    return power * std::bit_cast<float>(exponent << 23);
}

/// Natural logarithm in single precision: x is clamped to the positive normal numbers, so the result is finite; NaN
/// stays NaN. Relative error < 1e-7.
[[gnu::always_inline]] constexpr float log(float x) {
    using Limits = std::numeric_limits<float>;
    constexpr std::uint32_t sqrt_half = 0x3F3504F3, one = 0x3F800000;
    const float normal =
        detail::select(x > Limits::max(), Limits::max(), detail::select(x < Limits::min(), Limits::min(), x));
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(normal);
    const std::uint32_t exponent = (bits - sqrt_half + one) >> 23;  // that of x / sqrt(1/2), biased
    const float k = static_cast<float>(static_cast<std::int32_t>(exponent) - 127);
    const float f = std::bit_cast<float>(bits - (exponent << 23) + one) - 1.0F;
    const float s = f / (2.0F + f);
    const float z = s * s;
    const float half_square = 0.5F * f * f;
    const float series = z * (0.6666667F + z * (0.40000123F + z * (0.28550822F + z * 0.23330468F)));
    const float tail = s * (half_square + series) + k * 1.4286068e-06F;
    return detail::select(x == x, k * 0x1.62e4p-1F - ((half_square - tail) - f), x);
}

/// 1 / (1 + e^-x), at least 6e-39. Relative error < 2e-7.
constexpr float logistic(float x) { return 1.0F / (1.0F + exp(-x)); }

/// Hyperbolic tangent, odd to the last bit. Relative error < 2e-7.
constexpr float tanh(float x) {
    const std::uint32_t sign = std::bit_cast<std::uint32_t>(x) & 0x80000000U;
    const float size = std::bit_cast<float>(std::bit_cast<std::uint32_t>(x) ^ sign);
    const float z = x * x;
    const float odd = -0.33333328F + z * (0.1333277F + z * (-0.053850908F + z * (0.02099718F + z * -0.006096714F)));
    const float far = 1.0F - 2.0F / (exp(2.0F * size) + 1.0F);
    const float result = detail::select(size < 0.625F, size + size * z * odd, far);
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(result) | sign);
}

}  // namespace sim::random
