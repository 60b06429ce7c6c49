/// Those who command: the equations of their reasons and of what they do, and the one rule of refusal, which gives the same
/// refusers in whatever order it is solved.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/defection/army/standoff.hpp"
#include "sim/random/permutation.hpp"
#include "sim/random/sample.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

TEST(CommandEquations, ReasonsToRefuseAddUp) {
    const Command::Parameters p{.reluctance = 0.5,
                                .legitimacy = 4,
                                .corporate = 2,
                                .own = 3,
                                .rent = 5,
                                .patron = 1.5,
                                .fate = 4,
                                .kin = 6,
                                .troops = 1,
                                .claim = 7};
    const Command command(p);
    EXPECT_DOUBLE_EQ(command.base({}), -0.5);
    const double of_orders = 0.8 * (4 * 0.5 * 0.9 + 2 * 0.7 * 0.5 + 3 * 0.4 * 0.6);
    EXPECT_DOUBLE_EQ(command.base({.orders = 0.8,
                                   .breadth = 0.5,
                                   .nonviolence = 0.9,
                                   .autonomy = 0.7,
                                   .own = 0.4,
                                   .protest = 0.6,
                                   .rent = 0.3,
                                   .patron = 0.2,
                                   .fate = 0.1,
                                   .kin = 1,
                                   .withheld = 0.25,
                                   .claim = 0.5}),
                     -0.5 + of_orders - 5 * 0.3 - 1.5 * 0.2 - 4 * 0.1 - 6 * 0.5 + 0.25 + 7 * 0.5);
}
TEST(CommandEquations, WhatIsOnesOwnIsHomeAndGroup) {
    const Command::Parameters p{.home = 0.7};
    EXPECT_DOUBLE_EQ(Command(p).own(true, 0.5), 0.7 + 0.3 * 0.5);
    EXPECT_DOUBLE_EQ(Command(p).own(false, 0.5), 0.3 * 0.5);
}
TEST(CommandEquations, RebelsTakeAMovementsNonviolence) {
    const Command::Parameters p{.nonviolence = 0.8, .crowd = 0.5};
    EXPECT_DOUBLE_EQ(Command(p).nonviolence(0.4, 0, 1000), 0.8);
    EXPECT_DOUBLE_EQ(Command(p).nonviolence(0.4, 200, 1000), 0.4) << "as many rebels as the crowd weighs";
    EXPECT_EQ(Command(p).nonviolence(0, 200, 1000), 0);
}

TEST(CommandEquations, WhoStandsAloneAndIsSuspectIsFoundOut) {
    const LeadingOut::Parameters p{.found = 0.7};
    EXPECT_DOUBLE_EQ(LeadingOut(p).found_out(0.5, 0.4, 0.2), 1 - std::exp(-0.7 * 0.5 * 0.6 * 1.2));
    EXPECT_EQ(LeadingOut(p).found_out(0, 0.4, 0.2), 0);
}
TEST(CommandEquations, TownsmenFollowTheirCommander) {
    const LeadingOut::Parameters p{.follow = -2,
                                   .townsman = 1.5,
                                   .own_group = 0.5,
                                   .at_home = 1,
                                   .authority = 0.4,
                                   .settling = 50,
                                   .slack = 2,
                                   .fear = 3};
    const LeadingOut leading(p);
    EXPECT_DOUBLE_EQ(leading.authority(0.6, 150), 0.6 * 0.75);
    const auto logistic = [](double x) { return 1 / (1 + std::exp(-x)); };
    EXPECT_NEAR(leading.follows({}, 0, 0), logistic(-2), 1e-12);
    EXPECT_NEAR(
        leading.follows({.is_townsman = true, .is_own_group = true, .is_at_home = true, .withheld = 0.5}, 0.5, 0.1),
        logistic(-2 + 1.5 + 0.5 + 1 + 0.2 + 1 - 0.3), 1e-12);
}
TEST(CommandEquations, APlotTakesAMotiveAndAChance) {
    const Plot::Parameters p{.speed = 2, .slope = 10, .bar = 0.5, .pressure = 0.6};
    EXPECT_DOUBLE_EQ(Plot(p).removal(0.5, 1.0), 1.0);
    EXPECT_LT(Plot(p).removal(0.9, 0.1), 0.04);
    EXPECT_DOUBLE_EQ(Plot(p).stepping_down(0.5, 0.8), 0.24);
}
TEST(CommandEquations, ReasonsAndForeignCommandMakeGeneralsWithdraw) {
    const QuietExit::Parameters p{.rate = 0.01, .foreign = 2, .blame = 3, .most = 1};
    EXPECT_NEAR(QuietExit(p).leaving(-3, 0.5, 0), 0.01 * std::exp(-2), 1e-15);
    EXPECT_NEAR(QuietExit(p).leaving(-3, 0.5, 0.2), 0.01 * std::exp(-1.4), 1e-15);
    EXPECT_NEAR(QuietExit(p).leaving(5, 0.5, 0), 0.01 * std::exp(1), 1e-15);
    EXPECT_EQ(QuietExit(p).leaving(double(state::Motives::never), 0, 0), 0) << "no one leaves where command is off";
}
TEST(CommandEquations, SuspicionComesOfGroupAndOfTiesThatLeft) {
    const Offices::Parameters p{.outsider = 0.3, .per_tie = 0.2};
    EXPECT_DOUBLE_EQ(Offices(p).suspicion(false, 2), 0.4);
    EXPECT_DOUBLE_EQ(Offices(p).suspicion(true, 1), 0.5);
    EXPECT_EQ(Offices(p).suspicion(true, 9), 1);
}

