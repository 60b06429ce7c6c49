#include "models/defection/record/covariates.hpp"

#include <algorithm>

#include "models/defection/schedule.hpp"

namespace defection {
namespace {

/// Every switch on, and every number that is zero by default above it: whatever may add a term does.
Parameters all_at_work() {
    Parameters all;
    for (const sim::param::Spec& spec : parameter_table().specs())
        if (spec.type == sim::param::Type::flag || (spec.fallback == 0 && spec.range.max > 0))
            sim::param::Table::set(&all, spec, std::min(1.0, spec.range.max));
    return all;
}

/// The least that there can be an army of.
Structure one_company() {
    Structure structure;
    structure.groups.resize(1);
    structure.groups[0].share = 1;
    structure.groups[0].standing = Standing::in;
    structure.regions.resize(1);
    structure.regions[0].population = 1;
    structure.regions[0].group_share = {1.0};
    structure.organisations.resize(1);
    structure.formations.resize(1);
    structure.formations[0].companies = 1;
    return structure;
}

}  // namespace

const std::vector<std::string>& covariates() {
    static const std::vector<std::string> names = [] {
        const Structure structure = one_company();
        const Parameters parameters = all_at_work();
        const state::Setting setting(structure, 1.0, 0);
        Army army(setting, parameters.of<Persuasion>().sizes());
        state::Terms terms(army.units);
        SwitchesOf<Mechanisms> mechanisms(parameters);
        const Nodes nodes(structure, army.units);
        auto touched = std::tie(setting, nodes, terms, army.units, army.clocks.factors);
        Preparation::step(mechanisms, touched);
        std::vector<std::string> made;
        for (const Term& term : terms.all()) made.push_back(term.parameter);
        return made;
    }();
    return names;
}

}  // namespace defection
