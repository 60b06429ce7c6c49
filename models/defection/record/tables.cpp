#include "models/defection/record/tables.hpp"

#include <array>

#include "models/defection/record/columns.hpp"
#include "models/defection/record/hazard_tables.hpp"
#include "models/defection/record/line_of_command.hpp"
#include "models/defection/record/unit_tables.hpp"
#include "models/defection/schedule.hpp"

namespace defection {
namespace {

using namespace columns;
using sim::RowTable;

/// How a person's service ended, as the table of people says it; all but the first are happenings.
constexpr std::array<std::string_view, 8> ways_out = {"serves", "departure", "arrest",   "execution",
                                                      "death",  "discharge", "planting", "dismissal"};

double way_out(What what) {
    if (what == What::reassignment) return 0;
    for (std::size_t way = 1; way < ways_out.size(); ++way)
        if (happening_rows[static_cast<std::size_t>(what)].name == ways_out[way]) return static_cast<double>(way);
    return 0;
}

double number_of(PersonId who) { return who.names_somebody() ? double(who) : no_value; }

RowTable events_table(const Structure& structure) {
    return {"events",
            "event",
            "what happened to whom and when",
            {person_number(), weeks("at", "time since the start; intentions to the moment, acts to the step's end"),
             code("what", "what happened", happening_rows, name_of_row),
             code("status", "status after it", statuses, name_of_row), role("role when it happened"), group(structure),
             organisation("organisation when it happened", structure),
             whole("brigade", "number of the brigade when it happened"),
             whole("company", "number of the company when it happened"),
             whole("commander", "under whom the person was as the step began; missing: nobody"),
             code("command", "what the person commanded as the step began, the highest", command_names),
             whole("leader", "departure: the person left with, missing = alone or first"),
             code("found_by", "arrest: who found the planner out", found_by_rows, name_of_row),
             number("planned", "week", "departure or arrest: time since the intention", sim::Column::Store::f32)}};
}

RowTable rows_of_events(const Log& log, const Simulation& run) {
    columns::Rows rows(events_table(run.setting().structure), log.happenings().size());
    const Army& army = run.army();
    LineOfCommand line(log, run);
    for (const Happening& event : log.happenings()) {
        line.go_to(event.time);
        rows.add({double(event.who), event.time, double(event.what), double(event.status), role_number(event.rank),
                  double(army.people[event.who].group), double(army.units.companies.organisation[event.company]),
                  double(army.units.companies.brigade[event.company]), double(event.company),
                  number_of(line.over(event.who, event.company)), double(line.command(event.who)),
                  number_of(event.leader), double(event.found_by), event.planned});
    }
    return rows.take();
}

RowTable people_table(const Structure& structure) {
    return {"people",
            "member",
            "every person who ever served, in one row each",
            {person_number(), role("role held last"), group(structure),
             organisation("organisation of the last company", structure),
             whole("brigade", "number of the last brigade"), whole("company", "number of the last company"),
             home(structure), weeks("entered", "when service began: 0 for who served at the start"),
             weeks("intended", "when the person first meant to leave; missing: never"),
             weeks("left", "when service first ended; who still serves: when the run ended"),
             code("how", "how service first ended", ways_out),
             code("left_as", "status that this gave; who still serves: serving", statuses, name_of_row),
             whole("commander", "under whom the person was just before; missing: nobody"),
             code("command", "the highest command that the person ever had", command_names),
             code("status", "status when the run ended", statuses, name_of_row),
             weeks("since", "when the person came to that status")}};
}

/// The end of a person's service.
struct Service {
    double entered = 0, intended = no_value, left = no_value, how = 0, since = 0;
    Status left_as = Status::serving, now = Status::serving;
    PersonId commander;
};

/// And who commanded in the end.
std::vector<Service> services_of(const Log& log, const Army& army, LineOfCommand& line) {
    std::vector<Service> services(army.people.size());
    for (const Happening& event : log.happenings()) {
        line.go_to(event.time);
        Service& service = services[event.who];
        if (event.what == What::intake) service.entered = service.since = event.time;
        if (event.what == What::intention && !(service.intended >= 0)) service.intended = event.time;
        if (event.status != service.now) service.now = event.status, service.since = event.time;
        const double how = way_out(event.what);
        if (how == 0) continue;
        const bool was_arrested = service.how == way_out(What::arrest);
        if (service.how == 0) {
            service.left = event.time;
            service.commander = line.over(event.who, event.company);
        }
        if (service.how == 0 || (was_arrested && event.what == What::execution))
            service.how = how, service.left_as = event.status;
    }
    return services;
}

RowTable rows_of_people(const Log& log, const Simulation& run) {
    const Army& army = run.army();
    LineOfCommand line(log, run);
    const std::vector<Service> services = services_of(log, army, line);
    line.go_to(run.week().end());
    columns::Rows rows(people_table(run.setting().structure), army.people.size());
    for (const PersonId who : army.people.ids()) {
        const Person& person = army.people[who];
        const Service& service = services[who];
        const bool still_serves = service.how == 0;
        rows.add({double(who), role_number(person.rank), double(person.group),
                  double(army.units.organisation_of(person)), double(army.units.brigade_of(person)),
                  double(person.company), double(person.home), service.entered, service.intended,
                  still_serves ? run.week().start : service.left, service.how, double(service.left_as),
                  number_of(still_serves ? line.over(who, person.company) : service.commander), double(line.ever(who)),
                  double(person.status), service.since});
    }
    return rows.take();
}

}  // namespace

std::vector<RowTable> tables_of(const Structure& structure) {
    return {events_table(structure), people_table(structure),   spells_table(structure), risk_table(),
            planted_table(),         commands_table(structure), units_table(structure)};
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
    take(rows_of_commands(log, run));
    take(rows_of_units(run));
}

}  // namespace defection
