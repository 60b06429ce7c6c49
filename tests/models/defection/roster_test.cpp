/// Every way in which a person's position can change: promotion, transfer, retention, purge, return, succession. Books
/// kept in step with people are counted anew by the conservation test, after moves of every kind at random; here stands
/// what a move means.
#include <gtest/gtest.h>

#include <algorithm>

#include "models/defection/record/tables.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

class RosterMoves : public testing::Test {
 protected:
    PersonId first_of(Rank rank, std::size_t nth = 0) const {
        for (const PersonId who : people().ids())
            if (people()[who].rank == rank && serves(people()[who].status) && nth-- == 0) return who;
        throw std::logic_error("no one has that rank");
    }
    const People& people() const { return run_.army().people; }
    const Units& units() const { return run_.army().units; }
    const Commands& commands() const { return run_.army().commands; }
    Roster& roster() { return run_.run().roster(); }
    std::int64_t in_role(Rank rank) const {
        return run_.army().ledger.total(Ending::serves, [&](auto, auto role, auto) { return role == role_of(rank); });
    }
    /// Members of a group who serve in the cell of this rank of a company.
    float in_cell(const Person& person, Rank rank) const {
        return run_.army().strength.cells[units().cell_of(person.company, person.group, rank)];
    }

    std::unique_ptr<DefectionScenario> scenario_ =
        scenario_of(small_army_text(), {{"fear.unrest", 0.02}, {"fear.relief", 0.01}});
    ArmyRun run_{*scenario_};
};

TEST_F(RosterMoves, APromotionMovesThePersonInStrengthAndBooks) {
    const PersonId who = first_of(Rank::nco);
    const Person before = people()[who];
    const std::int64_t ncos = in_role(Rank::nco), officers = in_role(Rank::junior_officer);
    const float cell = in_cell(before, Rank::nco);
    roster().move(who, {before.post, Rank::junior_officer, Status::serving}, {});
    EXPECT_EQ(people()[who].rank, Rank::junior_officer);
    EXPECT_EQ(in_role(Rank::nco), ncos - 1);
    EXPECT_EQ(in_role(Rank::junior_officer), officers + 1);
    EXPECT_EQ(in_cell(before, Rank::nco), cell - 1);
    EXPECT_EQ(run_.army().strength.of(Rank::junior_officer), run_.army().strength.ranks_at_start[1] + 1);
}

TEST_F(RosterMoves, APromotionKeepsWhatIsLeftOfTheResistance) {
    const PersonId who = first_of(Rank::conscript);
    const Person before = people()[who];
    const auto& clock = run_.army().clocks.intention;
    const double left = clock.left(before.post, units().cell_of(before));
    roster().move(who, {before.post, Rank::nco, Status::serving}, {});
    EXPECT_DOUBLE_EQ(clock.left(before.post, units().cell_of(people()[who])), left);
}

TEST_F(RosterMoves, ATransferTakesAVacantPostOfTheOtherCompany) {
    const PersonId goes = first_of(Rank::nco), stays = first_of(Rank::nco, 40);
    const Person before = people()[goes];
    const CompanyId other = people()[stays].company;
    ASSERT_NE(before.company, other);
    EXPECT_FALSE(Vacancies::in(other, Rank::nco, units()).names_somebody()) << "every post is held";
    const PostId post = people()[stays].post;
    roster().move(stays, Status::killed, {.what = What::death});
    ASSERT_EQ(Vacancies::in(other, Rank::nco, units()), post);
    roster().move(goes, {post, Rank::nco, Status::serving}, {});
    EXPECT_EQ(people()[goes].company, other);
    EXPECT_EQ(units().posts.holder[post], goes);
    EXPECT_EQ(Vacancies::in(before.company, Rank::nco, units()), before.post) << "the old post is vacant";
    EXPECT_FALSE(run_.army().clocks.death.is_armed(before.post));
    EXPECT_TRUE(run_.army().clocks.death.is_armed(post));
    EXPECT_TRUE(run_.army().clocks.intention.is_armed(post));
}

