/// The draws of sampled designs: every law, of every kind of number, in every design, against shares known otherwise.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "tests/sim/sweep/designs.hpp"

namespace sim::sweep {
namespace {

/// A factor, and the share of its draws that must be `at` or below.
struct Drawn {
    std::string name;
    Factor factor;
    std::function<double(double)> share;
    Values at;
};

Factor ends(double min, double max, bool whole) {
    auto factor = range("a", min, max, 0);
    factor.whole = whole;
    return factor;
}

Factor log_ends(double min, double max, bool whole) {
    auto factor = ends(min, max, whole);
    factor.logarithmic = true;
    return factor;
}

Factor triangle(double min, double mode, double max, bool whole) {
    auto factor = ends(min, max, whole);
    factor.law = Law::triangular;
    factor.mode = mode;
    return factor;
}

Factor bell(double mean, double sd, double min, double max, bool whole) {
    Factor factor;
    factor.name = "a";
    factor.whole = whole;
    factor.be_normal(mean, sd, min, max);
    return factor;
}

/// Of a law over [min, max], a whole number k has what lies in [k, k + 1) of it over [min, max + 1).
std::vector<Drawn> all_drawn() {
    const boost::math::normal law(3, 2);
    const auto cut = [law](double x, double min, double max) {
        return (cdf(law, x) - cdf(law, min)) / (cdf(law, max) - cdf(law, min));
    };
    const auto cone = [](double min, double mode, double max) {
        return [=](double x) { return cdf(boost::math::triangular(min, mode, max), std::min(x, max)); };
    };
    return {
        {"uniform_real", ends(-2, 5, false), [](double x) { return (x + 2) / 7; }, {-1.9, -1, 0, 2.5, 4.4}},
        {"uniform_whole", ends(-3, 4, true), [](double k) { return (k + 4) / 8; }, {-3, -2, 0, 1, 3, 4}},
        {"uniform_switch", ends(0, 1, true), [](double k) { return (k + 1) / 2; }, {0, 1}},
        {"log_real",
         log_ends(0.01, 4, false),
         [](double x) { return std::log(x / 0.01) / std::log(400.0); },
         {0.02, 0.1, 0.2, 1.1, 3}},
        {"log_whole",
         log_ends(10, 100'000, true),
         [](double k) { return std::log((k + 1) / 10) / std::log(10'000.1); },
         {10, 20, 99, 999, 9'999, 99'999, 1e5}},
        {"log_few_whole",
         log_ends(1, 5, true),
         [](double k) { return std::log(k + 1) / std::log(6.0); },
         {1, 2, 3, 4, 5}},
        {"triangular_real", triangle(0, 0.3, 1, false), cone(0, 0.3, 1), {0.1, 0.25, 0.4, 0.7, 0.9}},
        {"triangular_whole",
         triangle(2, 4, 10, true),
         [=](double k) { return cone(2, 4.25, 11)(k + 1); },
         {2, 3, 4, 7, 9, 10}},
        {"triangular_from_its_mode",
         triangle(0, 0, 3, true),
         [](double k) { return 1 - (3 - k) * (3 - k) / 16; },
         {0, 1, 2, 3}},
        {"triangular_to_its_mode",
         triangle(0, 3, 3, true),
         [](double k) { return (k + 1) * (k + 1) / 16; },
         {0, 1, 2, 3}},
        {"triangular_switch", triangle(0, 0.25, 1, true), [=](double k) { return cone(0, 0.5, 2)(k + 1); }, {0, 1}},
        {"normal_real", bell(3, 2, 0, 5, false), [=](double x) { return cut(x, 0, 5); }, {0.5, 1, 2.2, 3, 4.5}},
        {"normal_whole", bell(3, 2, 0, 5, true), [=](double k) { return cut(k + 0.5, -0.5, 5.5); }, {0, 1, 2, 3, 4, 5}},
        {"normal_switch", bell(3, 2, 0, 1, true), [=](double k) { return cut(k + 0.5, -0.5, 1.5); }, {0, 1}},
        {"list",
         list("a", {7, 3, 5, 3}),
         [](double x) {
             return x < 3 ? 0 : x < 5 ? 0.5 : x < 7 ? 0.75 : 1;
         },
         {3, 5, 7}},
        {"levels", range("a", 0, 1, 5), [](double x) { return (std::floor(x * 4 + 1e-9) + 1) / 5; }, {0, 0.3, 0.5, 1}},
    };
}

using Tested = std::tuple<std::string, std::size_t>;
class DrawnByDesign : public testing::TestWithParam<Tested> {};

constexpr std::uint64_t n_samples = 4096, n_levels = 98;  // levels of Morris that meet no tie with what is counted

/// The share of a design's draws that lie where a share `u` of the law does: of Morris's levels both ends are some.
double share_of(const std::string& kind, double u) {
    return kind == "morris" ? std::min(1.0, (std::floor(u * (n_levels - 1)) + 1) / n_levels) : u;
}

/// One point of each sample, so that draws do not repeat: five standard errors of independent draws, which the others
/// undercut.
TEST_P(DrawnByDesign, HasTheSharesOfTheLaw) {
    const auto& [kind, number] = GetParam();
    const auto drawn = all_drawn()[number];
    auto input = draws({drawn.factor, ends(0, 1, false)}, n_samples, 20110315);
    input.options.levels = n_levels;
    const auto design = make(kind, std::move(input)).design;
    const auto stride = design->size() / n_samples;
    for (const double limit : drawn.at) {
        double below = 0;
        for (std::uint64_t i = 0; i < n_samples; ++i) below += at(*design, i * stride)[0] <= limit;
        const double share = share_of(kind, drawn.share(limit));
        EXPECT_NEAR(below / n_samples, share, 5 * std::sqrt(share * (1 - share) / n_samples) + 1e-12) << limit;
    }
}

TEST_P(DrawnByDesign, IsWithinItsEndsAndOfItsKind) {
    const auto& [kind, number] = GetParam();
    const auto factor = all_drawn()[number].factor;
    const auto design = make(kind, draws({factor}, n_samples, 5)).design;
    for (std::uint64_t i = 0; i < design->size(); ++i) {
        const double value = at(*design, i)[0];
        ASSERT_TRUE(factor.is_list() || (value >= factor.min && value <= factor.max)) << value;
        ASSERT_TRUE(!factor.whole || value == std::floor(value)) << value;
    }
}

INSTANTIATE_TEST_SUITE_P(, DrawnByDesign,
                         testing::Combine(testing::Values("random", "lhs", "sobol", "saltelli", "morris"),
                                          testing::Range(std::size_t{0}, all_drawn().size())),
                         [](const testing::TestParamInfo<Tested>& tested) {
                             return std::get<0>(tested.param) + "_" + all_drawn()[std::get<1>(tested.param)].name;
                         });

}  // namespace
}  // namespace sim::sweep
