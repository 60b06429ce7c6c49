/// Tables tell where people stood, under whom, what they commanded, and what became of them: against a run that is
/// looked at after every step.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "models/defection/record/line_of_command.hpp"
#include "models/defection/record/tables.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

/// People leave, are purged, sent out and killed as commanders, come to camps and factions, and come back.
const Settings eventful = {{"intention.log_base_rate", -3.5},
                           {"intention.senior_officer", 1},
                           {"departure.join", 1},
                           {"purge.rate", 0.05},
                           {"careers.assassination", 0.05},
                           {"careers.speed", 0.1},
                           {"amnesty.open", 1},
                           {"amnesty.guarantee", 0.3},
                           {"amnesty.returning", 0.3},
                           {"deception.planted", 0.2},
                           {"host_states.gathering", 0.2},
                           {"factions.nucleus", 1},
                           {"factions.safe_area", 0.5},
                           {"conscription.term", 30},
                           {"conscription.retention_week", 150}};

/// How the army stands at one moment.
struct Sight {
    Column<NodeId, PersonId> commander;
    Column<PersonId, Status> status;
};

Sight sight_of(const Simulation& run) {
    const Army& army = run.army();
    const HighCommand& high = run.high_command();
    Sight sight;
    sight.commander.resize(high.nodes.size());
    for (const NodeId node : high.nodes.echelon.ids()) {
        PersonId& who = sight.commander[node];
        switch (high.nodes.echelon[node]) {
            case Echelon::ruler:
                break;
            case Echelon::organisation:
            case Echelon::division:
                who = high.offices.holder[node];
                if (who.names_somebody() && !serves(army.people[who].status)) who = {};
                break;
            case Echelon::brigade:
                who = army.commands.commander(high.nodes.brigade_of(node));
                break;
            case Echelon::company:
                if (!army.units.is_headquarters(high.nodes.company_of(node)))
                    who = army.commands.commander(high.nodes.company_of(node));
        }
    }
    for (const Person& person : army.people) sight.status.push_back(person.status);
    return sight;
}

class UnitTables : public testing::Test {
 protected:
    UnitTables() {
        sights_.push_back(sight_of(run_.run()));
        for (int step = 0; step < run_.n_steps(); ++step) {
            run_.step();
            sights_.push_back(sight_of(run_.run()));
        }
        log_.close();
        hand_on_tables(log_, run_.run(), [&](sim::RowTable table) { tables_[table.name] = std::move(table); });
    }
    std::size_t size(const std::string& table) const { return tables_.at(table).size(); }
    const sim::Column& column(const std::string& table, std::string_view name) const {
        for (const sim::Column& one : tables_.at(table).columns)
            if (one.name == name) return one;
        throw std::logic_error("no such column");
    }
    double number(const std::string& table, std::string_view name, std::size_t row) const {
        return column(table, name).numbers[row];
    }
    const std::string& word(const std::string& table, std::string_view name, std::size_t row) const {
        return column(table, name).flag_meanings.at(std::size_t(number(table, name, row)));
    }
    Status status(const std::string& table, std::string_view name, std::size_t row) const {
        return Status(std::size_t(number(table, name, row)));
    }
    const Nodes& nodes() const { return run_.run().high_command().nodes; }
    const Units& units() const { return run_.army().units; }
    /// The step that ends at a time, or in which it lies.
    std::size_t step_of(double time) const {
        return std::size_t(std::max(0.0, std::ceil(time / scenario_->dt() - 1e-6) - 1));
    }
    NodeId command_at(CompanyId company) const {
        return units().is_headquarters(company) ? nodes().of(units().companies.brigade[company]) : nodes().of(company);
    }
    PersonId expected_commander(const Sight& sight, PersonId who, CompanyId company) const {
        for (NodeId node = command_at(company); node.names_somebody(); node = nodes().superior[node])
            if (sight.commander[node].names_somebody() && !(sight.commander[node] == who)) return sight.commander[node];
        return {};
    }
    std::size_t expected_command(const Sight& sight, PersonId who) const {
        std::size_t highest = 0;
        for (const NodeId node : nodes().echelon.ids())
            if (sight.commander[node] == who) highest = std::max(highest, command_of(nodes().echelon[node]));
        return highest;
    }
    static void expect_person(double told, PersonId who) {
        if (who.names_somebody())
            ASSERT_EQ(told, double(who));
        else
            ASSERT_TRUE(std::isnan(told));
    }

    const std::unique_ptr<DefectionScenario> scenario_ =
        scenario_of(small_army_text({.companies = 6, .weeks = 60, .step_days = 7}), eventful);
    Log log_;
    ArmyRun run_{*scenario_, 5, 1.0, &log_};
    std::vector<Sight> sights_;  // before the first step, and after each
    std::map<std::string, sim::RowTable> tables_;
};

