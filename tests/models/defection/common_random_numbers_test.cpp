/// Runs with one seed share every person's luck: a small change of the army changes the fewest people, and where the
/// hazard is higher everywhere, no person forms the first intention later.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/models/defection/small_army.hpp"
#include "tests/statistics.hpp"

namespace tests {
namespace {

using namespace defection;

/// The gifts of chance to a person, by the stream's key.
struct Luck {
    std::uint8_t group, home;
    std::uint16_t traits;
    float frailty;
    double resistance, endurance;  // what the clocks must use up, the factor taken out
    bool is_army_officer;
};

std::map<std::uint64_t, Luck> luck_of(const Army& army) {
    std::map<std::uint64_t, Luck> luck;
    for (const Person& person : army.people) {
        const Branch branch = army.units.branch_of(person.company);
        luck[person.key] = {person.group,
                            person.home,
                            person.traits,
                            person.frailty,
                            army.clocks.intention.left(person.post, army.units.cell_of(person)) *
                                army.clocks.factors.with_frailty(person),
                            army.clocks.death.left(person.post, person.company),
                            branch == Branch::army && is_officer(person.rank)};
    }
    EXPECT_EQ(luck.size(), army.people.size()) << "no two people share a stream";
    return luck;
}

void expect_same_luck(const Luck& a, const Luck& b) {
    EXPECT_EQ(a.home, b.home);
    EXPECT_EQ(a.traits, b.traits);
    EXPECT_EQ(a.frailty, b.frailty);
    EXPECT_NEAR(a.resistance / b.resistance, 1, 1e-12);
    EXPECT_EQ(a.endurance, b.endurance);
}

Size large() {
    Size size;
    size.companies = 100;
    return size;
}

TEST(CommonRandomNumbers, ASmallChangeOfAShareChangesThoseWhoseUniformLiesBetweenAndNobodyElse) {
    const auto before = scenario_of(small_army_text(large()), {{"organisation.line.officer_share", 0.80}});
    const auto after = scenario_of(small_army_text(large()), {{"organisation.line.officer_share", 0.82}});
    const ArmyRun first(*before, 9), second(*after, 9);
    const auto luck = luck_of(first.army()), other = luck_of(second.army());
    ASSERT_EQ(luck.size(), other.size());
    std::size_t n_officers = 0, n_changed = 0;
    for (const auto& [key, a] : luck) {
        const Luck& b = other.at(key);
        n_officers += a.is_army_officer ? 1 : 0;
        EXPECT_EQ(a.frailty, b.frailty);
        EXPECT_NEAR(a.resistance / b.resistance, 1, 1e-12);
        if (a.group == b.group) {
            expect_same_luck(a, b);
            continue;
        }
        ++n_changed;
        EXPECT_TRUE(a.is_army_officer);
        EXPECT_EQ(b.group, before->structure().ingroup) << "a larger share only lets people in";
    }
    expect_binomial(n_changed, n_officers, 0.02);
    EXPECT_GT(n_changed, 3U);
}

TEST(CommonRandomNumbers, SharesNest) {  // who is in at a smaller share is in at any larger one
    std::set<std::uint64_t> in_before;
    for (const double share : {0.0, 0.2, 0.5, 0.51, 0.9, 1.0}) {
        const auto scenario = scenario_of(small_army_text(), {{"organisation.line.officer_share", share}});
        std::set<std::uint64_t> in;
        for (const auto& [key, luck] : luck_of(ArmyRun(*scenario, 2).army()))
            if (luck.is_army_officer && luck.group == scenario->structure().ingroup) in.insert(key);
        EXPECT_TRUE(std::includes(in.begin(), in.end(), in_before.begin(), in_before.end())) << "share " << share;
        in_before = in;
    }
    EXPECT_GE(in_before.size(), 100U);
}

TEST(CommonRandomNumbers, AnotherFormationLeavesEverybodyAsTheyWere) {
    const std::string text = small_army_text();
    const std::size_t first = text.find("[[formation]]");
    const std::string added =
        "[[formation]]\nname = \"2nd Division\"\norganisation = \"line\"\nposting = \"capital\"\n"
        "companies = 3\ncompany_size = 40\n\n";
    const auto before = scenario_of(text), after = scenario_of(text.substr(0, first) + added + text.substr(first));
    const auto luck = luck_of(ArmyRun(*before).army()), other = luck_of(ArmyRun(*after).army());
    EXPECT_GT(other.size(), luck.size());
    for (const auto& [key, a] : luck) {
        ASSERT_TRUE(other.contains(key));
        EXPECT_EQ(a.group, other.at(key).group);
        expect_same_luck(a, other.at(key));
    }
}

TEST(CommonRandomNumbers, LongerBrigadesKeepTheirFirstCompanies) {
    Size longer;
    longer.companies += 3;
    const auto before = scenario_of(small_army_text()), after = scenario_of(small_army_text(longer));
    const auto luck = luck_of(ArmyRun(*before).army()), other = luck_of(ArmyRun(*after).army());
    for (const auto& [key, a] : luck) expect_same_luck(a, other.at(key));
}

TEST(CommonRandomNumbers, OtherSeedsAndReplicatesAreOtherPeople) {
    const auto scenario = scenario_of(small_army_text());
    const auto luck = luck_of(ArmyRun(*scenario, 1).army()), other = luck_of(ArmyRun(*scenario, 2).army());
    std::size_t same = 0;
    for (const auto& [key, a] : luck) same += a.resistance == other.at(key).resistance ? 1 : 0;
    EXPECT_EQ(same, 0U);
}

/// No one acts back on the hazard: no ties, bonds, arrests, deaths, intake, rebels (joiners among them) or change of
/// command. And violence only raises it: no stake that it would strengthen.
Settings without_feedback() {
    return {{"persuasion.enabled", 0},      {"reports.enabled", 0},      {"amnesty.enabled", 0},
            {"base_pressure.enabled", 0},   {"cohesion.enabled", 0},     {"surveillance.enabled", 0},
            {"reprisal.enabled", 0},        {"conscription.enabled", 0}, {"blocking_forces.enabled", 0},
            {"departure.enabled", 0},       {"command.enabled", 0},      {"stacking.resentment", 0},
            {"war.death_rate", 0},          {"stacking.career", 0},      {"departure.null_opportunity", at_once},
            {"war.join_weight", 0},         {"war.recruitment", 0},      {"existential_threat.enabled", 0},
            {"intention.log_base_rate", -5}};
}

std::string without_rebels() {
    std::string text = small_army_text();
    const std::size_t begin = text.find("[[curve]]\nname = \"rebels\"");
    text.erase(begin, text.find("[[curve]]", begin + 1) - begin);
    return text;
}

/// Each person's first intention [week], by the stream's key.
std::map<std::uint64_t, double> first_intentions(const DefectionScenario& scenario, std::uint64_t seed) {
    Log log;
    ArmyRun run(scenario, seed, 1.0, &log);
    run.finish();
    std::map<std::uint64_t, double> first;
    for (const Happening& event : log.happenings())
        if (event.what == What::intention) first.emplace(run.army().people[event.who].key, event.time);
    return first;
}

/// How many formed it in the second and not, or later, in the first. It must never be the other way round.
std::size_t n_earlier(const DefectionScenario& lower, const DefectionScenario& higher, std::uint64_t seed) {
    const auto low = first_intentions(lower, seed), high = first_intentions(higher, seed);
    for (const auto& [key, time] : low) {
        EXPECT_TRUE(high.contains(key)) << "someone stays where the hazard is higher";
        if (!high.contains(key)) continue;
        EXPECT_LE(high.at(key), time + 1e-9);
    }
    std::size_t n = 0;
    for (const auto& [key, time] : high) n += !low.contains(key) || low.at(key) > time + 1e-9 ? 1 : 0;
    return n;
}

TEST(CommonRandomNumbers, AHigherHazardNeverDelaysAFirstIntention) {
    const std::string text = without_rebels() +
                             "[[event]]\nname = \"unrest\"\nweek = 12\ndrives = \"violence\"\nduration = 20\n"
                             "decay = 5\nsize = 0.0\n";
    const auto lower = scenario_of(text, without_feedback());
    const Settings changes[] = {
        {{"protest_orders.wound", 0.3}},      // a stock that is higher ever after
        {{"grievance.effect", 1.2}},          //
        {{"fear.home_in_unrest", 1.0}},       // a factor that changes with the level of home
        {{"patronage.pay", 0.5}},             // less to lose
        {{"intention.junior_officer", 0.5}},  // some people only
        {{"event.unrest.size", 0.3}},         // violence, and with it the levels of home
        {{"intention.log_base_rate", -4.9}},
    };
    for (const Settings& change : changes) {
        SCOPED_TRACE(change.front().first);
        const auto higher = scenario_of(text, without_feedback() + change);
        std::size_t n = 0;
        for (std::uint64_t seed = 1; seed <= 3; ++seed) n += n_earlier(*lower, *higher, seed);
        EXPECT_GT(n, 0U) << "the change matters";
    }
}

}  // namespace
}  // namespace tests
