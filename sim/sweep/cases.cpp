#include "sim/sweep/cases.hpp"

#include <algorithm>

#include "sim/check.hpp"

namespace sim::sweep {
namespace {

constexpr std::string_view choice_name = "scenario";

param::Spec spec_of_choice(const std::vector<Case>& cases) {
    param::Spec spec;
    spec.name = choice_name;
    spec.unit = "1";
    spec.meaning = "scenario of the point";
    spec.source = "sweep";
    spec.type = param::Type::integer;
    spec.kind = param::Kind::structure;
    spec.range = param::in(0, static_cast<double>(cases.size() - 1));
    for (const Case& one : cases) spec.choices.push_back(one.name);
    return spec;
}

std::vector<param::Spec> common_specs(const std::vector<Case>& cases) {
    const bool apart = start_apart(cases);
    std::vector<param::Spec> specs = {spec_of_choice(cases)};
    for (const auto& name : cases.front().scenario->names()) {
        if (!std::ranges::all_of(cases, [&](const Case& one) { return one.scenario->spec(name) != nullptr; })) continue;
        specs.push_back(*cases.front().scenario->spec(name));
        if (!apart || !specs.back().day_0) continue;
        specs.back().day_0.reset();  // a date would be another week in each
        specs.back().starts_differ = true;
    }
    return specs;
}

}  // namespace

Cases::Cases(std::vector<Case> cases) {
    SIM_EXPECT(cases.size() > 1);
    auto specs = common_specs(cases);
    description_ = std::make_shared<const Description>(Description{std::move(cases), std::move(specs)});
}

std::vector<std::string> Cases::names() const {
    std::vector<std::string> names;
    for (const auto& spec : description_->specs) names.push_back(spec.name);
    return names;
}

const param::Spec* Cases::spec(std::string_view name) const {
    const auto found = std::ranges::find(description_->specs, name, &param::Spec::name);
    return found == description_->specs.end() ? nullptr : &*found;
}

double Cases::get(std::string_view name) const {
    if (name == choice_name) return static_cast<double>(choice_);
    const auto set = settings_.find(name);
    return set == settings_.end() ? given().get(name) : set->second;
}

void Cases::set(std::string_view name, double value) {
    if (name == choice_name)
        choice_ = static_cast<std::size_t>(value);
    else
        settings_.insert_or_assign(std::string(name), value);
}

std::string Cases::origin(std::string_view name) const {
    return name == choice_name ? std::string(choice_name) : given().origin(name);
}

std::vector<Note> Cases::notes(const std::vector<std::string>& varied) const {
    std::vector<Note> notes;
    for (const Case& one : cases())
        for (const Note& note : one.scenario->notes(varied))
            notes.push_back({one.name + ": " + note.text, note.of_runs});
    return notes;
}

std::uint64_t Cases::most_thinned() const {
    std::uint64_t most = ~std::uint64_t{0};
    for (const Case& one : description_->cases) most = std::min(most, one.scenario->most_thinned());
    return most;
}

std::unique_ptr<Scenario> Cases::with_settings(const Scenario& scenario) const {
    auto copy = scenario.clone();
    for (const auto& [name, value] : settings_) copy->set(name, value);
    return copy;
}

std::vector<Case> Cases::cases() const {
    std::vector<Case> cases;
    for (const Case& one : description_->cases) cases.push_back({one.name, with_settings(*one.scenario)});
    return cases;
}

bool start_apart(const std::vector<Case>& cases) {
    return std::ranges::any_of(
        cases, [&](const Case& one) { return one.scenario->start() != cases.front().scenario->start(); });
}

}  // namespace sim::sweep
