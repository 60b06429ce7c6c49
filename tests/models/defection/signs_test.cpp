/// The sign of each mechanism's effect on leaving is the one that the literature gives it: on against off, or strong
/// against weak, in pairs of runs that share every random number. An effect must be five standard errors from zero.
/// In brackets: the rows of the catalogue, or the published finding, that state the sign.
#include <gtest/gtest.h>

#include "tests/models/defection/paired.hpp"

namespace tests {
namespace {

using namespace defection;

TEST(SignOfStacking, OfficersOfTheRulersGroupHoldTheCorps) {  // F1
    expect_fewer_leave(off("stacking"), on("stacking") + Settings{{"stacking.resentment", 0}}, officers_departed);
}
TEST(SignOfStacking, OfficersOfOtherGroupsLeaveACommandClosedToThem) {  // F7
    expect_more_leave({{"stacking.career", 0}}, {{"stacking.career", 3}}, officers_departed);
}
TEST(SignOfStacking, ACommandClosedToThemEmbittersTheOthers) {  // F7
    expect_more_leave({{"stacking.resentment", 0}}, {{"stacking.resentment", 0.08}}, departed_of_group(majority_group));
}

TEST(SignOfPosting, HomesicknessPullsAway) {  // F13
    expect_more_leave({{"posting.homesickness", 0}}, {{"posting.homesickness", 0.5}});
}
TEST(SignOfPosting, MenAwayFromHomeFindLessHelpToLeave) {  // F13, with homesickness set aside
    const Settings helped = {{"posting.homesickness", 0}, {"posting.local_help", 2}};
    expect_fewer_leave(helped + Settings{{"posting.away", 0}}, helped + Settings{{"posting.away", 1}});
}

TEST(SignOfConscription, HumiliationDrivesConscriptsOut) {  // F16
    expect_more_leave({{"conscription.humiliation", 0}}, {{"conscription.humiliation", 0.03}}, conscripts_departed);
}
TEST(SignOfConscription, BeingKeptPastTheTermDrivesConscriptsOut) {  // F44
    const Settings kept = {{"conscription.retention_week", 0}, {"conscription.term", 20}};
    expect_more_leave(kept + Settings{{"conscription.retention", 0}}, kept + Settings{{"conscription.retention", 0.03}},
                      conscripts_departed);
}

TEST(SignOfSurveillance, TheWatchedLeaveLess) {  // F19, F20
    expect_fewer_leave(off("surveillance"), on("surveillance"));
}
TEST(SignOfSurveillance, MoreInformersMeanFewerLeavers) {  // F20
    expect_fewer_leave({{"surveillance.informer_density", 0}}, {{"surveillance.informer_density", 0.1}});
}

TEST(SignOfSurveillance, AWhisperToAnInformerIsReported) {  // F20, F22
    const auto caught = [](const ArmyRun& run) { return run.count(Ending::punished, [](auto...) { return true; }); };
    const Settings only_whispers = {{"surveillance.contacts", 0},
                                    {"surveillance.agency_rate", 0},
                                    {"surveillance.informer_density", 0.2},
                                    {"persuasion.denounce", 0}};
    expect_more_leave(only_whispers + Settings{{"surveillance.report", 0}},
                      only_whispers + Settings{{"surveillance.report", 1}}, caught);
}

TEST(SignOfBlockingForces, TheyHoldTheLine) {  // F21
    expect_fewer_leave(off("blocking_forces"), on("blocking_forces") + Settings{{"blocking_forces.deterrent", 1}});
}

TEST(SignOfReprisal, PunishmentDeters) {  // F23-F25
    expect_fewer_leave(off("reprisal"), on("reprisal"));
}
TEST(SignOfReprisal, TheRulersGroupIsDeterredTheMore) {  // F26
    expect_fewer_leave({{"reprisal.treason_premium", 1}}, {{"reprisal.treason_premium", 3}},
                       departed_of_group(core_group));
}
TEST(SignOfReprisal, HarmToFamiliesDeters) {  // F24, F25
    expect_fewer_leave({{"reprisal.family_probability", 0.1}}, {{"reprisal.family_probability", 1}});
}
TEST(SignOfReprisal, PreparationDelays) {  // F96: fewer have left by then
    expect_fewer_leave({{"reprisal.preparation_delay", 0}}, {{"reprisal.preparation_delay", 12}});
}

TEST(SignOfGrievance, ItDrivesPeopleOut) {  // F39, A1.4
    expect_more_leave(off("grievance"), on("grievance"));
}
TEST(SignOfGrievance, ViolenceAgainstTheOwnGroupDrivesItOut) {  // F39
    expect_more_leave({{"grievance.violence_weight", 0}}, {{"grievance.violence_weight", 0.3}},
                      departed_of_group(majority_group));
}

TEST(SignOfProtestOrders, BeingSentAgainstOnesOwnDrivesPeopleOut) {  // F40
    expect_more_leave(off("protest_orders"), on("protest_orders"), departed_of_group(majority_group));
}

TEST(SignOfFear, DangerAtHomeDrawsPeopleOut) {  // F50, A1.9
    expect_more_leave(off("fear"), on("fear"));
}
TEST(SignOfFear, AShelledHomeIsAReasonToLeave) {  // A1.9
    const Settings violent = {{"violence.lag", 1}};
    expect_more_leave(violent + Settings{{"fear.home_in_unrest", 0}, {"fear.home_shelled", 0}},
                      violent + Settings{{"fear.home_in_unrest", 0.6}, {"fear.home_shelled", 1.2}});
}

TEST(SignOfExistentialThreat, SharedFateHoldsTheRulersGroup) {  // F52, F53
    expect_fewer_leave(off("existential_threat"), on("existential_threat"), departed_of_group(core_group));
}

TEST(SignOfPatronage, RentsHold) {  // F49, F95
    expect_fewer_leave(off("patronage"), on("patronage") + Settings{{"patronage.incentive", 4}});
}
TEST(SignOfPatronage, OfficersAreHeldByPay) {  // F49, F95
    expect_fewer_leave({{"patronage.pay", 0.2}}, {{"patronage.pay", 2}}, officers_departed);
}

TEST(SignOfCohesion, BondsHoldALoyalCompany) {  // A1.3
    const Settings loyal = {{"cohesion.reserve", 1}};
    expect_fewer_leave(loyal + off("cohesion"), loyal + on("cohesion"));
}
TEST(SignOfCohesion, BondsPullInADisaffectedCompany) {  // A1.3: they enforce the group's norm, whatever it is
    const Settings disaffected = {{"cohesion.reserve", -2}};
    expect_more_leave(disaffected + off("cohesion"), disaffected + on("cohesion"));
}

TEST(SignOfPersuasion, TiesDrawPeopleOut) {  // F50, F109, A1.3
    const Settings open = {{"persuasion.denounce", 0}};
    expect_more_leave(open + off("persuasion"), open + on("persuasion"));
}
TEST(SignOfPersuasion, EachTieThatIsGoneCounts) {  // F87
    expect_more_leave({{"persuasion.circle", 0}}, {{"persuasion.circle", 0.9}});
}
TEST(SignOfPersuasion, MenOfTheOwnGroupWhoLeftAreAnExample) {  // F109
    expect_more_leave({{"persuasion.exemplar", 0}}, {{"persuasion.exemplar", 1}});
}
TEST(SignOfPersuasion, NewsOfLeaversCounts) {  // A1.3
    expect_more_leave({{"persuasion.news", 0}}, {{"persuasion.news", 4}});
}
TEST(SignOfPersuasion, ThoseWhoDenounceHoldThePlannersBack) {  // F83: trusting the wrong man
    const Settings talkative = {{"persuasion.whispering", 1}, {"persuasion.whisper", 0}};
    expect_fewer_leave(talkative + Settings{{"persuasion.denounce", 0}},
                       talkative + Settings{{"persuasion.denounce", 1}});
}

TEST(SignOfDeparture, WaitingForAnOpportunityKeepsPeopleIn) {  // F68, F92
    expect_fewer_leave(off("departure") + Settings{{"departure.null_opportunity", at_once}}, on("departure"));
}
TEST(SignOfDeparture, PlannersAreFoundOutAtItsNullToo) {
    const auto arrested = [](const ArmyRun& run) { return run.count(Status::arrested, [](auto...) { return true; }); };
    const Settings watched = off("departure") + off("reprisal");
    expect_more_leave(watched + off("surveillance"), watched + on("surveillance"), arrested);
}
TEST(SignOfDeparture, MoreOpportunityMeansMoreLeavers) {  // F68, F92
    expect_more_leave({{"departure.opportunity", 0.1}}, {{"departure.opportunity", 1}});
}
TEST(SignOfDeparture, GoingAlongMeansMoreLeavers) {
    expect_more_leave({{"departure.opportunity", 0.1}, {"departure.company_departure", 0}},
                      {{"departure.opportunity", 0.1}, {"departure.company_departure", 1}});
}
TEST(SignOfDeparture, RadicalRebelsAreJoinedLess) {  // A1.7, F103, F107
    const auto joined = [](const ArmyRun& run) {
        return run.count(joined_on_leaving, [](auto...) { return true; }) / run.departed();
    };
    expect_fewer_leave({{"departure.join_radicalisation", 0}}, {{"departure.join_radicalisation", 3}}, joined);
}
TEST(SignOfDeparture, OfficersAreLessWelcome) {  // F100, F104
    const auto officers_joined = [](const ArmyRun& run) {
        return run.count(joined_on_leaving, [](auto, auto role, auto) { return role <= 1; });
    };
    const Settings welcome = {{"departure.join", 1}};
    expect_fewer_leave(welcome + Settings{{"departure.join_officer", 0}},
                       welcome + Settings{{"departure.join_officer", 3}}, officers_joined);
}

}  // namespace
}  // namespace tests