TEST_F(UnitTables, SayUnderWhomAndInWhatCommandPeopleWereAsTheStepBegan) {
    std::map<std::string, int> commands;
    for (std::size_t row = 0; row < size("events"); ++row) {
        const std::size_t step = step_of(number("events", "at", row));
        if (step == 0) continue;  // chiefs are named in the first
        const PersonId who(std::size_t(number("events", "person", row)));
        const CompanyId company(std::size_t(number("events", "company", row)));
        SCOPED_TRACE(testing::Message() << word("events", "what", row) << " of " << who << " in step " << step);
        expect_person(number("events", "commander", row), expected_commander(sights_[step], who, company));
        ASSERT_EQ(number("events", "command", row), double(expected_command(sights_[step], who)));
        if (HasFatalFailure()) return;
        ++commands[word("events", "command", row)];
    }
    for (const char* command : {"none", "company", "brigade", "organisation"})
        EXPECT_GT(commands[command], 0) << command;
}

TEST_F(UnitTables, HoldEveryCommandFromStepToStep) {
    Column<NodeId, std::vector<PersonId>> told(nodes().size(), std::vector<PersonId>(sights_.size()));
    std::map<std::string, int> became;
    for (std::size_t row = 0; row < size("commands"); ++row) {
        const std::string& command = word("commands", "command", row);
        const CompanyId company(std::size_t(number("commands", "company", row)));
        NodeId node = command_at(company);
        while (command_names[command_of(nodes().echelon[node])] != command) node = nodes().superior[node];
        const PersonId who(std::size_t(number("commands", "person", row)));
        const auto begin = std::size_t(std::llround(number("commands", "began", row) / scenario_->dt()));
        const auto end = std::size_t(std::llround(number("commands", "ended", row) / scenario_->dt()));
        const bool is_held = word("commands", "is_held", row) == "yes";
        ASSERT_EQ(number("commands", "person_organisation", row), double(nodes().organisation[node]));
        ASSERT_EQ(status("commands", "became", row), sights_[end].status[who]);
        ++became[word("commands", "became", row)];
        for (std::size_t at = begin; at < end + (is_held ? 1 : 0); ++at) {
            ASSERT_FALSE(told[node][at].names_somebody()) << "two hold " << command << " " << node;
            told[node][at] = who;
        }
    }
    for (std::size_t at = 1; at < sights_.size(); ++at)
        for (const NodeId node : nodes().echelon.ids())
            ASSERT_EQ(told[node][at], sights_[at].commander[node]) << "node " << node << " after step " << at;
    for (const char* end : {"serving", "killed", "fled", "dismissed"}) EXPECT_GT(became[end], 0) << end;
}

TEST_F(UnitTables, SayWhatBecameOfEverybodyAndSinceWhen) {
    std::map<std::string, int> statuses_seen, left_as;
    for (std::size_t row = 0; row < size("people"); ++row) {
        const PersonId who(row);
        SCOPED_TRACE(testing::Message() << "person " << row);
        const Status now = status("people", "status", row);
        ASSERT_EQ(now, run_.army().people[who].status);
        std::size_t changed = sights_.size() - 1;  // the first sight of the last status
        while (changed > 0 && who < sights_[changed - 1].status.size() && sights_[changed - 1].status[who] == now)
            --changed;
        const double since = number("people", "since", row);
        ASSERT_EQ(changed == 0 ? 0.0 : std::ceil(since / scenario_->dt() - 1e-6), double(changed));
        ++statuses_seen[word("people", "status", row)];
        ++left_as[word("people", "left_as", row)];
        if (word("people", "how", row) == "departure") {
            const std::size_t left = step_of(number("people", "left", row)) + 1;
            ASSERT_EQ(status("people", "left_as", row), sights_[left].status[who]);
        }
        ASSERT_EQ(word("people", "how", row) == "serves", word("people", "left_as", row) == "serving");
    }
    for (const char* end : {"camp", "army_led", "local_faction", "returned", "punished_on_return", "planted",
                            "dismissed", "killed_after_leaving", "discharged"})
        EXPECT_GT(statuses_seen[end], 0) << end;
    for (const char* end : {"fled", "hiding", "joined_opposition", "planted", "dismissed"})
        EXPECT_GT(left_as[end], 0) << end;
}

TEST_F(UnitTables, PutPeopleIntoUnitsThatAreThere) {
    ASSERT_EQ(size("units"), units().companies.size());
    std::set<double> brigades, headquarters;
    for (std::size_t row = 0; row < size("units"); ++row) {
        const CompanyId company(row);
        ASSERT_EQ(number("units", "company", row), double(row));
        ASSERT_EQ(number("units", "posts", row), double(units().companies.n_posts[company]));
        ASSERT_EQ(number("units", "posting", row), double(units().companies.region[company]));
        const auto formation = std::size_t(number("units", "formation", row));
        EXPECT_EQ(number("units", "person_organisation", row),
                  double(scenario_->structure().formations[formation].organisation));
        brigades.insert(number("units", "brigade", row));
        headquarters.insert(number("units", "headquarters", row));
    }
    EXPECT_EQ(brigades.size(), units().brigades.size());
    EXPECT_EQ(headquarters.size(), brigades.size());
    for (const char* table : {"events", "people"})
        for (std::size_t row = 0; row < size(table); ++row) {
            const auto unit = std::size_t(number(table, "company", row));
            ASSERT_EQ(number(table, "brigade", row), number("units", "brigade", unit));
            ASSERT_EQ(number(table, "person_organisation", row), number("units", "person_organisation", unit));
        }
}

}  // namespace
}  // namespace tests
