/// A scenario of the defection model: structure, history, parameters. A value; a sweep sets factors on copies of it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/defection/scenario/history.hpp"
#include "models/defection/scenario/parameters.hpp"
#include "models/defection/scenario/structure.hpp"
#include "sim/run/model.hpp"

namespace defection {

/// A date at which leavers and force are reported as end-of-run metrics, such as a calibration target's.
struct Snapshot {
    std::string name;
    double week = 0;
};

/// Everything a run reads. Shared between copies is what factors cannot change.
struct Description {
    std::string title, start;
    int weeks = 260, step_days = 7;
    Structure structure;
    std::vector<Snapshot> snapshots;
    std::map<std::string, std::string> origins;  // parameter -> "file:line"
    std::vector<sim::param::Spec> row_specs;     // of rows: event.NAME.week, organisation.NAME.share, ...
    bool names_behaviour = false;                // a behaviour file sets something
};

class DefectionScenario final : public sim::Scenario {
 public:
    DefectionScenario(std::shared_ptr<const Description> description, Parameters parameters, History history)
        : description_(std::move(description)),
          structure_(description_, &description_->structure),
          parameters_(parameters),
          history_(std::move(history)) {}

    std::unique_ptr<sim::Scenario> clone() const override { return std::make_unique<DefectionScenario>(*this); }
    const std::string& title() const override { return description_->title; }
    int duration() const override { return weeks(); }
    std::string_view time_unit() const override { return "week"; }
    std::string start() const override { return description_->start; }
    std::vector<std::string> names() const override;
    const sim::param::Spec* spec(std::string_view name) const override;
    std::string former(std::string_view name) const override { return parameter_table().former(name); }
    double get(std::string_view name) const override;
    void set(std::string_view name, double value) override;
    void check(sim::Problems& problems) const override;
    std::vector<sim::Note> notes(const std::vector<std::string>& varied) const override;
    std::string origin(std::string_view name) const override;
    double population(double scale) const override { return structure_->posts_at_start() * scale; }

    std::uint64_t most_thinned() const override { return structure_->most_thinned(); }

    bool names_behaviour() const { return description_->names_behaviour; }
    int weeks() const { return description_->weeks; }
    int step_days() const { return description_->step_days; }
    const Structure& structure() const { return *structure_; }
    const History& history() const { return history_; }
    const Parameters& parameters() const { return parameters_; }
    const std::vector<Snapshot>& snapshots() const { return description_->snapshots; }
    int n_steps() const { return (weeks() * 7 + step_days() - 1) / step_days(); }
    double dt() const { return step_days() / 7.0; }  // [week]

 private:
    double* event_value(std::string_view name);
    std::shared_ptr<const Description> description_;
    std::shared_ptr<const Structure> structure_;  // the description's until something of it is set
    Parameters parameters_;
    History history_;
};

/// Reads a resolved document; null if there are problems.
std::unique_ptr<DefectionScenario> load_scenario(const sim::param::Value& document, sim::Problems& problems);

}  // namespace defection
