/// Those who left, and what becomes of them: who waits in which cell, for how long, and where they go.
#include "models/defection/army/outside.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "models/defection/state/beyond.hpp"
#include "sim/random/sample.hpp"
#include "tests/models/defection/small_army.hpp"
#include "tests/statistics.hpp"

namespace tests {
namespace {

using namespace defection;

TEST(Outside, CellsKeepRegionGroupAndStandingWhenTheStatusChanges) {
    const Outside outside(3, 4);
    EXPECT_EQ(outside.n_cells(), 7U * 3 * 4 * 2);
    for (std::size_t at = 0; at < outside.n_cells(); ++at) {
        const Outside::Cell &one = outside.cell(at), &camp = outside.cell(outside.with_status(at, Status::camp));
        EXPECT_EQ(camp.status, Status::camp);
        EXPECT_EQ(camp.region, one.region);
        EXPECT_EQ(camp.group, one.group);
        EXPECT_EQ(camp.of_officers, one.of_officers);
    }
}

TEST(Outside, AWaitEndsWhenTheClockHasAdvancedByTheResistance) {
    Outside outside(1, 1);
    std::vector<double> rate(outside.n_cells(), 0.0);
    rate[2] = 0.25;
    std::vector<Outside::Crossing> out;
    outside.advance(rate, 1, out);
    outside.come(PersonId(7), 2);
    outside.come(PersonId(8), 2);
    outside.settle([](PersonId who, std::uint32_t) { return who == PersonId(7) ? 0.6 : 0.4; });
    outside.advance(rate, 1, out);
    EXPECT_TRUE(out.empty());
    outside.advance(rate, 2, out);
    ASSERT_EQ(out.size(), 2U) << "the clock stands at 0.75 since they came";
    EXPECT_EQ(out[0].who, PersonId(8)) << "the least resistance first";
    EXPECT_EQ(out[1].who, PersonId(7));
}

TEST(Outside, WhoWentElsewhereIsWaitedForNoLonger) {
    Outside outside(1, 1);
    std::vector<double> rate(outside.n_cells(), 1.0);
    std::vector<Outside::Crossing> out;
    outside.advance(rate, 1, out);
    outside.come(PersonId(3), 0);
    outside.settle([](PersonId, std::uint32_t) { return 0.5; });
    outside.go(PersonId(3), 0);
    outside.come(PersonId(3), 4);
    outside.settle([](PersonId, std::uint32_t stay) { return stay == 1 ? 5.0 : 0.0; });
    outside.advance(rate, 1, out);
    EXPECT_TRUE(out.empty()) << "their first wait is over, the second takes longer";
    outside.advance(rate, 5, out);
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].cell, 4U);
}

/// Conscripts of a country, of whom many leave at once and go abroad or hide, and rates that never change.
const Settings constant_rates =
    everything_off() +
    Settings{{"intention.log_base_rate", -2}, {"intention.frailty", 0},      {"departure.null_join", 0},
             {"departure.null_flee", 1},      {"host_states.enabled", 1},    {"host_states.restriction", 0.5},
             {"host_states.gathering", 0.1},  {"host_states.leaving", 0.16}, {"host_states.rejoining", 0}};

/// [status] people expected there, followed by coins flipped for all: who left, week by week, is as in the run.
struct Chain {
    double abroad = 0, camp = 0;
    void step(double arrived) {
        const double to_camp = 1 - std::exp(-0.1), to_abroad = 1 - std::exp(-0.08);
        const double gathered = abroad * to_camp, left = camp * to_abroad;
        abroad += left - gathered + arrived;
        camp += gathered - left;
    }
};

TEST(Aftermath, FollowsTheChainOfItsRates) {  // sees an error of 3 % in the number who live in camps
    const auto scenario = scenario_of(conscripts_text(20000, 40), constant_rates);
    ArmyRun run(*scenario);
    Chain chain;
    double left_before = 0;
    for (int week = 0; week < run.n_steps(); ++week) {
        run.step();
        chain.step(run.departed() - left_before);
        left_before = run.departed();
    }
    const auto total = [&](Status status) { return double(run.army().ledger.total(status)); };
    EXPECT_GT(left_before, 19000);
    EXPECT_EQ(total(Status::camp) + total(Status::fled), left_before);
    const double p = chain.camp / left_before;
    expect_within(total(Status::camp), chain.camp, std::sqrt(left_before * p * (1 - p)));
}

TEST(Aftermath, EachGoesWhereItsRatePointsInProportion) {
    const auto scenario =
        scenario_of(conscripts_text(20000, 30), everything_off() + Settings{{"intention.log_base_rate", -2},
                                                                            {"departure.null_join", 0},
                                                                            {"departure.null_flee", 1},
                                                                            {"amnesty.enabled", 1},
                                                                            {"amnesty.open", 1},
                                                                            {"amnesty.guarantee", 0.4},
                                                                            {"amnesty.recalled", 0},
                                                                            {"amnesty.punishment", 0.5},
                                                                            {"amnesty.from_abroad", 5}});
    ArmyRun run(*scenario);
    run.finish();
    const auto total = [&](Status status) { return static_cast<std::size_t>(run.army().ledger.total(status)); };
    const std::size_t punished = total(Status::punished_on_return), all = punished + total(Status::returned);
    EXPECT_GT(all, 3000U);
    expect_binomial(punished, all, 0.3);
}

TEST(Aftermath, WhoIsCalledBackTakesAPostOfTheOldCompany) {
    const auto scenario =
        scenario_of(conscripts_text(5000, 30), everything_off() + Settings{{"intention.log_base_rate", -4},
                                                                           {"departure.null_join", 0},
                                                                           {"departure.null_flee", 0},
                                                                           {"amnesty.enabled", 1},
                                                                           {"amnesty.open", 1},
                                                                           {"amnesty.guarantee", 1},
                                                                           {"amnesty.recalled", 1},
                                                                           {"amnesty.returning", 0.3}});
    ArmyRun run(*scenario);
    std::map<Index, CompanyId> left_from;
    std::size_t n_back = 0;
    for (int week = 0; week < run.n_steps(); ++week) {
        run.step();
        for (const Happening& one : run.army().happenings.now) {
            if (one.what == What::departure) left_from[one.who] = one.company;
            if (one.what != What::comeback) continue;
            ++n_back;
            EXPECT_EQ(one.company, left_from.at(one.who));
            EXPECT_TRUE(serves(run.army().people[one.who].status));
        }
    }
    EXPECT_GT(n_back, 500U);
    EXPECT_EQ(static_cast<std::int64_t>(n_back), run.army().leavers.comebacks);
    EXPECT_EQ(run.army().ledger.total(Status::returned), 0) << "posts stay vacant where no one is called up";
}

}  // namespace
}  // namespace tests
