/// Common news: its law, and that it is the same whatever the step.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests {
namespace {

using namespace defection;

/// News of each day.
std::vector<double> path(int step_days, std::uint64_t seed, int n_days, const News::Parameters& p = {}) {
    const auto scenario = scenario_of(conscripts_text(100, 10, step_days));
    const state::Setting setting(scenario->structure(), 1.0, seed);
    News news(p);
    state::News heard;
    std::vector<double> days;
    for (state::Week week{.dt = scenario->dt()}; days.size() < static_cast<std::size_t>(n_days); week.next()) {
        news.environment(setting, week, heard);
        days.insert(days.end(), heard.of_day.begin(), heard.of_day.end());
    }
    days.resize(static_cast<std::size_t>(n_days));
    return days;
}

TEST(News, AreTheSameWhateverTheStep) {
    const std::vector<double> weekly = path(7, 5, 63);
    for (const int step_days : {1, 2, 3, 5}) EXPECT_EQ(path(step_days, 5, 63), weekly) << step_days << " days";
    EXPECT_NE(path(7, 6, 63), weekly) << "another seed";
}

TEST(News, HaveStandardDeviationOneAndFadeAsTheyShould) {  // sees 3 % of the deviation, 0.02 of the correlation
    constexpr std::size_t lag = 28;                        // [day]
    const News::Parameters p{.persistence = 6.0};
    std::vector<double> first, squares, products;
    for (std::uint64_t seed = 1; seed <= 20000; ++seed) {
        const std::vector<double> days = path(7, seed, lag + 1, p);
        first.push_back(days[0]);
        squares.push_back(days[lag] * days[lag]);
        products.push_back(days[0] * days[lag]);
    }
    const auto n = static_cast<double>(first.size());
    expect_mean(first, 0, 1);
    expect_within(mean_of(squares).value, 1, std::sqrt(2 / n));
    const double kept = std::exp(-static_cast<double>(lag) / 7 / p.persistence);
    expect_within(mean_of(products).value, kept, std::sqrt((1 + kept * kept) / n));
}

}  // namespace
}  // namespace tests
