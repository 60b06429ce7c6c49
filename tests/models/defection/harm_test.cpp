/// Harm by group and by organisation is what a count over the people themselves and the log gives, in people of the real
/// force.
#include "models/defection/record/harm.hpp"

#include <gtest/gtest.h>

#include <map>

#include "models/defection/record/tally.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

constexpr double scale = 0.5;

class Harm : public testing::Test {
 protected:
    Harm() { run_.finish(); }
    /// The events of people, by their place on this axis.
    std::map<std::string, std::map<std::size_t, double>> counted(const std::string& axis) const {
        const Army& army = run_.army();
        const auto place = [&](const Person& person) {
            return axis == "group" ? std::size_t{person.group} : army.units.organisation_of(person);
        };
        std::map<std::string, std::map<std::size_t, double>> counts;
        for (const Person& person : army.people) {
            for (const auto& [status, harm] : {std::pair{Status::executed, "executed"},
                                               {Status::arrested, "arrested"},
                                               {Status::killed, "killed"},
                                               {Status::killed_after_leaving, "killed_after_leaving"},
                                               {Status::punished_on_return, "punished_returnees"}})
                if (person.status == status) ++counts[harm][place(person)];
        }
        for (const Happening& one : log_.happenings())
            if (one.what == What::family_harmed) ++counts["harmed_families"][place(army.people[one.who])];
        for (std::size_t g = 0; axis == "group" && g < run_.run().setting().n_groups(); ++g)
            counts["detained_civilians"][g] = run_.run().beyond().prisons.civilians[g] * scale;
        return counts;
    }

    const std::unique_ptr<DefectionScenario> scenario_ =
        scenario_of(small_army_text(), {{"intention.log_base_rate", -4.0},
                                        {"reprisal.family_probability", 0.8},
                                        {"detention.capacity", 1.0},
                                        {"detention.fear", 0.0},
                                        {"detention.bitterness", 0.0},
                                        {"amnesty.open", 1.0},  // most who come back are punished
                                        {"amnesty.guarantee", 0.3},
                                        {"amnesty.punishment", 1.0},
                                        {"amnesty.returning", 1.0}});
    Log log_;
    ArmyRun run_{*scenario_, 3, scale, &log_};
    const Tally tally_{*scenario_, run_.run()};
};

TEST_F(Harm, IsToldApartByGroupAndOrganisation) {
    std::size_t n_rows = 0;
    for (const std::string axis : {"group", "organisation"}) {
        auto counts = counted(axis);
        for (const MetricRow& row : harm_rows()) {
            const std::string& name = row.variable.name;
            if (row.variable.dims != std::vector{axis}) continue;
            ++n_rows;
            const std::string harm = name.substr(0, name.find("_by_"));
            ASSERT_GT(counts[harm].size(), 1U) << name << ": a test of one number tells nothing apart";
            for (const sim::Dimension& dimension : dimensions_of(scenario_->structure()))
                for (std::size_t label = 0; dimension.name == axis && label < dimension.labels.size(); ++label)
                    EXPECT_EQ(row.of_label(tally_, label), counts[harm][label] / scale) << name << " " << label;
        }
    }
    EXPECT_EQ(n_rows, 12U);
}

TEST_F(Harm, InAllIsTheSumOverGroups) {
    auto counts = counted("group");
    for (const MetricRow& row : harm_rows()) {
        EXPECT_EQ(row.variable.harm, std::vector{row.variable.name});
        if (!row.variable.dims.empty()) continue;
        double sum = 0;
        for (const auto& [label, n] : counts[row.variable.name]) sum += n;
        EXPECT_GT(sum, 0) << row.variable.name;
        EXPECT_EQ(row.value(tally_), sum / scale) << row.variable.name;
    }
}

}  // namespace
}  // namespace tests
