#include "models/defection/defection.hpp"

#include <fmt/format.h>

#include "models/defection/record/log.hpp"
#include "models/defection/record/outputs.hpp"
#include "models/defection/record/portrait.hpp"
#include "models/defection/record/recorder.hpp"
#include "models/defection/record/schedule_lines.hpp"
#include "models/defection/record/story.hpp"
#include "models/defection/record/tables.hpp"
#include "models/defection/scenario/example.hpp"
#include "models/defection/scenario/keys.hpp"
#include "models/defection/scenario/scenario.hpp"
#include "models/defection/scenario/sweep_examples.hpp"
#include "sim/random/stream.hpp"

namespace defection {
namespace {

class DefectionRun final : public sim::Run {
 public:
    DefectionRun(const DefectionScenario& scenario, const sim::Outputs& outputs, const sim::RunRequest& request)
        : Run(scenario.n_steps()),
          dt_(scenario.dt()),
          keep_table_(request.keep_table),
          follow_(request.follow),
          start_(scenario.start()),
          army_(scenario.structure(), scenario.history(), scenario.parameters(), request.scale, request.seed, dt_,
                keep_table_ || follow_ ? &log_ : nullptr),
          recorder_(scenario, outputs, army_) {
        if (follow_) check(*follow_, army_);
    }
    const sim::Series& series() const override { return recorder_.series(); }
    sim::Budget used() const override { return army_.used(); }
    std::string stage() const override { return fmt::format("week {:.4g}", step_now() * dt_); }

 private:
    void advance(int) override { army_.step(); }
    void write() override { recorder_.look(step_now()); }
    sim::RunResult result() override {
        sim::RunResult result;
        result.series = recorder_.finish();
        if (keep_table_ || follow_) log_.close();
        if (follow_) result.story = tell(*follow_, Told{log_, army_, start_});
        if (keep_table_) hand_on_tables(log_, army_, keep_table_);
        return result;
    }

    double dt_;
    std::function<void(sim::RowTable)> keep_table_;
    std::optional<sim::Follow> follow_;
    std::string start_;
    Log log_;
    Simulation army_;
    Recorder recorder_;
};

class DefectionModel final : public sim::Model {
 public:
    std::string_view name() const override { return "defection"; }
    std::string_view summary() const override {
        return "cohesion and defection of a regime's security forces, one agent per person";
    }
    const sim::param::Table& parameters() const override { return parameter_table(); }
    sim::param::Key keys() const override { return scenario_keys(); }

    std::unique_ptr<sim::Scenario> load(const sim::param::Value& resolved, sim::Problems& problems) const override {
        return load_scenario(resolved, problems);
    }
    sim::Outputs outputs(const sim::Scenario& scenario, const sim::OutputRequest& request,
                         sim::Problems& problems) const override {
        return outputs_of(dynamic_cast<const DefectionScenario&>(scenario), request, problems);
    }
    sim::Outputs all_outputs() const override { return defection::all_outputs(); }
    std::vector<sim::ScheduleLine> schedule() const override { return schedule_lines(); }
    sim::SummaryTable summary_table() const override { return defection::summary_table(); }
    std::vector<sim::FollowKind> follow_kinds() const override { return defection::follow_kinds(); }
    std::vector<sim::PortraitTable> portrait(const sim::Scenario& scenario) const override {
        return portrait_of(dynamic_cast<const DefectionScenario&>(scenario));
    }

    std::unique_ptr<sim::Run> start(const sim::Scenario& scenario, const sim::Outputs& outputs,
                                    const sim::RunRequest& request) const override {
        return std::make_unique<DefectionRun>(dynamic_cast<const DefectionScenario&>(scenario), outputs, request);
    }

    std::vector<std::string> examples() const override { return example_names(); }
    std::string example(std::string_view name) const override { return example_text(name); }
    std::vector<sim::SweepExample> sweep_examples() const override { return defection::sweep_examples(); }
};

}  // namespace

std::unique_ptr<sim::Model> make_model() { return std::make_unique<DefectionModel>(); }

}  // namespace defection
