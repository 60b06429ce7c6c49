/// The prospects of those who leave, mechanism by mechanism: equations by hand values, signs in pairs of runs, and the proof that
/// it moves where people go, and hardly whether they leave.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/defection/constant_drivers.hpp"
#include "tests/models/defection/paired.hpp"

namespace tests {
namespace {

using namespace defection;

double sigma(double x) { return 1 / (1 + std::exp(-x)); }

TEST(LeaverEquations, APromiseCountsAsFarAsItIsMadeAndBelieved) {
    const Reassurance::Parameters p{
        .guarantee = 0.8, .to_ingroup = 0.25, .to_officers = 0.5, .credibility = 0.5, .doubt = 0.4};
    EXPECT_DOUBLE_EQ(Reassurance(p).promised(false, false, 0), 0.4);
    EXPECT_DOUBLE_EQ(Reassurance(p).promised(false, true, 0.5), 0.4 * 0.5 * 0.8);
    EXPECT_DOUBLE_EQ(Reassurance(p).promised(true, false, 0), 0.1);
}
TEST(LeaverEquations, ACallAlarmsAsFarAsNothingIsGuaranteed) {
    const Reassurance::Parameters p{.call = 0.5, .alarm = 0.2};
    EXPECT_DOUBLE_EQ(Reassurance(p).alarm(0), 0.1);
    EXPECT_DOUBLE_EQ(Reassurance(p).alarm(0.75), 0.025);
    EXPECT_EQ(Reassurance(p).alarm(1), 0);
}
TEST(LeaverEquations, CiviliansLeadByMoneyOrBecauseTheyWereThereFirst) {  // F99
    const Factions::Parameters p{.competence = 2, .money = 3, .legitimacy = 1, .fading = 0.1};
    EXPECT_EQ(Factions(p).led_by_officers(0, 0.5, 0), 0);
    EXPECT_DOUBLE_EQ(Factions(p).led_by_officers(0.25, 0.5, 0), 0.5 / (0.5 + 1.5 + 1));
    EXPECT_NEAR(Factions(p).led_by_officers(0.25, 0, 10), 0.5 / (0.5 + std::exp(-1)), 1e-12);
    EXPECT_EQ(Factions(Factions::Parameters{.withdrawal = 0.04}).withdrawal(true, 0.25), 0.03);
}
TEST(LeaverEquations, ANucleusNeedsSafeGroundAndSponsorsWhoAgree) {  // F110, F112
    const Factions::Parameters p{.army_led = 0.2, .nucleus = 2, .agreement = 0.5};
    EXPECT_DOUBLE_EQ(Factions(p).weight(Faction::army_led, 0, 0, 0), 0.2);
    EXPECT_DOUBLE_EQ(Factions(p).weight(Faction::army_led, 0.4, 0, 0), 0.6);
    const Factions::Parameters safe{.army_led = 0.2, .nucleus = 2, .agreement = 0.5, .safe_area = 1};
    EXPECT_DOUBLE_EQ(Factions(safe).weight(Faction::army_led, 0.4, 0, 0), 1.2);
    const Factions::Parameters creed{.ideological = 0.5, .preference = 0.4};
    EXPECT_DOUBLE_EQ(Factions(creed).weight(Faction::ideological, 0, 0.2, 0.5), 0.2);
}
TEST(LeaverEquations, ReceptionIsALogitOfWhatFactionsKnowAndFear) {
    const Reception::Parameters p{.welcome = 1,
                                  .promise = 2,
                                  .suspicion = 0.5,
                                  .crowding = 1,
                                  .abuse = 0.6,
                                  .abuse_men = 0.1,
                                  .label = 0.3,
                                  .rivalry = 0.8,
                                  .taste = 0.4,
                                  .piety = 0.5,
                                  .soldiers_piety = 0.2};
    const Reception reception(p);
    const Reception::Asking man{.faction = Faction::local, .radicalisation = 0.6};
    EXPECT_NEAR(reception.taken_in(man), sigma(1 - 0.1 - 0.5 * 0.4), 1e-12);
    const Reception::Asking officer{
        .faction = Faction::ideological, .officer = true, .crowd = 0.5, .led_by_officers = 0.25, .support = 0.5};
    EXPECT_NEAR(reception.taken_in(officer), sigma(1 - 0.5 - 0.6 - 0.3 - 0.6 - 0.2 - 0.4), 1e-12);
    const Reception::Asking suspect{
        .faction = Faction::army_led, .officer = true, .is_ingroup = true, .guarantee = 0.5};
    EXPECT_NEAR(reception.taken_in(suspect), sigma(1 + 1 - 0.5), 1e-12);
}
TEST(LeaverEquations, TrustInADecreeIsLearnedFromThoseWhoCameBack) {
    const Amnesty::Parameters p{.guarantee = 0.6, .punishment = 0.5, .prior = 0.02, .shock = 4};
    EXPECT_DOUBLE_EQ(Amnesty(p).trust(1000, 0, 0), 0.6);
    EXPECT_DOUBLE_EQ(Amnesty(p).trust(1000, 30, 10), (12.0 + 30) / (20 + 30 + 40));
    EXPECT_EQ(Amnesty(p).trust(0, 0, 0), 0) << "no one left";
    EXPECT_DOUBLE_EQ(Amnesty(p).punished_share(), 0.2);
}
TEST(LeaverEquations, GuaranteesAndReportsMoveTheDestination) {
    const Departure::Parameters p{.join = -1, .join_guarantee = 2, .join_word = 0.5};
    EXPECT_NEAR(Departure(p).join_probability({.guarantee = 0.4}), sigma(-0.2), 1e-12);
    EXPECT_NEAR(Departure(p).join_probability({.word = -1}), sigma(-1.5), 1e-12);
}

TEST_F(TermsOfARun, AGuaranteePullsTheLessTheLessItIsBelieved) {
    start({{"reassurance.enabled", 1},
           {"reassurance.guarantee", 1},
           {"reassurance.to_ingroup", 0},
           {"reassurance.credibility", 0.5},
           {"reassurance.doubt", 1},
           {"reassurance.speed", 0.2},
           {"reassurance.pull", 0.3}});
    const double expected = 0.5 * (1 - 0.3) * (1 - std::exp(-0.2 * n_weeks));
    EXPECT_NEAR(term("reassurance.pull", line_company, majority, Rank::conscript), 0.3 * expected, single);
    EXPECT_EQ(term("reassurance.pull", line_company, core, Rank::conscript), 0);
}
TEST_F(TermsOfARun, ACallWithoutAGuaranteeRaisesThePenaltyExpected) {  // F93
    const auto expected = [&](double call) {
        start({{"deterrence.enabled", 1},
               {"surveillance.enabled", 1},
               {"reassurance.enabled", 1},
               {"reassurance.call", call},
               {"reassurance.alarm", 0.5}});
        return run_->run()
            .minds()
            .deterrence.expected[run_->army().units.company_group(CompanyId(line_company), majority)];
    };
    const float silent = expected(0), loud = expected(1);
    EXPECT_GT(silent, -1e-6F);
    EXPECT_GT(loud, silent);
}

Measure share_with(Status status) {
    return [=](const ArmyRun& run) { return share_of_leavers(run, entry_of(status)); };
}
Measure officers_with(Status status) {
    return [=](const ArmyRun& run) {
        const auto officer = [](auto, auto role, auto) { return role <= role_of(Rank::junior_officer); };
        return run.count(status, officer) / run.departed(officer);
    };
}

const Settings welcoming = {{"departure.join", 0.5}};

/// Local factions that are never full, and many officers who come to them.
const Settings only_local = {
    {"factions.army_led", 0}, {"factions.ideological", 0}, {"reception.crowding", 0}, {"intention.junior_officer", 1}};

TEST(SignOfReassurance, GuaranteesBringPeopleToTheOpposition) {  // F93, F94
    expect_more_leave({{"reassurance.guarantee", 0}}, {{"reassurance.guarantee", 1}}, joined_share);
}
TEST(SignOfReassurance, CallsWithoutGuaranteesBackfire) {  // F93
    const Settings alarming = {{"reassurance.alarm", 1}};
    expect_fewer_leave(alarming + Settings{{"reassurance.call", 0}}, alarming + Settings{{"reassurance.call", 1}});
}
TEST(SignOfReassurance, OfficersJoinWhoArePromisedAPlace) {  // F94
    const auto officers_joined = [](const ArmyRun& run) {
        const auto officer = [](auto, auto role, auto) { return role <= role_of(Rank::junior_officer); };
        return run.count(joined_on_leaving, officer) / run.departed(officer);
    };
    const Settings promising = {{"reassurance.guarantee", 1}, {"departure.join_guarantee", 5}};
    expect_more_leave(promising + Settings{{"reassurance.to_officers", 0}},
                      promising + Settings{{"reassurance.to_officers", 1}}, officers_joined);
}

TEST(SignOfReception, SuspicionKeepsTheRulersGroupOut) {  // F38
    const auto taken_in = [](const ArmyRun& run) {
        double fight = 0;
        for (const Faction faction : all_factions)
            fight += run.count(in_faction(faction), [](auto, auto, auto g) { return g == core_group; });
        return fight / run.count(joined_on_leaving, [](auto, auto, auto g) { return g == core_group; });
    };
    expect_fewer_leave(welcoming + Settings{{"reception.suspicion", 0}},
                       welcoming + Settings{{"reception.suspicion", 5}}, taken_in);
}
TEST(SignOfReception, MemoryOfAbuseKeepsOfficersOut) {  // F100, F102
    const Settings many = welcoming + only_local;
    const auto none = many + Settings{{"reception.abuse", 0}, {"reception.label", 0}};
    const auto much = many + Settings{{"reception.abuse", 4}, {"reception.label", 2}};
    expect_fewer_leave(none, much, officers_with(Status::local_faction));
}
TEST(SignOfReception, FactionsThatAreFullTurnPeopleAway) {  // A1.7, F104
    expect_fewer_leave(welcoming + Settings{{"reception.crowding", 0}}, welcoming + Settings{{"reception.crowding", 8}},
                       faction_share);
}

TEST(SignOfFactions, MoneyForCiviliansDrivesOfficersOut) {  // F99, F105
    const Settings sponsored =
        welcoming + only_local +
        Settings{{"sponsors.commitment", 1}, {"reception.abuse", 0},     {"reception.rivalry", 0},
                 {"sponsors.lag", 1},        {"sponsors.outrage", 0.02}, {"factions.withdrawal", 0.2},
                 {"factions.legitimacy", 0}, {"reception.taste", 0},     {"factions.competence", 20}};
    expect_fewer_leave(sponsored + Settings{{"factions.money", 0}}, sponsored + Settings{{"factions.money", 20}},
                       officers_with(Status::local_faction));
}
TEST(SignOfFactions, ANucleusGathersThoseWhoLeft) {  // F110, F112
    const Settings agreed = welcoming + Settings{{"factions.agreement", 1}, {"factions.safe_area", 1}};
    expect_more_leave(agreed, agreed + Settings{{"factions.nucleus", 5}}, share_with(Status::army_led));
    const Settings apart = welcoming + Settings{{"factions.nucleus", 5}, {"factions.safe_area", 1}};
    expect_more_leave(apart + Settings{{"factions.agreement", 0}}, apart + Settings{{"factions.agreement", 1}},
                      share_with(Status::army_led));
}
TEST(SignOfFactions, ExtremistsDriveOfficersOut) {  // F107
    const Settings radical =
        welcoming + Settings{{"factions.withdrawal", 0}, {"reception.crowding", 0}, {"intention.junior_officer", 1}};
    expect_fewer_leave(radical + Settings{{"factions.threat", 0}}, radical + Settings{{"factions.threat", 1}},
                       officers_with(Status::army_led));
}

TEST(SignOfHostStates, RestrictionsKeepPeopleInCamps) {  // F98
    const Settings open = {{"host_states.leaving", 0.2}};
    expect_more_leave(open + Settings{{"host_states.restriction", 0}}, open + Settings{{"host_states.restriction", 1}},
                      share_with(Status::camp));
}
TEST(SignOfHostStates, AGuaranteeBringsPeopleOutOfCamps) {  // F108, F112
    const Settings open = {
        {"host_states.restriction", 0}, {"host_states.rejoining", 0.3}, {"departure.join_guarantee", 0}};
    expect_fewer_leave(open + Settings{{"reassurance.guarantee", 0}}, open + Settings{{"reassurance.guarantee", 1}},
                       share_with(Status::camp));
}

TEST(SignOfReports, ReportsOfMiseryKeepPeopleFromJoining) {  // F87, F98
    const Settings misery = {{"host_states.gathering", 5}, {"reception.welcome", -10}, {"departure.join", 1}};
    expect_fewer_leave(misery + Settings{{"departure.join_word", 0}}, misery + Settings{{"departure.join_word", 3}},
                       joined_share);
}
TEST(SignOfReports, ReportsOfThoseWhoFareWellBringOthers) {  // F87
    const Settings plenty = off("host_states") + off("reception");
    expect_more_leave(plenty + Settings{{"departure.join_word", 0}}, plenty + Settings{{"departure.join_word", 3}},
                      joined_share);
}
TEST(SignOfReports, ReportsOfMiseryHoldPeople) {  // F98
    const Settings misery = {{"host_states.gathering", 1}, {"reports.lag", 2}, {"departure.flee", 2}};
    expect_fewer_leave(misery + Settings{{"reports.caution", 0}}, misery + Settings{{"reports.caution", 2}});
}

const Settings open_decree = {{"amnesty.open", 1}, {"amnesty.returning", 0.1}};
double came_back(const ArmyRun& run) {
    const auto all = [](auto...) { return true; };
    return run.count(Status::returned, all) + run.count(Status::punished_on_return, all) +
           static_cast<double>(run.army().leavers.comebacks);
}

TEST(SignOfAmnesty, ADecreeBringsPeopleBack) { expect_more_leave(off("amnesty"), open_decree, came_back); }
TEST(SignOfAmnesty, WhoBindsTheRegimeIsTrusted) {
    expect_more_leave(open_decree + Settings{{"amnesty.guarantee", 0.1}},
                      open_decree + Settings{{"amnesty.guarantee", 1}}, came_back);
}
TEST(SignOfAmnesty, PunishingThoseWhoCameBackKeepsOthersAway) {
    expect_fewer_leave(open_decree + Settings{{"amnesty.punishment", 0}},
                       open_decree + Settings{{"amnesty.punishment", 1}}, came_back);
}
TEST(SignOfAmnesty, FewerComeBackWhereTheOppositionGuaranteesAPlace) {  // 13.3: amnesty with and without guarantees
    expect_fewer_leave(open_decree, open_decree + Settings{{"reassurance.guarantee", 1}}, came_back);
}

/// Mean effect over its mean before, in percent.
double percent_more(const Settings& from, const Settings& to, const Measure& measure) {
    const auto change = effect(from, to, measure), level = effect({{"intention.log_base_rate", -25}}, from, measure);
    const auto sum = [](const std::vector<double>& all) { return std::accumulate(all.begin(), all.end(), 0.0); };
    return 100 * sum(change) / sum(level);
}

/// Step 6 of the design: the destination moves, the decision hardly.
TEST(WhatAwaits, MovesTheDestinationAndHardlyTheDecision) {
    const Settings full = {
        {"reassurance.guarantee", 1}, {"factions.nucleus", 3}, {"factions.agreement", 1}, {"factions.safe_area", 1}};
    const auto joined = [](const ArmyRun& run) { return run.count(joined_on_leaving, [](auto...) { return true; }); };
    const double destination = percent_more({}, full, joined), decision = percent_more({}, full, departed);
    EXPECT_GT(destination, 20) << "% more join";
    EXPECT_LT(std::abs(decision), 0.2 * destination) << "% more leave";
    RecordProperty("destination", std::to_string(destination));
    RecordProperty("decision", std::to_string(decision));
}

TEST(RemovalOfReception, LeavesEverybodyWhoJoinedWhereTheyCame) {
    const auto still_there = [](const ArmyRun& run) {
        return run.count(Status::joined_opposition, [](auto...) { return true; }) /
               run.count(joined_on_leaving, [](auto...) { return true; });
    };
    const auto scenario = scenario_of(small_army_text(), off("reception") + off("amnesty") + off("host_states"));
    ArmyRun run(*scenario);
    run.finish();
    EXPECT_EQ(still_there(run), 1);
    expect_fewer_leave(off("reception"), on("reception"), still_there);
}
TEST(RemovalOfHostStates, LeavesEverybodyAbroadOnTheirOwn) {
    const auto scenario = scenario_of(small_army_text(), off("host_states"));
    ArmyRun run(*scenario);
    run.finish();
    EXPECT_EQ(run.army().ledger.total(Status::camp), 0);
    expect_more_leave(off("host_states"), on("host_states"), share_with(Status::camp));
}
TEST(RemovalOfFactions, LeavesNothingToComeTo) {
    const auto scenario = scenario_of(small_army_text(), off("factions"));
    ArmyRun run(*scenario);
    run.finish();
    EXPECT_EQ(faction_share(run), 0);
    expect_more_leave(off("factions"), on("factions"), faction_share);
}

}  // namespace
}  // namespace tests
