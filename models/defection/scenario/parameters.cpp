#include "models/defection/scenario/parameters.hpp"

#include <array>
#include <string_view>

namespace defection {
namespace {

template <class Mechanism>
void add(sim::param::Table& table) {
    if constexpr (requires { typename Mechanism::Parameters; }) {
        typename Mechanism::Parameters Parameters::*part = &ParametersOf<Mechanism>::part;
        table.add(part, Mechanism::name);
    }
}

/// Parameters of earlier versions, and what to write instead.
constexpr auto former_names = std::to_array<std::array<std::string_view, 2>>({
    {"stacking.officer_share", "is said of organisations now (officer_share in [[organisation]])"},
    {"stacking.elite_officer_share", "is said of organisations now (officer_share in [[organisation]])"},
    {"stacking.elite_share", "is said of organisations now (share in [[organisation]])"},
    {"stacking.agency_share", "is said of organisations now (share in [[organisation]])"},
    {"stacking.militia_share", "is said of organisations now (share in [[organisation]])"},
    {"stacking.career_share", "is said of organisations now (career_share in [[organisation]])"},
    {"posting.territorial_local", "is said of organisations now (recruitment and catchment in [[organisation]])"},
    {"conscription.evasion_rebels", "is gone: people evade violence (conscription.evasion_violence)"},
    {"surveillance.informer_rate", "is two numbers now (surveillance.contacts and surveillance.report)"},
    {"persuasion.report", "is called reports.effect now"},
    {"persuasion.report_lag", "is called reports.lag now"},
    {"persuasion.tie", "is gone: persuasion.circle stands in its place"},
    {"fear.trigger", "is gone: danger.trigger stands in its place"},
    {"reprisal.deterrence", "is gone: deterrence.weight stands in its place"},
    {"war.crackdown", "is called violence.crackdown now"},
    {"war.battle", "is called violence.battle now"},
    {"war.siege", "is called violence.siege now"},
    {"war.lag", "is called violence.lag now"},
});

template <class... Ms>
sim::param::Table table_of(MechanismList<Ms...>) {
    sim::param::Table table;
    (add<Ms>(table), ...);
    for (const auto& [name, remedy] : former_names) table.was(name, remedy);
    return table;
}

}  // namespace

const sim::param::Table& parameter_table() {
    static const sim::param::Table table = table_of(Mechanisms());
    return table;
}

}  // namespace defection
