/// The units sent: those that the regime trusts most, as many as the threat calls for; and what barracks do to the rest.
#include <gtest/gtest.h>

#include <cmath>

#include "models/defection/record/tally.hpp"
#include "tests/models/defection/paired.hpp"

namespace tests::deployment {
namespace {

using namespace defection;

const Settings cautious = {{"deployment.caution", 1}};

TEST(DeploymentEquations, MissingMenAreTakenFromTheNextInTrust) {
    const Deployment::Parameters p{.caution = 1};
    const Deployment deployment(p);
    EXPECT_DOUBLE_EQ(deployment.target(300, 400), 0.75);
    EXPECT_EQ(deployment.target(500, 400), 1);
    EXPECT_EQ(deployment.target(0, 400), 0);
    EXPECT_EQ(deployment.target(10, 0), 1) << "a unit without men is not confined";
}

TEST(DeploymentEquations, CautionIsAMatterOfDegree) {
    const Deployment::Parameters p{.caution = 0.5, .confinement = 0.4};
    const Deployment deployment(p);
    EXPECT_DOUBLE_EQ(deployment.target(0, 400), 0.5);
    EXPECT_DOUBLE_EQ(deployment.freedom(1), 1);
    EXPECT_DOUBLE_EQ(deployment.freedom(0), 0.4);
    EXPECT_DOUBLE_EQ(deployment.freedom(0.5), 0.7);
}

/// The brigades of the line after some weeks, of which the second has more people of the ruler's group.
struct Line {
    explicit Line(const Settings& settings) {
        const auto scenario = scenario_of(small_army_text(), settings);
        ArmyRun run(*scenario);
        for (int week = 0; week < 40; ++week) run.step();
        const auto& state = run.run().policies().deployment;
        for (const BrigadeId b : run.army().units.brigades.ids()) {
            branch.push_back(run.army().units.branch_of(b));
            deployed.push_back(state.deployed[b]);
            skill.push_back(state.skill[b]);
            double loyal = 0;
            for (const CompanyId c : run.army().units.brigades.companies_of(b))
                loyal += run.army().strength.groups[run.army().units.company_group(c, core_group)];
            trust.push_back(loyal / run.army().strength.brigades[b]);
        }
    }
    std::vector<Branch> branch;
    std::vector<double> deployed, skill, trust;
};

TEST(Deployed, AreTheMoreTrustedOfARegion) {
    const Line line(cautious + Settings{{"deployment.answer", 0.5}});
    ASSERT_EQ(line.branch[0], Branch::army);
    ASSERT_EQ(line.branch[1], Branch::army);
    ASSERT_NE(line.trust[0], line.trust[1]);
    const std::size_t more = line.trust[0] > line.trust[1] ? 0 : 1;
    EXPECT_GT(line.deployed[more], line.deployed[1 - more] + 0.2);
}

TEST(Deployed, AreAllIfTheThreatCallsForAll) {
    const Line line(cautious + Settings{{"deployment.answer", 1000}});
    for (std::size_t b = 0; b < line.branch.size(); ++b) EXPECT_NEAR(line.deployed[b], 1, 1e-3) << b;
}

TEST(Deployed, AreAgenciesAndMilitiasWhateverTheThreat) {
    const Line line(cautious + Settings{{"deployment.answer", 0}});
    for (std::size_t b = 0; b < line.branch.size(); ++b) {
        const bool is_regular = line.branch[b] == Branch::army || line.branch[b] == Branch::elite;
        EXPECT_EQ(line.deployed[b] == 1, !is_regular) << b;
        EXPECT_EQ(line.skill[b] == 1, !is_regular) << b;
    }
}

/// A threat in all regions that one brigade of the line can meet; the more trusted one goes, unless it declines.
TEST(Deployed, TakeThePlaceOfThoseWhoDecline) {
    const auto scenario = scenario_of(small_army_text(), {});
    ArmyRun army(*scenario);
    const Simulation& now = army.run();
    const Nodes& nodes = now.high_command().nodes;
    const Units& units = army.army().units;
    const Deployment::Parameters p{.caution = 1, .answer = 1, .speed = 5};
    state::War war(now.setting().n_regions(), now.setting().n_groups());
    const double men = army.army().strength.brigades[BrigadeId(0)] / now.setting().scale;
    const std::size_t organisation = units.brigades.organisation[BrigadeId(0)];
    war.threat.assign(war.threat.size(), men * now.setting().structure.organisations[organisation].exposure);
    state::Stances stances(nodes);
    const auto sent = [&] {
        Deployment mechanism(p);
        state::Deployment state(now.setting().structure, units.brigades);
        for (int week = 0; week < 20; ++week)
            mechanism.environment(now.setting(), now.week(), nodes, units, army.army().strength, {war}, {stances},
                                  state);
        return state;
    };
    const state::Deployment before = sent();
    const BrigadeId more(before.deployed[BrigadeId(0)] > before.deployed[BrigadeId(1)] ? 0 : 1), less(1 - more);
    EXPECT_NEAR(before.deployed[more], 1, 1e-3);
    EXPECT_LT(before.deployed[less], 0.2);
    const NodeId refuses = nodes.of(more);
    stances.of[refuses] = stances.of[nodes.chief_of(nodes.organisation[refuses])] = state::Stance::refuses;
    const state::Deployment after = sent();
    EXPECT_EQ(after.exposure[more], 0);
    EXPECT_GT(after.deployed[less], 0.9);
}

TEST(Skill, DecaysInBarracksAndIsRegainedInTheField) {
    const Line idle(cautious + Settings{{"deployment.answer", 0}, {"deployment.speed", 5}});
    EXPECT_NEAR(idle.skill[0], std::exp(-40 * 0.005), 0.01);
    const Line sent(Settings{{"deployment.caution", 0}});
    EXPECT_EQ(sent.skill[0], 1);
}

TEST(DeployedShare, CountsArmyAndEliteAlone) {
    const auto scenario =
        scenario_of(small_army_text(), cautious + Settings{{"deployment.answer", 0}, {"deployment.speed", 5}});
    ArmyRun run(*scenario);
    const Tally tally(*scenario, run.run());
    EXPECT_EQ(tally.deployed_share(), 1);
    for (int week = 0; week < 40; ++week) run.step();
    EXPECT_NEAR(tally.deployed_share(), 0, 1e-3);
    EXPECT_NEAR(tally.skill(), std::exp(-40 * 0.005), 0.01);
}

TEST(SignOfDeployment, TheConfinedFindFewerOpportunities) {
    const Settings at_home = cautious + Settings{{"deployment.answer", 0}, {"deployment.decay", 0}};
    expect_fewer_leave(at_home + Settings{{"deployment.confinement", 1}},
                       at_home + Settings{{"deployment.confinement", 0.2}});
}

TEST(SignOfDeployment, WhoIsConfinedIsNotSentAgainstTheirOwn) {
    const Settings orders = {{"protest_orders.effect", 3}, {"deployment.confinement", 1}};
    expect_fewer_leave(orders, orders + cautious + Settings{{"deployment.answer", 0}});
}

/// The removal shows: a regime that confines holds less ground, since the confined do not fight and forget how to.
TEST(SignOfDeployment, ConfinementCostsGround) {
    const auto control = [](const ArmyRun& run) { return run.run().surroundings().war.control[1]; };
    expect_positive(effect(cautious + Settings{{"deployment.answer", 0.5}}, off("deployment"), control));
}

TEST(SignOfDeployment, IdleUnitsHoldLessGroundThanSkilledOnes) {
    const auto control = [](const ArmyRun& run) { return run.run().surroundings().war.control[1]; };
    const Settings half = {{"deployment.caution", 0.5}, {"deployment.answer", 0}};
    expect_positive(
        effect(half + Settings{{"deployment.decay", 0.05}}, half + Settings{{"deployment.decay", 0}}, control));
}

}  // namespace
}  // namespace tests::deployment
