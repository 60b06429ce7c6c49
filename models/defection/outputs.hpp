/// What the model reports: dimensions, series variables and end-of-run metrics, declared once.
#pragma once

#include <array>

#include "models/defection/scenario.hpp"
#include "sim/run/model.hpp"

namespace defection {

/// Whom a rate is about.
struct Part {
    std::string_view suffix, who;
};
constexpr std::array<Part, 5> parts = {{{"", "people"},
                                        {"_officers", "officers"},
                                        {"_conscripts", "conscripts"},
                                        {"_elite", "people of elite units"},
                                        {"_ingroup", "people of the ruler's group"}}};

/// Everything this scenario can report, restricted to the request; unknown names become problems.
sim::Outputs outputs_of(const DefectionScenario& scenario, const sim::OutputRequest& request, sim::Problems& problems);
/// The same without a scenario: dimensions that a scenario names (group, region, organisation) have no labels, and a
/// snapshot NAME stands for any.
sim::Outputs all_outputs();
/// Who served and left, role by role, with rates and the harm done.
sim::SummaryTable summary_table();

}  // namespace defection
