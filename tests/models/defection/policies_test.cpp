/// Policies that change at a date take effect, whatever phase reads them; and a mechanism that is switched off leaves
/// everything as if it were not listed.
#include <gtest/gtest.h>

#include "models/defection/record/tally.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

/// Much happens in little time.
const Settings busy = {
    {"intention.log_base_rate", -4}, {"conscription.term", 30}, {"conscription.retention_week", 150}};

/// What became of whom, and what is left.
std::vector<double> results_of(const DefectionScenario& scenario) {
    ArmyRun run(scenario);
    const Tally tally(scenario, run.run());
    run.finish();
    std::vector<double> results = {tally.capacity(), static_cast<double>(run.army().leavers.families_harmed)};
    for (Entry entry = 0; entry < n_entries; ++entry)
        for (std::size_t role = 0; role < n_roles; ++role)
            results.push_back(run.count(entry, [&](auto, auto r, auto) { return r == role; }));
    return results;
}

std::string with_event(const std::string& parameter, double value) {
    return small_army_text({.companies = 6, .weeks = 50}) + "\n[[event]]\nname = \"decree\"\nweek = 10\nset = { \"" +
           parameter + "\" = " + std::to_string(value) + " }\n";
}

class PolicyChange : public testing::TestWithParam<std::string> {};

std::vector<std::string> policies() {
    std::vector<std::string> names;
    for (const auto& spec : parameter_table().specs())
        if (spec.kind == sim::param::Kind::policy) names.push_back(spec.name);
    return names;
}

TEST_P(PolicyChange, TakesEffectFromItsDate) {
    const auto& spec = *parameter_table().find(GetParam());
    const double as_given = scenario_of(small_army_text(), busy)->get(spec.name);
    const double far = as_given > (spec.range.min + std::min(spec.range.max, 200.0)) / 2
                           ? spec.range.min
                           : std::min(spec.range.max, 200.0);
    const auto same = results_of(*scenario_of(with_event(spec.name, as_given), busy));
    EXPECT_EQ(results_of(*scenario_of(small_army_text({.companies = 6, .weeks = 50}), busy)), same)
        << "a decree that changes nothing";
    EXPECT_NE(results_of(*scenario_of(with_event(spec.name, far), busy)), same) << spec.name << " = " << far;
}

INSTANTIATE_TEST_SUITE_P(All, PolicyChange, testing::ValuesIn(policies()), [](const auto& policy) {
    std::string name = policy.param;
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
});

/// Whether a state that the mechanism writes is what it is before the first step.
bool is_at_null(std::string_view name, const Simulation& run, const Simulation& fresh) {
    const Surroundings &s = run.surroundings(), &s0 = fresh.surroundings();
    const Policies &p = run.policies(), &p0 = fresh.policies();
    const Minds &m = run.minds(), &m0 = fresh.minds();
    const std::vector<std::pair<std::string_view, bool>> states = {{"drivers", s.drivers == s0.drivers},
                                                                   {"war", s.war == s0.war},
                                                                   {"admission", p.admission == p0.admission},
                                                                   {"postings", p.postings == p0.postings},
                                                                   {"service", p.service == p0.service},
                                                                   {"homes", p.homes == p0.homes},
                                                                   {"watch", p.watch == p0.watch},
                                                                   {"blocking", p.blocking == p0.blocking},
                                                                   {"deterrents", p.deterrents == p0.deterrents},
                                                                   {"fate", m.fate == m0.fate},
                                                                   {"rent", m.rent == m0.rent},
                                                                   {"grievance", m.grievance == m0.grievance},
                                                                   {"bonds", m.bonds == m0.bonds}};
    for (const auto& [state, equal] : states)
        if (state == name) return equal;
    ADD_FAILURE() << "the test knows no state " << name;
    return false;
}

class Switch : public testing::TestWithParam<std::string> {};

std::vector<std::string> switches() {
    std::vector<std::string> names;
    for (const std::string& mechanism : parameter_table().mechanisms())
        if (parameter_table().find(mechanism + ".enabled") != nullptr) names.push_back(mechanism);
    return names;
}

TEST_P(Switch, AtItsNullEqualsNotListed) {
    const auto off = scenario_of(small_army_text(), {{GetParam() + ".enabled", 0}});
    const auto none = scenario_of(small_army_text(), everything_off());
    ArmyRun run(*off), fresh(*none);
    for (int week = 0; week < 20; ++week) run.step();
    for (const access::Line& line : Schedule::lines())
        for (const access::Touch& touch : line.touches) {
            if (line.mechanism != GetParam() || touch.way != access::Way::writes) continue;
            EXPECT_TRUE(is_at_null(touch.what, run.run(), fresh.run())) << touch.what << " was written";
        }
    for (const Term& term : run.run().minds().terms.all())
        EXPECT_FALSE(term.parameter.starts_with(GetParam() + ".")) << term.parameter;
}

INSTANTIATE_TEST_SUITE_P(All, Switch, testing::ValuesIn(switches()),
                         [](const auto& mechanism) { return mechanism.param; });

TEST(Switches, ReprisalOffLeavesBlockingForcesTheirShots) {
    const Settings shots = {{"intention.log_base_rate", -4}, {"blocking_forces.execution", 1}, {"reprisal.enabled", 0}};
    const auto executed = [](const Settings& settings) {
        const auto scenario = scenario_of(small_army_text(), settings);
        ArmyRun run(*scenario);
        run.finish();
        return run.army().ledger.total(Status::executed);
    };
    EXPECT_GT(executed(shots), 0);
    EXPECT_EQ(executed(shots + Settings{{"blocking_forces.enabled", 0}}), 0);
}

}  // namespace
}  // namespace tests
