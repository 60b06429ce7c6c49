/// The equations of the mechanisms, by hand values; and the terms that a run puts into the hazard, against closed forms
/// of the same equations under constant forcing.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

template <class Mechanism>
using ParametersOf = typename Mechanism::Parameters;

TEST(Equations, BlockingForcesStandWhereUnitsAreInTheFieldAndElitesAreLeft) {
    const ParametersOf<BlockingForces> p{.presence = 0.6};
    EXPECT_DOUBLE_EQ(BlockingForces(p).presence(0.5, 0.9), 0.27);
    EXPECT_EQ(BlockingForces(p).presence(0.5, 0), 0);
}

TEST(Equations, CohesionBindsFullAndUniformCompaniesMost) {
    const ParametersOf<Cohesion> p{.diversity = 0.5};
    const Cohesion cohesion(p);
    EXPECT_DOUBLE_EQ(cohesion.bond(1, 1), 1);
    EXPECT_DOUBLE_EQ(cohesion.bond(0.8, 0.6), 0.64);
    EXPECT_EQ(cohesion.bond(0, 1), 0);
}

TEST(Equations, EvasionGrowsWithViolenceAndRebelsUpToEverybody) {
    const ParametersOf<Conscription> p{.evasion = 0.1, .evasion_violence = 1.1, .evasion_rebels = 0.9};
    const Conscription conscription(p);
    EXPECT_DOUBLE_EQ(conscription.evasion(0, 0, 1000), 0.1);
    EXPECT_DOUBLE_EQ(conscription.evasion(0.2, 250, 1000), 0.1 + 0.22 + 0.45);  // half of the ground
    EXPECT_EQ(conscription.evasion(1, 1e6, 1000), 1);
}

TEST(Equations, OpportunityGrowsWithRebelsBordersAndHelp) {
    const ParametersOf<Departure> p{.opportunity = 0.5};
    const Departure departure(p);
    EXPECT_DOUBLE_EQ(departure.opportunity_rate(0, 0, 0), 0.3);
    EXPECT_DOUBLE_EQ(departure.opportunity_rate(1, 1, 0.5), 0.5 * 1.2 * 1.5);
}

TEST(Equations, DestinationsAreLogitsOfWhatAwaits) {
    const ParametersOf<Departure> p{.join = -1.3,
                                    .join_rebels = 0.5,
                                    .join_radicalisation = 1.5,
                                    .join_officer = 0.3,
                                    .flee = 0.2,
                                    .flee_border = 1.0};
    const Departure departure(p);
    EXPECT_NEAR(departure.join_probability(0.4, 0.2, false), 1 / (1 + std::exp(1.4)), 1e-12);
    EXPECT_NEAR(departure.join_probability(0.4, 0.2, true), 1 / (1 + std::exp(1.7)), 1e-12);
    EXPECT_NEAR(departure.flee_probability(0.8), 1 / (1 + std::exp(-1.0)), 1e-12);
}

TEST(Equations, DestinationsAreFixedSharesWhenDepartureIsOff) {
    const ParametersOf<Departure> p{.enabled = false, .null_join = 0.2, .null_flee = 0.6};
    const Departure departure(p);
    EXPECT_EQ(departure.join_probability(1, 1, true), 0.2);
    EXPECT_DOUBLE_EQ(departure.flee_probability(1), 0.75);  // 0.6 of all
}

TEST(Equations, TheStakeGrowsWithViolenceAndStretchesFate) {
    const ParametersOf<ExistentialThreat> p{.growth = 0.03};
    EXPECT_DOUBLE_EQ(ExistentialThreat(p).growth_rate(0.4, 0.5), 0.03 * 0.75);
    EXPECT_DOUBLE_EQ(ExistentialThreat::effective_fate(0.8, 0), 0.48);
    EXPECT_DOUBLE_EQ(ExistentialThreat::effective_fate(0.8, 1), 1.12);
}

TEST(Equations, DangerIsContactInTheFieldAndViolenceAround) {
    const ParametersOf<Fear> p{.scale = 0.25};
    const Fear fear(p);
    EXPECT_DOUBLE_EQ(fear.danger(0.6, 0.5, 0.4), 0.5 * (0.3 + 0.1));
    EXPECT_EQ(fear.danger(0, 1, 0), 0);
    EXPECT_EQ(Fear(ParametersOf<Fear>{.scale = 2}).danger(1, 1, 1), 1.5);
}

