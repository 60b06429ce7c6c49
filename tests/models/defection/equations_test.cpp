/// The equations of the mechanisms, by hand values.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

template <class Mechanism>
using Given = typename Mechanism::Parameters;

TEST(Equations, BlockingForcesStandWhereUnitsAreInTheFieldAndElitesAreLeft) {
    const Given<BlockingForces> p{.presence = 0.6};
    EXPECT_DOUBLE_EQ(BlockingForces(p).presence(0.5, 0.9), 0.27);
    EXPECT_EQ(BlockingForces(p).presence(0.5, 0), 0);
}

TEST(Equations, CohesionBindsFullAndUniformCompaniesMost) {
    const Given<Cohesion> p{.diversity = 0.5};
    const Cohesion cohesion(p);
    const Eigen::ArrayXf serving_share{{1.0F, 0.8F, 0.0F}}, homogeneity{{1.0F, 0.6F, 1.0F}};
    const Eigen::ArrayXf bond = cohesion.bond(serving_share, homogeneity);
    EXPECT_FLOAT_EQ(bond[0], 1.0F);
    EXPECT_FLOAT_EQ(bond[1], 0.64F);
    EXPECT_EQ(bond[2], 0.0F);
}

TEST(Equations, OpportunityGrowsWithRebelsBordersAndHelp) {
    const Given<Departure> p{.opportunity = 0.5};
    const Departure departure(p);
    EXPECT_DOUBLE_EQ(departure.opportunity_rate(0, 0, 0), 0.3);
    EXPECT_DOUBLE_EQ(departure.opportunity_rate(1, 1, 0.5), 0.5 * 1.2 * 1.5);
}

TEST(Equations, DestinationsAreLogitsOfWhatAwaits) {
    const Given<Departure> p{.join = -1.3,
                             .join_rebels = 0.5,
                             .join_radicalisation = 1.5,
                             .join_officer = 0.3,
                             .flee = 0.2,
                             .flee_border = 1.0};
    const Departure departure(p);
    EXPECT_NEAR(departure.join_probability({.rebel_share = 0.4, .radicalisation = 0.2}), 1 / (1 + std::exp(1.4)),
                1e-12);
    EXPECT_NEAR(departure.join_probability({.rebel_share = 0.4, .radicalisation = 0.2, .officer = true}),
                1 / (1 + std::exp(1.7)), 1e-12);
    EXPECT_NEAR(departure.flee_probability(0.8), 1 / (1 + std::exp(-1.0)), 1e-12);
}

TEST(Equations, DestinationsAreFixedSharesWhenDepartureIsOff) {
    const Given<Departure> p{.enabled = false, .null_join = 0.2, .null_flee = 0.6};
    const Departure departure(p);
    EXPECT_EQ(departure.join_probability({.rebel_share = 1, .radicalisation = 1, .officer = true}), 0.2);
    EXPECT_DOUBLE_EQ(departure.flee_probability(1), 0.75);  // 0.6 of all
}

TEST(Equations, TheStakeGrowsWithViolenceAndStretchesFate) {
    const Given<ExistentialThreat> p{.growth = 0.03};
    EXPECT_DOUBLE_EQ(ExistentialThreat(p).growth_rate(0.4, 0, 0.5), 0.03 * 0.75);
    EXPECT_DOUBLE_EQ(ExistentialThreat(p).growth_rate(0.4, 0.1, 0.5), 0.03 * (0.75 + 0.3)) << "attacked itself";
    EXPECT_DOUBLE_EQ(ExistentialThreat(p).effective_fate(0.8, 0), 0.48);
    EXPECT_DOUBLE_EQ(ExistentialThreat(p).effective_fate(0.8, 1), 1.12);
}

TEST(Equations, SoldiersTakeInViolenceAgainstTheirOwnGroup) {
    state::Violence violence(1, 2);
    violence.against_group = {0.5, 0.4};
    violence.by_state_against = {0.1, 0.3};
    EXPECT_DOUBLE_EQ(violence.felt_by(1, 0, 0.25, 0), 0.4);
    EXPECT_DOUBLE_EQ(violence.felt_by(0, 0, 0.25, 0), 0.125) << "the ruler's own";
    EXPECT_DOUBLE_EQ(violence.felt_by(1, 0, 0.25, 0.5), 0.25) << "half of what the state does is excused";
}

TEST(Equations, RentsFallWithRank) {
    const Given<Patronage> p{.officer = 1, .nco = 0.5, .professional = 0.4, .conscript = 0.12};
    const Patronage patronage(p);
    EXPECT_EQ(patronage.part(Rank::senior_officer), 1);
    EXPECT_EQ(patronage.part(Rank::junior_officer), 1);
    EXPECT_EQ(patronage.part(Rank::nco), 0.5);
    for (const Rank rank : {Rank::professional, Rank::militia, Rank::monitor}) EXPECT_EQ(patronage.part(rank), 0.4);
    for (const Rank rank : {Rank::conscript, Rank::overdue}) EXPECT_EQ(patronage.part(rank), 0.12);
}

