/// `muster compare` on a real sweep: y = 10 + 3 a - 2 b + 6 a c and luck.
#include "tests/analysis/commands.hpp"

namespace commands {
namespace {

const std::vector<std::string> compare = {"compare"};

const Swept& grid() {
    static const Swept swept(
        "replicates = 8\ndesign = \"grid\"\n[set]\n\"function.which\" = 2\n\"function.shared\" = 5\n\"function.own\" = "
        "0.1\n"
        "[factors]\n\"function.a\" = [0.2, 0.6]\n\"function.c\" = [0.0, 0.5]\n");
    return swept;
}

TEST(Compare, PairsReplicatesAndShowsHarm) {
    const auto rows =
        grid().rows(compare, {"--base", "function.a=0.2,function.c=0", "--to", "function.a=0.6", "--metric", "y"});
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0]["metric"], "y");
    EXPECT_NEAR(rows[0]["difference"].get<double>(), 1.2, 5 * 0.1 * std::sqrt(2.0 / 8));
    EXPECT_EQ(rows[0]["says"], "higher");
    EXPECT_EQ(rows[0]["same_sign"], 1.0);
    EXPECT_GT(rows[0]["correlation"].get<double>(), 0.98);
    EXPECT_GT(rows[0]["effective_replicates"].get<double>(), 1000);
    EXPECT_EQ(rows[1]["metric"], "hurt_people");
    EXPECT_EQ(rows[1]["harm"], "harm");
    EXPECT_NEAR(rows[1]["difference"].get<double>(), 40, 1e-9);
}

TEST(Compare, AMetricWithAxesHasARowForEachLabel) {
    std::vector<std::string> words = {"--base",   "function.a=0.2,function.c=0", "--to", "function.a=0.6",
                                      "--metric", "hurt_people_by_way"};
    const auto rows = grid().rows(compare, words);
    ASSERT_EQ(rows.size(), 3U);  // and the harm in all, which no label doubles
    EXPECT_EQ(rows[0]["metric"], "hurt_people_by_way_hurt");
    EXPECT_EQ(rows[0]["harm"], "harm");
    EXPECT_NEAR(rows[0]["difference"].get<double>(), 30, 1e-9);
    EXPECT_EQ(rows[1]["metric"], "hurt_people_by_way_sent_home");
    EXPECT_NEAR(rows[1]["difference"].get<double>(), 10, 1e-9);
    EXPECT_EQ(rows[2]["metric"], "hurt_people");
    words.back() += "_sent_home";
    const auto one = grid().rows(compare, words);
    ASSERT_EQ(one.size(), 2U);
    EXPECT_EQ(one[0], rows[1]);
}

TEST(Compare, MeansOverTheOtherFactorsReplicateByReplicate) {
    const auto answer = grid().ask(compare, {"--base", "function.a=0.2", "--to", "function.a=0.6", "--metric", "y"});
    EXPECT_TRUE(contains(answer.out, "means over 2 settings of function.c, replicate by replicate")) << answer.out;
    const auto rows = grid().rows(compare, {"--base", "function.a=0.2", "--to", "function.a=0.6", "--metric", "y"});
    EXPECT_NEAR(rows[0]["difference"].get<double>(), 1.2 + 0.6, 5 * 0.1 / std::sqrt(8.0));
    EXPECT_EQ(rows[0]["n"], 8.0);
}

TEST(Compare, SaysSoWhenTheIntervalIncludesZero) {
    const Swept swept(
        "replicates = 400\n[set]\n\"function.which\" = 2\n\"function.own\" = 5\n[factors]\n\"function.b\" = [0.5, "
        "0.51]\n");
    const auto answer = swept.ask(compare, {"--base", "function.b=0.5", "--to", "function.b=0.51", "--metric", "y"});
    const auto rows = swept.rows(compare, {"--base", "function.b=0.5", "--to", "function.b=0.51", "--metric", "y"});
    EXPECT_LT(std::abs(rows[0]["difference"].get<double>()), 5 * 5 * std::sqrt(2.0 / 400));
    EXPECT_TRUE(contains(answer.out, "the interval includes zero")) << answer.out;
    EXPECT_TRUE(contains(answer.out, "they do not show that nothing changes")) << answer.out;
    EXPECT_TRUE(contains(answer.out, "the same in every replicate")) << answer.out;  // hurt_people
}

TEST(Compare, InteractionsOnBothScalesSideBySide) {
    const auto rows = grid().rows(compare, {"--base", "function.a=0.2,function.c=0", "--interaction", "function.a=0.6",
                                            "function.c=0.5", "--metric", "y"});
    EXPECT_NEAR(rows[0]["additive"].get<double>(), 6 * 0.4 * 0.5, 5 * 0.2 / std::sqrt(8.0));
    EXPECT_EQ(rows[0]["additive_says"], "complements");
    EXPECT_TRUE(rows[0].contains("ratio_bootstrap_low"));
    EXPECT_EQ(rows[1]["harm"], "harm");
}

