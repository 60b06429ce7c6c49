/// Expectations of soldiers of being caught: the penalty that follows announcements and what is seen, the chance learned from
/// company and brigade and never from the organisation, fear for families and anger at what was done to them.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "tests/models/defection/constant_drivers.hpp"
#include "tests/models/defection/paired.hpp"

namespace tests {
namespace {

using namespace defection;

TEST(DeterrenceEquations, TheChanceIsTheShareCaughtAgainstAPrior) {
    const Deterrence::Parameters p{.caught_weight = 1.5, .left_weight = 0.5};
    EXPECT_DOUBLE_EQ(Deterrence(p).chance_seen(2, 0.5, 0, 0), 0.5);
    EXPECT_DOUBLE_EQ(Deterrence(p).chance_seen(2, 0.5, 1, 4), (1 + 1.5) / (2 + 1 + 2.0));
    EXPECT_EQ(Deterrence(p).chance_seen(1e-9, 1, 100, 0), 1) << "at most";
    EXPECT_EQ(Deterrence(p).chance_seen(0, 1, 0, 0), 0);
}
TEST(DeterrenceEquations, ThePenaltyCountsByItsLogarithm) {
    const Deterrence::Parameters p{.usual = 0.1};
    std::vector<float> expected = {0.4F, 0.0F};
    Deterrence(p).count(expected);
    EXPECT_NEAR(static_cast<double>(expected[0]), std::log(5), 1e-6);
    EXPECT_EQ(expected[1], 0);
}
TEST(DeterrenceEquations, AWhisperMayMeetAnInformerOnItsWay) {
    const Surveillance::Parameters p{.report = 0.5, .go_betweens = 2};
    EXPECT_DOUBLE_EQ(Surveillance(p).overheard(0.2), 1 - 0.9 * 0.9);
    EXPECT_EQ(Surveillance(p).overheard(0), 0);
}

/// A quiet army that is watched, and what is expected there.
class Expectations : public TermsOfARun {
 protected:
    static constexpr double prior = 0.5;  // of the posts: 30 of 60
    void begin(const Settings& more = {}) {
        start(Settings{{"deterrence.enabled", 1},
                       {"deterrence.weight", 1},
                       {"deterrence.usual", 0.2},
                       {"deterrence.prior", prior},
                       {"deterrence.heard", 4},
                       {"surveillance.enabled", 1},
                       {"surveillance.tie_cut", 0.25},
                       {"reprisal.enabled", 1},
                       {"reprisal.penalty", 0.5},
                       {"reprisal.treason_premium", 2},
                       {"reprisal.family_probability", 0.4}} +
              more);
    }
    /// C of a company if all are sure to be caught, or p C.
    double penalty(std::size_t company, std::size_t group = majority) const {
        return 0.2 * std::expm1(-term("deterrence.weight", company, group, Rank::conscript) / 0.7);  // belief 0.7
    }
    PersonId somebody_of(std::size_t company, int n = 0) const {
        for (const PersonId who : run_->army().people.ids()) {
            const Person& person = run_->army().people[who];
            if (person.company == CompanyId(company) && serves(person.status) && n-- == 0) return who;
        }
        return {};
    }
    void move(std::size_t company, Status to, What what, bool in_public = false) {
        run_->run().roster().move(somebody_of(company), to, {.what = what, .in_public = in_public});
    }
    std::size_t first_of_brigade(std::size_t b) const {
        return run_->army().units.brigades.first_company[BrigadeId(b)];
    }
    /// Companies' worth of the brigade's news that a company of it gets, for each event elsewhere in it.
    double told_of_elsewhere() const { return 4.0 * 60 / (11 * 60 + 8); }
};
constexpr double narrow = 2e-5;  // what single precision leaves of expm1(log(1 + x))

TEST_F(Expectations, AreWhatIsAnnouncedAndWhatFamiliesRisk) {
    begin({{"deterrence.senior_family", 0.6}, {"deterrence.other_family", 0.25}});
    EXPECT_NEAR(penalty(line_company, majority), 0.5 + 0.25 * 0.4, narrow);
    EXPECT_NEAR(penalty(line_company, core), 0.5 * 2 + 0.25 * 0.4, narrow) << "treason weighs more";
    EXPECT_NEAR(penalty(0, majority), 0.5 + 0.6 * 0.4, narrow) << "seniors fear for their families";
}

TEST_F(Expectations, FollowAnAnnouncementInTheirOwnTime) {
    const std::string text = text_with_constant_drivers() +
                             "\n[[event]]\nname = \"decree\"\nweek = 4\nset = { \"reprisal.penalty\" = 1.5 }\n";
    scenario_ = scenario_of(text, quiet() + Settings{{"deterrence.enabled", 1},
                                                     {"deterrence.weight", 1},
                                                     {"deterrence.usual", 0.2},
                                                     {"deterrence.learning", 0.2},
                                                     {"surveillance.enabled", 1},
                                                     {"reprisal.enabled", 1},
                                                     {"reprisal.penalty", 0.5},
                                                     {"reprisal.family_probability", 0}});
    run_ = std::make_unique<ArmyRun>(*scenario_);
    for (int week = 0; week < 4; ++week) run_->step();
    EXPECT_NEAR(penalty(line_company), 0.5, narrow);
    for (int week = 0; week < 6; ++week) run_->step();
    EXPECT_NEAR(penalty(line_company), 1.5 - std::exp(-0.2 * 6), 5 * narrow);
}

TEST_F(Expectations, RiseWhereExecutionsAreSeen) {
    begin({{"deterrence.sight", 10}, {"deterrence.learning", 0.1}});
    const double before = penalty(line_company);
    move(line_company, Status::executed, What::execution);
    run_->step();
    EXPECT_NEAR(penalty(line_company) - before, 10.0 / 60, narrow);
    EXPECT_NEAR(penalty(line_company + 1) - before, 0.75 * told_of_elsewhere() * 10 / 60, narrow) << "what is not cut";
    EXPECT_NEAR(penalty(first_of_brigade(1) + 1), before, narrow) << "another brigade of the organisation";
    run_->step();
    EXPECT_NEAR(penalty(line_company) - before, std::exp(-0.1) * 10 / 60, narrow) << "it fades";
}

TEST_F(Expectations, RiseInTheWholeBrigadeWhereItIsDoneInPublic) {
    begin({{"deterrence.sight", 10}, {"surveillance.tie_cut", 1}});
    const double before = penalty(line_company);
    move(line_company, Status::executed, What::execution, true);
    run_->step();
    EXPECT_NEAR(penalty(line_company) - before, 10.0 / 60, narrow);
    EXPECT_NEAR(penalty(line_company + 1) - before, told_of_elsewhere() * 10 / 60, narrow) << "no talk is needed";
}

TEST_F(Expectations, OfBeingCaughtAreLearnedFromCompanyAndBrigadeAlone) {
    begin({{"deterrence.learning_risk", 0.3}, {"reprisal.family_probability", 0}});
    ASSERT_NEAR(penalty(line_company), 0.5, narrow) << "the prior is certain";
    for (int n = 0; n < 5; ++n) move(line_company, Status::fled, What::departure);
    run_->step();
    const Deterrence::Parameters& p = scenario_->parameters().of<Deterrence>();
    const auto after = [&](double left) {
        const double seen = Deterrence(p).chance_seen(prior * 60, 1, 0, left);
        return 0.5 * (1 - (1 - std::exp(-0.3)) * (1 - seen));
    };
    EXPECT_NEAR(penalty(line_company), after(5), narrow);
    EXPECT_NEAR(penalty(line_company + 1), after(5 * 0.75 * told_of_elsewhere()), narrow);
    EXPECT_NEAR(penalty(first_of_brigade(1) + 1), 0.5, narrow) << "not from the organisation";
}

TEST_F(Expectations, OfSeniorsRiseWhereFamiliesAreHarmed) {
    begin({{"deterrence.witness", 3}, {"deterrence.senior_family", 0.5}, {"deterrence.other_family", 0}});
    const double of_seniors = penalty(0), of_others = penalty(line_company);
    const PersonId gone = somebody_of(0);
    run_->run().roster().move(gone, Status::fled, {.what = What::departure});
    run_->run().roster().harm_family(gone, true);
    run_->step();
    EXPECT_GT(penalty(0), of_seniors + 0.05);
    EXPECT_NEAR(penalty(line_company), of_others, 0.02) << "one departure is hardly seen in the chance";
}

/// Log personal factor of a kinsman after a family was harmed so often.
double kin_factor(int times, bool within_reach) {
    const auto scenario = scenario_of(
        small_army_text(),
        everything_off() + Settings{{"reprisal.enabled", 1}, {"reprisal.kin_fear", 0.7}, {"reprisal.kin_harm", 0.3}});
    ArmyRun run(*scenario);
    const auto& people = run.army().people;
    for (const PersonId who : people.ids())
        for (const PersonId mate : people.ids()) {
            const bool is_kin = people[who].circle != nobody && people[who].circle == people[mate].circle;
            if (mate == who || !is_kin || people[who].group != people[mate].group ||
                people[who].home != people[mate].home)
                continue;
            for (int n = 0; n < times; ++n) run.run().roster().harm_family(who, within_reach);
            return std::log(run.army().clocks.factors.of(people[mate]));
        }
    ADD_FAILURE() << "no one has kin";
    return 0;
}
TEST(Kin, AreFrightenedOnceAndThenAngered) {
    EXPECT_NEAR(kin_factor(0, true), 0, 1e-12);
    EXPECT_NEAR(kin_factor(1, true), -0.7, 1e-12);
    EXPECT_NEAR(kin_factor(2, true), -0.4, 1e-12) << "already harmed";
    EXPECT_NEAR(kin_factor(1, false), 0.3, 1e-12) << "no one left to fear for";
}

TEST(SignOfDeterrence, WhoExpectsPunishmentStays) {  // F23
    expect_fewer_leave(off("deterrence"), on("deterrence"));
}
TEST(SignOfDeterrence, AHarsherPenaltyHolds) {  // F23
    expect_fewer_leave({{"reprisal.penalty", 0.2}}, {{"reprisal.penalty", 1.5}});
}
TEST(SignOfDeterrence, ExecutionsSeenHold) {  // A1.10, A1.11
    const Settings shot = {{"blocking_forces.execution", 1}, {"blocking_forces.presence", 1}};
    expect_fewer_leave(shot + Settings{{"deterrence.sight", 0}}, shot + Settings{{"deterrence.sight", 60}});
}
TEST(SignOfDeterrence, HarmToKinWithinReachHolds) {  // F24
    const Settings harsh = {{"reprisal.family_probability", 1}, {"reprisal.kin_harm", 0}, {"reprisal.kin_reach", 0}};
    expect_fewer_leave(harsh + Settings{{"reprisal.kin_fear", 0}}, harsh + Settings{{"reprisal.kin_fear", 4}});
}
TEST(SignOfDeterrence, HarmToKinOutOfReachAngers) {                                            // A1.9
    const Settings harsh = {{"reprisal.family_probability", 0.5}, {"reprisal.kin_reach", 2}};  // half are unprepared
    expect_more_leave(harsh + Settings{{"reprisal.kin_harm", 0}}, harsh + Settings{{"reprisal.kin_harm", 2}});
}

}  // namespace
}  // namespace tests
