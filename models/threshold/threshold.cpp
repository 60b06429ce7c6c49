/// Thresholds: a person joins a riot, a strike or a desertion when the share of those who already did has reached his
/// threshold. Crowds that are almost alike on average may end wholly unlike.
/// Source: Granovetter 1978.
#include "models/threshold/threshold.hpp"

#include "models/threshold/crowd.hpp"
#include "models/threshold/example.hpp"

namespace threshold {
namespace {

struct Parameters {
    PopulationParameters population;
    DistributionParameters distribution;
    TieParameters network;
    RuleParameters rule;
};

class ThresholdScenario final : public CrowdScenario<ThresholdScenario, Parameters> {
 public:
    static constexpr std::string_view differing = "thresholds";
    static const sim::param::Table& table() {
        static const sim::param::Table all = [] {
            sim::param::Table made;
            made.add(&Parameters::population, "population");
            made.add(&Parameters::distribution, differing);
            made.add(&Parameters::network, "network");
            made.add(&Parameters::rule, "rule");
            return made;
        }();
        return all;
    }
    template <class Form>
    void keys(Form& form) {
        crowd_keys(form);
    }
};

class ThresholdModel final : public sim::Model {
 public:
    std::string_view name() const override { return "threshold"; }
    std::string_view summary() const override {
        return "who acts when enough others do: thresholds of collective behaviour (Granovetter 1978)";
    }
    const sim::param::Table& parameters() const override { return ThresholdScenario::table(); }
    std::string structure_schema() const override { return sim::schema_of_steps<ThresholdScenario>(); }
    std::unique_ptr<sim::Scenario> load(const sim::param::Value& resolved, sim::Problems& problems) const override {
        return sim::load_steps<ThresholdScenario>(resolved, problems);
    }

    sim::Outputs all_outputs() const override {
        using sim::Store;
        sim::Outputs all;
        all.variables = {{"acting", "person", "people who act", "", Store::count, true, {}, {}},
                         {"acting_share", "1", "people who act at the end", "all people", Store::real, false, {}, {}},
                         equilibrium_step()};
        return all;
    }
    sim::Outputs outputs(const sim::Scenario& scenario, const sim::OutputRequest& request,
                         sim::Problems& problems) const override {
        return sim::chosen_outputs(all_outputs(), request, scenario.duration(), problems);
    }

    sim::RunResult run(const sim::Scenario& given, const sim::Outputs& outputs,
                       const sim::RunRequest& request) const override {
        sim::refuse_events(request);
        const auto& scenario = dynamic_cast<const ThresholdScenario&>(given);
        const Index n = scenario.people(request.scale);
        Crowd crowd(scenario,
                    values_of(scenario.distribution, scenario.parameters.distribution, n, request.seed,
                              sim::random::Tag("threshold/thresholds")),
                    request.seed);
        sim::Recorder record(outputs);
        const double rest = crowd.run(scenario.steps, request, [&](int step, auto) {
            if (record.at(step)) record.count("acting", crowd.cascade().n_acting());
        });
        record.metric("acting_share", static_cast<double>(crowd.cascade().n_acting()) / n);
        record.metric("equilibrium_step", rest);
        sim::RunResult result;
        result.series = record.take();
        return result;
    }

    std::vector<std::string> examples() const override { return {"scenario", "sweep"}; }
    std::string example(std::string_view name) const override { return threshold_example(name); }
};

}  // namespace

std::unique_ptr<sim::Model> make_threshold() { return std::make_unique<ThresholdModel>(); }

}  // namespace threshold
