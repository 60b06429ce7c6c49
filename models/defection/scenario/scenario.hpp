/// A scenario of the defection model: structure, history, parameters. A value; a sweep sets factors on copies of it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/defection/scenario/history.hpp"
#include "models/defection/scenario/parameters.hpp"
#include "models/defection/scenario/row_values.hpp"
#include "models/defection/scenario/structure.hpp"
#include "sim/run/model.hpp"

namespace defection {

/// Everything a run reads. Shared between copies is what factors cannot change.
struct Description {
    Top top;
    std::string start;
    Structure structure;
    std::vector<Snapshot> snapshots;
    std::map<std::string, std::string> origins;  // parameter -> "file:line"
    RowValues rows;                              // event.NAME.week, organisation.NAME.share, ...
    bool names_behaviour = false;                // a behaviour file sets something
};

class DefectionScenario final : public sim::Scenario {
 public:
    DefectionScenario(std::shared_ptr<const Description> description, Parameters parameters, History history)
        : description_(std::move(description)),
          structure_(description_, &description_->structure),
          top_(description_->top),
          snapshots_(description_->snapshots),
          parameters_(parameters),
          history_(std::move(history)) {}

    std::unique_ptr<sim::Scenario> clone() const override { return std::make_unique<DefectionScenario>(*this); }
    const std::string& title() const override { return top_.title; }
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
    std::vector<std::string> clocks() const override { return {"step_days"}; }
    double population(double scale) const override { return structure_->posts_at_start() * scale; }

    std::uint64_t most_thinned() const override { return structure_->most_thinned(); }

    bool names_behaviour() const { return description_->names_behaviour; }
    int weeks() const { return top_.weeks; }
    int step_days() const { return top_.step_days; }
    const Structure& structure() const { return *structure_; }
    const History& history() const { return history_; }
    const Parameters& parameters() const { return parameters_; }
    const std::vector<Snapshot>& snapshots() const { return snapshots_; }
    int n_steps() const { return (weeks() * 7 + step_days() - 1) / step_days(); }
    double dt() const { return step_days() / 7.0; }  // [week]

 private:
    /// The tables, of which only what is no part of the structure may be written, unless own_structure() was called.
    Tables tables();
    void own_structure();

    std::shared_ptr<const Description> description_;
    std::shared_ptr<const Structure> structure_;  // the description's until something of it is set
    Top top_;
    std::vector<Snapshot> snapshots_;
    Parameters parameters_;
    History history_;
};

/// Reads a resolved document; null if there are problems.
std::unique_ptr<DefectionScenario> load_scenario(const sim::param::Value& document, sim::Problems& problems);

}  // namespace defection
