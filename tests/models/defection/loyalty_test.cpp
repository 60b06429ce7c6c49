/// Two ways to hold an army (McLauchlin 2010): by individual incentives, which bind as long as the regime is expected to
/// last, or by stacking it with a group that shares its fate. The first holds better under a weak threat and can be lost
/// whole because it is expected to be; the second loses the other groups and keeps its own, whatever is expected. Effort
/// makes the difference. Both armies have the same people, posts and shocks.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "models/defection/record/tally.hpp"
#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests {
namespace {

using namespace defection;

enum class Held { by_incentives, by_fate };

struct Case {
    Held held = Held::by_incentives;
    double threat = 0.35;  // rebels over the force at the start
    int step_days = 7, companies = 8;
    Settings settings = {};
};

/// Eight brigades in two regions with as many rebels each; orders to repress, no protest.
std::string text_of(const Case& one) {
    constexpr int brigades_each = 4, headquarters = 6, company_size = 60;
    const bool by_fate = one.held == Held::by_fate;
    const double force = 2 * brigades_each * (one.companies * company_size + headquarters);
    std::string text = fmt::format(
        "model = \"defection\"\nweeks = 156\nstep_days = {}\n"
        "[[group]]\nname = \"core\"\nstanding = \"in\"\nshare = 0.2\nfate = {}\n"
        "[[group]]\nname = \"majority\"\nstanding = \"out\"\nshare = 0.8\nfate = 0.05\n"
        "[[organisation]]\nname = \"line\"\ndependence = 1.0\nexposure = 0.6\n{}\n"
        "[[organisation]]\nname = \"agency\"\nkind = \"intelligence\"\n"
        "[[formation]]\nname = \"Agency\"\norganisation = \"agency\"\nposting = \"north\"\ncompanies = 2\n"
        "company_size = 60\n"
        "[[curve]]\nname = \"rebels\"\ndrives = \"rebels\"\npoints = [[0, {}]]\n"
        "[[curve]]\nname = \"orders\"\ndrives = \"orders\"\npoints = [[0, 0.5]]\n",
        one.step_days, by_fate ? 0.9 : 0.05,
        by_fate ? "rent = 0.4\nshare = 0.4\nofficer_share = 0.8\ncareer_share = 0.6" : "rent = 0.8",
        one.threat * force / 2);
    for (const char* region : {"north", "south"})
        text += fmt::format(
            "[[region]]\nname = \"{0}\"\npopulation = 2e6\nborder = 0.3\n"
            "[[formation]]\nname = \"{0} corps\"\norganisation = \"line\"\nposting = \"{0}\"\nbrigades = {1}\n"
            "companies = {2}\ncompany_size = {3}\nheadquarters = {4}\n",
            region, brigades_each, one.companies, company_size, headquarters);
    return text;
}

/// Incentives reach all ranks.
Settings given_of(const Case& one) {
    const Settings common = {{"conscription.enabled", 0}, {"effort.bar", 0.6}, {"survival_belief.news", 0}};
    const Settings paid = {{"patronage.nco", 0.9}, {"patronage.professional", 0.9}, {"patronage.conscript", 0.8}};
    return common + (one.held == Held::by_incentives ? paid : Settings{}) + one.settings;
}

struct Outcomes {
    std::vector<double> belief, departed, of_core, of_majority;  // [seed] at the end; shares of those who ever served
};

Outcomes outcomes_of(const Case& one, std::uint64_t n_seeds = 8) {
    const auto scenario = scenario_of(text_of(one), given_of(one));
    Outcomes runs;
    for (std::uint64_t seed = 1; seed <= n_seeds; ++seed) {
        ArmyRun run(*scenario, seed);
        run.finish();
        const auto share_of = [&](auto select) {
            double all = run.departed(select);
            for (const Ending ending : {Ending::serves, Ending::punished, Ending::lost})
                all += run.count(ending, select);
            return run.departed(select) / all;
        };
        runs.belief.push_back(Tally(*scenario, run.run()).belief());
        runs.departed.push_back(share_of([](auto...) { return true; }));
        runs.of_core.push_back(share_of([](auto, auto, auto g) { return g == 0; }));
        runs.of_majority.push_back(share_of([](auto, auto, auto g) { return g == 1; }));
    }
    return runs;
}

/// a - b, seed by seed.
std::vector<double> by_seed(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> d;
    for (std::size_t i = 0; i < a.size(); ++i) d.push_back(a[i] - b[i]);
    return d;
}
double mean_share(const std::vector<double>& sample) { return mean_of(sample).value; }

/// Belief at the end that is due to what was believed at the start.
Mean memory_of_belief(Case one) {
    const auto from = [&](double start) {
        Case started = one;
        started.settings = started.settings + Settings{{"survival_belief.start", start}};
        return outcomes_of(started, 24).belief;
    };
    return mean_of(by_seed(from(0.9), from(0.1)));
}

TEST(LoyaltyStrategies, IncentivesHoldBetterUnderAWeakThreatAndAreLostUnderAStrongOne) {
    const Outcomes weak_paid = outcomes_of({.threat = 0.2}),
                   weak_fate = outcomes_of({.held = Held::by_fate, .threat = 0.2});
    const Outcomes strong_paid = outcomes_of({.threat = 0.8}),
                   strong_fate = outcomes_of({.held = Held::by_fate, .threat = 0.8});
    expect_positive(by_seed(weak_fate.departed, weak_paid.departed));
    expect_positive(by_seed(strong_paid.departed, strong_fate.departed));
    EXPECT_GT(mean_share(strong_paid.of_core), 0.6 * mean_share(strong_paid.of_majority))
        << "no one stays for who they are";
    EXPECT_LT(mean_share(strong_fate.of_core), 0.4 * mean_share(strong_fate.of_majority)) << "the ruler's group does";
}

TEST(LoyaltyStrategies, ExpectationsOfAnArmyHeldByIncentivesComeTrue) {  // hysteresis
    const Mean paid = memory_of_belief({}), fate = memory_of_belief({.held = Held::by_fate});
    EXPECT_GT(paid.value - 3 * paid.error, 0.25) << "standard error " << paid.error;
    EXPECT_LT(fate.value + 3 * fate.error, 0.05) << "standard error " << fate.error;
}

TEST(LoyaltyStrategies, ExpectationsFadeWhereNobodyCanWithholdEffort) {  // what effort is for
    const Mean paid = memory_of_belief({.settings = {{"effort.enabled", 0}}});
    EXPECT_LT(paid.value + 3 * paid.error, 0.05) << "standard error " << paid.error;
}

TEST(LoyaltyStrategies, AnArmyThatServesAndDoesNothingHasDissolved) {  // the ruler falls: few loyal men hold the core
    const auto form_of = [](bool may_withhold) {
        const Case lost{.threat = 0.5,
                        .settings = {{"survival_belief.start", 0.1},
                                     {"effort.enabled", may_withhold},
                                     {"intention.log_base_rate", -9},
                                     {"war.death_rate", 0}}};
        const auto scenario = scenario_of(text_of(lost), given_of(lost));
        ArmyRun run(*scenario);
        run.finish();
        const Tally tally(*scenario, run.run());
        EXPECT_GT(run.count(Ending::serves, [](auto...) { return true; }), 0.9 * scenario->structure().regular_posts());
        return tally.form();
    };
    EXPECT_EQ(form_of(true), Form::dissolution);
    EXPECT_NE(form_of(false), Form::dissolution);
}

TEST(LoyaltyStrategies, CommonNewsMakesHistoriesDiffer) {
    const auto spread = [](const Settings& settings) {
        const std::vector<double> departed =
            outcomes_of({.held = Held::by_fate, .companies = 16, .settings = settings}, 40).departed;
        const Mean of = mean_of(departed);
        return of.error * std::sqrt(static_cast<double>(departed.size())) / of.value;
    };
    const double by_default = parameter_table().find("survival_belief.news")->fallback;
    const double with_news = spread({{"survival_belief.news", by_default}}), without = spread({});
    EXPECT_LT(with_news, 0.25);
    EXPECT_GT(with_news, 1.5 * without) << "individuals alone: " << without;
}

TEST(LoyaltyStrategies, AWeekAndADayGiveTheSameOutcome) {
    const Settings news = {{"survival_belief.news", 0.1}};
    for (const Held held : {Held::by_incentives, Held::by_fate}) {
        const Case weekly{.held = held, .companies = 16, .settings = news};
        Case daily = weekly;
        daily.step_days = 1;
        const Outcomes in_weeks = outcomes_of(weekly, 16), in_days = outcomes_of(daily, 16);
        const Mean departed = mean_of(by_seed(in_weeks.departed, in_days.departed));
        const Mean belief = mean_of(by_seed(in_weeks.belief, in_days.belief));
        EXPECT_LT(std::abs(departed.value), 0.03 * mean_share(in_days.departed) + 3 * departed.error) << departed.error;
        EXPECT_LT(std::abs(belief.value), 0.03 * mean_share(in_days.belief) + 3 * belief.error) << belief.error;
    }
}

}  // namespace
}  // namespace tests