TEST(Equations, GrievanceTakesInViolenceAgainstTheOwnGroup) {
    const ParametersOf<Grievance> p{.violence_weight = 0.12, .ingroup_share = 0.5};
    EXPECT_DOUBLE_EQ(Grievance(p).inflow(0.5, false), 0.06);
    EXPECT_DOUBLE_EQ(Grievance(p).inflow(0.5, true), 0.03);
}

TEST(Equations, RentsFallWithRank) {
    const ParametersOf<Patronage> p{.officer = 1, .nco = 0.5, .professional = 0.4, .conscript = 0.12};
    const Patronage patronage(p);
    EXPECT_EQ(patronage.part(Rank::senior_officer), 1);
    EXPECT_EQ(patronage.part(Rank::junior_officer), 1);
    EXPECT_EQ(patronage.part(Rank::nco), 0.5);
    for (const Rank rank : {Rank::professional, Rank::militia, Rank::monitor}) EXPECT_EQ(patronage.part(rank), 0.4);
    for (const Rank rank : {Rank::conscript, Rank::overdue}) EXPECT_EQ(patronage.part(rank), 0.12);
}

TEST(Equations, ExemplarsCountByTheLogarithmOfTheirShare) {
    EXPECT_EQ(Persuasion::exemplars(0, 10), 0);
    EXPECT_NEAR(static_cast<double>(Persuasion::exemplars(2, 16)), std::log(2), 1e-6);
    EXPECT_NEAR(static_cast<double>(Persuasion::exemplars(1, 0)), std::log(9), 1e-6);  // the last have just left
}

TEST(Equations, PostingKeepsMostMenAwayUnlessRecruitmentIsTerritorial) {
    const ParametersOf<Posting> p{.away = 0.9, .territorial_local = 0.75};
    EXPECT_DOUBLE_EQ(Posting(p).local_share(Recruitment::national), 0.1);
    EXPECT_DOUBLE_EQ(Posting(p).local_share(Recruitment::territorial), 0.75);
}

TEST(Equations, OrdersAgainstOnesOwnAreAProduct) {
    const ParametersOf<ProtestOrders> p{};
    EXPECT_DOUBLE_EQ(ProtestOrders(p).against_own(0.8, 0.5, 0.3, 0.6, 0.5), 0.8 * 0.5 * 0.5 * 0.5);
}

TEST(Equations, DeterrenceIsLearnedFromWhoIsCaught) {
    const ParametersOf<Reprisal> p{.penalty = 0.5};
    const Reprisal reprisal(p);
    EXPECT_DOUBLE_EQ(reprisal.observed(2, 0.5, 0, 0), 0.5 * 0.7);  // the prior alone
    EXPECT_DOUBLE_EQ(reprisal.observed(2, 0.5, 4, 10), (1 + 6.0) / (2 + 4 + 3.5) * 0.7);
    EXPECT_EQ(reprisal.observed(1e-9, 1, 100, 0), 1.2);  // at most
    EXPECT_DOUBLE_EQ(reprisal.severity(), 0.8);
}

TEST(Equations, StackingSetsSharesByBranchAndRank) {
    const ParametersOf<Stacking> p{.officer_share = 0.8,
                                   .career_share = 0.45,
                                   .elite_officer_share = 0.97,
                                   .elite_share = 0.9,
                                   .agency_share = 0.85,
                                   .militia_share = 0.75};
    const Stacking stacking(p);
    EXPECT_EQ(stacking.ingroup_share(Branch::army, Rank::senior_officer, 0.11), 0.8);
    EXPECT_EQ(stacking.ingroup_share(Branch::army, Rank::nco, 0.11), 0.45);
    EXPECT_EQ(stacking.ingroup_share(Branch::army, Rank::conscript, 0.11), 0.11);
    EXPECT_EQ(stacking.ingroup_share(Branch::elite, Rank::junior_officer, 0.11), 0.97);
    EXPECT_EQ(stacking.ingroup_share(Branch::elite, Rank::conscript, 0.11), 0.9);
    EXPECT_EQ(stacking.ingroup_share(Branch::intelligence, Rank::monitor, 0.11), 0.85);
    EXPECT_EQ(stacking.ingroup_share(Branch::militia, Rank::militia, 0.11), 0.75);
}

TEST(Equations, DetectionAddsUpOverAgenciesAndInformers) {
    const ParametersOf<Surveillance> p{.agencies = 4, .agency_rate = 0.01, .informer_rate = 0.02};
    EXPECT_DOUBLE_EQ(Surveillance(p).detection_rate(0.5, 3), 0.02 + 0.06);
    EXPECT_EQ(Surveillance(p).detection_rate(0, 0), 0);
}

