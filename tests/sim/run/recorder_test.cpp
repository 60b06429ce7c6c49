/// The common parts of models that count steps: chosen outputs, recording by name, a scenario that is its parameters.
#include "sim/run/recorder.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/run/step_scenario.hpp"

namespace sim {
namespace {

Outputs all_outputs() {
    Outputs all;
    all.variables = {{"ill", "person", "who is ill", "", Store::count, true, {}, {}},
                     {"fear", "1", "how afraid", "", Store::real, true, {}, {}},
                     {"peak", "1", "the most", "", Store::real, false, {}, {}}};
    return all;
}

TEST(ChosenOutputs, KeepWhatIsAskedForAndAllMetrics) {
    Problems problems;
    OutputRequest request;
    request.every = 4;
    request.variables = {"fear"};
    const auto chosen = chosen_outputs(all_outputs(), request, 10, problems);
    EXPECT_TRUE(problems.empty());
    ASSERT_EQ(chosen.variables.size(), 2U);
    EXPECT_EQ(chosen.variables[0].name, "fear");
    EXPECT_EQ(chosen.variables[1].name, "peak");
    EXPECT_EQ(chosen.time.at, (std::vector<std::int32_t>{0, 4, 8, 10}));
    EXPECT_EQ(chosen.time.start, "");
}

Outputs with_map() {
    Outputs all = all_outputs();
    all.dimensions = {numbered("y", "row", 2), numbered("x", "column", 3), {"role", "who", {"officer"}}};
    all.variables.insert(all.variables.begin(),
                         {"map", "1", "who is where", "", Store::flag, true, {"y", "x"}, {"free", "taken"}, true});
    return all;
}

TEST(ChosenOutputs, LeaveOutWhatIsKeptOnRequestAloneAndItsDimensions) {
    Problems problems;
    OutputRequest request;
    const auto usual = chosen_outputs(with_map(), request, 10, problems);
    EXPECT_EQ(usual.variable("map"), nullptr);
    EXPECT_TRUE(usual.dimensions.empty());
    request.variables = {"map"};
    const auto asked = chosen_outputs(with_map(), request, 10, problems);
    ASSERT_EQ(asked.variables.size(), 2U);
    EXPECT_EQ(asked.variables[0].name, "map");
    ASSERT_EQ(asked.dimensions.size(), 2U);
    EXPECT_EQ(asked.dimensions[1].labels, (std::vector<std::string>{"0", "1", "2"}));
    EXPECT_TRUE(problems.empty());
}

TEST(ChosenOutputs, KeepNoSeriesIfTheListIsEmpty) {
    Problems problems;
    OutputRequest request;
    request.variables.emplace();
    const auto chosen = chosen_outputs(all_outputs(), request, 10, problems);
    ASSERT_EQ(chosen.variables.size(), 1U);
    EXPECT_EQ(chosen.variables[0].name, "peak");
    EXPECT_TRUE(problems.empty());
}

TEST(ChosenOutputs, HaveTheListedTimesIfThereIsAList) {
    Problems problems;
    OutputRequest request;
    request.at = {3, 7};
    EXPECT_EQ(chosen_outputs(all_outputs(), request, 10, problems).time.at, request.at);
    EXPECT_EQ(recorded(request, 5), request.at);
}

const std::vector<std::string> declared = {"map", "ill", "fear", "peak"};

TEST(Recorder, FillsAMapAsFarAsItGoes) {
    Problems problems;
    OutputRequest request;
    request.at = {1, 4};
    request.variables = {"map"};
    const auto chosen = chosen_outputs(with_map(), request, 5, problems);
    Recorder record(chosen, declared);
    ASSERT_TRUE(record.at(4));
    const auto code = [](std::size_t row, std::size_t column) { return 10 * row + column; };
    record.flags("map", 2, 2, code);
    record.flags("fear", 9, 9, code);  // not asked for
    auto series = record.take();
    EXPECT_EQ(std::vector<std::uint8_t>(series.flags(0).begin(), series.flags(0).end()),
              (std::vector<std::uint8_t>{255, 255, 255, 255, 255, 255, 0, 1, 255, 10, 11, 255}));
    Recorder wrong(chosen, declared);
    EXPECT_THROW(wrong.flags("map", 3, 2, code), std::logic_error);
    EXPECT_THROW(wrong.flags("map", 2, 4, code), std::logic_error);
}

TEST(ChosenOutputs, NameWhatTheyDoNotHave) {
    Problems problems;
    OutputRequest request;
    request.variables = {"il", "peak"};
    request.by = {"group"};
    chosen_outputs(all_outputs(), request, 10, problems);
    EXPECT_EQ(problems.lines(), (std::vector<std::string>{
                                    "output.variables: unknown name 'il' (allowed ill, fear; did you mean 'ill'?)",
                                    "output.variables: unknown name 'peak' (allowed ill, fear; did you mean 'fear'?)",
                                    "output.by: unknown name 'group' (none is allowed here)"}));
}

TEST(Recorder, WritesTheStepsThatHaveARow) {
    Problems problems;
    OutputRequest request;
    request.every = 2;
    request.variables = {"ill"};
    const auto chosen = chosen_outputs(all_outputs(), request, 5, problems);
    Recorder record(chosen, declared);
    for (int step = 0; step <= 5; ++step) {
        const bool has_row = step % 2 == 0 || step == 5;  // the end, always
        EXPECT_EQ(record.at(step), has_row);
        if (!has_row) continue;
        record.count("ill", 10 + step);
        record.real("fear", 1);  // not asked for
    }
    record.metric("peak", 0.5);
    auto series = record.take();
    EXPECT_EQ(std::vector<std::int32_t>(series.counts(0).begin(), series.counts(0).end()),
              (std::vector<std::int32_t>{10, 12, 14, 15}));
    EXPECT_EQ(series.reals(1)[0], 0.5);
    Recorder wrong(chosen, declared);
    EXPECT_THROW(wrong.real("ill", 1), std::logic_error);
    EXPECT_THROW(wrong.count("il", 1), std::logic_error);  // declared nowhere
}

TEST(Events, AreRefusedByNameWhereThereAreNone) {
    RunRequest request;
    EXPECT_NO_THROW(refuse_events(request));
    request.keep_table = [](RowTable) {};
    EXPECT_THROW(refuse_events(request), InputError);
}

struct Spread {
    using Self = Spread;
    SIM_PARAM(double, rate, 0.5, "1/step", in(0, 1), structure, "rate", "assumed");
    SIM_PARAM(int, people, 10, "person", in(1, 100), structure, "people", "assumed");
};
struct Parameters {
    Spread spread;
};
struct Outbreak final : StepScenario<Outbreak, Parameters> {
    static const param::Table& table() {
        static const param::Table all = [] {
            param::Table made;
            made.add(&Parameters::spread, "spread");
            return made;
        }();
        return all;
    }
    bool reads(const param::Spec& spec) const override { return spec.name != "spread.people"; }
    double population(double scale) const override { return 10 * scale; }
    std::uint64_t most_thinned() const override { return 10; }
};

TEST(StepScenario, IsAValueThatKnowsOnlyWhatItReads) {
    Outbreak scenario;
    scenario.origins["spread.rate"] = "s.toml:3";
    EXPECT_EQ(scenario.names(), (std::vector<std::string>{"steps", "spread.rate"}));
    EXPECT_EQ(scenario.spec("spread.people"), nullptr);
    EXPECT_EQ(scenario.spec("spread.rat"), nullptr);
    EXPECT_EQ(scenario.get("spread.people"), 10);
    const auto copy = scenario.clone();
    copy->set("spread.rate", 0.25);
    EXPECT_EQ(copy->get("spread.rate"), 0.25);
    EXPECT_EQ(scenario.get("spread.rate"), 0.5);
    EXPECT_EQ(scenario.origin("spread.rate"), "s.toml:3");
    EXPECT_EQ(scenario.origin("spread.people"), "default");
    EXPECT_EQ(scenario.duration(), 100);
    EXPECT_EQ(scenario.time_unit(), "step");
}

}  // namespace
}  // namespace sim
