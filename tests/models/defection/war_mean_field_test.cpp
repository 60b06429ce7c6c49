/// Effort, belief, leaving and the war that answers them, in an army so large that chance evens out: the agents follow
/// the recursion that their equations give, worked out here without people. Conscripts of two groups who feel alike, in
/// one region, under steady violence: anger and fear of punishment move effort and leaving beside pay; rebels grow where
/// ground is lost and kill; the patron helps as the core is in danger. Each soldier's frailty is z, so that of those who
/// served and were not killed there are left the share E exp(-C z), C their clock.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/random/sample.hpp"
#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests::war_mean_field {
namespace {

using namespace defection;

constexpr int n_people = 20000, n_weeks = 120;
constexpr double base_rate = -5.3, frailty = 0.8, incentive = 1.5, fear = 1.0, usual = 0.4, penalty = 0.9, chance = 0.6,
                 effect = 0.8;
constexpr double violence = 0.5, anger_inflow = 0.12, anger_decay = 0.09;
constexpr double pay = 2.5, dependence = 0.8, rent = 0.3, steepness = 5, bar = 0.25, of_rent = 1.2, of_penalty = 0.5,
                 of_anger = 0.4;
constexpr double start = 0.9, belief_speed = 0.1, balance = 1.4, calm = 0.08, of_patron = 0.6;
constexpr double exposure = 0.6, skill = 0.7, rising = 1000, recruitment = 8e-4, rebel_losses = 0.004,
                 death_rate = 0.006, control_speed = 0.1, sharpness = 1.2, people = 1e6;
constexpr double reach = 0.08, line = 0.25, steady = 0.2, rescue = 3, help_speed = 0.06, help_forces = 0.09;

double logistic(double x) { return 1 / (1 + std::exp(-x)); }
double closed(double rate) { return 1 - std::exp(-rate); }

/// E exp(-clock z), z lognormal with mean 1.
double left_at(double clock) {
    constexpr int n = 4000;
    double sum = 0;
    for (int i = 0; i < n; ++i)
        sum +=
            std::exp(-clock * std::exp(frailty * sim::random::normal_quantile((i + 0.5) / n) - frailty * frailty / 2));
    return sum / n;
}

/// Of a week: people as shares of those at the start, rebels and patron's forces as men.
struct Week {
    double departed = 0, killed = 0, belief = start, effort = 1, rebels = 0, control = 1, support = 0;
};

class MeanField {
 public:
    explicit MeanField(double commitment) : commitment_(commitment) {}
    Week next() {
        help();
        fight();
        feel();
        const double stayed = left_at(clock_);
        clock_ += std::exp(base_rate - incentive * paid() -
                           fear * now_.belief * std::log(1 + chance * penalty / usual) + effect * anger_);
        now_.departed += alive_ * (stayed - left_at(clock_));
        now_.killed += left_at(clock_) * alive_ * closed(exposure * deadliness_);
        alive_ *= std::exp(-exposure * deadliness_);
        return now_;
    }

 private:
    double paid() const { return pay * rent * dependence * now_.belief; }

    void help() {
        const double danger = threat_ / std::max(1.0, strength_);
        now_.support += closed(help_speed) * (commitment_ * std::min(1.0, steady + rescue * danger) - now_.support);
        forces_ += closed(help_speed) * (help_forces * n_people * now_.support - forces_);
    }
    void fight() {
        grown_ += recruitment * struck_ * people * (1 - now_.control);
        grown_ *= std::exp(-std::min(0.1, rebel_losses * std::sqrt(field_ / std::max(1.0, grown_))));
        now_.rebels = grown_ + rising;
        const double men = n_people * alive_ * left_at(clock_), at_work = skill * now_.effort * men;
        field_ = forces_ + exposure * at_work;
        at_work_ = forces_ + at_work;
        const double held = 1 / (1 + std::pow(now_.rebels / field_, sharpness));
        now_.control += closed(control_speed) * (held - now_.control);
        deadliness_ = death_rate * std::sqrt(now_.rebels * field_) / (forces_ + exposure * men);
        struck_ = violence;
        threat_ += closed(reach) * (now_.rebels * (1 - now_.control) - threat_);
        strength_ = forces_ + line * now_.effort * men;
    }
    void feel() {
        const double seen = balance * std::log(at_work_ / (now_.rebels + calm * n_people)) + of_patron * now_.support;
        log_odds_ += closed(belief_speed) * (seen - log_odds_);
        now_.belief = logistic(log_odds_);
        anger_ += closed(anger_decay) * (anger_inflow * violence / anger_decay - anger_);
        now_.effort = logistic(
            steepness * (of_rent * paid() + of_penalty * now_.belief * chance * penalty - of_anger * anger_ - bar));
    }

