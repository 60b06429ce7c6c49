/// The losses of a brigade within a few weeks, worked out from what happened to whom, in a brigade that is being raised while
/// its people leave.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/models/defection/small_army.hpp"

namespace tests::brigade_losses {
namespace {

using namespace defection;

constexpr std::size_t window = 4;  // [week] outcome.split_weeks
constexpr int n_weeks = 20;

struct WeekOfBrigade {
    int serving = 0, came = 0, left = 0;  // serving: at its start
};

/// Weeks of each brigade, the militia's last, and what the watch made of them.
struct Raised {
    std::vector<std::vector<WeekOfBrigade>> brigades;
    double largest = 0;
};
Raised raised_while_people_leave() {
    const std::string militia =
        "[[curve]]\nname = \"militia\"\ndrives = \"militia_strength\"\npoints = [[0, 25], [6, 25], [9, 330]]\n";
    const auto scenario = scenario_of(without_curves(small_army_text({.weeks = n_weeks}), {"militia"}) + militia,
                                      everything_off() + Settings{{"militia.enabled", 1},
                                                                  {"intention.frailty", 0},
                                                                  {"intention.militia", 0},
                                                                  {"intention.log_base_rate", -1.5}});
    ArmyRun run(*scenario);
    const Units& units = run.army().units;
    Raised raised{.brigades = std::vector<std::vector<WeekOfBrigade>>(units.brigades.size())};
    for (int week = 0; week < n_weeks; ++week) {
        for (const BrigadeId b : units.brigades.ids())
            raised.brigades[b].push_back({.serving = run.army().strength.brigades[b]});
        run.step();
        for (const Happening& one : run.army().happenings.now) {
            WeekOfBrigade& seen = raised.brigades[units.companies.brigade[one.company]].back();
            seen.came += one.what == What::intake;
            seen.left += one.what == What::departure;
        }
    }
    raised.largest = run.run().mechanism<OutcomeWatch>().largest_loss();
    return raised;
}

/// Largest share that left within a window, of those who were there and, if asked for, those who came.
double largest_loss(const std::vector<WeekOfBrigade>& weeks, bool with_those_who_came) {
    double largest = 0;
    for (std::size_t end = 1; end <= weeks.size(); ++end) {
        const std::size_t begin = end > window ? end - window : 0;
        WeekOfBrigade sum{.serving = weeks[begin].serving};
        for (std::size_t week = begin; week < end; ++week) {
            sum.came += weeks[week].came;
            sum.left += weeks[week].left;
        }
        const int had = sum.serving + (with_those_who_came ? sum.came : 0);
        if (had >= 20) largest = std::max(largest, double(sum.left) / had);
    }
    return largest;
}

TEST(LargestBrigadeLoss, IsOfThoseWhoWereThereOrCame) {
    const Raised raised = raised_while_people_leave();
    double largest = 0;
    for (const std::vector<WeekOfBrigade>& weeks : raised.brigades)
        largest = std::max(largest, largest_loss(weeks, true));
    EXPECT_GT(largest_loss(raised.brigades.back(), false), 1)
        << "more of the militia left than had been there at first";
    EXPECT_DOUBLE_EQ(raised.largest, largest);
    EXPECT_LE(raised.largest, 1);
}

}  // namespace
}  // namespace tests::brigade_losses