/// The small army's commands, each held by a person, with reasons drawn at random.
class StandoffTest : public testing::Test {
 protected:
    explicit StandoffTest()
        : scenario_(scenario_of(small_army_text({.companies = 6}))),
          setting_(scenario_->structure(), 1.0, 7),
          units_(lay_out(scenario_->structure(), 1.0, 7)),
          nodes_(scenario_->structure(), units_),
          offices_(nodes_),
          motives_(nodes_),
          serving_(units_.brigades.size(), 0) {
        for (const NodeId node : nodes_.generals()) offices_.holder[node] = PersonId(std::size_t{node});
        for (std::int32_t& men : serving_) men = 500;
    }
    void draw(std::uint64_t seed) {
        sim::random::Stream draw(seed, Purpose("test/reasons"), 0);
        const auto normal = [&] { return sim::random::normal_quantile(sim::random::uniform(draw)); };
        const double level = 2 * normal();
        for (const NodeId node : nodes_.generals()) {
            motives_.to_refuse[node] = float(level + 2 * normal());
            offices_.kin_to_chief[node] = float(sim::random::uniform(draw) < 0.3);
            offices_.kin_to_ruler[node] = float(sim::random::uniform(draw) < 0.3);
        }
        for (const NodeId node : nodes_.of_companies()) motives_.to_refuse[node] = float(level + 2 * normal());
        for (double& covered : coverage_) covered = sim::random::uniform(draw);
        for (const BrigadeId b : units_.brigades.ids()) serving_[b] = std::int32_t(1000 * sim::random::uniform(draw));
    }
    Standoff standoff() const {
        const StandoffWeights weights{
            .chief = 1.5, .expectation = 2, .example = 3, .monitoring = 2, .reach = 2, .doubt = 0.7};
        return {{setting_, nodes_, units_, offices_, motives_, coverage_, 0.5}, weights, serving_};
    }
    /// As the mechanism does it: generals first.
    Standoff solved() const {
        Standoff standoff = this->standoff();
        for (const Ids<NodeId> some : {nodes_.generals(), nodes_.of_companies()})
            standoff.settle(standoff.doubtful(some));
        return standoff;
    }
    std::vector<char> refusers(const Standoff& solved) const {
        std::vector<char> all;
        for (const NodeId node : Ids<NodeId>(nodes_.size())) all.push_back(solved.refuses(node));
        return all;
    }

    std::unique_ptr<DefectionScenario> scenario_;
    state::Setting setting_;
    Units units_;
    Nodes nodes_;
    state::Offices offices_;
    state::Motives motives_;
    std::vector<double> coverage_ = std::vector<double>(4, 0.0);
    Column<BrigadeId, std::int32_t> serving_;
};

TEST_F(StandoffTest, AnyOrderGivesTheSameRefusers) {
    std::size_t n_some = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        draw(seed);
        Standoff as_listed = solved();
        std::vector<NodeId> order;
        for (const NodeId node : Ids<NodeId>(1, nodes_.size())) order.push_back(node);
        const std::vector<char> expected = refusers(as_listed);
        const auto n = std::count(expected.begin(), expected.end(), char{1});
        n_some += n > 0 && n < std::ptrdiff_t(nodes_.size()) - 10;
        for (std::uint32_t shuffle = 0; shuffle < 8; ++shuffle) {
            sim::random::Stream draw(seed, Purpose("test/shuffle"), shuffle);
            for (std::size_t i = order.size(); i > 1; --i)
                std::swap(order[i - 1], order[sim::random::pick(sim::random::uniform(draw), i)]);
            Standoff shuffled = standoff();
            shuffled.settle(order);
            ASSERT_EQ(refusers(shuffled), expected) << "seed " << seed;
        }
    }
    EXPECT_GT(n_some, 20U) << "few standoffs in which some refuse and some obey";
}