    double commitment_;
    Week now_;
    double clock_ = 0, alive_ = 1, anger_ = 0, log_odds_ = std::log(start / (1 - start));
    double forces_ = 0, grown_ = 0, struck_ = 0, field_ = 0, at_work_ = 0, deadliness_ = 0, threat_ = 0, strength_ = 0;
};

Settings mood() {
    return {{"intention.log_base_rate", base_rate},
            {"intention.senior_officer", 0},
            {"intention.monitor", -10},
            {"intention.frailty", frailty},
            {"patronage.incentive", incentive},
            {"patronage.pay", pay},
            {"patronage.officer", 1},
            {"patronage.conscript", 1},
            {"organisation.army.rent", rent},
            {"organisation.army.dependence", dependence},
            {"deterrence.weight", fear},
            {"deterrence.usual", usual},
            {"deterrence.left_weight", 0},
            {"organisation.army.watch", chance},
            {"reprisal.penalty", penalty},
            {"reprisal.treason_premium", 1},
            {"reprisal.family_probability", 0},
            {"reprisal.preparation_delay", 0},
            {"grievance.violence_weight", anger_inflow},
            {"grievance.ingroup_share", 1},
            {"grievance.decay", anger_decay},
            {"grievance.effect", effect},
            {"violence.state_on_ingroup", 1},
            {"violence.state_on_others", 1},
            {"violence.attack", 0},
            {"effort.steepness", steepness},
            {"effort.bar", bar},
            {"effort.rent", of_rent},
            {"effort.penalty", of_penalty},
            {"effort.anger", of_anger},
            {"survival_belief.start", start},
            {"survival_belief.speed", belief_speed},
            {"survival_belief.balance", balance},
            {"survival_belief.calm", calm},
            {"survival_belief.patron", of_patron}};
}
Settings fight(double commitment) {
    return {{"organisation.army.exposure", exposure},
            {"organisation.army.skill", skill},
            {"war.recruitment", recruitment},
            {"war.rebel_losses", rebel_losses},
            {"war.death_rate", death_rate},
            {"war.control_speed", control_speed},
            {"war.sharpness", sharpness},
            {"war.join_weight", 0},
            {"core.reach", reach},
            {"core.line", line},
            {"core.fall_rate", 0},
            {"patron.commitment", commitment},
            {"patron.steady", steady},
            {"patron.rescue", rescue},
            {"patron.speed", help_speed},
            {"patron.forces", help_forces},
            {"patron.alienation", 0}};
}
std::unique_ptr<DefectionScenario> army(double commitment) {
    const std::string agents =
        "[[organisation]]\nname = \"agency\"\nkind = \"intelligence\"\nexposure = 0\n"
        "[[formation]]\nname = \"Agency\"\norganisation = \"agency\"\nposting = \"country\"\ncompanies = 1\n"
        "company_size = 20\nheadquarters = 1\n";
    const std::string history =
        fmt::format("[[curve]]\nname = \"violence\"\ndrives = \"violence\"\npoints = [[0, {}]]\n", violence) +
        fmt::format("[[event]]\nname = \"rising\"\nweek = 0\ndrives = \"rebels\"\nsize = {}\n", rising);
    const Settings on = {{"grievance.enabled", 1},  {"patronage.enabled", 1},    {"effort.enabled", 1},
                         {"deterrence.enabled", 1}, {"surveillance.enabled", 1}, {"survival_belief.enabled", 1},
                         {"patron.enabled", 1},     {"reprisal.enabled", 1}};
    return scenario_of(conscripts_text(n_people, n_weeks) + agents + history,
                       everything_off() + on + mood() + fight(commitment));
}

/// [seed] of each number of a week.
struct Seen {
    std::vector<double> departed, killed, belief, effort, rebels, control, support;
};

void note(const ArmyRun& run, Seen& week) {
    const auto is_of_army = [](auto o, auto, auto) { return o == 0; };
    const Surroundings& around = run.run().surroundings();
    week.departed.push_back(run.departed(is_of_army) / n_people);
    week.killed.push_back(run.count(Status::killed, is_of_army) / n_people);
    week.belief.push_back(around.outlook.belief.of_men[1]);
    week.effort.push_back(double(run.run().minds().effort.given[Lanes::at(1, Rank::conscript)]));
    week.rebels.push_back(around.war.rebels_in_all / n_people);
    week.control.push_back(around.war.control[0]);
    week.support.push_back(around.patron.support);
}

class WarMeanField : public testing::TestWithParam<double> {};

TEST_P(WarMeanField, IsWhatALargeArmyDoes) {
    const auto scenario = army(GetParam());
    std::vector<Seen> weeks(n_weeks);
    for (std::uint64_t seed = 1; seed <= 16; ++seed) {
        ArmyRun run(*scenario, seed);
        for (Seen& week : weeks) {
            run.step();
            note(run, week);
        }
    }
    MeanField mean_field(GetParam());
    for (std::size_t week = 0; week < n_weeks; ++week) {
        const Week expected = mean_field.next();
        if (week % 30 != 29 && week != 4) continue;
        SCOPED_TRACE(fmt::format("week {}", week));
        const auto near = [](const char* name, const std::vector<double>& seen, double value) {
            SCOPED_TRACE(name);
            const Mean of = mean_of(seen);
            expect_within(of.value, value,
                          of.error + 1e-4);  // one officer in 20,000, and the equation is of many people
        };
        near("departed", weeks[week].departed, expected.departed);
        near("killed", weeks[week].killed, expected.killed);
        near("belief", weeks[week].belief, expected.belief);
        near("effort", weeks[week].effort, expected.effort);
        near("rebels", weeks[week].rebels, expected.rebels / n_people);
        near("control", weeks[week].control, expected.control);
        near("support", weeks[week].support, expected.support);
    }
}

INSTANTIATE_TEST_SUITE_P(All, WarMeanField, testing::Values(0.0, 1.0));

TEST(WarMeanField, HangsOnThePatron) {
    MeanField alone(0), helped(1);
    Week without, with;
    for (int week = 0; week < n_weeks; ++week) without = alone.next(), with = helped.next();
    EXPECT_GT(with.belief, without.belief + 0.1);
    EXPECT_GT(with.effort, without.effort + 0.05);
    EXPECT_GT(without.killed, 0.02);
    EXPECT_GT(without.departed, 0.1);
}

}  // namespace
}  // namespace tests::war_mean_field
