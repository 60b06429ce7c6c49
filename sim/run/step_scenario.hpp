/// What a model without a calendar needs of a scenario: a title, a length in steps, and parameters that stand in a
/// table. A model's own scenario derives from it, adds what else it reads, and names its table:
///     struct Outbreak : sim::StepScenario<Outbreak, Parameters> { static const sim::param::Table& table(); ... };
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/param/reader.hpp"
#include "sim/run/model.hpp"

namespace sim {

constexpr param::Range steps_of_a_run = param::in(1, 1'000'000);

template <class Derived, class Parameters>
class StepScenario : public Scenario {
 public:
    std::string name = "untitled";
    int steps = 100;
    Parameters parameters;
    std::map<std::string, std::string> origins;  // parameter -> "file:line"

    std::unique_ptr<Scenario> clone() const final {
        return std::make_unique<Derived>(static_cast<const Derived&>(*this));
    }
    const std::string& title() const final { return name; }
    int duration() const final { return steps; }
    std::string_view time_unit() const final { return "step"; }

    /// Whether the parameter matters here. What the scenario's own choices leave unread cannot be set or swept.
    virtual bool reads(const param::Spec&) const { return true; }

    std::vector<std::string> names() const final {
        std::vector<std::string> read;
        for (const param::Spec& spec : Derived::table().specs())
            if (reads(spec)) read.push_back(spec.name);
        return read;
    }
    const param::Spec* spec(std::string_view wanted) const final {
        const param::Spec* found = Derived::table().find(wanted);
        return found && reads(*found) ? found : nullptr;
    }
    double get(std::string_view wanted) const final {
        return param::Table::get(&parameters, *Derived::table().find(wanted));
    }
    void set(std::string_view wanted, double value) final {
        param::Table::set(&parameters, *Derived::table().find(wanted), value);
    }
    std::string origin(std::string_view wanted) const final {
        const auto found = origins.find(std::string(wanted));
        return found == origins.end() ? "default" : found->second;
    }
    void check(Problems&) const override {}

    /// The keys of every such scenario: read by a Filling, described by an Outline.
    template <class Form>
    void top_keys(Form& form) {
        form.note("model", "the model");
        form.text("title", name, "what the scenario is called");
        form.note("source", "where the numbers come from");
        form.integer("steps", steps, steps_of_a_run, "length of a run [step]");
    }
};

}  // namespace sim
