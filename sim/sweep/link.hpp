/// A knob: one factor that drives several parameters, each by a function of it. In the results it is the factor.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/run/model.hpp"
#include "sim/sweep/factor.hpp"

namespace sim::sweep {

/// One parameter as a function of a knob: through points, constant outside of them, or slope and intercept; either gives the
/// value itself or, between points and on the slope, its logarithm.
struct LinkFunction {
    std::string parameter;
    std::vector<double> knob, value;  // points; none: slope and intercept
    double slope = 0, intercept = 0;  // [the parameter's unit, or of its logarithm]
    bool logarithmic = false;
    double at(double where) const;
};

struct Link {
    param::Spec knob;                // its name, unit, range and meaning
    double value = param::required;  // where no point says it; NaN: every point must
    std::vector<LinkFunction> drives;
    Place place;
};

/// A scenario whose linked parameters cannot be set but by their knobs.
class Linked final : public Scenario {
 public:
    Linked(std::unique_ptr<Scenario> scenario, std::vector<Link> links);
    Linked(const Linked& other);

    std::unique_ptr<Scenario> clone() const override { return std::make_unique<Linked>(*this); }
    const std::string& title() const override { return scenario_->title(); }
    int duration() const override { return scenario_->duration(); }
    std::string_view time_unit() const override { return scenario_->time_unit(); }
    std::string start() const override { return scenario_->start(); }
    std::vector<std::string> names() const override;
    const param::Spec* spec(std::string_view name) const override;
    double get(std::string_view name) const override;
    void set(std::string_view name, double value) override;
    std::string fault(std::string_view name, double value) const override;
    void check(Problems& problems) const override;
    std::vector<Note> notes(const std::vector<std::string>& varied) const override;
    std::string origin(std::string_view name) const override;
    std::string former(std::string_view name) const override { return scenario_->former(name); }
    std::vector<std::string> clocks() const override { return scenario_->clocks(); }
    double population(double scale) const override { return scenario_->population(scale); }
    std::uint64_t most_thinned() const override { return scenario_->most_thinned(); }
    std::vector<Case> cases() const override { return scenario_->cases(); }
    std::unique_ptr<Scenario> chosen() const override;

    /// The link that drives this parameter; null if none does.
    const Link* driver_of(std::string_view parameter) const;
    const std::vector<Link>& links() const { return *links_; }
    /// The scenario without its links.
    const Scenario& scenario() const { return *scenario_; }

 private:
    const Link* link_named(std::string_view knob) const;
    double driven(const LinkFunction& function, double knob) const;

    std::unique_ptr<Scenario> scenario_;
    std::shared_ptr<const std::vector<Link>> links_;
    std::vector<double> values_;       // of the knobs
    std::vector<std::string> faults_;  // of the knobs: why its value was not passed on
};

/// Between which values parameters vary where these factors do: a knob's are those that it drives.
std::vector<Span> spans_without_links(const Scenario& scenario, const std::vector<Span>& factors);

}  // namespace sim::sweep
