/// How a country and its army are cut into regions and companies is the author's choice, and must not decide what comes
/// out: the same people in more regions, in companies of another size, or told of group by group in another order, leave as
/// often.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests {
namespace {

using namespace defection;

/// Two provinces, each cut into `parts` with the same people, protest and rebels; 8 brigades in each province.
std::string country_of(int parts, int company_size = 60) {
    std::string text =
        "model = \"defection\"\nweeks = 60\n"
        "[[group]]\nname = \"core\"\nstanding = \"in\"\nshare = 0.2\nfate = 0.8\n"
        "[[group]]\nname = \"majority\"\nstanding = \"out\"\nshare = 0.8\nfate = 0.05\n"
        "[[organisation]]\nname = \"line\"\nrent = 0.4\nexposure = 0.6\nofficer_share = 0.7\n"
        "[[organisation]]\nname = \"agency\"\nkind = \"intelligence\"\n"
        "[[formation]]\nname = \"Agency\"\norganisation = \"agency\"\nposting = \"north 0\"\ncompanies = 2\n"
        "company_size = 60\n";
    std::string weights;
    for (const std::string_view province : {"north", "south"})
        for (int part = 0; part < parts; ++part) {
            const std::string name = fmt::format("{} {}", province, part);
            const double protest = province == "north" ? 1.0 : 0.3;
            text += fmt::format("[[region]]\nname = \"{}\"\npopulation = {}\nborder = 0.3\n", name, 2e6 / parts);
            text += fmt::format(
                "[[formation]]\nname = \"{} Corps\"\norganisation = \"line\"\nposting = \"{}\"\nbrigades = {}\n"
                "companies = {}\ncompany_size = {}\nheadquarters = 6\n",
                name, name, 8 / parts, 480 / company_size, company_size);
            text += fmt::format(
                "[[curve]]\nname = \"protest {}\"\ndrives = \"protest\"\nregions = {{ \"{}\" = 1.0 }}\npoints = [[0, "
                "{}]]\n",
                name, name, protest);
            text += fmt::format(
                "[[curve]]\nname = \"rebels {}\"\ndrives = \"rebels\"\nregions = {{ \"{}\" = 1.0 }}\npoints = [[5, 0], "
                "[50, {}]]\n",
                name, name, 800.0 * protest / parts);
        }
    return text + "[[curve]]\nname = \"orders\"\ndrives = \"orders\"\npoints = [[0, 0.3], [8, 1.0]]\n";
}

/// A regime that chooses whom it sends, promotes, suspects and locks up.
const Settings watchful = {{"deployment.caution", 0.7}, {"careers.speed", 0.1},         {"careers.loyalty", 1},
                           {"careers.inversion", 0.1},  {"purge.rate", 0.01},           {"detention.capacity", 0.05},
                           {"deception.pseudo", 0.3},   {"normalisation.openness", 0.3}};

/// Shares who left, run by run; independent of any other call with another first seed.
std::vector<double> leavers_of(const std::string& text, std::uint64_t first_seed, const Settings& settings = {}) {
    const auto scenario =
        scenario_of(text, Settings{{"intention.log_base_rate", -4.5}, {"survival_belief.news", 0}} + settings);
    std::vector<double> shares;
    for (std::uint64_t seed = first_seed; seed < first_seed + 150; ++seed) {
        ArmyRun run(*scenario, seed);
        run.finish();
        shares.push_back(run.departed() / static_cast<double>(run.army().people.size()));
    }
    return shares;
}

/// The means differ by no more than 2 %: three standard errors beyond it are a difference.
void expect_within_two_percent(const std::vector<double>& a, const std::vector<double>& b) {
    const Mean one = mean_of(a), other = mean_of(b);
    const double error = std::hypot(one.error, other.error);
    EXPECT_LT(error, 0.007 * one.value) << "too few runs to see 4 %";
    EXPECT_LT(std::abs(one.value - other.value), 0.02 * one.value + 3 * error) << one.value << ", " << other.value;
}

TEST(Invariance, RegionsCutInTwoOrFourLoseAsManySoldiers) {
    const std::vector<double> whole = leavers_of(country_of(1), 1);
    EXPECT_GT(mean_of(whole).value, 0.1);
    expect_within_two_percent(whole, leavers_of(country_of(2), 1001));
    expect_within_two_percent(whole, leavers_of(country_of(4), 2001));
}

TEST(Invariance, CompaniesOfAnotherSizeLoseAsManySoldiers) {
    const std::vector<double> usual = leavers_of(country_of(1, 80), 1), small = leavers_of(country_of(1, 40), 1001),
                              large = leavers_of(country_of(1, 160), 2001);
    expect_within_two_percent(usual, small);
    expect_within_two_percent(usual, large);
    expect_within_two_percent(small, large);
}

TEST(Invariance, OfAWatchfulRegimeToo) {
    const std::vector<double> usual = leavers_of(country_of(1, 80), 1, watchful);
    EXPECT_GT(mean_of(usual).value, 0.1);
    expect_within_two_percent(usual, leavers_of(country_of(2, 80), 1001, watchful));
    expect_within_two_percent(usual, leavers_of(country_of(4, 80), 2001, watchful));
    expect_within_two_percent(usual, leavers_of(country_of(1, 40), 3001, watchful));
    expect_within_two_percent(usual, leavers_of(country_of(1, 160), 4001, watchful));
}

/// The small army, its three groups in another order.
std::string with_groups_in_order(const std::vector<std::size_t>& order) {
    const std::string text = small_army_text(), head = "[[group]]";
    std::vector<std::size_t> at;
    for (std::size_t begin = text.find(head); begin != std::string::npos; begin = text.find(head, begin + 1))
        at.push_back(begin);
    at.push_back(text.find("[[region]]"));
    std::string groups;
    for (const std::size_t group : order) groups += text.substr(at[group], at[group + 1] - at[group]);
    return text.substr(0, at.front()) + groups + text.substr(at.back());
}

/// [group by name][run] share of all people who are of this group and left; under "everybody" of any.
using LeaversByGroup = std::map<std::string, std::vector<double>>;
LeaversByGroup leavers_by_group(const std::vector<std::size_t>& order, std::uint64_t first_seed) {
    const auto scenario =
        scenario_of(without_curves(with_groups_in_order(order), {"belief"}), {{"intention.log_base_rate", -4.5},
                                                                              {"survival_belief.news", 0},
                                                                              {"propaganda.intensity", 1},
                                                                              {"propaganda.effect", 3}});
    LeaversByGroup shares;
    for (std::uint64_t seed = first_seed; seed < first_seed + 250; ++seed) {
        ArmyRun run(*scenario, seed);
        run.finish();
        const auto people = static_cast<double>(run.army().people.size());
        shares["everybody"].push_back(run.departed() / people);
        const auto& groups = scenario->structure().groups;
        for (std::size_t g = 0; g < groups.size(); ++g)
            shares[groups[g].name].push_back(run.departed([&](auto, auto, auto of) { return of == g; }) / people);
    }
    return shares;
}

TEST(Invariance, GroupsInAnotherOrderLoseAsManySoldiers) {
    const LeaversByGroup usual = leavers_by_group({0, 1, 2}, 1);
    ASSERT_EQ(usual.size(), 4U);
    for (const auto& [order, seed] : {std::pair{std::vector<std::size_t>{2, 1, 0}, 1001}, {{1, 2, 0}, 2001}}) {
        const LeaversByGroup turned = leavers_by_group(order, std::uint64_t(seed));
        expect_within_two_percent(usual.at("everybody"), turned.at("everybody"));
        for (const auto& [group, shares] : usual) {
            SCOPED_TRACE(group);
            EXPECT_GT(mean_of(shares).value, 0.001);
            expect_same_mean(shares, turned.at(group));
        }
    }
}

TEST(Invariance, ConscriptsComeInEveryYear) {
    std::string text = country_of(1);
    text.replace(text.find("weeks = 60"), 10, "weeks = 260");
    const auto scenario = scenario_of(text);
    ArmyRun run(*scenario);
    for (int year = 0; year < 5; ++year) {
        const std::size_t before = run.army().people.size();
        for (int week = 0; week < 52; ++week) run.step();
        EXPECT_GT(run.army().people.size(), before) << "in year " << year;
    }
}

}  // namespace
}  // namespace tests