TEST_F(StandoffTest, RefusersHaveReasonsAndOthersDoNot) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        draw(seed);
        const Standoff standoff = solved();
        for (const Ids<NodeId> some : {nodes_.generals(), nodes_.of_companies()})
            for (const NodeId node : some)
                EXPECT_EQ(standoff.refuses(node), standoff.index(node) > 0) << "seed " << seed << ", node " << node;
    }
}

TEST_F(StandoffTest, AChiefsRefusalIsAnExample) {
    draw(1);
    for (const NodeId node : nodes_.generals()) motives_.to_refuse[node] = -1;
    const NodeId division = *nodes_.divisions().begin(), chief = nodes_.superior[division];
    Standoff before = standoff(), after = standoff();
    after.refused_before(chief);
    EXPECT_GT(after.index(division), before.index(division) + 2.9) << "hierarchy 0.5, twice an example of 3";
    EXPECT_EQ(after.index(chief), before.index(chief)) << "no one is an example to themselves";
}

TEST_F(StandoffTest, WatchAndLoyalForceHoldWhoStandsAlone) {
    draw(2);
    const NodeId chief = nodes_.chief_of(0);
    std::fill(coverage_.begin(), coverage_.end(), 0.0);
    const double unwatched = standoff().index(chief);
    std::fill(coverage_.begin(), coverage_.end(), 1.0);
    EXPECT_LT(standoff().index(chief), unwatched);
    std::fill(coverage_.begin(), coverage_.end(), 0.0);
    for (const BrigadeId b : units_.brigades.ids())
        if (units_.branch_of(b) == Branch::elite) serving_[b] *= 10;
    EXPECT_LT(standoff().index(chief), unwatched) << "a large guard";
}

TEST(Nodes, HoldEveryBrigadeOnceUnderItsChiefAndDivision) {
    const auto scenario = scenario_of(small_army_text());
    const ArmyRun run(*scenario);
    const Nodes& nodes = run.run().high_command().nodes;
    const Units& units = run.army().units;
    EXPECT_EQ(nodes.chiefs().size(), 4U);
    EXPECT_EQ(nodes.divisions().size(), 1U) << "one formation has several brigades";
    EXPECT_EQ(nodes.of_brigades().size(), units.brigades.size());
    EXPECT_EQ(nodes.of_companies().size(), units.companies.size());
    for (const BrigadeId b : units.brigades.ids()) {
        const NodeId node = nodes.of(b), chief = nodes.chief_of(units.brigades.organisation[b]);
        EXPECT_EQ(nodes.brigades[node], std::vector{b});
        EXPECT_EQ(std::ranges::count(nodes.brigades[chief], b), 1);
        const NodeId above = nodes.superior[node];
        EXPECT_TRUE(above == chief || nodes.superior[above] == chief);
        EXPECT_EQ(nodes.brigade_of(node), b);
    }
}

TEST(Offices, AreHeldByDifferentSeniorsAndFilledFromBelow) {
    const auto scenario = scenario_of(small_army_text({.weeks = 30}),
                                      {{"quiet_exit.rate", 0.3}, {"command.reluctance", -9}, {"stance.enabled", 0}});
    ArmyRun run(*scenario);
    run.step();
    const Nodes& nodes = run.run().high_command().nodes;
    const state::Offices& offices = run.run().high_command().offices;
    const NodeId chief = nodes.chief_of(0), division = *nodes.divisions().begin();
    EXPECT_NE(offices.holder[chief], offices.holder[division]);
    EXPECT_EQ(offices.skill[chief], 1.0F);
    EXPECT_LT(offices.since[chief], 0.0F) << "in office before the run";
    const PersonId first = offices.holder[chief];
    for (int week = 1; week < 30 && offices.holder[chief] == first; ++week) run.step();
    ASSERT_NE(offices.holder[chief], first) << "many leave";
    run.step();
    EXPECT_FALSE(serves(run.army().people[first].status));
    EXPECT_EQ(run.army().people[offices.holder[chief]].rank, Rank::senior_officer);
    EXPECT_LT(offices.skill[chief], 1.0F);
    EXPECT_GT(offices.left + offices.punished, 0);
}

}  // namespace
}  // namespace tests