TEST_F(RosterMoves, WhoComesToABrigadeFromElsewhereIsCountedThere) {
    const PersonId who = first_of(Rank::nco);
    const BrigadeId old = units().brigade_of(people()[who]);
    std::size_t nth = 1;
    while (units().brigade_of(people()[first_of(Rank::nco, nth)]) == old) ++nth;
    const PersonId dies = first_of(Rank::nco, nth);
    const BrigadeId other = units().brigade_of(people()[dies]);
    const PostId first = people()[who].post, second = people()[dies].post;
    const auto& came = run_.army().leavers.came_to;
    EXPECT_EQ(came[old] + came[other], 0) << "nobody has come since the start";
    roster().move(dies, Status::killed, {.what = What::death});
    roster().move(who, {second, Rank::nco, Status::serving}, {});
    EXPECT_EQ(came[other], 1);
    roster().move(who, {second, Rank::junior_officer, Status::serving}, {});
    EXPECT_EQ(came[other], 1) << "a promotion within it";
    roster().move(who, Status::fled, {.what = What::departure});
    EXPECT_EQ(came[old] + came[other], 1);
    roster().move(who, {first, Rank::nco, Status::serving}, {});
    EXPECT_EQ(came[old], 1) << "a return";
    roster().fill(Rank::nco, 5);
    EXPECT_EQ(came[other], 2) << "a newcomer";
}

TEST_F(RosterMoves, APostThatIsHeldIsNotTaken) {
    const PersonId one = first_of(Rank::nco), other = first_of(Rank::nco, 40);
    EXPECT_THROW(roster().move(one, {people()[other].post, Rank::nco, Status::serving}, {}), std::logic_error);
}

TEST_F(RosterMoves, ARecallTakesTheOldPostAndDrawsResistancesAnew) {
    const PersonId who = first_of(Rank::professional);
    const Person before = people()[who];
    const double left = run_.army().clocks.intention.left(before.post, units().cell_of(before));
    roster().move(who, Status::hiding, {.what = What::departure});
    EXPECT_FALSE(run_.army().clocks.intention.is_armed(before.post));
    EXPECT_EQ(run_.army().leavers.in_all(), 1);
    roster().move(who, {before.post, before.rank, Status::serving}, {});
    EXPECT_TRUE(run_.army().clocks.intention.is_armed(before.post));
    EXPECT_NE(run_.army().clocks.intention.left(before.post, units().cell_of(before)), left);
    EXPECT_EQ(run_.army().ledger.total(Status::hiding), 0);
    EXPECT_EQ(run_.army().ledger.total(Ending::serves), static_cast<std::int64_t>(people().size()));
}

TEST_F(RosterMoves, TheNextInLineTakesCommandOfACompany) {
    const CompanyId company(1);
    const PersonId commander = commands().commander(company);
    ASSERT_TRUE(commander.names_somebody());
    roster().move(commander, Status::killed, {.what = What::death});
    const PersonId next = commands().commander(company);
    ASSERT_TRUE(next.names_somebody());
    EXPECT_NE(next, commander);
    EXPECT_GT(people()[next].post, people()[commander].post);
}

TEST_F(RosterMoves, ACompanyWithoutAnybodyAbleHasNoCommanderUntilOneComes) {
    const CompanyId company(1);
    while (commands().commander(company).names_somebody())
        roster().move(commands().commander(company), Status::killed, {.what = What::death});
    const PostId post = Vacancies::in(company, Rank::nco, units());
    ASSERT_TRUE(post.names_somebody());
    const PersonId comes = first_of(Rank::nco);
    roster().move(comes, {post, Rank::nco, Status::serving}, {});
    EXPECT_EQ(commands().commander(company), comes);
}

TEST_F(RosterMoves, SomebodyPromotedWhereNobodyCommandsTakesCommand) {
    const CompanyId company(1);
    while (commands().commander(company).names_somebody())
        roster().move(commands().commander(company), Status::killed, {.what = What::death});
    PersonId rises;
    for (const PostId post : units().companies.posts_of(company))
        if (units().posts.holder[post].names_somebody()) rises = units().posts.holder[post];
    ASSERT_TRUE(rises.names_somebody());
    roster().move(rises, {people()[rises].post, Rank::nco, Status::serving}, {});
    EXPECT_EQ(commands().commander(company), rises);
}

TEST_F(RosterMoves, WhoComesBackFromTheOppositionFightsForItNoLonger) {
    const PersonId who = first_of(Rank::professional);
    const Person before = people()[who];
    const auto& joined = run_.army().leavers.joined_from;
    roster().move(who, Status::joined_opposition, {.what = What::departure});
    EXPECT_EQ(joined[units().region_of(before)], 1);
    roster().move(who, {before.post, before.rank, Status::serving}, {});
    EXPECT_EQ(joined[units().region_of(before)], 0);
}

TEST_F(RosterMoves, WhoComesBackIsFrightenedByHomeAsItIsNow) {
    PersonId who = first_of(Rank::professional);
    for (std::size_t nth = 0; people()[who].home != 1; ++nth) who = first_of(Rank::professional, nth);
    const Person before = people()[who];
    roster().move(who, Status::hiding, {.what = What::departure});
    for (int week = 0; week < 40; ++week) run_.step();
    const std::uint8_t level = run_.run().policies().homes.level[before.home];
    ASSERT_GT(level, 0) << "the home region has seen violence meanwhile";
    const PostId post = units().posts.is_vacant(before.post) ? before.post : PostId();
    ASSERT_TRUE(post.names_somebody());
    roster().move(who, {post, before.rank, Status::serving}, {});
    EXPECT_EQ(people()[who].home_level, level);
}

