/// News that people have of each other: whispers between companies, bands of planners, ties who left and report, and how far infiltration
/// decides how many leave together.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/defection/state/whispers.hpp"
#include "tests/models/defection/departures.hpp"
#include "tests/models/defection/paired.hpp"

namespace tests {
namespace {

using namespace defection;

/// Of 2,000 whispers: how many arrive, and how many are reported.
struct Heard {
    int arrived = 0, reported = 0;
};
Heard whispers(double cut, double overheard) {
    state::Watch watch(1);
    watch.cut[0] = cut;
    watch.overheard[0] = overheard;
    Heard heard;
    sim::random::Stream draw(1, Purpose("test/whispers"), 1);
    for (int n = 0; n < 2000; ++n) {
        Planner planner;
        if (state::gets_through(watch, 0, planner, 3.0, draw)) ++heard.arrived;
        if (planner.denounced == 3.0 && planner.denounced_by == FoundBy::informer) ++heard.reported;
    }
    return heard;
}
TEST(Whispers, BetweenCompaniesAreCutOrOverheard) {
    EXPECT_EQ(whispers(0, 0).arrived, 2000);
    EXPECT_EQ(whispers(1, 0.5).arrived, 0);
    EXPECT_EQ(whispers(1, 0.5).reported, 0) << "no one hears what is not said";
    const Heard half = whispers(0.5, 0.4);
    expect_within(half.arrived / 2000.0, 0.3, std::sqrt(0.3 * 0.7 / 2000), 5);
    expect_within(half.reported / 2000.0, 0.2, std::sqrt(0.2 * 0.8 / 2000), 5);
}

constexpr double long_time = 1e6;

/// The small army with planners who wait forever, put into these companies; a week goes by.
class Band {
 public:
    Band(const std::vector<std::size_t>& companies, const Settings& settings)
        : scenario_(scenario_of(small_army_text(), everything_off() +
                                                       Settings{{"coordination.enabled", 1},
                                                                {"coordination.seeking", 20},
                                                                {"coordination.focus", 1000},
                                                                {"departure.enabled", 1},
                                                                {"departure.opportunity", 1e-9},
                                                                {"departure.company_departure", 1},
                                                                {"intention.log_base_rate", -25}} +
                                                       settings)),
          run_(*scenario_) {
        for (std::size_t i = 0; i < companies.size(); ++i) {
            const auto& units = run_.army().units;
            const PostId post(units.companies.first_post[CompanyId(companies[i])] + 10 * (i + 1));
            const PersonId who = units.posts.holder[post];
            const_cast<Person&>(run_.army().people[who]).group = 1;
            run_.run().roster().intend(who, 0.0);
            planners_of(run_).all.push_back({.who = who,
                                             .company = CompanyId(companies[i]),
                                             .found_left = long_time,
                                             .gone_left = long_time,
                                             .whisper_left = long_time});
            people_.push_back(who);
        }
        run_.step();
    }
    bool are_one() const {
        const auto& all = run_.army().planners.all;
        return std::ranges::all_of(
            all, [&](const Planner& p) { return p.band.names_somebody() && p.band == all.front().band; });
    }
    bool are_alone() const {
        return std::ranges::none_of(run_.army().planners.all, [](const Planner& p) { return p.band.names_somebody(); });
    }
    /// The first finds an opportunity: how many go?
    int n_who_leave() {
        planners_of(run_).all.front().gone_left = 0;
        run_.step();
        return static_cast<int>(
            std::ranges::count_if(people_, [&](PersonId who) { return has_departed(run_.army().people[who].status); }));
    }