TEST(Equations, ExemplarsCountByTheLogarithmOfTheirShare) {
    const Given<Persuasion> p{.vividness = 8};
    const Persuasion persuasion(p);
    EXPECT_EQ(persuasion.exemplars(0, 10), 0);
    EXPECT_NEAR(static_cast<double>(persuasion.exemplars(2, 16)), std::log(2), 1e-6);
    EXPECT_NEAR(static_cast<double>(persuasion.exemplars(1, 0)), std::log(9), 1e-6);  // the last have just left
}

TEST(Equations, OrdersAgainstOnesOwnAreAProduct) {
    const Given<ProtestOrders> p{};
    EXPECT_DOUBLE_EQ(ProtestOrders(p).against_own(0.8, 0.5, 0.75, 0.5), 0.8 * 0.5 * 0.5 * 0.75);
}

TEST(Equations, DetectionAddsUpOverAgenciesAndInformers) {
    const Given<Surveillance> p{.agencies = 4, .agency_rate = 0.01, .contacts = 3.0, .report = 0.5};
    EXPECT_DOUBLE_EQ(Surveillance(p).agency_rate(0.5), 0.02);
    EXPECT_DOUBLE_EQ(Surveillance(p).informer_rate(3, 60), 0.075);
    EXPECT_EQ(Surveillance(p).informer_rate(3, 60), Surveillance(p).informer_rate(6, 120)) << "per contact";
    EXPECT_EQ(Surveillance(p).informer_rate(0, 0), 0);
}

TEST(Equations, OfficersOfOtherGroupsArePassedOver) {
    const Given<Stacking> p{.part_of_others = 0.5};
    EXPECT_EQ(Stacking(p).passed_over(Standing::in, 0.1), 0);
    EXPECT_EQ(Stacking(p).passed_over(Standing::out, 0.25), 0.75);
    EXPECT_EQ(Stacking(p).passed_over(Standing::other, 0.25), 0.375);
}

TEST(Equations, FormsOfWhatTheForcesDidAreTriedInOrder) {
    const Given<OutcomeWatch> p{.split_share = 0.05, .dissolution_share = 0.3, .leak_share = 0.1};
    const OutcomeWatch watch(p);
    EXPECT_EQ(watch.form({0.05, 0.1, 0.9}, Ruler::falls), Form::units);
    EXPECT_EQ(watch.form({0.04, 0.29, 0.9}, Ruler::falls), Form::dissolution);
    EXPECT_EQ(watch.form({0.04, 0.29, 0.9}, Ruler::stays), Form::leak) << "whose ruler stays has not dissolved";
    EXPECT_EQ(watch.form({0.04, 0.3, 0.9}, Ruler::falls), Form::leak);
    EXPECT_EQ(watch.form({0.04, 0.1, 0.1}, Ruler::stays), Form::leak);
    EXPECT_EQ(watch.form({0.04, 0.9, 0.09}, Ruler::falls), Form::none);
}

TEST(Equations, EveryFormAndRulerHaveAWord) {
    using enum Outcome;
    const std::array<std::array<Outcome, ruler_names.size()>, form_names.size()> words = {
        {{loyal, refusal, coup, collapse},
         {leak, refusal, coup, collapse},
         {collapse, collapse, collapse, collapse},
         {split, split, split, split},
         {split, split, split, split},
         {refusal, refusal, coup, collapse}}};
    for (std::size_t form = 0; form < words.size(); ++form)
        for (std::size_t ruler = 0; ruler < words[form].size(); ++ruler)
            EXPECT_EQ(outcome_of(Form(form), Ruler(ruler)), words[form][ruler])
                << form_names[form] << " x " << ruler_names[ruler];
}

TEST(Factors, AreProductsOfWhatHappenedToAPerson) {
    Factors factors;
    factors.set_trait(kin_harmed, 0.2);
    factors.set_trait(whispered_to, 1.1);
    factors.set_home_levels(0.6, 1.2);
    factors.set_ties(0.25);
    EXPECT_EQ(factors.of({}), 1);
    EXPECT_NEAR(std::log(factors.of({.traits = kin_harmed | whispered_to | informer})), 1.3, 1e-12);
    EXPECT_NEAR(std::log(factors.of({.ties_gone = 2, .home_level = 2})), 1.2 + 0.25 * std::log(3), 1e-12);
    EXPECT_NEAR(std::log(factors.of({.ties_gone = 200})), 0.25 * std::log(201), 1e-12);
}

TEST(Factors, AreSetAndNotCompounded) {
    Factors factors;
    factors.set_trait(whispered_to, 1.1);
    factors.set_trait(whispered_to, 0.3);
    EXPECT_NEAR(std::log(factors.of({.traits = whispered_to})), 0.3, 1e-12);
}

TEST(Factors, HaveRoomForSixteenTraits) {
    Factors factors;
    for (unsigned bit = 0; bit < most_traits; ++bit) factors.set_trait(Trait(1U << bit), 0.01 * (bit + 1));
    EXPECT_NEAR(std::log(factors.of({.traits = 0xFFFF})), 0.01 * 16 * 17 / 2, 1e-12);
    EXPECT_NEAR(std::log(factors.of({.traits = 0x8001})), 0.17, 1e-12);
}

}  // namespace
}  // namespace tests
