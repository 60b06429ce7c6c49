/// A tenth of the army behaves like the whole: brigades and headquarters stay, companies are thinned, shares agree.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "models/defection/record/tally.hpp"
#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests {
namespace {

using namespace defection;

std::string formation(std::string_view name, std::string_view organisation, int brigades, int companies) {
    return fmt::format(
        "[[formation]]\nname = \"{}\"\norganisation = \"{}\"\nposting = \"province\"\nbrigades = {}\n"
        "companies = {}\ncompany_size = 60\nheadquarters = 20\n\n",
        name, organisation, brigades, companies);
}

/// 22,000 posts in brigades large enough to be cut to a tenth; the militia of the small army, and more rebels.
std::string mid_size_army() {
    const std::string small = small_army_text();
    const std::size_t begin = small.find("[[formation]]"), end = small.find("[[curve]]");
    return small.substr(0, begin) + formation("1st Division", "line", 4, 40) +
           formation("2nd Division", "line", 2, 40) + formation("Guard", "guard", 1, 60) +
           formation("Agency", "agency", 1, 30) + formation("Fighters", "fighters", 1, 40) + small.substr(end) +
           "[[curve]]\nname = \"more rebels\"\ndrives = \"rebels\"\nregions = { province = 1.0 }\npoints = [[5, 0], "
           "[50, 5000]]\n";
}

TEST(Scale, OfOneHasThePeopleAtTheStartThatTheScenarioSays) {
    for (const std::string& text : {mid_size_army(), small_army_text(), conscripts_text(500, 10)}) {
        const auto scenario = scenario_of(text);
        const ArmyRun run(*scenario);
        EXPECT_EQ(scenario->population(1.0), run.count(Status::serving, [](auto, auto, auto) { return true; }));
    }
    EXPECT_LT(scenario_of(mid_size_army())->population(1.0), scenario_of(mid_size_army())->structure().posts());
}

TEST(Scale, LeavesSomebodyInEveryOrganisationDownToTheLeastAllowed) {
    const auto scenario = scenario_of(mid_size_army());
    const auto n = static_cast<double>(scenario->most_thinned());
    EXPECT_EQ(n, 30);  // companies of the agency
    bool thinner_may_not = false;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const ArmyRun least(*scenario, seed, 1.0 / n), less(*scenario, seed, 0.5 / n);
        for (std::size_t o = 0; o < scenario->structure().organisations.size(); ++o) {
            const auto& of = least.army().units.companies;
            Index posts = 0, posts_of_less = 0;
            for (const CompanyId c : of.ids()) posts += of.organisation[c] == o ? of.n_posts[c] : 0;
            const auto& fewer = less.army().units.companies;
            for (const CompanyId c : fewer.ids()) posts_of_less += fewer.organisation[c] == o ? fewer.n_posts[c] : 0;
            EXPECT_GT(posts, 0U) << scenario->structure().organisations[o].name << ", seed " << seed;
            thinner_may_not = thinner_may_not || posts_of_less == 0;
        }
    }
    EXPECT_TRUE(thinner_may_not);
}

TEST(Scale, RoundsTheCompaniesOfAnOrganisationTogether) {
    const std::string text = mid_size_army(), agency = formation("Agency", "agency", 1, 30);
    std::string divided = text;
    divided.replace(divided.find(agency), agency.size(),
                    formation("Agency A", "agency", 1, 15) + formation("Agency B", "agency", 3, 5));
    const auto scenario = scenario_of(divided);
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Units layout = lay_out(scenario->structure(), 1.0 / 30, seed);
        int n_companies = 0;
        for (const CompanyId c : layout.companies.ids())
            n_companies += layout.companies.organisation[c] == 2 && layout.companies.n_posts[c] == 60;
        EXPECT_EQ(n_companies, 1) << "seed " << seed;
    }
}

TEST(Scale, KeepsBrigadesAndThinsCompanies) {
    const auto scenario = scenario_of(mid_size_army());
    const ArmyRun whole(*scenario, 1, 1.0), tenth(*scenario, 1, 0.1);
    EXPECT_EQ(whole.army().units.brigades.size(), tenth.army().units.brigades.size());
    for (const std::uint16_t n : tenth.army().units.brigades.n_companies) EXPECT_GE(n, 4) << "headquarters and three";
    EXPECT_EQ(whole.army().units.posts.size(), static_cast<std::size_t>(scenario->structure().posts()));
    EXPECT_NEAR(static_cast<double>(tenth.army().units.posts.size()), 0.1 * scenario->structure().posts(), 200);
    for (const BrigadeId b : tenth.army().units.brigades.ids())
        EXPECT_TRUE(tenth.army().commands.commander(b).names_somebody());
    for (const CompanyId c : tenth.army().units.companies.ids()) {
        const bool headquarters =
            tenth.army().units.brigades.first_company[tenth.army().units.companies.brigade[c]] == c;
        EXPECT_EQ(tenth.army().units.companies.n_posts[c], headquarters ? 2 : 60) << "companies keep their size";
    }
}

