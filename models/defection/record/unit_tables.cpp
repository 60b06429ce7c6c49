#include "models/defection/record/unit_tables.hpp"

#include <algorithm>
#include <array>

#include "models/defection/record/columns.hpp"
#include "models/defection/record/line_of_command.hpp"
#include "models/defection/schedule.hpp"

namespace defection {
namespace {

using namespace columns;
using sim::RowTable;

/// A command: its brigade (of a higher one the first beneath), and its company (else headquarters).
std::pair<BrigadeId, CompanyId> place_of(const Nodes& nodes, const Units& units, NodeId node) {
    if (nodes.echelon[node] == Echelon::company) {
        const CompanyId company = nodes.company_of(node);
        return {units.companies.brigade[company], company};
    }
    const BrigadeId first = nodes.brigades[node].front();
    return {first, units.brigades.first_company[first]};
}

}  // namespace

RowTable commands_table(const Structure& structure) {
    constexpr std::array<std::string_view, 2> words = {"no", "yes"};
    return {
        "commands",
        "tenure",
        "who had which command for how long",
        {person_number(), code("command", "what was commanded", command_names),
         organisation("organisation that it belongs to", structure), formation(structure),
         whole("brigade", "number of the brigade; of a higher command, of the first beneath"),
         whole("company", "number of the company; of a higher command, of its headquarters"),
         weeks("began", "when it began, to the step's end; 0: from the start"),
         weeks("ended", "when it ended, to the step's end; who has it still: when the run ended"),
         code("is_held", "whether the person has it when the run ends", words),
         code("became", "status that the person came to, or has if command went to another", statuses, name_of_row)}};
}

RowTable rows_of_commands(const Log& log, const Simulation& run) {
    const Nodes& nodes = run.high_command().nodes;
    const Units& units = run.army().units;
    columns::Rows rows(commands_table(run.setting().structure), log.successions().size());
    Column<NodeId, double> began(nodes.size(), 0.0);
    Column<NodeId, PersonId> holder(nodes.size());
    const auto add = [&](NodeId node, double ended, bool is_held, Status became) {
        const auto [brigade, company] = place_of(nodes, units, node);
        rows.add({double(holder[node]), double(command_of(nodes.echelon[node])), double(nodes.organisation[node]),
                  double(units.brigades.formation[brigade]), double(brigade), double(company), began[node], ended,
                  is_held ? 1.0 : 0.0, double(became)});
    };
    for (const Succession& one : log.successions()) {
        if (one.before.names_somebody()) add(one.node, one.time, false, one.became);
        holder[one.node] = one.now;
        began[one.node] = one.time;
    }
    for (const NodeId node : nodes.echelon.ids())
        if (holder[node].names_somebody()) add(node, run.week().start, true, run.army().people[holder[node]].status);
    return rows.take();
}

RowTable units_table(const Structure& structure) {
    return {
        "units",
        "unit",
        "the companies of the army, and what they belong to",
        {whole("company", "number of the company, headquarters among them"), whole("brigade", "number of its brigade"),
         formation(structure), organisation("organisation that it belongs to", structure),
         code("posting", "region where it stands", structure.regions, name_of_row),
         whole("headquarters", "number of the headquarters of its brigade: a company"),
         whole("posts", "posts, whether held or not")}};
}

RowTable rows_of_units(const Simulation& run) {
    const Units& units = run.army().units;
    columns::Rows rows(units_table(run.setting().structure), units.companies.size());
    for (const CompanyId company : units.companies.ids()) {
        const BrigadeId brigade = units.companies.brigade[company];
        rows.add({double(company), double(brigade), double(units.brigades.formation[brigade]),
                  double(units.companies.organisation[company]), double(units.companies.region[company]),
                  double(units.brigades.first_company[brigade]), double(units.companies.n_posts[company])});
    }
    return rows.take();
}

}  // namespace defection
