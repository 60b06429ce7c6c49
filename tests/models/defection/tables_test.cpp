/// The tables of a run hold each person once, agree with the books, and are as the model declares them.
#include "models/defection/record/tables.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "models/defection/record/covariates.hpp"
#include "sim/run/outputs.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

class Tables : public testing::Test {
 protected:
    Tables() {
        run_.finish();
        log_.close();
        hand_on_tables(log_, run_.run(), [&](sim::RowTable table) { tables_.push_back(std::move(table)); });
    }
    const sim::RowTable& table(std::string_view name) const {
        for (const sim::RowTable& one : tables_)
            if (one.name == name) return one;
        throw std::logic_error("no such table");
    }
    const sim::Column& column(std::string_view of, std::string_view name) const {
        for (const sim::Column& one : table(of).columns)
            if (one.name == name) return one;
        throw std::logic_error("no such column");
    }
    const std::string& word(std::string_view of, std::string_view name, std::size_t row) const {
        const sim::Column& codes = column(of, name);
        return codes.flag_meanings.at(static_cast<std::size_t>(codes.numbers[row]));
    }
    double ever(Status status) const {
        return run_.count(status, [](auto, auto, auto) { return true; });
    }

    const std::unique_ptr<DefectionScenario> scenario_ =
        scenario_of(small_army_text(), {{"intention.log_base_rate", -4.0}});
    Log log_;
    ArmyRun run_{*scenario_, 3, 1.0, &log_};
    std::vector<sim::RowTable> tables_;
};

TEST_F(Tables, AreAsDeclared) {
    sim::Outputs declared, filled;
    declared.tables = tables_of(scenario_->structure());
    filled.tables = tables_;
    EXPECT_TRUE(have_same_form(declared, filled));
    for (const sim::RowTable& one : tables_) {
        EXPECT_GT(one.size(), 0U) << one.name;
        for (const sim::Column& column : one.columns) {
            ASSERT_EQ(column.numbers.size(), one.size()) << one.name << " " << column.name;
            for (const double number : column.numbers)
                if (!column.flag_meanings.empty()) {
                    ASSERT_TRUE(number >= 0 && number < double(column.flag_meanings.size()))
                        << one.name << " " << column.name << " " << number;
                }
        }
    }
}

TEST_F(Tables, HoldEverybodyOnceWithTheEndThatTheBooksKnow) {
    const std::size_t n = table("people").size();
    ASSERT_EQ(n, run_.army().people.size());
    std::map<std::string, double> how, status;
    for (std::size_t row = 0; row < n; ++row) {
        ASSERT_EQ(column("people", "person").numbers[row], double(row));
        ++how[word("people", "how", row)], ++status[word("people", "status", row)];
    }
    for (const StatusRow& one : statuses) EXPECT_EQ(status[std::string(one.name)], ever(one.status)) << one.name;
    EXPECT_EQ(how["serves"], ever(Status::serving) + ever(Status::planning));
    EXPECT_EQ(how["departure"], run_.departed());
    EXPECT_EQ(how["arrest"], ever(Status::arrested));
    EXPECT_EQ(how["execution"], ever(Status::executed));
    EXPECT_EQ(how["death"], ever(Status::killed));
    EXPECT_EQ(how["discharge"], ever(Status::discharged));
    EXPECT_EQ(how["dismissal"], ever(Status::dismissed));
    for (const char* end : {"serves", "departure", "arrest", "execution", "death"}) EXPECT_GT(how[end], 0) << end;
}

