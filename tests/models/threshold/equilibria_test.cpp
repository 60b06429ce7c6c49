/// Granovetter's equilibria: a million people at the quantiles against the fixed points of r = Phi((r - mean) /
/// spread), and few people drawn at random against the exact law of the final number.
#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <vector>

#include "models/threshold/threshold.hpp"
#include "tests/models/run_of.hpp"
#include "tests/statistics.hpp"

namespace {

using tests::RunOf;

constexpr const char* normal_crowd = R"(
model = "threshold"
steps = 5000
[population]
people = 1000000
[thresholds]
distribution = "normal"
)";

struct Printed {
    double spread, per_cent;
};

/// Equilibria of an unlimited crowd from none acting, in per cent, to the digits that they are known to.
class Equilibria : public testing::TestWithParam<Printed> {};

TEST_P(Equilibria, OfAMillionAreThoseOfAnUnlimitedCrowd) {
    RunOf run(threshold::make_threshold(), normal_crowd);
    run.set("thresholds.spread", GetParam().spread / 100);
    run.go();
    EXPECT_NEAR(100 * run.metric("acting_share"), GetParam().per_cent, 0.0005 + 1e-9);
    EXPECT_FALSE(std::isnan(run.metric("equilibrium_step")));
}

INSTANTIATE_TEST_SUITE_P(Printed, Equilibria,
                         testing::Values(Printed{10, 0.770}, Printed{11, 1.713}, Printed{12, 4.021},
                                         Printed{12.1, 4.553}, Printed{12.2, 5.479}, Printed{12.25, 100.000},
                                         Printed{20, 99.991}, Printed{30, 99.339}, Printed{40, 96.258},
                                         Printed{50, 90.485}, Printed{100, 65.857}));

/// P(the final number is k) for n people with independent thresholds, F(k / n) = chance that one is at most k / n.
/// The final set is k people whose cascade takes them all, and n - k whose thresholds lie above k / n:
///     P_n(k) = C(n, k) A_k (1 - F(k / n))^(n - k)
/// A_k follows from the sum over P_k, which is 1 within those k.
std::vector<double> final_law(int n, double mean, double spread) {
    using Wide = boost::multiprecision::cpp_bin_float_100;  // A_k is what is left of 1
    const boost::math::normal thresholds(mean, spread);
    std::vector<Wide> above, all;
    const auto choose = [](int from, int k) {
        Wide c = 1;
        for (int i = 1; i <= k; ++i) c = c * (from - k + i) / i;
        return c;
    };
    const auto term = [&](int of, int k) {
        return Wide(choose(of, k) * all[static_cast<std::size_t>(k)] * pow(above[static_cast<std::size_t>(k)], of - k));
    };
    for (int k = 0; k <= n; ++k) {
        above.emplace_back(cdf(complement(thresholds, static_cast<double>(k) / n)));
        Wide rest = 1;
        for (int j = 0; j < k; ++j) rest -= term(k, j);
        all.push_back(rest);
    }
    std::vector<double> law;
    for (int k = 0; k <= n; ++k) law.push_back(std::max(0.0, static_cast<double>(term(n, k))));
    return law;
}

/// Sees a shift of the mean by 3 % of a standard deviation.
TEST(FewPeople, EndAsTheExactLawSays) {
    constexpr int n = 100, n_runs = 20'000;
    for (const double spread : {0.10, 0.1222, 0.20}) {
        RunOf run(threshold::make_threshold(), R"(
model = "threshold"
[thresholds]
distribution = "normal"
placement = "sampled"
)");
        run.set("thresholds.spread", spread);
        std::vector<std::size_t> ends(n + 1);
        std::vector<double> shares;
        for (std::uint32_t r = 0; r < n_runs; ++r) {
            run.go(3, r);
            shares.push_back(run.metric("acting_share"));
            ++ends[static_cast<std::size_t>(std::lround(n * shares.back()))];
        }
        const auto law = final_law(n, 0.25, spread);
        double mean = 0, square = 0;
        for (int k = 0; k <= n; ++k) {
            mean += law[static_cast<std::size_t>(k)] * k / n;
            square += law[static_cast<std::size_t>(k)] * k * k / n / n;
        }
        SCOPED_TRACE(spread);
        tests::expect_mean(shares, mean, std::sqrt(square - mean * mean));
        tests::expect_chi_square(ends, law);
    }
}

}  // namespace
