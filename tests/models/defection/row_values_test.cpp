/// Any number of a scenario as a factor: its name, range and place, what setting it does, and what must still hold.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "models/defection/defection.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using defection::parameter_table;

/// All that a run puts out.
std::string bytes_of_run(const sim::Scenario& scenario) {
    const auto model = defection::make_model();
    sim::Problems problems;
    const auto outputs = model->outputs(scenario, {}, problems);
    sim::RunRequest request;
    request.seed = 3;
    const auto result = model->run(scenario, outputs, request);
    std::string all;
    for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
        const auto bytes = result.series.bytes(v);
        all.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    return all;
}

/// The problems of a text that is broken.
std::string said_of(const std::string& text) {
    sim::Problems problems;
    const auto document = sim::param::parse_toml(text, "s.toml", problems);
    defection::load_scenario(document, problems);
    return problems.text();
}

/// The problems of the scenario once these are set.
std::string fault_of(sim::Scenario& scenario, const std::vector<std::pair<std::string, double>>& values) {
    for (const auto& [name, value] : values) {
        EXPECT_NE(scenario.spec(name), nullptr) << name;
        EXPECT_EQ(scenario.fault(name, value), "") << name;
        scenario.set(name, value);
    }
    sim::Problems problems;
    scenario.check(problems);
    return problems.text();
}

const std::string rows = R"(
[[curve]]
name = "crowds"
drives = "protest"
regions = { home = 1.0 }
points = [[2011-03-15, 0.0], [2011-04-12, 0.8], [10, 0.2]]

[[event]]
name = "siege"
week = 4
duration = 3
drives = "violence"
size = 0.5

[[event]]
name = "decree"
week = 6
set = { "reprisal.penalty" = 0.9 }

[[snapshot]]
name = "spring"
week = 5
)";

const std::string army = R"(model = "defection"
start = 2011-03-15
weeks = 12
[[group]]
name = "core"
standing = "in"
share = 0.2
fate = 0.7
[[group]]
name = "rest"
share = 0.8
[[region]]
name = "home"
population = 1e6
border = 0.3
[[region]]
name = "away"
population = 1e6
groups = { core = 0.5, rest = 0.5 }
[[organisation]]
name = "line"
rent = 0.4
catchment = { home = 1.0, away = 0.5 }
odds = { core = 1.5 }
[[formation]]
name = "1st Division"
organisation = "line"
posting = "home"
brigades = 2
companies = 5
roles = { nco = 0.2 }
)" + rows;

TEST(RowValues, AreReadAndSetUnderTableNameAndKey) {
    const auto scenario = scenario_of(army);
    const std::vector<std::tuple<std::string, double, double>> all = {{"weeks", 12, 20},
                                                                      {"step_days", 7, 1},
                                                                      {"group.core.fate", 0.7, 0.1},
                                                                      {"region.home.border", 0.3, 0.9},
                                                                      {"region.home.population", 1e6, 2e6},
                                                                      {"region.away.groups.core", 0.5, 0.6},
                                                                      {"organisation.line.rent", 0.4, 0.8},
                                                                      {"organisation.line.catchment.away", 0.5, 0.0},
                                                                      {"organisation.line.odds.core", 1.5, 3.0},
                                                                      {"organisation.line.odds.rest", 1.0, 2.0},
                                                                      {"formation.1st Division.brigades", 2, 3},
                                                                      {"formation.1st Division.roles.nco", 0.2, 0.3},
                                                                      {"curve.crowds.height", 1, 0.5},
                                                                      {"curve.crowds.delay", 0, 2},
                                                                      {"curve.crowds.enabled", 1, 0},
                                                                      {"curve.crowds.regions.home", 1, 0.5},
                                                                      {"curve.crowds.points.2.value", 0.8, 0.6},
                                                                      {"curve.crowds.points.2.week", 4, 5},
                                                                      {"event.siege.week", 4, 5},
                                                                      {"event.siege.duration", 3, 8},
                                                                      {"event.siege.decay", 0, 2},
                                                                      {"event.siege.size", 0.5, 0.1},
                                                                      {"event.siege.enabled", 1, 0},
                                                                      {"event.decree.set.reprisal.penalty", 0.9, 0.3},
                                                                      {"snapshot.spring.week", 5, 6}};
    const auto names = scenario->names();
    for (const auto& [name, was, to] : all) {
        ASSERT_NE(scenario->spec(name), nullptr) << name;
        EXPECT_EQ(scenario->get(name), was) << name;
        EXPECT_NE(std::ranges::find(names, name), names.end()) << name;
        auto changed = scenario->clone();
        changed->set(name, to);
        for (const auto& [other, its, ignored] : all)
            EXPECT_EQ(changed->get(other), other == name ? to : its) << other << " when " << name << " is set";
        EXPECT_EQ(scenario->get(name), was) << name << " of the copied scenario";
    }
}

TEST(RowValues, HaveTheUnitAndRangeOfTheirKey) {
    const auto scenario = scenario_of(army);
    EXPECT_EQ(scenario->spec("group.core.fate")->range.max, 1);
    EXPECT_EQ(scenario->spec("region.home.population")->unit, "person");
    EXPECT_EQ(scenario->spec("event.siege.duration")->unit, "week");
    EXPECT_EQ(scenario->spec("formation.1st Division.brigades")->type, sim::param::Type::integer);
    EXPECT_EQ(scenario->spec("event.siege.enabled")->type, sim::param::Type::flag);
    EXPECT_TRUE(scenario->spec("curve.crowds.points.1.week")->day_0.has_value());
    EXPECT_EQ(scenario->fault("step_days", 8), "8 is out of range (allowed 1 to 7 day; default 7)");
    const auto* penalty = parameter_table().find("reprisal.penalty");
    EXPECT_EQ(scenario->spec("event.decree.set.reprisal.penalty")->range.max, penalty->range.max);
    EXPECT_EQ(scenario->spec("event.decree.week")->kind, sim::param::Kind::policy);
    EXPECT_EQ(scenario->spec("event.siege.week")->kind, sim::param::Kind::structure);
}