TEST(Equations, OutcomesAreTriedInOrder) {
    const OutcomeParameters p{.split_share = 0.05, .leak_share = 0.1};
    EXPECT_EQ(outcome_of(p, 0.05, false, 0.5), Outcome::split);
    EXPECT_EQ(outcome_of(p, 0.04, false, 0.5), Outcome::collapse);
    EXPECT_EQ(outcome_of(p, 0.04, true, 0.1), Outcome::leak);
    EXPECT_EQ(outcome_of(p, 0.04, true, 0.09), Outcome::loyal);
}

/// Constant forcing and no soldier who could change it: what a week's terms are can be worked out.
constexpr std::string_view constant_forcing = R"(
[[curve]]
name = "protest"
force = "protest"
points = [[0, 0.6]]

[[curve]]
name = "orders"
force = "orders"
points = [[0, 0.5]]

[[curve]]
name = "violence"
force = "violence"
points = [[0, 0.4]]

[[curve]]
name = "radicalisation"
force = "radicalisation"
points = [[0, 0.3]]

[[curve]]
name = "belief"
force = "survival_belief"
points = [[0, 0.7]]
)";

std::string text_with_constant_forcing() {
    const std::string text = small_army_text();
    return text.substr(0, text.find("[[curve]]")) + std::string(constant_forcing);
}

/// Terms of a run after some weeks, cell by cell.
class TermsOfARun : public testing::Test {
 protected:
    static constexpr int n_weeks = 9;
    static Settings quiet() {  // nobody leaves or dies: forcing alone moves the terms
        return everything_off() + Settings{{"intention.log_base_rate", -25}};
    }
    void start(const Settings& settings) {
        scenario_ = scenario_of(text_with_constant_forcing(), quiet() + settings);
        run_ = std::make_unique<ArmyRun>(*scenario_);
        for (int week = 0; week < n_weeks; ++week) run_->step();
    }
    double violence() const { return 0.55 * (1 - std::exp(-n_weeks / scenario_->parameters().war.lag)); }
    /// beta x of a parameter's term for one lane of a company.
    double term(const char* parameter, std::size_t company, std::size_t group, Rank rank) const {
        const World& world = run_->world();
        for (const Term& one : world.terms.all())
            if (one.parameter == parameter)
                return static_cast<double>(one.beta * Terms::value(one, world.companies.organisation[company], company,
                                                                   World::lane(group, rank), world.lanes));
        ADD_FAILURE() << "no term " << parameter;
        return 0;
    }
    static constexpr std::size_t core = 0, majority = 1;
    static constexpr std::size_t line_company = 1;  // in the province: exposure 0.6, rent 0.4 x 0.8

    std::unique_ptr<DefectionScenario> scenario_;
    std::unique_ptr<ArmyRun> run_;
};

constexpr double single = 1e-6;  // terms are stored in single precision

TEST_F(TermsOfARun, ViolenceFollowsItsCauses) {  // 0.5 orders protest + scripted = 0.15 + 0.4
    start({});
    EXPECT_NEAR(run_->world().war.violence, violence(), 1e-12);
    EXPECT_NEAR(run_->world().war.against_group[majority], violence(), 1e-12);
}

TEST_F(TermsOfARun, PatronageIsIncentiveTimesBelievedRent) {
    start({{"patronage.enabled", 1}, {"patronage.incentive", 2}, {"patronage.pay", 1.5}});
    EXPECT_NEAR(term("patronage.incentive", line_company, core, Rank::junior_officer), -2 * 1.5 * 0.4 * 0.8 * 0.7,
                single);
    EXPECT_NEAR(term("patronage.incentive", line_company, majority, Rank::conscript), -2 * 1.5 * 0.4 * 0.8 * 0.12 * 0.7,
                single);
}

TEST_F(TermsOfARun, ProtestOrdersWeighTheOwnGroupsShareInTheRegion) {  // of the largest: 0.75 in the province
    start({{"protest_orders.enabled", 1}, {"protest_orders.effect", 1.5}});
    EXPECT_NEAR(term("protest_orders.effect", line_company, majority, Rank::nco), 1.5 * 0.5 * 0.6 * 0.6, single);
    EXPECT_NEAR(term("protest_orders.effect", line_company, core, Rank::nco), 1.5 * 0.5 * 0.6 * 0.6 * (2.0 / 15) / 0.75,
                single);
}

