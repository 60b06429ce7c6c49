#include "models/defection/record/tables.hpp"

#include <array>

#include "models/defection/record/columns.hpp"
#include "models/defection/record/hazard_tables.hpp"
#include "models/defection/schedule.hpp"

namespace defection {
namespace {

using namespace columns;
using sim::RowTable;

/// How a person's service ended, as the table of people says it; all but the first are happenings.
constexpr std::array<std::string_view, 6> ways_out = {"serves",    "departure", "arrest",
                                                      "execution", "death",     "discharge"};

double way_out(What what) {
    for (std::size_t way = 1; way < ways_out.size(); ++way)
        if (happening_rows[static_cast<std::size_t>(what)].name == ways_out[way]) return static_cast<double>(way);
    return 0;
}

RowTable events_table(const Structure& structure) {
    return {"events",
            "event",
            "what happened to whom and when",
            {person_number(), weeks("at", "time since the start; intentions to the moment, acts to the step's end"),
             code("what", "what happened", happening_rows, name_of_row),
             code("status", "status after it", statuses, name_of_row), role("role when it happened"), group(structure),
             organisation("organisation when it happened", structure),
             whole("company", "number of the company when it happened"),
             whole("leader", "departure: the person left with, missing = alone or first"),
             code("found_by", "arrest: who found the planner out", found_by_rows, name_of_row),
             number("planned", "week", "departure or arrest: time since the intention", sim::Column::Store::f32)}};
}

RowTable rows_of_events(const Log& log, const Simulation& run) {
    Rows rows(events_table(run.setting().structure), log.happenings().size());
    const Army& army = run.army();
    for (const Happening& event : log.happenings())
        rows.add({double(event.who), event.time, double(event.what), double(event.status), role_number(event.rank),
                  double(army.people[event.who].group), double(army.units.companies.organisation[event.company]),
                  double(event.company), event.leader.names_somebody() ? double(event.leader) : no_value,
                  double(event.found_by), event.planned});
    return rows.take();
}

RowTable people_table(const Structure& structure) {
    return {"people",
            "member",
            "every person who ever served, in one row each",
            {person_number(), role("role held last"), group(structure),
             organisation("organisation of the last company", structure), home(structure),
             weeks("entered", "when service began: 0 for who served at the start"),
             weeks("intended", "when the person first meant to leave; missing: never"),
             weeks("left", "when service first ended; who still serves: when the run ended"),
             code("how", "how service first ended", ways_out),
             code("status", "status when the run ended", statuses, name_of_row)}};
}

/// What became of a person's service.
struct Service {
    double entered = 0, intended = no_value, left = no_value, how = 0;
};

RowTable rows_of_people(const Log& log, const Simulation& run) {
    const Army& army = run.army();
    std::vector<Service> services(army.people.size());
    for (const Happening& event : log.happenings()) {
        Service& service = services[event.who];
        if (event.what == What::intake) service.entered = event.time;
        if (event.what == What::intention && !(service.intended >= 0)) service.intended = event.time;
        const double how = way_out(event.what);
        if (how == 0) continue;
        if (service.how == 0) service.left = event.time;
        const bool was_arrested = service.how == way_out(What::arrest);
        if (service.how == 0 || (was_arrested && event.what == What::execution)) service.how = how;
    }
    Rows rows(people_table(run.setting().structure), army.people.size());
    for (const PersonId who : army.people.ids()) {
        const Person& person = army.people[who];
        const Service& service = services[who];
        rows.add({double(who), role_number(person.rank), double(person.group),
                  double(army.units.organisation_of(person)), double(person.home), service.entered, service.intended,
                  service.how == 0 ? run.week().start : service.left, service.how, double(person.status)});
    }
    return rows.take();
}

}  // namespace

std::vector<RowTable> tables_of(const Structure& structure) {
    return {events_table(structure), people_table(structure), spells_table(structure), risk_table(), planted_table()};
}

void hand_on_tables(Log& log, const Simulation& run, const std::function<void(RowTable)>& take) {
    take(rows_of_events(log, run));
    take(rows_of_people(log, run));
    log.forget_happenings();
    take(rows_of_spells(log, run));
    log.forget_spells();
    take(rows_of_risk_sets(log, run));
    log.forget_risk_rows();
    take(rows_of_planted(run));
}

}  // namespace defection