TEST_F(RosterMoves, APlannerTakesThePlanAlong) {
    const PersonId plans = first_of(Rank::nco), other = first_of(Rank::nco, 40);
    const PostId post = people()[other].post;
    roster().move(other, Status::killed, {.what = What::death});
    Planners& planners = planners_of(run_);
    roster().intend(plans, 0.0);
    planners.all.push_back({.who = plans, .company = people()[plans].company});
    roster().move(plans, {post, Rank::nco, Status::planning}, {});
    EXPECT_EQ(planners.all.back().company, people()[plans].company);
}

TEST_F(RosterMoves, ADemotedCommanderHandsOver) {
    const CompanyId company(1);
    const PersonId commander = commands().commander(company);
    roster().move(commander, {people()[commander].post, Rank::conscript, Status::serving}, {});
    EXPECT_NE(commands().commander(company), commander);
}

TEST_F(RosterMoves, ABrigadeFollowsTheCommanderOfItsHeadquarters) {
    const BrigadeId brigade(0);
    const PersonId commander = commands().commander(brigade);
    const double before = commands().last_departure(brigade);
    roster().move(commander, Status::fled, {.what = What::departure});
    EXPECT_NE(commands().commander(brigade), commander);
    EXPECT_TRUE(commands().commander(brigade).names_somebody());
    EXPECT_GT(commands().last_departure(brigade), before);
}

TEST_F(RosterMoves, VacantPostsOfEveryRankAreFilledLongestVacantFirst) {
    for (const Rank rank :
         {Rank::senior_officer, Rank::junior_officer, Rank::nco, Rank::professional, Rank::conscript}) {
        const PersonId first = first_of(rank, 1), second = first_of(rank);
        const PostId longest = people()[first].post, later = people()[second].post;
        roster().move(first, Status::killed, {.what = What::death});
        roster().move(second, Status::killed, {.what = What::death});
        roster().fill(rank, 1);
        EXPECT_FALSE(units().posts.is_vacant(longest));
        EXPECT_TRUE(units().posts.is_vacant(later));
        roster().fill(rank, 5);
        EXPECT_FALSE(units().posts.is_vacant(later));
        EXPECT_EQ(people().back().rank, rank);
    }
}

TEST_F(RosterMoves, APostTakenByTransferIsNoLongerVacant) {
    const PersonId dies = first_of(Rank::nco, 40), comes = first_of(Rank::nco);
    const PostId post = people()[dies].post, old = people()[comes].post;
    roster().move(dies, Status::killed, {.what = What::death});
    roster().move(comes, {post, Rank::nco, Status::serving}, {});
    const std::size_t n = people().size();
    roster().fill(Rank::nco, 5);
    EXPECT_EQ(people().size(), n + 1);
    EXPECT_EQ(people().back().post, old);
}

TEST_F(RosterMoves, EachMoveIsTold) {
    const PersonId who = first_of(Rank::nco), leader = first_of(Rank::nco, 1);
    roster().move(who, Status::fled, {.what = What::departure, .leader = leader, .planned = 2.5});
    const std::vector<Happening>& now = run_.army().happenings.now;
    ASSERT_EQ(now.size(), 1U);
    EXPECT_EQ(now[0].who, who);
    EXPECT_EQ(now[0].status, Status::fled) << "the status after it";
    EXPECT_EQ(now[0].leader, leader);
    EXPECT_EQ(now[0].planned, 2.5);
}

TEST_F(RosterMoves, APostVacatedTwiceIsFilledOnce) {
    const PersonId dies = first_of(Rank::nco, 40), comes = first_of(Rank::nco), other = first_of(Rank::nco, 41);
    const PostId post = people()[dies].post, old = people()[comes].post, later = people()[other].post;
    roster().move(dies, Status::killed, {.what = What::death});
    roster().move(comes, {post, Rank::nco, Status::serving}, {});
    roster().move(other, Status::killed, {.what = What::death});
    roster().move(comes, Status::killed, {.what = What::death});
    const std::size_t n = people().size();
    roster().fill(Rank::nco, 10);
    ASSERT_EQ(people().size(), n + 3) << "three posts are vacant";
    EXPECT_EQ(people()[PersonId(n)].post, old) << "longest vacant first";
    EXPECT_EQ(people()[PersonId(n + 1)].post, later);
    EXPECT_EQ(people()[PersonId(n + 2)].post, post) << "it was held meanwhile";
}