TEST_F(TermsOfARun, GrievanceIsTheIntegralOfItsInflows) {
    start({{"grievance.enabled", 1},
           {"grievance.effect", 0.8},
           {"grievance.violence_weight", 0},
           {"grievance.decay", 0.09},
           {"protest_orders.enabled", 1},
           {"protest_orders.wound", 0.1},
           {"stacking.enabled", 1},
           {"stacking.resentment", 0.01},
           {"stacking.officer_share", 1},
           {"stacking.career_share", 1},
           {"conscription.enabled", 1},
           {"conscription.humiliation", 0.02},
           {"conscription.term", 520}});
    const double stock = (1 - std::exp(-0.09 * n_weeks)) / 0.09, wound = 0.1 * 0.18;
    EXPECT_NEAR(term("grievance.effect", line_company, majority, Rank::conscript), 0.8 * stock * (wound + 0.02),
                single);
    EXPECT_NEAR(term("grievance.effect", line_company, majority, Rank::nco), 0.8 * stock * (wound + 0.01), single)
        << "nobody of the majority commands";
    EXPECT_NEAR(term("grievance.effect", line_company, core, Rank::nco), 0.8 * stock * wound * (2.0 / 15) / 0.75,
                single);
}

TEST_F(TermsOfARun, ViolenceAgainstTheOwnGroupFeedsGrievance) {  // week by week, as violence builds up
    start({{"grievance.enabled", 1},
           {"grievance.effect", 1},
           {"grievance.violence_weight", 0.1},
           {"grievance.decay", 0.05}});
    double stock = 0;
    for (int week = 1; week <= n_weeks; ++week) {
        const double inflow = 0.1 * 0.55 * (1 - std::exp(-week / scenario_->parameters().war.lag));
        stock = std::exp(-0.05) * stock + (1 - std::exp(-0.05)) / 0.05 * inflow;
    }
    EXPECT_NEAR(term("grievance.effect", line_company, majority, Rank::conscript), stock, single);
    EXPECT_NEAR(term("grievance.effect", line_company, core, Rank::conscript), 0.5 * stock, single);
}

TEST_F(TermsOfARun, FearMultipliesGrievance) {
    start({{"fear.enabled", 1},
           {"fear.scale", 0.5},
           {"fear.trigger", 0.9},
           {"fear.lag", 4},
           {"grievance.enabled", 1},
           {"grievance.effect", 1}});
    double fear = 0;  // no rebels, so no contact: violence alone
    for (int week = 1; week <= n_weeks; ++week) {
        const double around = 0.55 * (1 - std::exp(-week / scenario_->parameters().war.lag));
        fear += (1 - std::exp(-0.25)) * (2 * 0.5 * 0.25 * around - fear);
    }
    const double grievance = term("grievance.effect", line_company, majority, Rank::conscript);
    EXPECT_GT(grievance, 0.01);
    EXPECT_NEAR(term("fear.trigger", line_company, majority, Rank::conscript), 0.9 * grievance * fear, single);
}

TEST_F(TermsOfARun, TheBondOfFateGrowsWithTheStake) {
    start({{"existential_threat.enabled", 1},
           {"existential_threat.bond", 2},
           {"existential_threat.growth", 0.05},
           {"existential_threat.fading", 0.01}});
    double stake = 0;
    for (int week = 1; week <= n_weeks; ++week) {
        const double around = 0.55 * (1 - std::exp(-week / scenario_->parameters().war.lag));
        const double up = 0.05 * (1.5 * around + 0.09), rate = up + 0.01;
        stake += (1 - std::exp(-rate)) * (up / rate - stake);
    }
    EXPECT_NEAR(term("existential_threat.bond", line_company, core, Rank::nco), -2 * 0.8 * (0.6 + 0.8 * stake), single);
}

TEST_F(TermsOfARun, DeterrenceStartsFromBeingWatchedAndWeighsTreason) {
    start({{"reprisal.enabled", 1},
           {"reprisal.deterrence", 1.5},
           {"reprisal.penalty", 0.5},
           {"reprisal.treason_premium", 2},
           {"surveillance.enabled", 1}});
    // Fully watched, nobody caught: the prior says 1 x (0.4 + 0.6).
    EXPECT_NEAR(term("reprisal.deterrence", line_company, majority, Rank::nco), -1.5 * 0.7 * 0.8, 1e-5);
    EXPECT_NEAR(term("reprisal.deterrence", line_company, core, Rank::nco), -1.5 * 0.7 * 0.8 * 2, 1e-5);
}

