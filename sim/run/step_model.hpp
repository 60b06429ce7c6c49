/// A model whose scenario is a StepScenario: everything but its name, what it reports, its examples and its run.
#pragma once

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/run/recorder.hpp"
#include "sim/run/step_scenario.hpp"

namespace sim {

/// A run that counts steps and writes by name.
class StepRun : public Run {
 public:
    const Series& series() const final { return recorder_.series(); }
    std::string stage() const final { return fmt::format("step {}", step_now()); }

 protected:
    StepRun(int n_steps, Recorder recorder) : Run(n_steps), recorder_(std::move(recorder)) {}
    /// The series as they are now.
    virtual void record_series(Recorder& record) const = 0;
    /// The metrics of a run that ends now.
    virtual void record_metrics(Recorder& record) const = 0;

 private:
    void write() final {
        if (recorder_.at(step_now())) record_series(recorder_);
    }
    RunResult result() final {
        record_metrics(recorder_);
        return {recorder_.take(), {}};
    }

    Recorder recorder_;
};

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
    std::unique_ptr<Run> start(const Scenario& scenario, const Outputs& outputs,
                               const RunRequest& request) const final {
        refuse_events(request);
        static const auto declared = names_of(all_outputs());  // a scenario's type has one model
        return begin(dynamic_cast<const ItsScenario&>(scenario), request, Recorder(outputs, declared));
    }
    std::vector<std::string> examples() const final { return {"scenario", "sweep"}; }

 protected:
    /// Those of its variables, as large as this scenario makes them.
    virtual std::vector<Dimension> dimensions(const ItsScenario&) const { return {}; }
    /// A run at its start, which records by `recorder`.
    virtual std::unique_ptr<Run> begin(const ItsScenario& scenario, const RunRequest& request,
                                       Recorder recorder) const = 0;

 private:
    static std::vector<std::string> names_of(const Outputs& outputs) {
        std::vector<std::string> names;
        for (const Variable& variable : outputs.variables) names.push_back(variable.name);
        return names;
    }
};

}  // namespace sim
