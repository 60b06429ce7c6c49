#include "models/defection/defection.hpp"

#include <fmt/format.h>

#include "models/defection/example.hpp"
#include "models/defection/keys.hpp"
#include "models/defection/log.hpp"
#include "models/defection/outputs.hpp"
#include "models/defection/report.hpp"
#include "models/defection/scenario.hpp"
#include "sim/random/stream.hpp"

namespace defection {
namespace {

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

    sim::RunResult run(const sim::Scenario& given, const sim::Outputs& outputs,
                       const sim::RunRequest& request) const override {
        const auto& scenario = dynamic_cast<const DefectionScenario&>(given);
        Log log;
        const std::optional<Follow> follow =
            request.follow.empty() ? std::nullopt : std::optional(parse_follow(request.follow));
        const bool keep_log = request.events || follow.has_value();
        Army army(scenario.structure(), scenario.history(), scenario.parameters(), request.scale, request.seed,
                  scenario.dt(), keep_log ? &log : nullptr);
        if (follow) check(*follow, army.world());
        request.budget.check(army.used(), "start");
        Recorder recorder(scenario, outputs, army);
        recorder.look(0);
        for (int step = 1; step <= scenario.n_steps(); ++step) {
            army.step();
            recorder.look(step);
            request.budget.check(army.used(), fmt::format("week {:.4g}", step * scenario.dt()));
            if (request.progress) request.progress(step, scenario.n_steps());
        }
        sim::RunResult result;
        result.series = recorder.finish();
        army.world().close_log();
        if (request.events) result.tables = tables_of(log, army.world());
        if (follow) result.story = tell(*follow, log, army.world());
        return result;
    }

    std::vector<std::string> examples() const override { return example_names(); }
    std::string example(std::string_view name) const override { return example_text(name); }
};

}  // namespace

std::unique_ptr<sim::Model> make_model() { return std::make_unique<DefectionModel>(); }

}  // namespace defection
