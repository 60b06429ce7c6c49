#include "analysis/survival.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/risk_sets.hpp"
#include "sim/check.hpp"

namespace analysis {
namespace {

constexpr const char *people = "people", *person = "person_", *covariate = "x_",
                     *personal_factor = "log_personal_factor";

/// The values of --until.
std::vector<std::string> ends(const std::vector<std::string>& ways) {
    std::vector<std::string> all = {until_intention};
    all.insert(all.end(), ways.begin() + 1, ways.end());
    all.emplace_back(until_any_exit);
    return all;
}

void set_causes(const sim::Column& how, const SurvivalQuestion& question, Survival& made) {
    const auto& ways = how.flag_meanings;
    if (ways.size() < 2) throw sim::InputError("the column /people/how does not say what its codes mean");
    const auto allowed = ends(ways);
    if (std::ranges::find(allowed, question.until) == allowed.end()) {
        const auto near = sim::nearest(question.until, allowed);
        throw sim::InputError(fmt::format("--until: {} is no end (write one of {}){}", sim::shown(question.until),
                                          fmt::join(allowed, ", "),
                                          near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
    }
    made.causes.assign(ways.begin() + 1, ways.end());
    if (question.until == until_intention) made.causes.insert(made.causes.begin(), until_intention);
    for (const auto& cause : made.causes)
        made.is_asked.push_back(question.until == cause || question.until == until_any_exit);
}

sim::Column column_by(const EventRows& rows, const std::string& by) {
    std::vector<std::string> known;
    for (const auto& name : rows.column_names(people))
        if (name.starts_with(person) && !rows.column(people, name).flag_meanings.empty())
            known.push_back(name.substr(std::string(person).size()));
    if (std::ranges::find(known, by) == known.end())
        throw sim::InputError(fmt::format("--by: {} is nothing that people differ in (write one of {})", sim::shown(by),
                                          fmt::join(known, ", ")));
    return rows.column(people, person + by);
}

/// Leaves out empty groups.
void keep_groups_with_people(Survival& survival) {
    Survival kept{survival.unit, survival.causes, survival.is_asked, {}, {}};
    for (std::size_t g = 0; g < survival.groups.size(); ++g)
        if (survival.tables[g].n_people() > 0) {
            kept.groups.push_back(std::move(survival.groups[g]));
            kept.tables.push_back(std::move(survival.tables[g]));
        }
    survival = std::move(kept);
}

}  // namespace

std::string Survival::told_until() const {
    std::vector<std::string> asked;
    for (std::size_t k = 0; k < causes.size(); ++k)
        if (is_asked[k]) asked.push_back(causes[k]);
    return asked.size() == 1 ? asked.front() : "any exit";
}

Survival survival_of(const EventRows& rows, const SurvivalQuestion& question) {
    Survival made;
    const sim::Column how = rows.column(people, "how");
    made.unit = rows.column(people, "entered").unit;
    set_causes(how, question, made);
    std::vector<std::string> columns = {"entered", "intended", "left", "how"};
    made.groups = {"all"};
    if (!question.by.empty()) {
        const sim::Column by = column_by(rows, question.by);
        made.groups = by.flag_meanings;
        columns.push_back(by.name);
    }
    made.tables.assign(made.groups.size(), LifeTable(made.causes.size()));
    const bool ends_with_intention = question.until == until_intention;
    const std::size_t first_way = ends_with_intention ? 1 : 0;
    rows.visit(people, columns, [&](const EventRows::Row& row) {
        const double entered = row.values[0], intended = row.values[1];
        double exit = row.values[2];
        const auto way = static_cast<std::size_t>(row.values[3]);
        const auto group = row.values.size() > 4 ? static_cast<std::size_t>(row.values[4]) : 0;
        if (way >= how.flag_meanings.size() || group >= made.tables.size() || std::isnan(exit) || std::isnan(entered))
            throw sim::InputError("the table /people holds a code that means nothing, or lacks a time");
        std::size_t cause = way == 0 ? made.causes.size() : way - 1 + first_way;
        if (ends_with_intention && !std::isnan(intended)) cause = 0, exit = intended;
        const double begin = question.clock == Clock::entry ? 0.0 : entered;
        made.tables[group].add(begin, exit - (entered - begin), cause);
    });
    keep_groups_with_people(made);
    if (made.groups.empty()) throw sim::InputError("the table /people has no rows of these runs");
    return made;
}

Ended ended_by(const Survival& survival, std::size_t group, double until) {
    const bool asks_for_one = std::ranges::count(survival.is_asked, true) == 1;
    Ended made{0, {0, 0}, std::vector<Share>(survival.causes.size(), {0, 0})};
    for (const CurveStep& step : curve_of(survival.tables[group])) {
        if (step.at > until) break;
        made.by_cause = step.incidence;
        if (!asks_for_one) made.share = {1 - step.survival.value, step.survival.error};
        for (std::size_t k = 0; k < survival.causes.size(); ++k) {
            if (!survival.is_asked[k]) continue;
            made.n += step.ended_by[k];
            if (asks_for_one) made.share = step.incidence[k];
        }
    }
    return made;
}

namespace {

/// By name of the covariate; unknown where runs differ.
std::map<std::string, double> planted_in(const EventRows& rows) {
    std::map<std::string, double> planted;
    const auto tables = rows.file().table_names();
    if (std::ranges::find(tables, "planted") == tables.end()) return planted;
    const auto names = rows.column("planted", "parameter").flag_meanings;
    rows.visit("planted", {"parameter", "value"}, [&](const EventRows::Row& row) {
        const auto at = static_cast<std::size_t>(row.values[0]);
        if (at >= names.size()) return;
        const auto [known, is_new] = planted.try_emplace(names[at], row.values[1]);
        if (!is_new && known->second != row.values[1]) known->second = unknown;
    });
    return planted;
}

}  // namespace

Covariates covariates_of(const EventRows& rows) {
    Covariates made;
    std::vector<std::string> columns;
    auto planted = planted_in(rows);
    for (const auto& name : rows.column_names(risk_sets_table)) {
        if (name != personal_factor && !name.starts_with(covariate)) continue;
        columns.push_back(name);
        made.names.push_back(name == personal_factor ? name : name.substr(std::string(covariate).size()));
        const auto known = planted.find(made.names.back());
        made.planted.push_back(name == personal_factor ? 1.0 : known == planted.end() ? unknown : known->second);
    }
    RiskSetsOfFile sets(rows, columns);
    sets.visit([&](const RiskSet& set) { ++made.n_sets, made.n_rows += static_cast<std::uint64_t>(set.x.rows()); });
    made.fit = fit_cox(columns.size(), [&](const auto& visit) { sets.visit(visit); });
    return made;
}

}  // namespace analysis
