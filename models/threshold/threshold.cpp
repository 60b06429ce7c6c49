/// Thresholds: a person joins a riot, a strike or a desertion when the share of those who already did has reached their
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

class ThresholdRun final : public sim::StepRun {
 public:
    ThresholdRun(const ThresholdScenario& scenario, const sim::RunRequest& request, sim::Recorder recorder)
        : StepRun(scenario.steps, std::move(recorder)),
          n_(scenario.people(request.scale)),
          crowd_(scenario,
                 values_of(scenario.distribution, scenario.parameters.distribution, n_, request.seed,
                           sim::random::Tag("threshold/thresholds")),
                 request.seed) {}
    sim::Budget used() const override { return crowd_.used(); }

 private:
    void advance(int step) override { crowd_.step(step); }
    void record_series(sim::Recorder& record) const override { record.count("acting", crowd_.cascade().n_acting()); }
    void record_metrics(sim::Recorder& record) const override {
        record.metric("acting_share", static_cast<double>(crowd_.cascade().n_acting()) / n_);
        record.metric("equilibrium_step", crowd_.rest());
    }

    Index n_;
    Crowd crowd_;
};

class ThresholdModel final : public sim::StepModel<ThresholdScenario> {
 public:
    std::string_view name() const override { return "threshold"; }
    std::string_view summary() const override {
        return "people act when enough others do: thresholds of collective behaviour (Granovetter 1978)";
    }

    sim::Outputs all_outputs() const override {
        using sim::Store;
        sim::Outputs all;
        all.variables = {{.name = "acting", .unit = "person", .meaning = "people who act"},
                         {.name = "acting_share",
                          .unit = "1",
                          .meaning = "people who act at the end",
                          .denominator = "all people",
                          .store = Store::real,
                          .over_time = false},
                         equilibrium_step()};
        return all;
    }
    sim::SummaryTable summary_table() const override { return sim::table_of_series({"acting"}); }
    std::string example(std::string_view name) const override { return threshold_example(name); }

 private:
    std::unique_ptr<sim::Run> begin(const ThresholdScenario& scenario, const sim::RunRequest& request,
                                    sim::Recorder recorder) const override {
        return std::make_unique<ThresholdRun>(scenario, request, std::move(recorder));
    }
};

}  // namespace

std::unique_ptr<sim::Model> make_threshold() { return std::make_unique<ThresholdModel>(); }

}  // namespace threshold
