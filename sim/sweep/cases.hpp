/// Several scenarios of one model as one scenario, with the choice "scenario" among them: what lets a sweep compare
/// cases. No sweep varies a thing that one of them lacks (an event, say).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sim/run/model.hpp"

namespace sim::sweep {

/// Whether scenarios start at different days.
bool start_apart(const std::vector<Case>& cases);

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
    std::vector<Note> notes(const std::vector<std::string>& varied) const override;
    std::string origin(std::string_view name) const override;
    std::vector<std::string> clocks() const override { return given().clocks(); }
    double population(double scale) const override { return given().population(scale); }
    std::uint64_t most_thinned() const override;

    std::vector<Case> cases() const override;
    std::unique_ptr<Scenario> chosen() const override { return with_settings(given()); }

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

}  // namespace sim::sweep