 private:
    std::unique_ptr<DefectionScenario> scenario_;
    ArmyRun run_;
    std::vector<PersonId> people_;
};

TEST(Bands, FormWithinABrigadeAndLeaveTogether) {
    Band band({1, 1, 3, 5}, {});
    EXPECT_TRUE(band.are_one());
    EXPECT_EQ(band.n_who_leave(), 4);
}
TEST(Bands, DoNotReachBeyondTheBrigade) {
    const auto elsewhere = std::size_t{14};  // the second brigade: headquarters and 12 companies stand before it
    EXPECT_TRUE(Band({1, elsewhere}, {}).are_alone());
}
TEST(Bands, DoNotReachBeyondTheCompanyWhereTiesAreCut) {
    const Settings cut = {{"surveillance.enabled", 1},
                          {"surveillance.tie_cut", 1},
                          {"surveillance.agency_rate", 0},
                          {"surveillance.contacts", 0}};
    EXPECT_TRUE(Band({1, 3, 5}, cut).are_alone());
    Band band({1, 1, 3}, cut);
    EXPECT_FALSE(band.are_one());
    EXPECT_EQ(band.n_who_leave(), 2) << "the two of one company";
}
TEST(Bands, NobodySeeksWhoPlansAlone) { EXPECT_TRUE(Band({1, 1}, {{"coordination.enabled", 0}}).are_alone()); }

TEST(SizeOfDepartures, FallsAsInfiltrationCutsTies) {  // F22, A1.5: individuals, not units, are a result
    const Settings deaf = {{"surveillance.go_betweens", 0}};
    const Departed open = departures_with(deaf + Settings{{"surveillance.tie_cut", 0}}),
                   half = departures_with(deaf + Settings{{"surveillance.tie_cut", 0.6}}),
                   shut = departures_with(deaf + Settings{{"surveillance.tie_cut", 1}});
    expect_positive(differences(open.size, half.size));
    expect_positive(differences(half.size, shut.size));
    expect_positive(differences(open.largest, shut.largest));
}
TEST(SizeOfDepartures, FallsWithInformersOnTheWay) {  // every whisper may reach an informer
    const Settings many = {{"surveillance.informer_density", 0.2}, {"surveillance.contacts", 0}};
    const Departed none = departures_with(many + Settings{{"surveillance.go_betweens", 0}}),
                   some = departures_with(many + Settings{{"surveillance.go_betweens", 5}});
    expect_positive(differences(none.size, some.size));
    expect_positive(differences(some.caught, none.caught));
}

/// Three of a squad, two of one group; the first leaves in the first week.
class Leaving : public testing::Test {
 protected:
    void leave(const Settings& settings) {
        scenario_ = scenario_of(
            small_army_text(),
            everything_off() + Settings{{"persuasion.enabled", 1}, {"intention.log_base_rate", -25}} + settings);
        run_ = std::make_unique<ArmyRun>(*scenario_);
        const auto& units = run_->army().units;
        for (std::size_t i = 0; i < 3; ++i) {
            squad_.push_back(units.posts.holder[PostId(units.companies.first_post[CompanyId(1)] + 20 + i)]);
            const_cast<Person&>(run_->army().people[squad_[i]]).group = i == 2 ? 0 : 1;
        }
        run_->run().roster().intend(squad_[0], 0.0);
        planners_of(*run_).all.push_back({.who = squad_[0],
                                          .company = CompanyId(1),
                                          .found_left = long_time,
                                          .gone_left = 0.0,
                                          .whisper_left = long_time});
        run_->step();
    }
    const Person& friend_of_own_group() const { return run_->army().people[squad_[1]]; }
    const Person& friend_of_another() const { return run_->army().people[squad_[2]]; }
    std::unique_ptr<DefectionScenario> scenario_;
    std::unique_ptr<ArmyRun> run_;
    std::vector<PersonId> squad_;
};
TEST_F(Leaving, IsMissedInTheOwnGroupAlone) {  // contagion has weight 1 inside the circle, 0 outside
    leave({{"persuasion.circle", 0.5}});
    EXPECT_EQ(friend_of_own_group().ties_gone, 1);
    EXPECT_EQ(friend_of_another().ties_gone, 0);
    EXPECT_NEAR(std::log(run_->army().clocks.factors.of(friend_of_own_group())), 0.5 * std::log(2), 1e-12);
}
TEST_F(Leaving, IsMissedByAllIfTiesCountAcrossGroups) {
    leave({{"persuasion.ties_across", 1}});
    EXPECT_EQ(friend_of_another().ties_gone, 1);
}
TEST_F(Leaving, IsHeardOfLater) {  // F87: ties to those who left stay alive
    leave({{"reports.enabled", 1},
           {"reports.effect", 0.3},
           {"persuasion.circle", 0},
           {"reports.lag", 4},
           {"departure.null_join", 0},
           {"departure.null_flee", 1}});
    for (int week = 0; week < 3; ++week) run_->step();
    EXPECT_FALSE(friend_of_own_group().has(heard_from));
    run_->step();
    EXPECT_TRUE(friend_of_own_group().has(heard_from));
    EXPECT_FALSE(friend_of_another().has(heard_from));
    EXPECT_NEAR(std::log(run_->army().clocks.factors.of(friend_of_own_group())), 0.3, 1e-12);
}
TEST_F(Leaving, IsNotHeardOfFromHiding) {
    leave({{"reports.enabled", 1}, {"reports.lag", 0}, {"departure.null_join", 0}, {"departure.null_flee", 0}});
    run_->step();
    EXPECT_FALSE(friend_of_own_group().has(heard_from));
}

/// The small army's people and their ties at the start.
std::size_t posts_of_squad(double squad) {
    const auto scenario = scenario_of(small_army_text(), {{"persuasion.squad", squad}});
    const ArmyRun run(*scenario);
    const Person& first = run.army().people[run.army().units.posts.holder[PostId(10)]];
    return run.army().ties.squad_of(first).size();
}
TEST(Ties, AreAmongSoManyNeighbours) {
    EXPECT_EQ(posts_of_squad(5), 5U);
    EXPECT_EQ(posts_of_squad(7), 7U);
}
double n_circles(double circle_size) {
    const auto scenario = scenario_of(small_army_text(), {{"persuasion.circle_size", circle_size}});
    return static_cast<double>(ArmyRun(*scenario).army().ties.circles().size());
}
TEST(Ties, ReachAsFarBeyondTheCompanyAsCirclesAreLarge) {
    EXPECT_NEAR(n_circles(2) / n_circles(8), 4, 0.4) << "a quarter of them, four times as large";
}

TEST(SignOfCircles, EachTieThatIsGoneCounts) {  // F87, A1.3
    expect_more_leave({{"persuasion.circle", 0}}, {{"persuasion.circle", 0.9}});
}
TEST(SignOfCircles, ReportsOfThoseWhoGotAwayCount) {  // F87
    expect_more_leave({{"reports.effect", 0}}, {{"reports.effect", 1}});
}
TEST(SignOfCoordination, PlannersWhoFindEachOtherLeaveTheMore) {  // F22
    const Settings open = {
        {"surveillance.tie_cut", 0}, {"surveillance.go_betweens", 0}, {"departure.opportunity", 0.1}};
    expect_more_leave(open + off("coordination"), open + on("coordination"));
}

}  // namespace
}  // namespace tests
