/// Thresholds: a person joins a riot, a strike or a desertion when the share of those who already did has reached his
/// threshold. Crowds that are almost alike on average may end wholly unlike.
/// Source: Granovetter 1978.
#include "models/threshold/threshold.hpp"

#include "models/threshold/crowd.hpp"
#include "models/threshold/example.hpp"

namespace threshold {
namespace {

struct ThresholdParameters {
    PopulationParameters population;
    DistributionParameters distribution;
    TieParameters network;
    RuleParameters rule;
};

class ThresholdScenario final : public CrowdScenario<ThresholdScenario, ThresholdParameters> {
 public:
    static constexpr std::string_view differing = "thresholds";
};

class ThresholdModel final : public sim::StepModel<ThresholdScenario> {
 public:
    std::string_view name() const override { return "threshold"; }
    std::string_view summary() const override {
        return "who acts when enough others do: thresholds of collective behaviour (Granovetter 1978)";
    }

    sim::Outputs all_outputs() const override {
        using sim::Store;
        sim::Outputs all;
        all.variables = {{"acting", "person", "people who act", "", Store::count, true, {}, {}},
                         {"acting_share", "1", "people who act at the end", "all people", Store::real, false, {}, {}},
                         equilibrium_step()};
        return all;
    }
    std::string example(std::string_view name) const override { return threshold_example(name); }

 private:
    void record_run(const ThresholdScenario& scenario, const sim::RunRequest& request,
                    sim::Recorder& record) const override {
        const Index n = scenario.people(request.scale);
        Crowd crowd(scenario,
                    values_of(scenario.distribution, scenario.parameters.distribution, n, request.seed,
                              sim::random::Tag("threshold/thresholds")),
                    request.seed);
        const double rest = crowd.run(scenario.steps, request, [&](int step, auto) {
            if (record.at(step)) record.count("acting", crowd.cascade().n_acting());
        });
        record.metric("acting_share", static_cast<double>(crowd.cascade().n_acting()) / n);
        record.metric("equilibrium_step", rest);
    }
};

}  // namespace

std::unique_ptr<sim::Model> make_threshold() { return std::make_unique<ThresholdModel>(); }

}  // namespace threshold
