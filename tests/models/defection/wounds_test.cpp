/// Effects of the war on soldiers: the slow stock of moral injury, the danger of their own company, the dead of their
/// community. Equations, closed forms in a run, signs, and what is lost without the product of danger and injury.
#include "models/defection/state/wounds.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/models/defection/constant_drivers.hpp"
#include "tests/models/defection/paired.hpp"

namespace tests {
namespace {

using namespace defection;

TEST(WoundEquations, DangerIsTheLogOfDeathsAndSiege) {
    const Danger::Parameters p{.usual = 0.002, .siege = 0.5};
    EXPECT_EQ(Danger(p).felt(0, 0), 0);
    EXPECT_NEAR(static_cast<double>(Danger(p).felt(0.006F, 0.4F)), std::log(4) + 0.2, 1e-6);
}
TEST(WoundEquations, DangerPoolsTheCompanyWithAsManyOfTheBrigade) {
    const Danger::Parameters p{.heard = 30};
    EXPECT_FLOAT_EQ(Danger(p).seen(0.01F, 60, 0.004F), 0.008F);
    EXPECT_FLOAT_EQ(Danger({.heard = 0}).seen(0.01F, 60, 0.004F), 0.01F);
    EXPECT_EQ(Danger({.heard = 0}).seen(0, 0, 0), 0) << "no one is there";
}
TEST(WoundEquations, TheDeadCountAgainstTheMenOfAge) {
    const Bereavement::Parameters p{.men_of_age = 0.1};
    EXPECT_DOUBLE_EQ(Bereavement(p).dead_share(50, 2000), 0.25);
    EXPECT_EQ(Bereavement(p).dead_share(0, 0), 0);
}

TEST_F(TermsOfARun, MoralInjuryIsASlowIntegral) {  // violence week by week, and a part of every other wound
    start({{"moral_injury.enabled", 1},
           {"moral_injury.violence", 0.04},
           {"moral_injury.ingroup_share", 0.5},
           {"moral_injury.lasting", 0.2},
           {"moral_injury.decay", 0.02},
           {"moral_injury.effect", 0.7},
           {"conscription.enabled", 1},
           {"conscription.humiliation", 0.02},
           {"conscription.term", 520}});
    double of_violence = 0, of_insults = 0;
    const double keep = std::exp(-0.02), gain = (1 - keep) / 0.02;
    for (int week = 1; week <= n_weeks; ++week) {
        of_violence = keep * of_violence +
                      gain * 0.04 * 0.55 * (1 - std::exp(-week / scenario_->parameters().of<Violence>().lag));
        of_insults = keep * of_insults + gain * 0.2 * 0.02;
    }
    const char* effect = "moral_injury.effect";
    EXPECT_NEAR(term(effect, line_company, majority, Rank::conscript), 0.7 * std::log1p(of_violence + of_insults),
                single);
    EXPECT_NEAR(term(effect, line_company, majority, Rank::nco), 0.7 * std::log1p(of_violence), single);
    EXPECT_NEAR(term(effect, line_company, core, Rank::nco), 0.7 * std::log1p(of_violence / 2), single);
}

TEST_F(TermsOfARun, DangerFollowsTheDeathsOfCompanyAndBrigadeAndMultipliesInjury) {
    start({{"danger.enabled", 1},
           {"danger.watching", 0.3},
           {"danger.heard", 40},
           {"danger.usual", 0.002},
           {"danger.siege", 0},
           {"danger.trigger", 0.9},
           {"danger.alarm", 0.2},
           {"moral_injury.enabled", 1}});
    EXPECT_EQ(term("danger.alarm", line_company, majority, Rank::nco), 0) << "no one died";
    const auto company = CompanyId(line_company);
    const auto men = [&] {
        return static_cast<double>(run_->army().strength.men_in(company, run_->army().units.lanes.n_groups));
    };
    const double before = men();
    const auto& units = run_->army().units;
    const double posts = units.companies.n_posts[company];
    double posts_of_brigade = 0;
    const BrigadeId brigade = units.companies.brigade[company];
    const std::size_t other_brigade = units.brigades.first_company[BrigadeId(brigade + 1)] + 1;
    for (const CompanyId c : units.brigades.companies_of(brigade)) posts_of_brigade += units.companies.n_posts[c];
    PersonId victim;
    for (const PersonId who : run_->army().people.ids())
        if (run_->army().people[who].company == company) victim = who;
    run_->run().roster().move(victim, Status::killed, {.what = What::death});
    run_->step();
    double rate = (1 - std::exp(-0.3)) / before;
    const auto expect_felt = [&] {
        const double around = posts * rate / posts_of_brigade;
        const double felt = std::log1p((posts * rate + 40 * around) / (posts + 40) / 0.002);
        const double injury = term("moral_injury.effect", line_company, majority, Rank::nco) /
                              scenario_->parameters().of<MoralInjury>().effect;
        EXPECT_NEAR(term("danger.alarm", line_company, majority, Rank::nco), 0.2 * felt, 1e-5);
        EXPECT_NEAR(term("danger.trigger", line_company, majority, Rank::nco), 0.9 * felt * injury, 1e-5);
        EXPECT_NEAR(term("danger.alarm", line_company + 1, majority, Rank::nco),
                    0.2 * std::log1p(40 * around / (posts + 40) / 0.002), 1e-5)
            << "what another company hears of it";
        EXPECT_EQ(term("danger.alarm", other_brigade, majority, Rank::nco), 0) << "the danger of another brigade";
    };
    expect_felt();
    run_->step();
    rate *= std::exp(-0.3);
    expect_felt();
    EXPECT_EQ(men(), before - 1);
}

TEST_F(TermsOfARun, TheDeadOfACommunityAreCountedOverItsMenOfAge) {
    start({{"bereavement.enabled", 1}, {"bereavement.effect", 10}, {"bereavement.men_of_age", 0.01}});
    const People& people = run_->army().people;
    int dead = 0;
    for (const PersonId who : people.ids())
        if (dead < 100 && people[who].group == majority) {
            run_->run().roster().move(who, Status::killed, {.what = What::death});
            ++dead;
        }
    run_->step();
    const double men = 0.01 * (2e6 * 0.5 + 3e6 * 0.75);
    EXPECT_NEAR(term("bereavement.effect", line_company, majority, Rank::nco), 10 * 100 / men, single);
    EXPECT_EQ(term("bereavement.effect", line_company, core, Rank::nco), 0) << "they mourn their own";
}

TEST(SignOfMoralInjury, ItDrivesPeopleOut) {  // A1.4
    expect_more_leave(off("moral_injury"), on("moral_injury"));
}
TEST(SignOfMoralInjury, ViolenceAgainstTheOwnGroupDrivesItOut) {  // F39
    expect_more_leave({{"moral_injury.violence", 0}}, {{"moral_injury.violence", 0.06}},
                      departed_of_group(majority_group));
}
TEST(SignOfDanger, ItTriggersLeaving) {  // A1.4, A1.11, F50
    expect_more_leave(off("danger"), on("danger"));
}
TEST(SignOfDanger, ASiegeTriggersLeaving) {  // F50
    expect_more_leave({{"danger.siege", 0}}, {{"danger.siege", 2}});
}
TEST(SignOfBereavement, ACommunityThatBuriesItsSonsLetsGo) {  // B7
    const Settings small_country = {{"bereavement.men_of_age", 0.01}, {"war.death_rate", 0.03}};
    expect_more_leave(small_country + off("bereavement"),
                      small_country + on("bereavement") + Settings{{"bereavement.effect", 50}});
}

}  // namespace
}  // namespace tests