TEST(Compare, OverTimeCountsTheWholeAndHarmByItsLabel) {
    const Swept swept("replicates = 2\nscale = 0.1\n[factors]\n\"function.a\" = [0.2, 0.6]\n");
    const auto rows = swept.rows(
        compare, {"--base", "function.a=0.2", "--to", "function.a=0.6", "--over", "time", "--metric", "lost"});
    ASSERT_EQ(rows.size(), 10U);  // 5 times: all that were lost, and the hurt
    EXPECT_EQ(rows[9]["metric"], "hurt");
    EXPECT_EQ(rows[9]["harm"], "harm");
    EXPECT_EQ(rows[9]["time"], 4.0);
    EXPECT_DOUBLE_EQ(rows[9]["base"].get<double>(), 80);  // 8 simulated at scale 0.1
    EXPECT_DOUBLE_EQ(rows[9]["difference"].get<double>(), 160);
    EXPECT_DOUBLE_EQ(rows[8]["base"].get<double>(), 80 + 30);
}

TEST(Compare, LabelsAndSharesOfANamedValue) {
    const Swept swept(
        "replicates = 4\ndesign = \"list\"\n[set]\n\"function.which\" = 2\n[[point]]\nlabel = \"as it "
        "was\"\n[[point]]\nlabel = "
        "\"much\"\nset = { \"function.a\" = 1.0 }\n[[point]]\nlabel = \"little, c too\"\nset = { \"function.a\" = 0.0, "
        "\"function.c\" = 0.1 }\n");
    const auto rows =
        swept.rows(compare, {"--base", "as it was", "--to", "much", "little, c too", "--metric", "level=high"});
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0]["to"], "much");
    EXPECT_EQ(rows[0]["difference"], 0.0);  // 12 and 15, both high
    EXPECT_EQ(rows[1]["to"], "little, c too");
    EXPECT_EQ(rows[1]["difference"], -1.0);
}

TEST(Compare, CsvHasAColumnForEachEnd) {
    const auto answer = grid().ask(compare, {"--base", "function.a=0.2", "--to", "function.a=0.6", "--format", "csv"});
    EXPECT_TRUE(
        answer.out.starts_with("metric,to,unit,harm,n,base,value,difference,difference_t_low,difference_t_high,"))
        << answer.out;
    EXPECT_FALSE(contains(answer.out, "note:"));
}

TEST(Compare, TheSameQuestionHasTheSameAnswer) {
    const std::vector<std::string> more = {"--base", "function.a=0.2", "--to", "function.a=0.6"};
    auto other = more;
    other.insert(other.end(), {"--seed", "7"});
    EXPECT_EQ(grid().ask(compare, more).out, grid().ask(compare, more).out);
    EXPECT_NE(grid().ask(compare, more).out, grid().ask(compare, other).out);
}

TEST(Compare, FailedRunsLeaveTheirReplicateOut) {
    const Swept swept("replicates = 12\n[set]\n\"function.failing\" = 0.3\n[factors]\n\"function.a\" = [0.2, 0.6]\n",
                      3);
    const auto answer = swept.ask(compare, {"--base", "function.a=0.2", "--to", "function.a=0.6"});
    EXPECT_TRUE(contains(answer.out, "left out: a run was not done or has no value")) << answer.out;
}

TEST(Compare, ErrorsSayWhatToType) {
    const auto complaint = [](const std::string& base, const std::string& to,
                              const std::vector<std::string>& more = {}) {
        std::vector<std::string> words = {"--base", base, "--to", to};
        words.insert(words.end(), more.begin(), more.end());
        return grid().complaint(compare, words);
    };
    EXPECT_EQ(complaint("function.x=1", "function.a=0.6"),
              "--base: function.x does not vary in this file (did you mean 'function.a'?)\n");
    EXPECT_EQ(complaint("function.a=0.3", "function.a=0.6"),
              "--base: no point has function.a at 0.3 (write one of its values: 0.2, 0.6)\n");
    EXPECT_EQ(complaint("before", "function.a=0.6"),
              "--base: the file has no 'before' (write NAME=VALUE with its factors: function.a, function.c; such as "
              "function.a=0.2)\n");
    EXPECT_EQ(complaint("function.a=0.2", "function.c=0.5"),
              "--base function.a=0.2: some of its points are those of --to function.c=0.5 (write in --base, too, what "
              "function.c had before)\n");
    EXPECT_EQ(complaint("function.a=0.2", "function.a=0.6", {"--metric", "level"}),
              "--metric level: say which of its values counts: level=low, level=high\n");
    EXPECT_EQ(complaint("function.a=0.2", "function.a=0.6", {"--metric", "z"}),
              "--metric: the file has no 'z' (it has y, hurt_people, unseen, level, hurt_people_by_way)\n");
    EXPECT_EQ(
        complaint("function.a=0.2", "function.a=0.6", {"--half-width", "wide"}),
        "--half-width: 'wide' is not a width (write a number above 0 in the metric's unit, or a share such as 5%)\n");
    EXPECT_EQ(grid().complaint(compare, {"--base", "function.a=0.2"}),
              "compare: --base needs settings to compare it with: --to SEL, or --interaction A B (not both)\n");
}

}  // namespace
}  // namespace commands
