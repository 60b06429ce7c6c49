/// Officers who rise, come back or are removed: promotions, the old guard, murders and purges.
#include <gtest/gtest.h>

#include "tests/models/defection/paired.hpp"

namespace tests::careers {
namespace {

using namespace defection;

const Settings losses = {{"war.death_rate", 0.1}, {"careers.speed", 0.5}};

double serving(const ArmyRun& run, Rank rank) { return static_cast<double>(run.army().strength.of(rank)); }
double seniors(const ArmyRun& run) { return serving(run, Rank::senior_officer); }

/// Serving officers of the ruler's group, over all who serve.
double share_of_core(const ArmyRun& run) {
    const auto of = [&](bool all) {
        return run.count(Ending::serves, [=](auto, auto role, auto group) {
            return role <= role_of(Rank::junior_officer) && (all || group == core_group);
        });
    };
    return of(false) / of(true);
}

TEST(PurgeEquations, SignsAddUpAndDecideAsFarAsThePurgeAims) {
    const Purge::Parameters p{.aim = 0.75, .outsider = 0.2, .per_tie = 0.1, .contact = 0.3};
    const Purge purge(p);
    EXPECT_DOUBLE_EQ(purge.sign(true, 2, true), 0.7);
    EXPECT_EQ(purge.sign(false, 0, false), 0);
    EXPECT_EQ(purge.sign(true, 12, true), 1);
    EXPECT_DOUBLE_EQ(purge.removed(0.4), 0.25 + 0.3);
}

TEST(CareerEquations, LoyaltyIsALogOfOdds) {
    const Careers::Parameters p{.loyalty = 1};
    const Careers careers(p);
    EXPECT_DOUBLE_EQ(careers.odds(true), std::exp(1.0));
    EXPECT_EQ(careers.odds(false), 1);
}

TEST(Promotions, FillVacantPostsFromBelow) {
    expect_positive(effect(losses + off("careers"), losses, seniors));
    const auto below = [](const ArmyRun& run) { return serving(run, Rank::professional); };
    expect_positive(effect(losses, losses + off("careers"), below));
}

TEST(Promotions, KeepEverybody) {
    const auto all = [](const ArmyRun& run) {
        return run.count(Ending::serves, [](auto, auto, auto) { return true; });
    };
    const auto scenario =
        scenario_of(small_army_text(), everything_off() + on("careers") + Settings{{"careers.speed", 5}});
    ArmyRun run(*scenario);
    const double at_start = all(run);
    run.finish();
    EXPECT_GT(run.departed(), 100);
    EXPECT_EQ(all(run) + run.departed(), at_start);
}

/// Of a larger army, in which nobody leaves and many fall, whatever their group.
double share_of_core(double loyalty, std::uint64_t seed) {
    const auto scenario =
        scenario_of(small_army_text({.companies = 40, .weeks = 60}),
                    losses + Settings{{"intention.log_base_rate", -25}, {"careers.loyalty", loyalty}});
    ArmyRun run(*scenario, seed);
    run.finish();
    return share_of_core(run);
}

TEST(SignOfCareers, LoyaltyDecidesWhoRises) {
    std::vector<double> gains;
    for (std::uint64_t seed = 1; seed <= 16; ++seed) gains.push_back(share_of_core(4, seed) - share_of_core(0, seed));
    expect_positive(gains);
}

TEST(SignOfCareers, TheOldGuardFillsSeniorPosts) {
    expect_positive(
        effect(losses + off("careers"), losses + Settings{{"careers.speed", 0}, {"careers.recall", 0.5}}, seniors));
}

TEST(SignOfCareers, JuniorsOfTheEliteEmbitterSeniorsOfTheLine) {
    const auto gone = [](const ArmyRun& run) {
        return run.departed([](auto, auto role, auto) { return role == role_of(Rank::senior_officer); });
    };
    expect_more_leave({{"intention.senior_officer", 2}, {"grievance.effect", 5}},
                      {{"intention.senior_officer", 2}, {"careers.inversion", 0.1}, {"grievance.effect", 5}}, gone);
}

TEST(SignOfCareers, GeneralsAreMurderedOnGroundThatIsLost) {
    const auto killed = [](const ArmyRun& run) {
        return run.count(Status::killed, [](auto, auto role, auto) { return role == role_of(Rank::senior_officer); });
    };
    expect_positive(effect({}, {{"careers.assassination", 1}}, killed));
}

/// Over two years of one army that purges; the same share is looked at, whoever it may be.
double planners_per_removed(double aim, std::uint64_t seed) {
    const auto scenario =
        scenario_of(small_army_text({.companies = 40, .weeks = 60}), {{"purge.rate", aim > 0.5 ? 0.4 : 0.1},
                                                                      {"purge.aim", aim},
                                                                      {"purge.contact", 1},
                                                                      {"purge.outsider", 0.1},
                                                                      {"intention.log_base_rate", -4},
                                                                      {"intention.junior_officer", 0},
                                                                      {"persuasion.whispering", 2},
                                                                      {"departure.opportunity", 0.1}});
    ArmyRun run(*scenario, seed);
    run.finish();
    const auto& purges = run.run().high_command().purges;
    return static_cast<double>(purges.planners) / std::max(1.0, static_cast<double>(purges.planners + purges.innocent));
}

TEST(SignOfPurge, TargetedOnesFindMorePlannersPerInnocent) {
    std::vector<double> gains;
    for (std::uint64_t seed = 1; seed <= 48; ++seed)
        gains.push_back(planners_per_removed(1, seed) - planners_per_removed(0, seed));
    expect_positive(gains);
}

TEST(SignOfPurge, TheInnocentEmbitterTheirPeers) {
    const Settings purge = {
        {"purge.rate", 0.02}, {"purge.aim", 0}, {"intention.junior_officer", 1}, {"grievance.effect", 3}};
    expect_more_leave(purge + Settings{{"purge.bitterness", 0}}, purge + Settings{{"purge.bitterness", 100}},
                      officers_departed);
}

TEST(SignOfPurge, WithoutItNobodyIsRemoved) {
    const auto scenario = scenario_of(small_army_text(), {{"purge.rate", 0.5}, {"purge.enabled", 0}});
    ArmyRun run(*scenario);
    run.finish();
    EXPECT_EQ(run.army().ledger.total(Status::dismissed), 0);
}

}  // namespace
}  // namespace tests::careers
