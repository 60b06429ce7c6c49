/// How a country and its army are cut into regions and companies is the author's choice, and must not decide what comes
/// out: the same people in more regions, or in companies of another size, leave as often.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

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

/// Shares who left, run by run; independent of any other call with another first seed.
std::vector<double> leavers_of(const std::string& text, std::uint64_t first_seed) {
    const auto scenario = scenario_of(text, {{"intention.log_base_rate", -4.5}, {"survival_belief.news", 0}});
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
