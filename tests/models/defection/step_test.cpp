/// Shorter steps give the same outcome: rates are per week, and become probabilities of a step.
#include <gtest/gtest.h>

#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests {
namespace {

using namespace defection;

struct Sample {
    std::vector<double> departed, arrested, killed, discharged, serving, grievance;
};

Sample with_steps_of(int step_days, std::uint64_t n_runs, const Settings& settings) {
    Size size;
    size.companies = 30;
    size.step_days = step_days;
    const auto scenario = scenario_of(small_army_text(size), Settings{{"intention.log_base_rate", -5}} + settings);
    Sample sample;
    for (std::uint64_t seed = 1; seed <= n_runs; ++seed) {
        ArmyRun run(*scenario, seed);  // the same seeds: people are alike, so the difference is the step's
        run.finish();
        const auto n = static_cast<double>(run.army().people.size());
        const auto all = [](auto...) { return true; };
        sample.departed.push_back(run.departed() / n);
        sample.arrested.push_back((run.count(Status::arrested, all) + run.count(Status::executed, all)) / n);
        sample.killed.push_back(run.count(Status::killed, all) / n);
        sample.discharged.push_back(run.count(Status::discharged, all) / n);
        sample.serving.push_back(run.count(Ending::serves, all) / n);
        sample.grievance.push_back(static_cast<double>(
            run.run().minds().grievance.stock[run.army().units.brigade_lane(run.army().people[PersonId(60)])]));
    }
    return sample;
}

/// The means differ by no more than the discretisation error, plus five standard errors of their difference.
void expect_close(const std::vector<double>& a, const std::vector<double>& b, double discretisation, const char* what) {
    std::vector<double> difference;
    for (std::size_t i = 0; i < a.size(); ++i) difference.push_back(a[i] - b[i]);
    const Mean of = mean_of(difference), size = mean_of(b);
    EXPECT_LE(std::abs(of.value), discretisation * size.value + 5 * of.error)
        << what << " " << mean_of(a).value << " against " << size.value << ", standard error " << of.error;
}

void expect_close(const Sample& a, const Sample& b, double discretisation) {
    expect_close(a.departed, b.departed, discretisation, "departed");
    expect_close(a.arrested, b.arrested, discretisation, "arrested");
    expect_close(a.killed, b.killed, discretisation, "killed");
    expect_close(a.discharged, b.discharged, discretisation, "discharged");
    expect_close(a.serving, b.serving, discretisation, "serving");
    expect_close(a.grievance, b.grievance, discretisation, "grievance");
}

// The error of a weekly step against a daily one that remains: rates answer to what happened a step later. Chance adds
// about 5 % with these samples.
constexpr double discretisation = 0.02;

TEST(Step, AWeekADayAndThreeDaysGiveTheSameOutcome) {
    const Settings terms = {
        {"intention.log_base_rate", -4.2}, {"conscription.term", 40}, {"conscription.retention_week", 30}};
    const Sample week = with_steps_of(7, 20, terms), days = with_steps_of(3, 20, terms),
                 day = with_steps_of(1, 20, terms);
    EXPECT_GT(mean_of(day.departed).value, 0.1);
    expect_close(week, day, discretisation);
    expect_close(days, day, discretisation);
}

TEST(Step, PoliciesChangeOnTheirDateWhateverTheStep) {  // every day of a month, with steps of one to seven days
    for (int step_days = 1; step_days <= 7; ++step_days)
        for (int day = 0; day < 31; ++day) {
            Size size;
            size.companies = 1;
            size.company_size = 4;
            size.weeks = 8;
            size.step_days = step_days;
            const std::string event = "start = 2030-01-01\n" + small_army_text(size) +
                                      "[[event]]\nname = \"pay\"\ndate = 2030-01-" + (day + 1 < 10 ? "0" : "") +
                                      std::to_string(day + 1) + "\nset = { \"patronage.pay\" = 2.0 }\nduration = 1\n";
            const auto scenario = scenario_of(event);
            ArmyRun run(*scenario);
            double weeks = 0;
            while (run.run().week().step < static_cast<std::uint32_t>(run.n_steps())) {
                run.step();
                weeks += run.run().parameters().of<Patronage>().pay == 2.0 ? scenario->dt() : 0.0;
            }
            EXPECT_NEAR(weeks, 1.0, scenario->dt() * 0.999) << "day " << day << ", steps of " << step_days << " days";
        }
}

TEST(Step, PoliciesSetBeforeTheStartHoldAndEndInOrder) {
    const std::string text = small_army_text() +
                             "[[event]]\nname = \"early\"\nweek = -3\nset = { \"patronage.pay\" = 0.5 }\n"
                             "[[event]]\nname = \"raise\"\nweek = 4\nduration = 10\nset = { \"patronage.pay\" = 1.5 }\n"
                             "[[event]]\nname = \"bonus\"\nweek = 6\nduration = 2\nset = { \"patronage.pay\" = 2.0 }\n";
    const auto scenario = scenario_of(text);
    ArmyRun run(*scenario);
    for (int week = 0; week < 20; ++week) {
        run.step();
        const double expected = week < 4 || week >= 14 ? 0.5 : week == 6 || week == 7 ? 2.0 : 1.5;
        EXPECT_EQ(run.run().parameters().of<Patronage>().pay, expected) << "week " << week;
    }
}

}  // namespace
}  // namespace tests
