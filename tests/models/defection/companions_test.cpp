/// Companions in service: companies made of one group or of people from one region, and people kept away from the
/// centre of power. The army as a whole stays as its stacking makes it.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "tests/models/defection/paired.hpp"

namespace tests {
namespace {

using namespace defection;

/// Conscripts of the line, by company and by some trait: how often two of a company share it, and the shares of all.
struct Mix {
    double together = 0;
    std::map<int, double> share;
    double by_chance() const {
        double sum = 0;
        for (const auto& [trait, part] : share) sum += part * part;
        return sum;
    }
};
template <class TraitOf>
Mix mix_of(const ArmyRun& run, TraitOf trait_of) {
    const Units& units = run.army().units;
    std::map<std::pair<std::size_t, int>, double> in_company;
    std::map<std::size_t, double> size;
    Mix mix;
    double all = 0;
    for (const Person& person : run.army().people) {
        if (person.rank != Rank::conscript || units.branch_of(person.company) != Branch::army) continue;
        ++in_company[{person.company.value, trait_of(person)}];
        ++size[person.company.value];
        ++mix.share[trait_of(person)];
        ++all;
    }
    double same = 0, pairs = 0;
    for (const auto& [key, n] : in_company) same += n * (n - 1);
    for (const auto& [company, n] : size) pairs += n * (n - 1);
    mix.together = same / pairs;
    for (auto& [trait, n] : mix.share) n /= all;
    return mix;
}
int group_of(const Person& person) { return person.group; }
int home_of(const Person& person) { return person.home; }

const Size many_companies = {.companies = 150, .weeks = 1};

template <class TraitOf>
Mix mix_with(const Settings& settings, TraitOf trait_of) {
    const auto scenario = scenario_of(small_army_text(many_companies), settings);
    return mix_of(ArmyRun(*scenario), trait_of);
}

TEST(Companies, AreAsChanceHasThemByDefault) {
    const Mix mix = mix_with({}, group_of);
    EXPECT_NEAR(mix.together, mix.by_chance(), 0.01);
}
TEST(Companies, CanBeMadeOfOneGroup) {  // two of them were picked together with probability same_group
    const Mix chance = mix_with({}, group_of), half = mix_with({{"cohesion.same_group", 0.5}}, group_of),
              pure = mix_with({{"cohesion.same_group", 1}}, group_of);
    EXPECT_NEAR(half.together, 0.5 + 0.5 * half.by_chance(), 0.02);
    EXPECT_EQ(pure.together, 1);
    for (const auto& [group, share] : chance.share) {  // 300 companies, spread evenly
        EXPECT_NEAR(half.share.at(group), share, 0.02);
        EXPECT_NEAR(pure.share.at(group), share, 0.03);
    }
}
TEST(Companies, CanBeMadeOfPeopleFromOneRegion) {
    const Settings spread = {{"posting.away", 0}};
    const Mix chance = mix_with(spread, home_of),
              half = mix_with(spread + Settings{{"cohesion.same_home", 0.5}}, home_of);
    EXPECT_NEAR(chance.together, chance.by_chance(), 0.01);
    EXPECT_GT(half.together, half.by_chance() + 0.15);
    for (const auto& [home, share] : chance.share) EXPECT_NEAR(half.share.at(home), share, 0.03);
}
TEST(Companies, OfAHomeAreStillMixedByGroup) {
    const Mix mix = mix_with({{"cohesion.same_home", 1}}, group_of);
    EXPECT_NEAR(mix.together, mix.by_chance(), 0.01);
}

/// Two brigades of the line, one of them in the capital.
std::string with_a_brigade_in_the_capital() {
    std::string text = small_army_text(many_companies);
    const std::string of_line = "[[formation]]\nname = \"1st Division\"";
    const std::size_t begin = text.find(of_line), end = text.find("[[formation]]", begin + 1);
    std::string second = text.substr(begin, end - begin);
    second.replace(second.find("1st"), 3, "2nd");
    second.replace(second.find("\"province\""), 10, "\"capital\"");
    return text.insert(end, second);
}
/// Share of the majority among conscripts of the line posted in the capital, and among all of them.
std::pair<double, double> majority_with(const Settings& settings) {
    const auto scenario = scenario_of(with_a_brigade_in_the_capital(), settings);
    const ArmyRun run(*scenario);
    const Units& units = run.army().units;
    double n[2] = {0, 0}, of_majority[2] = {0, 0};
    for (const Person& person : run.army().people) {
        if (person.rank != Rank::conscript || units.branch_of(person.company) != Branch::army) continue;
        const bool in_capital = units.region_of(person) == 0;
        n[1] += 1, of_majority[1] += person.group == majority_group ? 1 : 0;
        if (in_capital) n[0] += 1, of_majority[0] += person.group == majority_group ? 1 : 0;
    }
    return {of_majority[0] / n[0], of_majority[1] / n[1]};
}
TEST(Posting, KeepsOtherGroupsAwayFromTheCentreOfPower) {  // F13: against coups, apart from posting away from home
    const auto [near_before, all_before] = majority_with({});
    const auto [near_after, all_after] = majority_with({{"posting.away_from_capital", 0.9}});
    EXPECT_LT(near_after, near_before - 0.05);
    EXPECT_NEAR(all_after, all_before, 0.02) << "they serve farther out";
    const auto [near_home, all_home] = majority_with({{"posting.away", 0}});
    EXPECT_NEAR(near_home, near_before, 0.01) << "away from home is another policy";
    EXPECT_NEAR(all_home, all_before, 0.01);
}

TEST(SignOfCohesion, ACompanyOfOneGroupHoldsIfItIsLoyal) {  // D9, A1.5
    Settings loyal = {{"cohesion.reserve", 2}, {"cohesion.diversity", 1}, {"cohesion.effect", 3}};
    for (const char* unequal : {"grievance", "moral_injury", "existential_threat", "persuasion", "coordination"})
        loyal = loyal + off(unequal);  // the bond alone: all groups are as loyal, and no one sets an example
    expect_fewer_leave(loyal + Settings{{"cohesion.same_group", 0}}, loyal + Settings{{"cohesion.same_group", 1}});
}

}  // namespace
}  // namespace tests