TEST_F(Tables, SayWhenPeopleCameMeantToLeaveAndLeft) {
    const auto &entered = column("people", "entered").numbers, &intended = column("people", "intended").numbers,
               &left = column("people", "left").numbers;
    std::map<double, double> arrivals;
    std::size_t n_intended = 0;
    for (std::size_t row = 0; row < left.size(); ++row) {
        ++arrivals[entered[row]];
        ASSERT_LE(entered[row], left[row]);
        ASSERT_LE(left[row], run_.run().week().start);
        const std::string& how = word("people", "how", row);
        if (how == "serves") {
            ASSERT_EQ(left[row], run_.run().week().start);
        }
        if (how == "departure" || how == "arrest" || how == "execution") {
            ASSERT_FALSE(std::isnan(intended[row])) << row;
        }
        if (std::isnan(intended[row])) continue;
        ++n_intended;
        ASSERT_GE(intended[row], entered[row]);
        ASSERT_LE(intended[row], left[row]);
    }
    std::size_t n_intentions = 0, n_intakes = 0;
    for (std::size_t row = 0; row < table("events").size(); ++row) {
        n_intentions += word("events", "what", row) == "intention" ? 1 : 0;
        n_intakes += word("events", "what", row) == "intake" ? 1 : 0;
    }
    EXPECT_EQ(n_intended, n_intentions);
    EXPECT_EQ(double(left.size() - n_intakes), arrivals[0.0]);
    EXPECT_GT(n_intakes, 0U);
}

TEST_F(Tables, FollowLeadersWhoLeaveAtTheSameMoment) {
    const auto &person = column("events", "person").numbers, &leader = column("events", "leader").numbers,
               &at = column("events", "at").numbers;
    std::map<double, double> departures;  // person, moment
    std::size_t n_together = 0;
    for (std::size_t row = 0; row < person.size(); ++row) {
        if (word("events", "what", row) != "departure") {
            ASSERT_TRUE(std::isnan(leader[row]));
            continue;
        }
        if (!std::isnan(leader[row])) {
            ++n_together;
            ASSERT_TRUE(departures.contains(leader[row])) << "a leader leaves first";
            EXPECT_EQ(departures[leader[row]], at[row]);
        }
        departures[person[row]] = at[row];
    }
    EXPECT_GT(n_together, 0U);
}

TEST(TableNames, OfTwoWordsAreOne) {
    std::string text = small_army_text();
    for (std::size_t at = text.find("\"guard\""); at != text.npos; at = text.find("\"guard\"", at + 1))
        text.replace(at, 7, "\"the guard/1\"");
    for (const sim::RowTable& table : tables_of(scenario_of(text)->structure()))
        for (const sim::Column& column : table.columns)
            if (column.name == "person_organisation") {
                EXPECT_EQ(column.flag_meanings[1], "the_guard_1");
            } else if (column.name == "formation") {
                EXPECT_EQ(column.flag_meanings[0], "1st_Division");
            }
}

TEST(Covariates, AreThoseOfAnyRunInTheSameOrder) {
    for (const double news : {0.0, 0.5}) {
        const auto scenario =
            scenario_of(small_army_text(), {{"persuasion.news", news}, {"patronage.enabled", news > 0 ? 1 : 0}});
        const ArmyRun run(*scenario);
        auto place = covariates().begin();
        for (const Term& term : run.run().minds().terms.all()) {
            place = std::find(place, covariates().end(), term.parameter);
            ASSERT_NE(place, covariates().end()) << term.parameter;
        }
    }
    EXPECT_EQ(std::set<std::string>(covariates().begin(), covariates().end()).size(), covariates().size());
}

TEST(Covariates, OfAMechanismThatIsOffAreMissing) {
    const auto scenario = scenario_of(small_army_text(), {{"intention.log_base_rate", -4.0}, {"patronage.enabled", 0}});
    Log log;
    ArmyRun run(*scenario, 1, 1.0, &log);
    run.finish();
    hand_on_tables(log, run.run(), [&](const sim::RowTable& table) {
        if (table.name == "planted") {
            EXPECT_EQ(table.size(), 6 + run.run().minds().terms.all().size());
        }
        for (const sim::Column& column : table.columns)
            for (const double number : column.numbers)
                if (column.name.starts_with("x_")) {
                    ASSERT_EQ(std::isnan(number),
                              column.name == "x_patronage.incentive" || column.name == "x_persuasion.news")
                        << column.name;
                }
    });
}

}  // namespace
}  // namespace tests