TEST_F(TermsOfARun, BlockingForcesDeterWhereTheArmyIsInTheField) {
    start({{"blocking_forces.enabled", 1}, {"blocking_forces.presence", 0.5}, {"blocking_forces.deterrent", 2}});
    EXPECT_NEAR(term("blocking_forces.deterrent", line_company, core, Rank::nco), -2 * 0.5 * 0.6, single);
    const std::size_t guard_company = run_->world().brigades.first_company[2];
    EXPECT_EQ(term("blocking_forces.deterrent", guard_company, core, Rank::nco), 0) << "nobody stands behind the guard";
}

TEST_F(TermsOfARun, CohesionEnforcesTheNormOfTheCompany) {
    start({{"cohesion.enabled", 1},
           {"cohesion.effect", 1.4},
           {"cohesion.reserve", 0.15},
           {"cohesion.diversity", 0.5},
           {"patronage.enabled", 1}});
    const World& world = run_->world();
    const std::size_t o = world.companies.organisation[line_company];
    double men = 0, norm = 0, squares = 0;
    for (std::size_t g = 0; g < world.n_groups(); ++g) {
        double of_group = 0;
        for (std::size_t r = 0; r < n_ranks; ++r) {
            const double n = static_cast<double>(world.strength[line_company * world.n_lanes() + g * n_ranks + r]);
            const double x = world.rent[o][r] + 0.15;
            norm += n * x / (1 + std::abs(x));
            of_group += n;
        }
        men += of_group;
        squares += of_group * of_group;
    }
    const double bond = 1 - 0.5 * (1 - squares / (men * men));  // all posts are filled
    EXPECT_LT(bond, 0.9);
    EXPECT_NEAR(term("cohesion.effect", line_company, core, Rank::nco), -1.4 * bond * norm / men, 1e-5);
}

TEST_F(TermsOfARun, TheHazardOfACellIsTheExponentialOfTheSum) {
    start({{"grievance.enabled", 1},
           {"fear.enabled", 1},
           {"patronage.enabled", 1},
           {"existential_threat.enabled", 1},
           {"protest_orders.enabled", 1},
           {"reprisal.enabled", 1},
           {"surveillance.enabled", 1},
           {"blocking_forces.enabled", 1},
           {"cohesion.enabled", 1},
           {"persuasion.enabled", 1},
           {"intention.log_base_rate", -12}});
    const World& world = run_->world();
    ASSERT_EQ(world.terms.all().size(), 9U);
    for (std::size_t cell = 0; cell < world.hazard.size(); ++cell) {
        const std::size_t company = cell / world.n_lanes(), lane = cell % world.n_lanes();
        const std::size_t o = world.companies.organisation[company];
        double sum = static_cast<double>(world.base[o * world.n_lanes() + lane]);
        for (const Term& one : world.terms.all())
            sum +=
                static_cast<double>(one.beta) * static_cast<double>(Terms::value(one, o, company, lane, world.lanes));
        ASSERT_NEAR(std::log(static_cast<double>(world.hazard[cell])), std::max(sum, -25.0), 2e-5) << "cell " << cell;
    }
}

TEST_F(TermsOfARun, TheHazardStaysWithinItsRange) {
    start({{"intention.log_base_rate", 0}});
    for (const float hazard : run_->world().hazard) ASSERT_LE(static_cast<double>(hazard), std::exp(-0.7) * (1 + 1e-6));
}

TEST(Factors, AreProductsOfWhatHappenedToAPerson) {
    Factors factors;
    factors.set_trait(kin_harmed, 0.2);
    factors.set_trait(whispered_to, 1.1);
    factors.set_home_levels(0.6, 1.2);
    factors.set_ties(0.25, 3);
    People people(4);
    people[1].traits = kin_harmed | whispered_to | informer;
    people[2].home_level = 2;
    people[2].ties_gone = 2;
    people[3].ties_gone = 200;
    EXPECT_EQ(factors.of(people, 0), 1);
    EXPECT_NEAR(std::log(factors.of(people, 1)), 1.3, 1e-12);
    EXPECT_NEAR(std::log(factors.of(people, 2)), 1.7, 1e-12);
    EXPECT_NEAR(std::log(factors.of(people, 3)), 0.75, 1e-12);
}

}  // namespace
}  // namespace tests
