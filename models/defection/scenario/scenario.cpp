#include "models/defection/scenario/scenario.hpp"

#include "models/defection/scenario/organisation_values.hpp"

namespace defection {

std::vector<std::string> DefectionScenario::names() const {
    std::vector<std::string> all = parameter_table().names();
    for (const auto& spec : description_->row_specs) all.push_back(spec.name);
    return all;
}

const sim::param::Spec* DefectionScenario::spec(std::string_view name) const {
    for (const auto& spec : description_->row_specs)
        if (spec.name == name) return &spec;
    return parameter_table().find(name);
}

/// "event.NAME.week" or "event.NAME.size"; null for any other name.
double* DefectionScenario::event_value(std::string_view name) {
    for (Event& event : history_.events) {
        if (name == "event." + event.name + ".week") return &event.week;
        if (name == "event." + event.name + ".size") return &event.size;
    }
    return nullptr;
}

double DefectionScenario::get(std::string_view name) const {
    if (const double* value = const_cast<DefectionScenario*>(this)->event_value(name)) return *value;
    if (const auto value = find_organisation_value(*structure_, name))
        return defection::get(*structure_, *value, parameters_.of<Surveillance>().informer_density);
    return sim::param::Table::get(&parameters_, *parameter_table().find(name));
}

void DefectionScenario::set(std::string_view name, double value) {
    if (double* at = event_value(name)) {
        *at = value;
    } else if (const auto found = find_organisation_value(*structure_, name)) {
        auto changed = std::make_shared<Structure>(*structure_);
        defection::set(*changed, *found, value);
        structure_ = std::move(changed);
    } else {
        sim::param::Table::set(&parameters_, *parameter_table().find(name), value);
    }
}

std::string DefectionScenario::origin(std::string_view name) const {
    const auto found = description_->origins.find(std::string(name));
    return found == description_->origins.end() ? "default" : found->second;
}

void DefectionScenario::check(sim::Problems& problems) const {
    if (parameters_.of<Departure>().null_join + parameters_.of<Departure>().null_flee > 1.0)
        problems.add({}, "departure.null_join",
                     "with departure.null_flee exceeds 1 (shares of the same men; lower one)");
    if (parameters_.of<Fear>().home_in_unrest > parameters_.of<Fear>().home_shelled)
        problems.add({}, "fear.home_in_unrest",
                     "exceeds fear.home_shelled (a shelled home frightens at least as much)");
    if (parameters_.of<Fear>().unrest > parameters_.of<Fear>().shelling)
        problems.add({}, "fear.unrest", "exceeds fear.shelling (shelling is more violent than unrest)");
    check_recruitment(*structure_, problems);
}

}  // namespace defection
