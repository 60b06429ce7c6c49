#include "models/defection/record/tables.hpp"

#include <array>

#include "models/defection/schedule.hpp"

namespace defection {
namespace {

using sim::Column;

Column number(std::string name, std::string unit, std::string meaning, Column::Store store) {
    return {.name = std::move(name), .unit = std::move(unit), .meaning = std::move(meaning), .store = store};
}

template <std::size_t N>
Column code(std::string name, std::string meaning, const std::array<std::string_view, N>& meanings) {
    Column column = number(std::move(name), "1", std::move(meaning), Column::Store::u8);
    for (const auto text : meanings) column.flag_meanings.emplace_back(text);
    return column;
}

template <class Row, std::size_t N>
std::array<std::string_view, N> names_of(const std::array<Row, N>& rows) {
    std::array<std::string_view, N> names;
    for (std::size_t i = 0; i < N; ++i) names[i] = rows[i].name;
    return names;
}

Column groups_column(const Simulation& run) {
    Column column = number("group", "1", "identity group", Column::Store::u8);
    for (const Group& group : run.setting().structure.groups) column.flag_meanings.push_back(group.name);
    return column;
}

double role_number(Rank rank) { return static_cast<double>(role_of(rank)); }

sim::RowTable events_table(const Log& log, const Simulation& run) {
    Column person = number("person", "1", "number of the person in this run", Column::Store::i32);
    Column time = number("time", "week", "time since the start; intentions to the moment, acts to the step's end",
                         Column::Store::f64);
    Column kind = code("kind", "what happened", names_of(happening_rows));
    Column status = code("status", "status after it", names_of(statuses));
    Column role = code("role", "role when it happened", role_names);
    Column group = groups_column(run);
    Column company = number("company", "1", "number of the company when it happened", Column::Store::i32);
    Column leader = number("leader", "1", "departure: the person left with, -1 = alone or first", Column::Store::i32);
    Column found_by = code("found_by", "arrest: who found the planner out", names_of(found_by_rows));
    Column planned = number("planned", "week", "departure or arrest: time since the intention", Column::Store::f32);
    for (const Happening& event : log.happenings()) {
        person.numbers.push_back(event.who);
        time.numbers.push_back(event.time);
        kind.numbers.push_back(static_cast<double>(event.what));
        status.numbers.push_back(static_cast<double>(event.status));
        role.numbers.push_back(role_number(event.rank));
        group.numbers.push_back(run.army().people[event.who].group);
        company.numbers.push_back(event.company);
        leader.numbers.push_back(event.leader.names_somebody() ? static_cast<double>(event.leader) : -1.0);
        found_by.numbers.push_back(static_cast<double>(event.found_by));
        planned.numbers.push_back(event.planned);
    }
    return {"events",
            "event",
            "what happened to whom and when",
            {person, time, kind, status, role, group, company, leader, found_by, planned}};
}

sim::RowTable spells_table(const Log& log, const Simulation& run) {
    constexpr std::array<std::string_view, 2> ends = {"censored", "intention"};
    Column person = number("person", "1", "number of the person in this run", Column::Store::i32);
    Column entry = number("entry", "week", "start of the spell", Column::Store::f64);
    Column exit = number("exit", "week", "end of the spell", Column::Store::f64);
    Column ended =
        code("ended", "how the spell ended; censored: factor, cell or status changed, or the run ended", ends);
    Column factor = number("log_personal_factor", "log", "log personal factor during the spell, frailty included",
                           Column::Store::f32);
    Column role = code("role", "role during the spell", role_names);
    Column group = groups_column(run);
    Column company = number("company", "1", "number of the company during the spell", Column::Store::i32);
    Column cell = number("cell", "1", "number of the cell: company x group x rank", Column::Store::i32);
    for (const Spell& spell : log.spells()) {
        person.numbers.push_back(spell.who);
        entry.numbers.push_back(spell.entry);
        exit.numbers.push_back(spell.exit);
        ended.numbers.push_back(spell.ended_in_intention ? 1 : 0);
        factor.numbers.push_back(static_cast<double>(spell.log_factor));
        role.numbers.push_back(role_number(spell.rank));
        const std::uint8_t of_group = run.army().people[spell.who].group;
        group.numbers.push_back(of_group);
        company.numbers.push_back(spell.company);
        cell.numbers.push_back(run.army().units.cell_of(spell.company, of_group, spell.rank));
    }
    return {"spells",
            "spell",
            "time at risk of an intention, with a constant personal factor",
            {person, entry, exit, ended, factor, role, group, company, cell}};
}

sim::RowTable risk_table(const Log& log, const Simulation& run) {
    Column set = number("set", "1", "number of the intention", Column::Store::i32);
    Column is_case =
        code("is_case", "whether this person formed it", std::array<std::string_view, 2>{"control", "case"});
    Column person = number("person", "1", "number of the person in this run", Column::Store::i32);
    Column time = number("time", "week", "moment of the intention", Column::Store::f64);
    Column factor = number("log_personal_factor", "log", "log personal factor, frailty included", Column::Store::f32);
    Column role = code("role", "role", role_names);
    std::vector<Column> columns;
    for (const RiskRow& row : log.risk_rows()) {
        set.numbers.push_back(row.set);
        is_case.numbers.push_back(row.is_case ? 1 : 0);
        person.numbers.push_back(row.who);
        time.numbers.push_back(row.time);
        factor.numbers.push_back(static_cast<double>(row.log_factor));
        role.numbers.push_back(role_number(row.rank));
    }
    columns = {set, is_case, person, time, factor, role};
    for (const Intention::Offset& offset : Intention::offsets) {
        Column x =
            number("x_" + std::string(offset.parameter), "1", "whether the rank's offset applies", Column::Store::f32);
        for (const RiskRow& row : log.risk_rows()) x.numbers.push_back(row.rank == offset.rank ? 1.0 : 0.0);
        columns.push_back(std::move(x));
    }
    const auto& terms = run.minds().terms.all();
    for (std::size_t m = 0; m < terms.size(); ++m) {
        Column x = number("x_" + terms[m].parameter, "1", "covariate whose coefficient is " + terms[m].parameter,
                          Column::Store::f32);
        for (const RiskRow& row : log.risk_rows()) x.numbers.push_back(static_cast<double>(row.x[m]));
        columns.push_back(std::move(x));
    }
    return {"risk_sets", "risk_row", "each intention with others at risk at that moment (nested case-control sample)",
            std::move(columns)};
}

sim::RowTable planted_table(const Simulation& run) {
    Column parameter = number("parameter", "1", "coefficient of the covariate x_<parameter>", Column::Store::text);
    Column value = number("value", "log", "its signed value in this run", Column::Store::f64);
    const auto& intention = run.mechanism<Intention>();
    for (const Intention::Offset& offset : Intention::offsets) {
        parameter.texts.emplace_back(offset.parameter);
        value.numbers.push_back(
            static_cast<double>(intention.log_rate(offset.rank) - intention.log_rate(Rank::conscript)));
    }
    for (const Term& term : run.minds().terms.all()) {
        parameter.texts.push_back(term.parameter);
        value.numbers.push_back(static_cast<double>(term.beta));
    }
    return {"planted", "coefficient", "coefficients of the log-hazard as set", {parameter, value}};
}

}  // namespace

std::vector<sim::RowTable> tables_of(const Log& log, const Simulation& run) {
    return {events_table(log, run), spells_table(log, run), risk_table(log, run), planted_table(run)};
}

}  // namespace defection
