/// The war around the army, by hand values: who holds ground, who strikes whom, who comes to help, who is left to call.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/defection/small_army.hpp"

namespace tests::war_equations {
namespace {

using namespace defection;

template <class Mechanism>
using Given = typename Mechanism::Parameters;

TEST(WarEquations, GroundGoesToTheStronger) {
    const Given<War> p{.sharpness = 2};
    const War war(p);
    EXPECT_EQ(war.held(100, 0), 1) << "no one contests it";
    EXPECT_EQ(war.held(0, 5), 0) << "no one holds it";
    EXPECT_DOUBLE_EQ(war.held(50, 50), 0.5);
    EXPECT_NEAR(war.held(300, 100), 0.9, 1e-12);  // 9 to 1
}

TEST(WarEquations, LossesOfBothSidesFollowTheirEngagement) {
    const Given<War> p{.rebel_losses = 0.006, .death_rate = 0.004, .most_losses = 0.1};
    const War war(p);
    const double engagement = std::sqrt(900.0 * 2500.0);
    EXPECT_NEAR(2500 * war.deadliness(900, 2500, 2500), 0.004 * engagement, 1e-9);
    EXPECT_NEAR(4000 * war.deadliness(900, 2500, 4000), 0.004 * engagement, 1e-9) << "shared by all who are there";
    EXPECT_NEAR(900 - war.left(900, 2500, 1e-6), 0.006 * engagement * 1e-6, 1e-9);
    EXPECT_EQ(war.deadliness(0, 2500, 2500), 0);
    EXPECT_EQ(war.deadliness(1e9, 1, 1), 0.1) << "at most";
    EXPECT_NEAR(war.left(100, 1e9, 1), 100 * std::exp(-0.1), 1e-9) << "at most";
}

TEST(ViolenceEquations, HasAnAuthor) {
    const Given<Violence> p{.crackdown = 0.5, .battle = 0.4, .siege = 0.6, .attack = 0.3};
    const Violence violence(p);
    EXPECT_DOUBLE_EQ(violence.by_state(0.8, 0.5, 0, 0), 0.2);
    EXPECT_DOUBLE_EQ(violence.by_state(0.5, 0, 0.5, 0.4), 0.4 * 0.2 + 0.6 * 0.25);
    EXPECT_DOUBLE_EQ(violence.by_rebels(0.5, 0.4), 0.06);
}

TEST(ViolenceEquations, EachSideAimsAtTheOthersPeople) {
    const Given<Violence> p{
        .state_on_others = 0.5, .state_on_ingroup = 0.1, .rebels_on_others = 0.6, .rebels_on_outgroups = 0.3};
    const Violence violence(p);
    EXPECT_EQ(violence.state_aim(Standing::out), 1);
    EXPECT_EQ(violence.state_aim(Standing::other), 0.5);
    EXPECT_EQ(violence.state_aim(Standing::in), 0.1);
    EXPECT_EQ(violence.rebel_aim(Standing::out), 0.3);
    EXPECT_EQ(violence.rebel_aim(Standing::other), 0.6);
    EXPECT_EQ(violence.rebel_aim(Standing::in), 1);
}

TEST(CoreEquations, ItFallsWhenTheThreatOutgrowsWhoHoldsIt) {
    const Given<Core> p{.militia = 0.6, .line = 0.25, .fall_rate = 0.1, .sharpness = 4};
    const Core core(p);
    EXPECT_DOUBLE_EQ(core.fall_hazard(1), 0.1);
    EXPECT_NEAR(core.fall_hazard(0.5), 0.1 / 16, 1e-12);
    EXPECT_EQ(core.fall_hazard(0), 0);
    EXPECT_EQ(core.weight(Branch::elite), 1);
    EXPECT_EQ(core.weight(Branch::intelligence), 1);
    EXPECT_EQ(core.weight(Branch::militia), 0.6);
    EXPECT_EQ(core.weight(Branch::army), 0.25);
}

TEST(PatronEquations, HelpsTheMoreTheMoreTheCoreIsInDanger) {
    const Given<Patron> p{.commitment = 0.5, .steady = 0.2, .rescue = 2};
    const Patron patron(p);
    EXPECT_DOUBLE_EQ(patron.aim(0), 0.1);
    EXPECT_DOUBLE_EQ(patron.aim(0.25), 0.35);
    EXPECT_DOUBLE_EQ(patron.aim(5), 0.5) << "as far as it is committed";
}

TEST(SponsorEquations, AnswerViolenceAsFarAsTheyAreCommitted) {
    const Given<Sponsors> p{.commitment = 0.8, .outrage = 0.2};
    EXPECT_DOUBLE_EQ(Sponsors(p).aim(0.1), 0.4);
    EXPECT_DOUBLE_EQ(Sponsors(p).aim(0.9), 0.8);
}

TEST(OppositionEquations, TurnsRadicalUnderFireAndAtTheSponsorsWish) {
    const Given<Opposition> p{.violence = 0.03, .preference = 0.01};
    EXPECT_DOUBLE_EQ(Opposition(p).growth(0.5, 0.2), 0.017);
}

TEST(ManpowerEquations, MenComeOfAge) {
    const Given<Manpower> p{.of_age = 0.1, .coming_of_age = 0.0002};
    EXPECT_DOUBLE_EQ(Manpower(p).came_of_age(1e6, 50), 110000);
}

TEST(MilitiaEquations, PatronAndTycoonsPayForThem) {
    const Given<Militia> p{.tycoons = 0.05, .paid = 0.35};
    EXPECT_DOUBLE_EQ(Militia(p).budget(1000, 0.4), 190);
    EXPECT_DOUBLE_EQ(Militia(p).budget(1000, -1), 50) << "a patron who urges restraint takes nothing away";
}

TEST(ConscriptionEquations, EvasionGrowsWithViolenceWithTheDeadAndWithWhatMilitiasOffer) {
    const Given<Conscription> p{.evasion = 0.1, .evasion_violence = 3.0, .evasion_dead = 5.0, .militia_pull = 0.5};
    const Conscription conscription(p);
    EXPECT_DOUBLE_EQ(conscription.turnout(0, 0, 0), 0.9);
    EXPECT_NEAR(conscription.turnout(0.5, 0, 0), 9 / (9 + std::exp(1.5)), 1e-12);  // log-odds ln 9 - 1.5
    EXPECT_NEAR(conscription.turnout(0.5, 0, 1), 9 / (9 + std::exp(2.0)), 1e-12);
    EXPECT_NEAR(conscription.turnout(0.5, 0.1, 0), 9 / (9 + std::exp(2.0)), 1e-12);
    EXPECT_GT(conscription.turnout(1, 1, 1), 0) << "some always come";
}

TEST(ConscriptionEquations, NoMoreAreCalledThanComeOfAge) {
    const Given<Conscription> p{.term = 100, .call_up = 0.5};
    EXPECT_DOUBLE_EQ(Conscription(p).called(1000, 40), 10);
    EXPECT_DOUBLE_EQ(Conscription(p).called(1000, 8), 4);
}

/// One person for each of many equal parts of [0, 1).
TEST(Summons, AreAnsweredWithTheChancesGiven) {
    const Summons summons{
        .n_groups = 2, .reached = {0, 1, 0.8, 1}, .comes = {0, 1, 0.5, 0}, .leaves = {0, 0, 0.25, 1}, .exempt = 0.2};
    const auto counts = [&](std::uint8_t home, std::uint8_t group) {
        std::array<int, 1 + n_evasions> n{};
        for (int i = 0; i < 10000; ++i)
            ++n[std::size_t(summons.answer({.group = group, .home = home}, (i + 0.5) / 10000))];
        return n;
    };
    // Answers: comes, out of reach, exempt, abroad, hiding.
    EXPECT_EQ(counts(1, 0), (std::array{4000, 2000, 800, 800, 2400}));
    EXPECT_EQ(counts(0, 1), (std::array{10000, 0, 0, 0, 0}));
    EXPECT_EQ(counts(0, 0), (std::array{0, 10000, 0, 0, 0}));
    EXPECT_EQ(counts(1, 1), (std::array{0, 0, 2000, 8000, 0}));
    EXPECT_EQ(counts(2, 1), (std::array{10000, 0, 0, 0, 0})) << "who lives abroad comes";
}

}  // namespace
}  // namespace tests::war_equations
