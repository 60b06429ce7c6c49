/// A model whose scenario is a StepScenario: everything but its name, what it reports, its examples and how it runs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/run/recorder.hpp"
#include "sim/run/step_scenario.hpp"

namespace sim {

template <class ItsScenario>
class StepModel : public Model {
 public:
    const param::Table& parameters() const final { return ItsScenario::table(); }
    param::Key keys() const final { return keys_of_steps<ItsScenario>(); }
    std::unique_ptr<Scenario> load(const param::Value& resolved, Problems& problems) const final {
        return load_steps<ItsScenario>(resolved, problems);
    }
    Outputs outputs(const Scenario& scenario, const OutputRequest& request, Problems& problems) const final {
        Outputs all = all_outputs();
        all.dimensions = dimensions(dynamic_cast<const ItsScenario&>(scenario));
        return chosen_outputs(std::move(all), request, scenario.duration(), problems);
    }
    RunResult run(const Scenario& scenario, const Outputs& outputs, const RunRequest& request) const final {
        refuse_events(request);
        static const auto declared = names_of(all_outputs());  // a scenario's type has one model
        Recorder record(outputs, declared);
        record_run(dynamic_cast<const ItsScenario&>(scenario), request, record);
        return {record.take(), {}, {}};
    }
    std::vector<std::string> examples() const final { return {"scenario", "sweep"}; }

 protected:
    /// Those of its variables, as large as this scenario makes them.
    virtual std::vector<Dimension> dimensions(const ItsScenario&) const { return {}; }
    /// One run from its start to its end, written down as it goes.
    virtual void record_run(const ItsScenario& scenario, const RunRequest& request, Recorder& record) const = 0;

 private:
    static std::vector<std::string> names_of(const Outputs& outputs) {
        std::vector<std::string> names;
        for (const Variable& variable : outputs.variables) names.push_back(variable.name);
        return names;
    }
};

}  // namespace sim