TEST(RowValues, SayWhereTheyWereGiven) {
    const auto scenario = scenario_of(army);
    EXPECT_EQ(scenario->origin("group.core.fate"), "test.toml:8");
    EXPECT_EQ(scenario->origin("formation.1st Division.roles.nco"), "test.toml:31");
    EXPECT_EQ(scenario->origin("curve.crowds.points.2.week"), "test.toml:37");
    EXPECT_EQ(scenario->origin("weeks"), "test.toml:3");
    EXPECT_EQ(scenario->origin("event.siege.decay"), "default");
}

TEST(RowValues, OfOneScenarioAreThoseOfAnotherWrittenSo) {
    auto set = scenario_of(army);
    set->set("region.home.border", 0.9);
    set->set("curve.crowds.points.2.value", 0.6);
    set->set("event.siege.size", 0.1);
    set->set("formation.1st Division.companies", 3);
    std::string text = army;
    for (const auto& [from, to] : {std::pair{"border = 0.3", "border = 0.9"},
                                   {"0.8], [10", "0.6], [10"},
                                   {"size = 0.5", "size = 0.1"},
                                   {"companies = 5", "companies = 3"}})
        text.replace(text.find(from), std::string(from).size(), to);
    EXPECT_EQ(bytes_of_run(*set), bytes_of_run(*scenario_of(text)));
    EXPECT_NE(bytes_of_run(*set), bytes_of_run(*scenario_of(army)));
}

TEST(RowValues, SwitchedOffHistoryIsHistoryThatIsNotThere) {
    auto off = scenario_of(army);
    for (const char* name : {"curve.crowds.enabled", "event.siege.enabled", "event.decree.enabled"}) off->set(name, 0);
    const std::string without = army.substr(0, army.size() - rows.size()) + rows.substr(rows.find("[[snapshot]]"));
    EXPECT_EQ(bytes_of_run(*off), bytes_of_run(*scenario_of(without)));
}

TEST(RowValues, ACurveIsHigherOrLater) {
    auto scenario = scenario_of(army);
    const auto at = [&](double week) { return scenario->history().curves[0].at(week); };
    EXPECT_NEAR(at(2), 0.4, 1e-12);
    scenario->set("curve.crowds.height", 0.5);
    EXPECT_NEAR(at(2), 0.2, 1e-12);
    scenario->set("curve.crowds.delay", 2);
    EXPECT_NEAR(at(4), 0.2, 1e-12);
    EXPECT_NEAR(at(1), 0.0, 1e-12);
}

TEST(RowValues, RegionsThatAreAsTheCountryFollowItsGroups) {
    auto scenario = scenario_of(army);
    EXPECT_EQ(scenario->spec("region.home.groups.core"), nullptr);
    EXPECT_EQ(fault_of(*scenario, {{"group.core.share", 0.3}, {"group.rest.share", 0.7}}), "");
    EXPECT_EQ(scenario->structure().regions[0].group_share, (std::vector<double>{0.3, 0.7}));
    EXPECT_EQ(scenario->structure().regions[1].group_share, (std::vector<double>{0.5, 0.5}));
}

TEST(RowValues, MustStillHoldTogether) {
    const auto fault = [](const std::vector<std::pair<std::string, double>>& values) {
        auto scenario = scenario_of(army);
        return fault_of(*scenario, values);
    };
    EXPECT_EQ(fault({{"group.core.share", 0.3}}),
              "group: shares add up to 1.1 (must be 1)\nregion.home.groups: add up to 1.1 (must be 1)");
    EXPECT_EQ(fault({{"region.away.groups.core", 0.6}}), "region.away.groups: add up to 1.1 (must be 1)");
    EXPECT_EQ(fault({{"formation.1st Division.roles.nco", 0.9}}),
              "formation.1st Division.roles: add up to more than 1 (conscripts take what is left)");
    EXPECT_EQ(fault({{"curve.crowds.points.2.week", 11}}),
              "curve.crowds.points: are not in order of time (each later than the one before)");
    EXPECT_EQ(fault({{"formation.1st Division.brigades", 200},
                     {"formation.1st Division.companies", 2000},
                     {"formation.1st Division.company_size", 200}}),
              "formation: add up to 80002400 posts (at most 5000000)");
    EXPECT_EQ(fault({{"organisation.line.catchment.home", 0}, {"organisation.line.catchment.away", 0}}),
              "organisation.line.catchment: is 0 everywhere (give a region where it recruits)");
}

TEST(RowValues, TwoNumbersOfOneNameAreRefused) {
    std::string text = army;
    for (std::size_t at; (at = text.find("rest")) != text.npos;) text.replace(at, 4, "border");  // a group
    EXPECT_EQ(said_of(text), "");
    text += "[[region]]\nname = \"away.groups\"\npopulation = 1\n";
    EXPECT_EQ(said_of(text),
              "s.toml:19:33: region.away.groups.border: is the name of two numbers, as rows have dots in their names "
              "(rename one)");
}

}  // namespace
}  // namespace tests
