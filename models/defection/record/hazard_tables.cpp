#include "models/defection/record/hazard_tables.hpp"

#include <algorithm>
#include <array>

#include "models/defection/record/columns.hpp"
#include "models/defection/record/covariates.hpp"
#include "models/defection/schedule.hpp"

namespace defection {
namespace {

using namespace columns;
using sim::RowTable;

/// The place of each covariate among the terms of a run, or behind them if the run has it not.
std::vector<std::size_t> places_of(const std::vector<Term>& terms) {
    const std::vector<std::string>& all = covariates();
    std::vector<std::size_t> places(all.size(), terms.size());
    for (std::size_t m = 0; m < terms.size(); ++m) {
        const auto place = std::ranges::find(all, terms[m].parameter);
        if (place == all.end()) throw std::logic_error("the tables know no covariate of " + terms[m].parameter);
        places[static_cast<std::size_t>(place - all.begin())] = m;
    }
    return places;
}

}  // namespace

RowTable spells_table(const Structure& structure) {
    constexpr std::array<std::string_view, 2> ends = {"censored", "intention"};
    return {"spells",
            "spell",
            "time at risk of an intention, with a constant personal factor",
            {person_number(), weeks("entry", "start of the spell"), weeks("exit", "end of the spell"),
             code("ended", "how the spell ended; censored: factor, cell or status changed, or the run ended", ends),
             log_factor(), role("role during the spell"), group(structure),
             whole("company", "number of the company during the spell"),
             whole("cell", "number of the cell: company x group x rank")}};
}

RowTable rows_of_spells(const Log& log, const Simulation& run) {
    columns::Rows rows(spells_table(run.setting().structure), log.spells().size());
    for (const Spell& spell : log.spells()) {
        const std::uint8_t of_group = run.army().people[spell.who].group;
        rows.add({double(spell.who), spell.entry, spell.exit, spell.ended_in_intention ? 1.0 : 0.0,
                  double(spell.log_factor), role_number(spell.rank), double(of_group), double(spell.company),
                  double(run.army().units.cell_of(spell.company, of_group, spell.rank))});
    }
    return rows.take();
}

RowTable risk_table() {
    constexpr std::array<std::string_view, 2> parts = {"control", "case"};
    RowTable table{
        "risk_sets",
        "risk_row",
        "each intention with others at risk at that moment (nested case-control sample)",
        {whole("set", "number of the intention"), code("is_case", "whether this person formed it", parts),
         person_number(), weeks("at", "moment of the intention"), log_factor(), role("role at that moment")}};
    for (const Intention::Offset& offset : Intention::offsets)
        table.columns.push_back(number("x_" + std::string(offset.parameter), "1", "whether the rank's offset applies",
                                       sim::Column::Store::f32));
    for (const std::string& parameter : covariates())
        table.columns.push_back(number(
            "x_" + parameter, "1", "covariate whose coefficient is " + parameter + "; missing: the mechanism is off",
            sim::Column::Store::f32));
    return table;
}

RowTable rows_of_risk_sets(const Log& log, const Simulation& run) {
    const auto places = places_of(run.minds().terms.all());
    columns::Rows rows(risk_table(), log.risk_rows().size());
    std::vector<double> cells;
    for (const RiskRow& row : log.risk_rows()) {
        cells = {double(row.set), row.is_case ? 1.0 : 0.0, double(row.who),
                 row.time,        double(row.log_factor),  role_number(row.rank)};
        for (const Intention::Offset& offset : Intention::offsets) cells.push_back(row.rank == offset.rank ? 1.0 : 0.0);
        for (const std::size_t m : places) cells.push_back(m < row.x.size() ? double(row.x[m]) : no_value);
        rows.add(cells);
    }
    return rows.take();
}

RowTable planted_table() {
    sim::Column parameter = whole("parameter", "coefficient of the covariate x_<parameter>");
    for (const Intention::Offset& offset : Intention::offsets) parameter.flag_meanings.emplace_back(offset.parameter);
    for (const std::string& one : covariates()) parameter.flag_meanings.emplace_back(one);
    return {"planted",
            "coefficient",
            "coefficients of the log-hazard as set",
            {parameter, number("value", "log", "its signed value in this run", sim::Column::Store::f64)}};
}

RowTable rows_of_planted(const Simulation& run) {
    columns::Rows rows(planted_table(), covariates().size());
    const auto& intention = run.mechanism<Intention>();
    double parameter = 0;
    for (const Intention::Offset& offset : Intention::offsets)
        rows.add({parameter++, double(intention.log_rate(offset.rank) - intention.log_rate(Rank::conscript))});
    const auto& terms = run.minds().terms.all();
    for (const std::size_t m : places_of(terms)) {
        if (m < terms.size()) rows.add({parameter, double(terms[m].beta)});
        ++parameter;
    }
    return rows.take();
}

}  // namespace defection
