/// Specialists, such as pilots and sailors: counted apart, missed by the regime, and of no use to rebels.
#include <gtest/gtest.h>

#include <cmath>

#include "models/defection/record/tally.hpp"
#include "models/defection/record/variables.hpp"
#include "tests/models/defection/paired.hpp"

namespace tests::specialists {
namespace {

using namespace defection;

/// The officers, NCOs and professionals of the line.
const Settings fliers = {{"organisation.line.specialists", 1}};
bool is_flier(std::size_t organisation, std::size_t role) {
    return organisation == 0 && role <= role_of(Rank::professional);
}

TEST(SpecialistEquations, ThoseWhoAreLeftSupportTheArmyInProportion) {
    const War::Parameters p{.specialists = 0.4};
    EXPECT_DOUBLE_EQ(War(p).supported(0.5), 0.8);
    EXPECT_DOUBLE_EQ(War(p).supported(0), 0.6);
    EXPECT_EQ(War(p).supported(1.2), 1) << "more than at the start are worth no more";
}
TEST(SpecialistEquations, MisfitIsALogitWhoeverTheyAsk) {
    const Reception::Parameters p{.misfit = 2};
    for (const Faction faction : all_factions) {
        const auto logit = [&](bool specialist) {
            const double taken = Reception(p).taken_in({.faction = faction, .specialist = specialist});
            return std::log(taken / (1 - taken));
        };
        EXPECT_NEAR(logit(false) - logit(true), 2, 1e-12);
    }
}

/// The value of a metric of a run.
double metric(const DefectionScenario& scenario, const ArmyRun& run, std::string_view name) {
    const Tally tally(scenario, run.run());
    for (const MetricRow& row : metric_rows({}))
        if (row.variable.name == name) return row.value(tally);
    throw std::logic_error("no such metric");
}

TEST(Specialists, WhoLeftAreCountedApart) {
    const auto scenario = scenario_of(small_army_text(), fliers + Settings{{"intention.log_base_rate", -4}});
    ArmyRun run(*scenario, 1, 0.5);
    run.finish();
    double gone = 0;
    for (const Person& person : run.army().people)
        gone += has_departed(person.status) && run.army().units.organisation_of(person) == 0 && is_career(person.rank);
    EXPECT_GT(gone, 5);
    EXPECT_EQ(metric(*scenario, run, "departed_specialists"), gone / 0.5);
    const auto none = scenario_of(small_army_text(), {{"intention.log_base_rate", -4}});
    ArmyRun without(*none);
    without.finish();
    EXPECT_EQ(metric(*none, without, "departed_specialists"), 0);
}

/// Destinations of all who left, week by week.
std::vector<double> fates(const Settings& settings) {
    const auto scenario = scenario_of(small_army_text(), Settings{{"intention.log_base_rate", -4}} + settings);
    ArmyRun run(*scenario);
    std::vector<double> all;
    for (int week = 0; week < 40; ++week) {
        run.step();
        for (const StatusRow& row : statuses) all.push_back(run.count(row.status, [](auto...) { return true; }));
        all.push_back(run.run().surroundings().war.men_at_work);
    }
    return all;
}

TEST(Specialists, AreAsOthersWhereNothingHangsOnThem) {
    const Settings null = {{"war.specialists", 0}, {"reception.misfit", 0}};
    EXPECT_EQ(fates(fliers + null), fates({}));
    EXPECT_NE(fates(fliers), fates({}));
}

TEST(SignOfReception, SpecialistsFindNoPlaceWithRebels) {  // F106
    const auto taken_in = [](const ArmyRun& run) {
        double fight = 0;
        for (const Faction faction : all_factions)
            fight += run.count(in_faction(faction), [](auto o, auto role, auto) { return is_flier(o, role); });
        return fight / run.count(joined_on_leaving, [](auto o, auto role, auto) { return is_flier(o, role); });
    };
    const Settings open = fliers + Settings{{"departure.join", 2}, {"intention.nco", 1}, {"intention.professional", 1}};
    expect_fewer_leave(open + Settings{{"reception.misfit", 0}}, open + Settings{{"reception.misfit", 5}}, taken_in);
}

/// Removal shows it: ground is lost as specialists leave, and is not where nothing hangs on them.
TEST(SignOfWar, TheRegimeMissesItsSpecialists) {  // F106
    const auto control = [](const ArmyRun& run) { return run.run().surroundings().war.control[1]; };
    const Settings losing = fliers + Settings{{"intention.nco", 1}, {"intention.professional", 1}};
    expect_fewer_leave(losing + Settings{{"war.specialists", 0}}, losing + Settings{{"war.specialists", 1}}, control);
}

}  // namespace
}  // namespace tests::specialists