TEST(Scale, ThinsByTheExactShareOnAverage) {
    Size size;
    size.companies = 33;  // 3.3 at a tenth: 3 or 4
    const auto scenario = scenario_of(small_army_text(size));
    std::vector<double> companies;
    for (std::uint64_t seed = 1; seed <= 400; ++seed)
        companies.push_back(lay_out(scenario->structure(), 0.1, seed).brigades.n_companies[BrigadeId(0)] - 1);
    expect_mean(companies, 3.3, std::sqrt(0.3 * 0.7));
    EXPECT_EQ(std::set(companies.begin(), companies.end()), (std::set<double>{3, 4}));
}

TEST(Scale, KeepsSharesWhenBrigadesHaveLessThanACompanyLeft) {
    const auto scenario = scenario_of(mid_size_army());
    for (const double scale : {0.01, 0.02, 0.15}) {
        std::vector<double> line, guard, senior;
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            const Units layout = lay_out(scenario->structure(), scale, seed);
            double n_line = 0, n_guard = 0, n_senior = 0;
            for (const PostId post : layout.posts.ids()) {
                const std::size_t o = layout.companies.organisation[layout.posts.company[post]];
                const bool is_senior = layout.posts.rank[post] == Rank::senior_officer;
                n_senior += is_senior;
                n_line += !is_senior && o == 0;
                n_guard += !is_senior && o == 1;
            }
            line.push_back(n_line / 60);
            guard.push_back(n_guard / 60);
            senior.push_back(n_senior);
        }
        // companies and headquarters of each organisation are rounded together by chance: variance at most 1/4
        expect_mean(line, scale * 240, std::sqrt(0.25));
        expect_mean(guard, scale * 60, std::sqrt(0.25));
        expect_mean(senior, scale * 180, std::sqrt(4 * 0.25));
    }
}

TEST(Scale, ATenthBehavesLikeTheWhole) {  // sees a difference of 6 % in the departure rate, of 2 % in the force
    const auto scenario = scenario_of(mid_size_army(), {{"intention.log_base_rate", -4.8}});
    struct Sample {
        std::vector<double> departed, force, ingroup;
    };
    const auto sample = [&](double scale, std::uint64_t n_runs) {
        const auto regular = [&](std::size_t o, auto, auto) { return o <= 1; };
        Sample of;
        for (std::uint64_t seed = 1; seed <= n_runs; ++seed) {
            ArmyRun run(*scenario, 1000 * n_runs + seed, scale);
            const double at_start = run.count(Status::serving, regular);
            run.finish();
            of.departed.push_back(run.departed() / static_cast<double>(run.army().people.size()));
            of.force.push_back(run.count(Status::serving, regular) / at_start);
            of.ingroup.push_back(run.departed([](auto, auto, auto g) { return g == 0; }) / run.departed());
        }
        return of;
    };
    const Sample whole = sample(1.0, 16), tenth = sample(0.1, 100);
    EXPECT_GT(mean_of(whole.departed).value, 0.1);
    expect_same_mean(tenth.departed, whole.departed);
    expect_same_mean(tenth.force, whole.force);
    expect_same_mean(tenth.ingroup, whole.ingroup);
}

TEST(Scale, AHeadquartersWithoutPostsBindsNobodyAndSpoilsNoSum) {
    const auto scenario = scenario_of(mid_size_army(), {{"intention.log_base_rate", -5}});
    ArmyRun run(*scenario, 1, 0.004);
    const auto& n_posts = run.army().units.companies.n_posts;
    ASSERT_GT(std::count(n_posts.begin(), n_posts.end(), 0), 0);
    for (int week = 0; week < 10; ++week) run.step();
    for (const float bond : run.run().minds().bonds.of_company) EXPECT_TRUE(std::isfinite(bond));
    EXPECT_TRUE(std::isfinite(Tally(*scenario, run.run()).capacity()));
}

}  // namespace
}  // namespace tests
