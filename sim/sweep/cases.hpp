/// Several scenarios of one model as one scenario, with the choice "scenario" among them: what lets a sweep compare
/// cases. What one of them has not (an event, say) cannot be swept.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sim/run/model.hpp"

namespace sim::sweep {

struct Case {
    std::string name;
    std::unique_ptr<const Scenario> scenario;
};

class Cases final : public Scenario {
 public:
    /// Of one model, with names that differ; two or more.
    explicit Cases(std::vector<Case> cases);

    std::unique_ptr<Scenario> clone() const override { return std::make_unique<Cases>(*this); }
    const std::string& title() const override { return given().title(); }
    int duration() const override { return chosen()->duration(); }
    std::string_view time_unit() const override { return given().time_unit(); }
    std::string start() const override { return given().start(); }
    std::vector<std::string> names() const override;
    const param::Spec* spec(std::string_view name) const override;
    double get(std::string_view name) const override;
    void set(std::string_view name, double value) override;
    void check(Problems& problems) const override { chosen()->check(problems); }
    std::string origin(std::string_view name) const override;
    double population(double scale) const override { return given().population(scale); }
    std::uint64_t most_thinned() const override;

    /// The scenario of the choice, with all that was set.
    std::unique_ptr<Scenario> chosen() const { return with_settings(given()); }
    std::vector<std::unique_ptr<Scenario>> all() const;
    bool start_apart() const;  // at different days
    /// The scenarios that have no such name, if others have it.
    std::vector<std::string> lacking(std::string_view name) const;

 private:
    struct Description {
        std::vector<Case> cases;
        std::vector<param::Spec> specs;  // "scenario", and what all cases have
    };
    const Scenario& given() const { return *description_->cases[choice_].scenario; }
    std::unique_ptr<Scenario> with_settings(const Scenario& scenario) const;

    std::shared_ptr<const Description> description_;
    std::size_t choice_ = 0;
    std::map<std::string, double, std::less<>> settings_;
};

/// What a scenario puts out: the model's outputs; of Cases all that any of them has, by name. A variable that has
/// another form in another case is a problem.
Outputs outputs_of(const Model& model, const Scenario& scenario, const OutputRequest& wanted, Problems& problems);

/// Runs a scenario; `outputs` are outputs_of() it. What a case has not stays missing.
RunResult run_into(const Outputs& outputs, const Model& model, const Scenario& scenario, const OutputRequest& wanted,
                   const RunRequest& request);

}  // namespace sim::sweep
