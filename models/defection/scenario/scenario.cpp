#include "models/defection/scenario/scenario.hpp"

#include "models/defection/scenario/organisation_values.hpp"

namespace defection {

std::vector<std::string> DefectionScenario::names() const {
    std::vector<std::string> all = parameter_table().names();
    for (const auto& spec : description_->rows.specs()) all.push_back(spec.name);
    return all;
}

const sim::param::Spec* DefectionScenario::spec(std::string_view name) const {
    const auto* spec = description_->rows.spec(name);
    return spec ? spec : parameter_table().find(name);
}

Tables DefectionScenario::tables() { return {top_, const_cast<Structure&>(*structure_), history_, snapshots_}; }

void DefectionScenario::own_structure() {
    const bool is_shared = structure_.get() == &description_->structure || structure_.use_count() > 1;
    if (is_shared) structure_ = std::make_shared<Structure>(*structure_);
}

double DefectionScenario::get(std::string_view name) const {
    const RowValue* value = description_->rows.value(name);
    if (!value) return sim::param::Table::get(&parameters_, *parameter_table().find(name));
    if (const auto* of = std::get_if<OrganisationValue>(value))
        return defection::get(*structure_, *of, parameters_.of<Surveillance>().informer_density);
    return defection::get(const_cast<DefectionScenario*>(this)->tables(), std::get<RowNumber>(*value));
}

void DefectionScenario::set(std::string_view name, double to) {
    const RowValue* value = description_->rows.value(name);
    if (!value) return sim::param::Table::set(&parameters_, *parameter_table().find(name), to);
    const auto* of = std::get_if<OrganisationValue>(value);
    if (of || std::get<RowNumber>(*value).is_of_structure()) own_structure();
    if (of)
        defection::set(tables().structure, *of, to);
    else
        defection::set(tables(), std::get<RowNumber>(*value), to);
}

std::string DefectionScenario::origin(std::string_view name) const {
    const auto found = description_->origins.find(std::string(name));
    return found == description_->origins.end() ? "default" : found->second;
}

void DefectionScenario::check(sim::Problems& problems) const {
    if (parameters_.of<Departure>().null_join + parameters_.of<Departure>().null_flee > 1.0)
        problems.add({}, "departure.null_join",
                     "with departure.null_flee exceeds 1 (shares of the same people; lower one)");
    if (parameters_.of<Fear>().home_in_unrest > parameters_.of<Fear>().home_shelled)
        problems.add({}, "fear.home_in_unrest",
                     "exceeds fear.home_shelled (a shelled home frightens at least as much)");
    if (parameters_.of<Fear>().unrest > parameters_.of<Fear>().shelling)
        problems.add({}, "fear.unrest", "exceeds fear.shelling (shelling is more violent than unrest)");
    check_rows(*structure_, history_, problems);
    check_recruitment(*structure_, problems);
}

}  // namespace defection
