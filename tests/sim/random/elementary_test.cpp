/// exp, log and their kin against long double libm. Limits are the bounds stated at each function.
#include "sim/random/elementary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/random/stream.hpp"

namespace sim::random {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr int n_tries = 200'000;

// Constant evaluation and machine code must agree: these are the machine's bits too (golden_test.cpp).
static_assert(exp(0.0) == 1.0 && exp(1.0) == 0x1.5bf0a8b145769p+1 && log(1.0) == 0.0);

/// |got - exact| in units of the last place of `exact`.
double ulps(double got, long double exact) {
    const int exponent = std::max(std::ilogb(static_cast<double>(exact)), -1022);
    return static_cast<double>(std::abs(got - exact) / std::ldexp(1.0L, exponent - 52));
}

/// The largest error(x) for x uniform on [low, high], or with a uniform logarithm there.
enum class Spread { even, logarithmic };
template <class Error>
double worst(double low, double high, Spread spread, Error error) {
    double largest = 0;
    for (int i = 0; i < n_tries; ++i) {
        Stream stream(1, Tag("elementary"), static_cast<std::uint64_t>(i));
        const double u = uniform(stream);
        const double x = spread == Spread::even ? low + u * (high - low) : low * std::pow(high / low, u);
        largest = std::max(largest, error(x));
    }
    return largest;
}

double exp_error(double x) { return ulps(exp(x), std::exp(static_cast<long double>(x))); }
double log_error(double x) { return ulps(log(x), std::log(static_cast<long double>(x))); }
double log1p_error(double x) { return ulps(log1p(x), std::log1p(static_cast<long double>(x))); }
double expm1_error(double x) { return ulps(expm1(x), std::expm1(static_cast<long double>(x))); }

TEST(Exp, IsWithinItsBound) {
    EXPECT_LT(worst(-708, 709.78, Spread::even, exp_error), 1.1);
    EXPECT_LT(worst(-745, -708, Spread::even, exp_error), 1.1);  // gradual underflow
    EXPECT_LT(worst(-1, 1, Spread::even, exp_error), 1.1);
}

TEST(Exp, HasTheRightEnds) {
    EXPECT_EQ(exp(-infinity), 0);
    EXPECT_EQ(exp(-746.0), 0);
    EXPECT_EQ(exp(-745.1), std::numeric_limits<double>::denorm_min());
    EXPECT_EQ(exp(709.79), infinity);
    EXPECT_EQ(exp(infinity), infinity);
    EXPECT_TRUE(std::isnan(exp(nan)));
}

TEST(Log, IsWithinItsBound) {
    EXPECT_LT(worst(1e-307, 1e308, Spread::logarithmic, log_error), 0.9);
    EXPECT_LT(worst(5e-324, 2e-308, Spread::logarithmic, log_error), 0.9);  // subnormal
    EXPECT_LT(worst(0.5, 2, Spread::even, log_error), 0.9);
}

TEST(Log, HasTheRightEnds) {
    EXPECT_EQ(log(0.0), -infinity);
    EXPECT_EQ(log(-0.0), -infinity);
    EXPECT_EQ(log(infinity), infinity);
    EXPECT_TRUE(std::isnan(log(-1.0)));
    EXPECT_TRUE(std::isnan(log(-infinity)));
    EXPECT_TRUE(std::isnan(log(nan)));
}

TEST(Log1pAndExpm1, AreAccurateNearZeroAndFar) {
    for (const double sign : {-1.0, 1.0}) {
        const auto log1p_signed = [=](double x) { return log1p_error(sign * x); };
        const auto expm1_signed = [=](double x) { return expm1_error(sign * x); };
        EXPECT_LT(worst(1e-18, 0.999, Spread::logarithmic, log1p_signed), 2.5);
        EXPECT_LT(worst(1e-18, 700, Spread::logarithmic, expm1_signed), 2.5);
    }
    EXPECT_LT(worst(1, 1e300, Spread::logarithmic, log1p_error), 2.5);
    EXPECT_EQ(log1p(-1), -infinity);
    EXPECT_EQ(log1p(0), 0);
    EXPECT_EQ(expm1(0), 0);
    EXPECT_EQ(expm1(-infinity), -1);
    EXPECT_EQ(expm1(infinity), infinity);
    EXPECT_TRUE(std::isnan(log1p(-1.5)));
}

TEST(Pow, IsWithinItsBound) {
    for (const double y : {-2.5, -1.0, 0.3, 0.5, 2.0, 7.0}) {
        const auto error = [=](double x) {
            const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
            return ulps(pow(x, y), exact) / (1 + std::abs(y * std::log(x)));
        };
        EXPECT_LT(worst(1e-40, 1e40, Spread::logarithmic, error), 3) << y;
    }
    EXPECT_EQ(pow(0, 2), 0);
    EXPECT_EQ(pow(0, 0), 1);
    EXPECT_EQ(pow(0, -1), infinity);
    EXPECT_EQ(pow(3, 0), 1);
}

TEST(Logistic, IsWithinItsBoundAndGoesFromZeroToOne) {
    const auto error = [](double x) { return ulps(logistic(x), 1 / (1 + std::exp(-static_cast<long double>(x)))); };
    EXPECT_LT(worst(-700, 40, Spread::even, error), 2.5);
    EXPECT_EQ(logistic(0.0), 0.5);
    EXPECT_EQ(logistic(-infinity), 0);
    EXPECT_EQ(logistic(infinity), 1);
}

/// |got / exact - 1| for single precision.
double relative(float got, long double exact) { return static_cast<double>(std::abs(got / exact - 1)); }

TEST(SinglePrecision, IsWithinItsBounds) {
    const auto exp_at = [](double x) {
        const float y = static_cast<float>(x);
        return relative(exp(y), std::exp(static_cast<long double>(y)));
    };
    const auto log_at = [](double x) {
        const float y = static_cast<float>(x);
        return y == 1.0F ? static_cast<double>(std::abs(log(y)))
                         : relative(log(y), std::log(static_cast<long double>(y)));
    };
    const auto logistic_at = [](double x) {
        const float y = static_cast<float>(x);
        return relative(logistic(y), 1 / (1 + std::exp(-static_cast<long double>(y))));
    };
    const auto tanh_at = [](double x) {
        const float y = static_cast<float>(x);
        return relative(tanh(y), std::tanh(static_cast<long double>(y)));
    };
    EXPECT_LT(worst(-87, 88, Spread::even, exp_at), 1e-7);
    EXPECT_LT(worst(-2, 2, Spread::even, exp_at), 1e-7);
    EXPECT_LT(worst(1e-37, 1e38, Spread::logarithmic, log_at), 1e-7);
    EXPECT_LT(worst(0.5, 2, Spread::even, log_at), 1e-7);
    EXPECT_LT(worst(-87, 87, Spread::even, logistic_at), 2e-7);
    EXPECT_LT(worst(1e-30, 50, Spread::logarithmic, tanh_at), 2e-7);
}

TEST(SinglePrecision, ClampsAndPassesNanOn) {
    const float far = std::numeric_limits<float>::infinity();
    EXPECT_EQ(exp(far), exp(88.0F));
    EXPECT_EQ(exp(-far), exp(-87.0F));
    EXPECT_GT(exp(-far), std::numeric_limits<float>::min());
    EXPECT_LT(exp(far), std::numeric_limits<float>::max());
    EXPECT_TRUE(std::isnan(exp(std::numeric_limits<float>::quiet_NaN())));
    EXPECT_EQ(log(1.0F), 0);
    EXPECT_EQ(log(0.0F), log(std::numeric_limits<float>::min()));
    EXPECT_EQ(log(-1.0F), log(0.0F));
    EXPECT_EQ(log(far), log(std::numeric_limits<float>::max()));
    EXPECT_TRUE(std::isnan(log(std::numeric_limits<float>::quiet_NaN())));
    EXPECT_EQ(tanh(far), 1);
    EXPECT_EQ(tanh(-0.3F), -tanh(0.3F));
    EXPECT_TRUE(std::isnan(tanh(std::numeric_limits<float>::quiet_NaN())));
}

}  // namespace
}  // namespace sim::random
