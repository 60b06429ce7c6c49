/// Impossible words of an organisation on its recruits: named with place and remedy.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

/// Lines of a scenario whose organisation says this on lines 15 and up, in a region of these groups.
std::vector<std::string> said_of_recruits(std::string_view keys, std::string_view living = "core = 0.2, others = 0.8") {
    constexpr std::string_view text = R"(model = "defection"
[[group]]
name = "core"
standing = "in"
share = 0.2
[[group]]
name = "others"
share = 0.8
[[region]]
name = "capital"
population = 1e6
groups = {{ {} }}
[[organisation]]
name = "army.of the.capital"
{}
[[formation]]
name = "1st"
organisation = "army.of the.capital"
posting = "capital"
)";
    sim::Problems problems;
    const auto document = sim::param::parse_toml(fmt::format(fmt::runtime(text), living, keys), "s.toml", problems);
    EXPECT_TRUE(problems.empty()) << problems.text();
    const auto scenario = defection::load_scenario(document, problems);
    EXPECT_EQ(scenario == nullptr, !problems.empty());
    return problems.lines();
}

using Lines = std::vector<std::string>;
constexpr std::string_view all_of_the_rulers_group = "core = 1", none_of_it = "others = 1";

TEST(RecruitsSaid, AreTaken) {
    EXPECT_EQ(said_of_recruits("officer_share = 0.8\nodds = { others = 2 }\ncatchment = { capital = 0.1 }"), Lines{});
    EXPECT_EQ(said_of_recruits("share = 1", all_of_the_rulers_group), Lines{});
    EXPECT_EQ(said_of_recruits("share = 0", none_of_it), Lines{});
}

TEST(RecruitsSaid, MustBeInRangeAndOfKnownGroups) {
    EXPECT_EQ(said_of_recruits("officer_share = 80"),
              Lines{"s.toml:15:17: organisation[1].officer_share: 80 is out of range (allowed 0 to 1; 80 % is 0.8)"});
    EXPECT_EQ(said_of_recruits("odds = { cores = 3 }"),
              Lines{"s.toml:15:18: organisation[1].odds.cores: unknown key (did you mean 'core'?)"});
}

TEST(RecruitsSaid, MustBeThoseWhoLiveThere) {
    EXPECT_EQ(
        said_of_recruits("officer_share = 0.8", none_of_it),
        Lines{"s.toml:15:17: organisation.army.of the.capital.officer_share: is 0.8, but no person of 'core' lives "
              "where it recruits (give 0, or a wider catchment)"});
    EXPECT_EQ(said_of_recruits("share = 0.8", all_of_the_rulers_group),
              Lines{"s.toml:15:9: organisation.army.of the.capital.share: is 0.8, but 'core' alone lives where it "
                    "recruits (give 1, or a wider catchment)"});
    EXPECT_EQ(said_of_recruits("catchment = { capital = 0 }"),
              Lines{"s.toml:15:13: organisation.army.of the.capital.catchment: is 0 everywhere (give a region where it "
                    "recruits)"});
}

TEST(RecruitsSaid, MustLeaveSomebodyToTake) {
    EXPECT_EQ(
        said_of_recruits("odds = { core = 0, others = 0 }"),
        Lines{"s.toml:15:8: organisation.army.of the.capital.odds: leave no person who lives where it recruits (give "
              "a group that does odds above 0)"});
    EXPECT_EQ(said_of_recruits("commander_odds = { core = 5, others = 0 }", none_of_it),
              Lines{"s.toml:15:18: organisation.army.of the.capital.commander_odds: leave no person who lives where it "
                    "recruits (give a group that does odds above 0)"});
    EXPECT_EQ(
        said_of_recruits("share = 0.3\nodds = { others = 0 }"),
        Lines{"s.toml:15:9: organisation.army.of the.capital.share: is 0.3, but odds leave no other person who lives "
              "where it recruits (give 1, or odds above 0 to a group that does)"});
    EXPECT_EQ(said_of_recruits("odds = { core = 0 }"), Lines{});
}

TEST(RecruitsSaid, MustNotBeSaidTwiceNorExceedAll) {
    EXPECT_EQ(said_of_recruits("career_share = 0.8\ncareer_odds = { core = 3, others = 2 }"),
              Lines{"s.toml:16:15: organisation.army.of the.capital.career_odds: says of 'core' what career_share says "
                    "too (leave one of them out)"});
    EXPECT_EQ(said_of_recruits("foreign = { core = 0.6, others = 0.5 }"),
              Lines{"s.toml:15:11: organisation.army.of the.capital.foreign: adds up to 1.1 (at most 1)"});
}

TEST(RecruitsSaid, AreCheckedWhenSetToo) {
    EXPECT_THROW(scenario_of(small_army_text(), {{"organisation.guard.share", 1.5}}), std::logic_error);
    EXPECT_NO_THROW(scenario_of(small_army_text(), {{"organisation.guard.share", 0.5}}));
    EXPECT_THROW(scenario_of(conscripts_text(1000, 10), {{"organisation.militia.share", 0.5}}), std::logic_error);
}

}  // namespace
}  // namespace tests