TEST_F(RosterMoves, TheWarSeesWhoJoinsLaterAndWhoDiesOrIsCaughtThere) {
    const PersonId first = first_of(Rank::professional), second = first_of(Rank::professional, 1);
    const std::size_t region = units().region_of(people()[first]);
    const auto& joined = run_.army().leavers.joined_from;
    roster().move(first, Status::hiding, {.what = What::departure});
    EXPECT_EQ(joined[region], 0);
    roster().move(first, Status::joined_opposition, {});
    EXPECT_EQ(joined[region], 1);
    roster().move(first, Status::killed, {.what = What::death});
    EXPECT_EQ(joined[region], 0);
    roster().move(second, Status::joined_opposition, {.what = What::departure});
    roster().move(second, Status::arrested, {.what = What::arrest});
    EXPECT_EQ(joined[region], 0);
    EXPECT_EQ(run_.army().leavers.in_all(), 0);
}

TEST_F(RosterMoves, WhoCameBackIsNoLeaver) {
    const PersonId who = first_of(Rank::professional);
    const Person before = people()[who];
    roster().move(who, Status::hiding, {.what = What::departure});
    roster().move(who, {before.post, before.rank, Status::serving}, {});
    EXPECT_EQ(run_.army().leavers.in_all(), 0);
    EXPECT_EQ(run_.army().leavers.of_brigade[units().brigade_of(before)], 0);
    const auto& from_there = run_.army().lists.from_region[before.home];
    EXPECT_EQ(std::count(from_there.begin(), from_there.end(), who), 1) << "they stand on the list of their home once";
}

TEST_F(RosterMoves, WhoBecomesAConscriptLaterIsDischargedTooWhenTheTermEnds) {
    const PersonId demoted = first_of(Rank::nco);
    roster().move(demoted, {people()[demoted].post, Rank::conscript, Status::serving}, {});
    const auto& ends = run_.army().lists.term_ends;
    EXPECT_EQ(std::count(ends.back().begin(), ends.back().end(), demoted), 1);
    EXPECT_EQ(ends.size() - 1, std::size_t(run_.run().policies().service.term)) << "one term from now, in weeks";
}

TEST_F(RosterMoves, WhoPlansDoesNotFormTheIntentionAgain) {
    const PersonId who = first_of(Rank::nco);
    roster().intend(who, 0.0);
    EXPECT_FALSE(run_.army().clocks.intention.is_armed(people()[who].post));
}

TEST_F(RosterMoves, WhoGivesAPlanUpPlansNothing) {
    const PersonId who = first_of(Rank::nco);
    roster().intend(who, 0.0);
    planners_of(run_).all.push_back({.who = who, .company = people()[who].company});
    roster().move(who, Status::serving, {});
    EXPECT_TRUE(run_.army().planners.all.empty());
    EXPECT_TRUE(run_.army().clocks.intention.is_armed(people()[who].post));
}

TEST_F(RosterMoves, NobodyPlansWithoutAnIntention) {
    EXPECT_THROW(roster().move(first_of(Rank::nco), Status::planning, {}), std::logic_error);
}

TEST_F(RosterMoves, EventsAndSpellsStayWithTheCompanyInWhichTheyHappened) {
    Log log;
    ArmyRun run(*scenario_, 1, 1.0, &log);
    const Army& army = run.army();
    const PersonId who = army.units.posts.holder[army.units.companies.first_post[CompanyId(2)]],
                   dies = first_of(Rank::nco, 40);
    const CompanyId old = army.people[who].company;
    const PostId post = army.people[dies].post;
    ASSERT_NE(old, army.people[dies].company);
    run.step();
    const Rank rank = army.people[who].rank;
    run.run().roster().move(dies, Status::killed, {.what = What::death});
    run.run().roster().intend(who, run.run().week().start);
    log.keep(army.happenings.now);
    run.run().roster().move(who, {post, rank, Status::planning}, {});
    ASSERT_NE(army.people[who].company, old);
    EXPECT_EQ(log.happenings().back().company, old);
    EXPECT_EQ(log.spells().back().who, who);
    std::vector<sim::RowTable> tables;
    hand_on_tables(log, run.run(), [&](sim::RowTable table) { tables.push_back(std::move(table)); });
    const auto companies = [&](std::size_t table) {
        for (const sim::Column& column : tables[table].columns)
            if (column.name == "company") return column.numbers;
        throw std::logic_error("no column of companies");
    };
    EXPECT_EQ(companies(0).back(), double(old)) << "events";
    EXPECT_EQ(companies(2).back(), double(old)) << "spells";
}

}  // namespace
}  // namespace tests
