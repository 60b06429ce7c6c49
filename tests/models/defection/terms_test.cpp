/// The terms that a run puts into the hazard, against closed forms of their equations under constant driving.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/defection/constant_drivers.hpp"

namespace tests {
namespace {

using namespace defection;

TEST_F(TermsOfARun, ViolenceFollowsItsCauses) {  // 0.5 orders protest + scripted = 0.15 + 0.4
    start({});
    EXPECT_NEAR(run_->run().surroundings().violence.of_country, violence(), 1e-12);
    EXPECT_NEAR(run_->run().surroundings().violence.against_group[majority], violence(), 1e-12);
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
           {"organisation.line.officer_share", 1},
           {"organisation.line.career_share", 1},
           {"conscription.enabled", 1},
           {"conscription.humiliation", 0.02},
           {"conscription.term", 520}});
    const double stock = (1 - std::exp(-0.09 * n_weeks)) / 0.09, wound = 0.1 * 0.18;
    EXPECT_NEAR(term("grievance.effect", line_company, majority, Rank::conscript), 0.8 * stock * (wound + 0.02),
                single);
    EXPECT_NEAR(term("grievance.effect", line_company, majority, Rank::nco), 0.8 * stock * (wound + 0.01), single)
        << "no one of the majority commands";
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
        const double inflow = 0.1 * 0.55 * (1 - std::exp(-week / scenario_->parameters().of<Violence>().lag));
        stock = std::exp(-0.05) * stock + (1 - std::exp(-0.05)) / 0.05 * inflow;
    }
    EXPECT_NEAR(term("grievance.effect", line_company, majority, Rank::conscript), stock, single);
    EXPECT_NEAR(term("grievance.effect", line_company, core, Rank::conscript), 0.5 * stock, single);
}

TEST_F(TermsOfARun, TheBondOfFateGrowsWithTheStake) {
    start({{"existential_threat.enabled", 1},
           {"existential_threat.bond", 2},
           {"existential_threat.growth", 0.05},
           {"existential_threat.fading", 0.01}});
    double stake = 0;
    for (int week = 1; week <= n_weeks; ++week) {
        const double around = 0.55 * (1 - std::exp(-week / scenario_->parameters().of<Violence>().lag));
        const double up = 0.05 * (1.5 * around + 0.09), rate = up + 0.01;
        stake += (1 - std::exp(-rate)) * (up / rate - stake);
    }
    EXPECT_NEAR(term("existential_threat.bond", line_company, core, Rank::nco), -2 * 0.8 * (0.6 + 0.8 * stake), single);
}

TEST_F(TermsOfARun, BlockingForcesDeterWhereTheArmyIsInTheField) {
    start({{"blocking_forces.enabled", 1}, {"blocking_forces.presence", 0.5}, {"blocking_forces.deterrent", 2}});
    EXPECT_NEAR(term("blocking_forces.deterrent", line_company, core, Rank::nco), -2 * 0.5 * 0.6, single);
    const std::size_t guard_company = run_->army().units.brigades.first_company[BrigadeId(2)];
    EXPECT_EQ(term("blocking_forces.deterrent", guard_company, core, Rank::nco), 0) << "no one stands behind the guard";
}

TEST_F(TermsOfARun, CohesionEnforcesTheNormOfTheCompany) {
    start({{"cohesion.enabled", 1},
           {"cohesion.effect", 1.4},
           {"cohesion.reserve", 0.15},
           {"cohesion.diversity", 0.5},
           {"patronage.enabled", 1}});
    const Units& units = run_->army().units;
    const std::size_t o = units.companies.organisation[CompanyId(line_company)];
    double men = 0, norm = 0, squares = 0;
    for (std::size_t g = 0; g < units.lanes.n_groups; ++g) {
        double of_group = 0;
        for (std::size_t r = 0; r < n_ranks; ++r) {
            const double n =
                static_cast<double>(run_->army().strength.cells[line_company * units.lanes.size() + g * n_ranks + r]);
            const double x = run_->run().minds().rent.believed[o * units.lanes.size() + Lanes::at(g, Rank(r))] + 0.15;
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
           {"patronage.enabled", 1},
           {"existential_threat.enabled", 1},
           {"protest_orders.enabled", 1},
           {"reprisal.enabled", 1},
           {"surveillance.enabled", 1},
           {"blocking_forces.enabled", 1},
           {"cohesion.enabled", 1},
           {"persuasion.enabled", 1},
           {"moral_injury.enabled", 1},
           {"danger.enabled", 1},
           {"deterrence.enabled", 1},
           {"bereavement.enabled", 1},
           {"war.death_rate", 0.05},
           {"intention.log_base_rate", -12}});
    const Units& units = run_->army().units;
    const auto& terms = run_->run().minds().terms.all();
    ASSERT_EQ(terms.size(), 12U);
    for (const CompanyId company : units.companies.ids()) {
        const Place place = units.place_of(company);
        const std::vector<float> hazard = hazard_of(company);
        for (std::size_t lane = 0; lane < hazard.size(); ++lane) {
            double sum = static_cast<double>(run_->run().mechanism<Intention>().log_rate(Rank(lane % n_ranks)));
            for (const Term& one : terms)
                sum += static_cast<double>(one.beta) * static_cast<double>(one.at(place, lane, units.lanes));
            ASSERT_NEAR(std::log(static_cast<double>(hazard[lane])), std::max(sum, -25.0), 2e-5)
                << "company " << company << ", lane " << lane;
        }
    }
}

TEST_F(TermsOfARun, TheHazardStaysWithinItsRange) {
    start({{"intention.log_base_rate", 0}});
    EXPECT_NEAR(static_cast<double>(hazard_of(line_company)[Lanes::at(majority, Rank::conscript)]), std::exp(-0.7),
                1e-6);
    for (std::size_t company = 0; company < run_->army().units.companies.size(); ++company)
        for (const float of_lane : hazard_of(company))
            EXPECT_LE(static_cast<double>(of_lane), std::exp(-0.7) * (1 + 1e-6));
    for (const double base : {-25.0, 0.0}) {
        start({{"intention.log_base_rate", base}, {"intention.least_log_rate", -11}, {"intention.most_log_rate", -4}});
        EXPECT_NEAR(static_cast<double>(hazard_of(line_company)[Lanes::at(majority, Rank::conscript)]),
                    std::exp(base < -20 ? -11.0 : -4.0), 1e-8);
    }
}

}  // namespace
}  // namespace tests
