/// The scenario of a model without a calendar: a title, a length in steps, and parameters that stand in a
/// table. A model's own scenario derives from it, adds what else it reads, and names its table:
///     struct Outbreak : sim::StepScenario<Outbreak, Parameters> {
///         static const sim::param::Table& table();         // its parameters
///         void keys(auto& form);                         // what a file may hold
///         ...
///     };
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/param/filling.hpp"
#include "sim/param/outline.hpp"
#include "sim/param/table_reader.hpp"
#include "sim/run/model.hpp"

namespace sim {

constexpr param::Range steps_of_a_run = param::in(1, 1'000'000);

/// The length of a run, which a sweep may change like a parameter.
inline const param::Spec& spec_of_steps() {
    static const param::Spec steps = [] {
        param::Spec made;
        made.name = "steps";
        made.unit = "step";
        made.meaning = "length of a run";
        made.source = "the scenario";
        made.type = param::Type::integer;
        made.kind = param::Kind::structure;
        made.range = steps_of_a_run;
        made.fallback = 100;
        return made;
    }();
    return steps;
}

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
    std::string start() const final { return {}; }

    /// Whether the parameter matters here. Parameters that the scenario's own choices leave unread cannot be set or swept.
    virtual bool reads(const param::Spec&) const { return true; }

    std::vector<std::string> names() const final {
        std::vector<std::string> read = {spec_of_steps().name};
        for (const param::Spec& spec : Derived::table().specs())
            if (reads(spec)) read.push_back(spec.name);
        return read;
    }
    const param::Spec* spec(std::string_view wanted) const final {
        if (wanted == spec_of_steps().name) return &spec_of_steps();
        const param::Spec* found = Derived::table().find(wanted);
        return found && reads(*found) ? found : nullptr;
    }
    double get(std::string_view wanted) const final {
        if (wanted == spec_of_steps().name) return steps;
        return param::Table::get(&parameters, *Derived::table().find(wanted));
    }
    void set(std::string_view wanted, double value) final {
        if (wanted == spec_of_steps().name)
            steps = static_cast<int>(value);
        else
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
        form.note("model", "which model it is of");
        form.text("title", name, "name of the scenario");
        form.note("source", "source of the numbers");
        form.integer("steps", steps, steps_of_a_run, "length of a run", "step");
    }
};

/// Reads a document into a scenario; null if there are problems. Scenario::keys(form) says what it may hold.
template <class Scenario>
std::unique_ptr<Scenario> load_steps(const param::Value& document, Problems& problems) {
    const std::size_t before = problems.size();
    auto scenario = std::make_unique<Scenario>();
    param::Reader top(document, "", problems);
    param::Filling filling(top, std::nullopt);
    scenario->keys(filling);
    top.finish();
    param::check_kinds(document, Scenario::table(), problems);
    if (problems.size() > before) return nullptr;
    for (const param::Spec& spec : Scenario::table().specs()) {
        const param::Value* part = document.map().find(spec.mechanism);
        const param::Value* given = part ? part->map().find(spec.field()) : nullptr;
        if (given && !scenario->reads(spec))
            problems.add(given->place, spec.name, "has no effect with the other choices of this scenario (remove it)");
    }
    scenario->origins = param::origins_of(document);
    Problems relations([&](std::string_view key) { return param::place_of(document, key); });
    scenario->check(relations);
    problems.add(relations);
    return problems.size() > before ? nullptr : std::move(scenario);
}

/// The keys of such a scenario.
template <class Scenario>
param::Key keys_of_steps() {
    param::Outline top;
    top.references();
    Scenario().keys(top);
    return top.whole();
}

}  // namespace sim
