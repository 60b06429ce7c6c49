/// `muster analyze` on real sweeps of functions whose indices are known.
#include "analysis/design.hpp"
#include "tests/analysis/commands.hpp"
#include "tests/statistics.hpp"

namespace commands {
namespace {

const std::string four_factors =
    "[factors]\n\"function.a\" = { min = 0, max = 1 }\n\"function.b\" = { min = 0, max = 1 }\n"
    "\"function.c\" = { min = 0, max = 1 }\n\"function.d\" = { min = 0, max = 1 }\n";
const std::vector<std::string> sobol = {"analyze", "sobol"}, morris = {"analyze", "morris"}, prcc = {"analyze", "prcc"},
                               oat = {"analyze", "oat"}, replicates = {"analyze", "replicates"},
                               prim = {"analyze", "prim"};

std::string saltelli(int which, int samples, bool second_order, const std::string& more = "") {
    return fmt::format("design = \"saltelli\"\nsamples = {}\nsecond_order = {}\n{}[set]\n\"function.which\" = {}\n",
                       samples, second_order, more, which);
}

/// Half the width of an interval of 95 % is 1.96 standard errors; five of those, and what evenness cannot do better.
void expect_index(const nlohmann::json& row, double exact) {
    const double width = row["index_high"].get<double>() - row["index_low"].get<double>();
    tests::expect_within(row["index"].get<double>(), exact, width / 3.92);
    EXPECT_LT(std::abs(row["index"].get<double>() - exact), 0.03) << row;
}

TEST(Analyze, SobolOfIshigamiIsExact) {
    const Swept swept(saltelli(0, 1024, true) + four_factors);
    const auto rows = swept.rows(sobol, {"--metric", "y"});
    ASSERT_EQ(rows.size(), 4U + 4U + 6U);
    const std::vector<double> exact = {0.31391, 0.44241, 0, 0, 0.55759, 0.44241, 0.24368, 0};
    for (std::size_t i = 0; i < exact.size(); ++i) expect_index(rows[i], exact[i]);
    EXPECT_EQ(rows[9]["factor"], "function.a");
    EXPECT_EQ(rows[9]["with"], "function.c");
    expect_index(rows[9], 0.24368);
}

TEST(Analyze, SobolOfGIsExact) {
    const Swept swept(saltelli(1, 1024, false) + four_factors);
    const auto rows = swept.rows(sobol, {"--metric", "y"});
    double product = 1;
    std::vector<double> parts;
    for (const double weight : functions::weights_of_g) {
        parts.push_back(1 / (3 * (1 + weight) * (1 + weight)));
        product *= 1 + parts.back();
    }
    for (std::size_t f = 0; f < 4; ++f) {
        expect_index(rows[f], parts[f] / (product - 1));
        expect_index(rows[4 + f], parts[f] * product / (1 + parts[f]) / (product - 1));
    }
}

// The plane has a variance of 3.75 + 1/3 and shared and own luck one of 4 + 1; 8 replicates know the former to half.
TEST(Analyze, SobolSaysWhatIsChance) {
    const Swept swept(saltelli(2, 64, false, "replicates = 8\n") + "\"function.shared\" = 2\n\"function.own\" = 1\n" +
                      four_factors);
    const auto answer = swept.ask(sobol, {"--metric", "y"});
    EXPECT_TRUE(contains(answer.out, "chance between replicates makes")) << answer.out;
    EXPECT_TRUE(contains(answer.out, "An index below zero is noise")) << answer.out;
    EXPECT_TRUE(contains(answer.out, "noise around zero") || contains(answer.out, "the interval includes zero"))
        << answer.out;
}

TEST(Analyze, OtherDesignsAndMissingRunsAreRefused) {
    const Swept grid("[factors]\n\"function.a\" = [0.1, 0.2]\n");
    EXPECT_EQ(grid.complaint(sobol, {"--metric", "y"}),
              "analyze sobol: needs a sweep with design = \"saltelli\"; this file's is \"grid\" (docs/designs.md)\n");
    EXPECT_EQ(grid.complaint(morris, {"--metric", "y"}),
              "analyze morris: needs a sweep with design = \"morris\"; this file's is \"grid\" (docs/designs.md)\n");
    EXPECT_EQ(grid.complaint(prcc, {}), "analyze prcc: needs --metric NAME, one of y, hurt_people, unseen\n");
    const Swept failing(saltelli(0, 32, false) + "\"function.failing\" = 0.02\n" + four_factors, 3);
    EXPECT_TRUE(
        contains(failing.complaint(sobol, {"--metric", "y"}), "of 32 base samples lack runs with a value of y ("));
    const auto answer = failing.ask(sobol, {"--metric", "y", "--incomplete"});
    EXPECT_TRUE(contains(answer.out, "INCOMPLETE: of y, left out for lack of runs (base sample): ")) << answer.out;
}

TEST(Analyze, AnUnknownMethodIsNamed) {
    const auto answer = muster({"analyze", "sobl", "out.h5"});
    EXPECT_EQ(answer.exit, 2);
    EXPECT_TRUE(answer.err.starts_with("muster: 'sobl' is not a command of analyze (did you mean 'sobol'?)\n"))
        << answer.err;
    EXPECT_TRUE(muster({"analyze"}).err.starts_with("muster: analyze needs one of sobol, morris, prcc, oat, "))
        << answer.err;
}

TEST(Analyze, MorrisOfAPlane) {
    const Swept swept("design = \"morris\"\nsamples = 40\n[set]\n\"function.which\" = 2\n" + four_factors);
    const auto rows = swept.rows(morris, {"--metric", "y"});
    ASSERT_EQ(rows.size(), 4U);
    // a: 3 + 6 c, with c at one of four levels: a mean of 6 and a standard deviation of 6 sqrt(5) / 6.
    tests::expect_within(rows[0]["mu"].get<double>(), 6, std::sqrt(5.0 / 40));
    EXPECT_NEAR(rows[0]["mu_star"].get<double>(), rows[0]["mu"].get<double>(), 1e-9);
    EXPECT_NEAR(rows[1]["mu"].get<double>(), -2, 1e-9);
    EXPECT_NEAR(rows[1]["mu_star"].get<double>(), 2, 1e-9);
    EXPECT_NEAR(rows[1]["sigma"].get<double>(), 0, 1e-9);
    EXPECT_EQ(rows[3]["mu_star"].get<double>(), 0);
}

TEST(Analyze, PrccFindsWhatRisesAndFalls) {
    const Swept swept("design = \"lhs\"\nsamples = 200\n[set]\n\"function.which\" = 2\n\"function.own\" = 0.3\n" +
                      four_factors);
    const auto rows = swept.rows(prcc, {"--metric", "y"});
    EXPECT_EQ(rows[0]["says"], "rises");
    EXPECT_EQ(rows[1]["says"], "falls");
    EXPECT_LT(rows[0]["p"].get<double>(), 1e-6);
    EXPECT_LT(std::abs(rows[3]["prcc"].get<double>()), 5 / std::sqrt(194.0));
}

TEST(Analyze, OatIsATornadoWithHarm) {
    const Swept swept(
        "replicates = 4\ndesign = \"list\"\n[set]\n\"function.which\" = 2\n[[point]]\nlabel = "
        "\"base\"\n[[point]]\nlabel = \"b\"\n"
        "set = { \"function.b\" = 1.0 }\n[[point]]\nlabel = \"a\"\nset = { \"function.a\" = 1.0 }\n[[point]]\nlabel = "
        "\"copy\"\n"
        "set = { \"function.a\" = 0.5 }\n");
    const auto rows = swept.rows(oat, {"--metric", "y"});
    ASSERT_EQ(rows.size(), 4U);  // of y and of harm
    EXPECT_EQ(rows[0]["change"], "a");
    EXPECT_NEAR(rows[0]["difference"].get<double>(), 3, 1e-9);
    EXPECT_NEAR(rows[1]["difference"].get<double>(), -1, 1e-9);
    EXPECT_EQ(rows[2]["harm"], "harm");
    const auto answer = swept.ask(oat, {"--metric", "y"});
    EXPECT_TRUE(contains(answer.out, "|############")) << answer.out;
    EXPECT_TRUE(contains(answer.out, "1 point with the values, and so the runs, of another: counted once."))
        << answer.out;
}

TEST(Analyze, ReplicatesAreHonestAboutStopping) {
    const Swept swept(
        "replicates = 10\n[set]\n\"function.which\" = 2\n\"function.own\" = 2\n[factors]\n\"function.a\" = [0, 1]\n");
    const auto rows = swept.rows(replicates, {"--metric", "y", "--half-width", "0.5"});
    EXPECT_NEAR(rows[0]["sd"].get<double>(), 2, 5 * 2 / std::sqrt(2.0 * 18));
    EXPECT_GT(rows[0]["needed_bound"].get<double>(), rows[0]["needed"].get<double>());
    EXPECT_GT(rows[0]["needed"].get<double>(), 10);
    const auto answer = swept.ask(replicates, {});
    EXPECT_TRUE(contains(answer.out, "Fix the number before the runs that count.")) << answer.out;
}

TEST(Analyze, ReplicatesOfAllMetricsLeaveOutWhatNoRunHas) {
    const Swept swept("replicates = 3\n[factors]\n\"function.a\" = [0, 1]\n");
    std::vector<std::string> names;
    for (const auto& row : swept.rows(replicates, {})) names.push_back(row["metric"]);
    EXPECT_EQ(names, (std::vector<std::string>{"y", "hurt_people"}));
    const auto answer = swept.ask(replicates, {});
    EXPECT_TRUE(contains(answer.out, "Left out, since no point has them in all its runs: unseen.")) << answer.out;
    EXPECT_TRUE(contains(swept.complaint(replicates, {"--metric", "unseen"}), "no point has all its runs"));
}

TEST(Analyze, PrimFindsThePlantedBoxAndRefusesPolicies) {
    const Swept swept("design = \"lhs\"\nsamples = 2000\n[set]\n\"function.which\" = 3\n" + four_factors);
    const std::vector<std::string> behaviour = {"--metric",   "y",        "--at-least", "0.5",      "--factor",
                                                "function.a", "--factor", "function.b", "--factor", "function.c"};
    const auto rows = swept.rows(prim, behaviour);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_NEAR(rows[0]["box_high"].get<double>(), 0.3, 0.02);
    EXPECT_EQ(rows[0]["bound"], "from above");
    EXPECT_EQ(rows[1]["bound"], "");
    EXPECT_NEAR(rows[2]["box_low"].get<double>(), 0.6, 0.02);
    EXPECT_EQ(swept.complaint(prim, {"--metric", "y", "--at-least", "0.5"}),
              "analyze prim: function.d is a policy (boxes are of behaviour, structure and history alone: nothing here "
              "searches for the policy that represses best; name the others: --factor function.a --factor function.b "
              "--factor function.c)\n");
    EXPECT_TRUE(contains(swept.complaint(prim, {"--metric", "y", "--at-least", "0.5", "--factor", "function.d"}),
                         "is a policy"));
    EXPECT_EQ(swept.complaint(prim, {"--metric", "y"}),
              "--metric y: say when it counts: --at-least X, --at-most X or both\n");
    EXPECT_TRUE(contains(swept.complaint(prim, {"--metric", "y", "--at-least", "5", "--factor", "function.a"}),
                         "happens in no run"));
}

TEST(Analyze, TheSwitchOfAMechanismWithPoliciesIsAPolicy) {
    sim::results::Header header;
    header.parameters = {{.name = "watch.enabled", .kind = "structure"},
                         {.name = "watch.density", .kind = "policy"},
                         {.name = "watchful.enabled", .kind = "structure"},
                         {.name = "watchful.fear", .kind = "behaviour"}};
    const auto kind = [&](const char* name) { return analysis::kind_of({.name = name}, header); };
    EXPECT_EQ(kind("watch.enabled"), "policy");
    EXPECT_EQ(kind("watchful.enabled"), "structure");
    EXPECT_EQ(kind("watchful.fear"), "behaviour");
    EXPECT_EQ(kind("event.siege.week"), "history");
}

}  // namespace
}  // namespace commands
