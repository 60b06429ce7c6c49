/// Life tables, log-rank and Cox: the numbers are those of statsmodels, by reference.py, which agree with R's survival.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "analysis/numerics/cox.hpp"
#include "analysis/numerics/life_table.hpp"

namespace analysis {
namespace {

struct Stay {
    double entry, exit;
    std::size_t cause;  // 3: not seen
    std::size_t group;
};
constexpr std::array<Stay, 24> stays = {
    {{0, 2, 0, 0}, {0, 3, 1, 0}, {0, 3, 0, 0}, {0, 5, 3, 0}, {0, 7, 0, 0}, {0, 9, 2, 0}, {1, 4, 0, 0}, {2, 8, 3, 0},
     {0, 1, 0, 1}, {0, 2, 0, 1}, {0, 3, 0, 1}, {0, 3, 2, 1}, {0, 4, 1, 1}, {0, 6, 0, 1}, {3, 6, 3, 1}, {1, 8, 0, 1},
     {0, 4, 1, 2}, {0, 5, 0, 2}, {0, 9, 3, 2}, {0, 9, 3, 2}, {2, 9, 1, 2}, {4, 7, 0, 2}, {4, 9, 3, 2}, {0, 8, 2, 2}}};

template <class Takes>
LifeTable table_of(Takes&& takes) {
    LifeTable table(3);
    for (const Stay& stay : stays)
        if (takes(stay)) table.add(stay.entry, stay.exit, stay.cause);
    return table;
}
std::vector<LifeTable> groups() {
    std::vector<LifeTable> made;
    for (std::size_t g = 0; g < 3; ++g) made.push_back(table_of([&](const Stay& stay) { return stay.group == g; }));
    return made;
}
const std::vector<bool> first_cause = {true, false, false};

TEST(LifeTable, SurvivalOfThoseWhoMayComeLateIsThatOfStatsmodels) {
    const auto curve = curve_of(table_of([](const Stay&) { return true; }));
    const std::array<double, 9> survival = {0.941176470588, 0.83660130719,  0.650689905592,
                                            0.520551924473, 0.483369644154, 0.443088840474,
                                            0.35447107238,  0.265853304285, 0.159511982571},
                                error = {0.057067205891, 0.086218310052, 0.105912512114, 0.108145332663, 0.106621201313,
                                         0.105069865778, 0.101027900173, 0.093199511283, 0.080743771378},
                                at_risk = {17, 18, 18, 15, 14, 12, 10, 8, 5};
    ASSERT_EQ(curve.size(), survival.size());
    for (std::size_t i = 0; i < curve.size(); ++i) {
        EXPECT_EQ(curve[i].at, double(i + 1));
        EXPECT_EQ(curve[i].at_risk, at_risk[i]);
        EXPECT_NEAR(curve[i].survival.value, survival[i], 1e-11);
        EXPECT_NEAR(curve[i].survival.error, error[i], 1e-11);
    }
}

TEST(LifeTable, IncidenceOfEachCauseIsThatOfStatsmodels) {
    const auto curve = curve_of(table_of([](const Stay& stay) { return stay.entry == 0; }));
    const std::array<double, 3> at_end = {0.490196078431, 0.176470588235, 0.196078431373},
                                error = {0.124889228044, 0.09245944094, 0.100844150224},
                                at_seven = {0.490196078431, 0.176470588235, 0.058823529412},
                                error_at_seven = {0.124889228044, 0.09245944094, 0.057067205891};
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_NEAR(curve.back().incidence[k].value, at_end[k], 1e-11);
        EXPECT_NEAR(curve.back().incidence[k].error, error[k], 1e-11);
        EXPECT_NEAR(curve[6].incidence[k].value, at_seven[k], 1e-11);
        EXPECT_NEAR(curve[6].incidence[k].error, error_at_seven[k], 1e-11);
    }
}

TEST(LifeTable, SharesAddUpToOneAtEveryStep) {
    for (const LifeTable& table : groups())
        for (const CurveStep& step : curve_of(table)) {
            double sum = step.survival.value;
            for (const Share& share : step.incidence) sum += share.value;
            EXPECT_NEAR(sum, 1, 1e-12);
        }
}

TEST(LifeTable, CountsWhoWasNeverAtRiskApart) {
    LifeTable table(1);
    table.add(2, 2, 0);
    table.add(3, 2, 0);
    table.add(0, 2, 0);
    EXPECT_EQ(table.n_people(), 3);
    EXPECT_EQ(table.n_never_at_risk(), 2);
    EXPECT_EQ(curve_of(table).at(0).at_risk, 1);
    EXPECT_EQ(time_of(curve_of(table), 0.5), 2);
    EXPECT_TRUE(std::isnan(time_of(curve_of(LifeTable(1)), 0.5)));
}

TEST(LogRank, IsThatOfStatsmodels) {
    const auto test = log_rank(at_once(groups(), first_cause));
    EXPECT_NEAR(test.chi_square, 4.214351181108027, 1e-9);
    EXPECT_NEAR(test.p, 0.12158087612171231, 1e-9);
    EXPECT_EQ(test.freedom, 2);
    EXPECT_EQ(test.observed, (std::vector<double>{4, 5, 2}));
    EXPECT_NEAR(test.expected[0] + test.expected[1] + test.expected[2], 11, 1e-12);
}

TEST(Cox, WithEfronsTiesIsThatOfR) {
    const auto fit = fit_groups(at_once(groups(), first_cause), 0);
    ASSERT_TRUE(fit.has_converged);
    EXPECT_NEAR(fit.beta[0], 0.582005439712439, 1e-9);
    EXPECT_NEAR(fit.beta[1], -1.055776990343928, 1e-9);
    EXPECT_NEAR(fit.error[0], 0.677826264849118, 1e-9);
    EXPECT_NEAR(fit.error[1], 0.877098375883916, 1e-9);
    EXPECT_NEAR(fit.log_likelihood_without, -28.6916489404765, 1e-9);
    EXPECT_NEAR(fit.log_likelihood, -26.6219596535687, 1e-9);
    EXPECT_NEAR(fit.p(0), 0.390541852862017, 1e-9);
    EXPECT_NEAR(fit.p(1), 0.228699523890998, 1e-9);
}

TEST(Cox, OfAGroupInWhichNobodyEndsSaysNothing) {
    auto all = groups();
    LifeTable stays_for_ever(3);
    for (int i = 0; i < 5; ++i) stays_for_ever.add(0, 9, 3);
    const auto without = fit_groups(at_once(all, first_cause), 0);
    all.insert(all.begin() + 1, stays_for_ever);
    const auto fit = fit_groups(at_once(all, first_cause), 0);
    EXPECT_TRUE(std::isnan(fit.beta[0]));
    EXPECT_TRUE(std::isnan(fit.p(0)));
    EXPECT_NEAR(fit.beta[1], without.beta[0], 1e-9);
    EXPECT_NEAR(fit.beta[2], without.beta[1], 1e-9);
}

TEST(Cox, LeavesOutCovariatesThatFollowFromOthers) {
    // Of two people at risk the one with the higher x ends, two times of three.
    const RiskSets sets = [](const auto& visit) {
        for (int i = 0; i < 3; ++i) {
            RiskSet set;
            set.x.resize(2, 3);
            set.x << 0, 7, 0, 1, 7, 2;  // x, a constant, 2 x
            set.people = Eigen::Vector2d(1, 1);
            set.ended = i == 0 ? Eigen::Vector2d(1, 0) : Eigen::Vector2d(0, 1);
            visit(set);
        }
    };
    const auto fit = fit_cox(3, sets);
    EXPECT_EQ(fit.estimated, std::vector<std::size_t>{0});
    EXPECT_NEAR(fit.beta[0], std::log(2.0), 1e-9);
    EXPECT_NEAR(fit.error[0], std::sqrt(1 / (3 * (2.0 / 3) * (1.0 / 3))), 1e-6);
    EXPECT_TRUE(std::isnan(fit.beta[1]) && std::isnan(fit.beta[2]));
}

/// Of three people at risk, the third of whom carries a mark and never ends, the second ends two times of three.
RiskSets with_a_mark(double mark) {
    return [mark](const auto& visit) {
        for (int i = 0; i < 3; ++i) {
            RiskSet set;
            set.x.resize(3, 2);
            set.x << 0, 0, 1, 0, 0.5, mark;
            set.people = Eigen::Vector3d(1, 1, 1);
            set.ended = i == 0 ? Eigen::Vector3d(1, 0, 0) : Eigen::Vector3d(0, 1, 0);
            visit(set);
        }
    };
}

TEST(Cox, GivesNoNumberWhereTheLikelihoodRisesWithoutEnd) {
    for (const double mark : {1.0, -1.0}) {
        const auto fit = fit_cox(2, with_a_mark(mark));
        EXPECT_EQ(fit.estimated, std::vector<std::size_t>{0});
        EXPECT_EQ(fit.unbounded, std::vector<std::size_t>{1});
        EXPECT_NEAR(fit.beta[0], std::log(2.0), 1e-4);  // as of the two others alone
        EXPECT_TRUE(std::isnan(fit.beta[1]) && std::isnan(fit.error[1]) && std::isnan(fit.p(1)));
    }
}

TEST(Share, IntervalsStayWithinZeroAndOne) {
    const auto wide = Share{0.02, 0.019}.interval(0.95);
    EXPECT_GT(wide.low, 0);
    EXPECT_LT(wide.high, 1);
    const Share half{0.5, 0.05};  // exp(-exp(log(-log s) -+ z se / (s log s)))
    const double width = 1.959963984540054 * 0.05 / (0.5 * std::log(2.0));
    EXPECT_NEAR(half.interval(0.95).low, std::exp(-std::log(2.0) * std::exp(width)), 1e-12);
    EXPECT_NEAR(half.interval(0.95).high, std::exp(-std::log(2.0) * std::exp(-width)), 1e-12);
    EXPECT_FALSE((Share{0, 0}).interval(0.95).is_known());
}

}  // namespace
}  // namespace analysis
