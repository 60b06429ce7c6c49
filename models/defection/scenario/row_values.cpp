#include "models/defection/scenario/row_values.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/defection/scenario/keys.hpp"
#include "models/defection/scenario/limits.hpp"
#include "sim/param/numbers.hpp"
#include "sim/param/wording.hpp"

namespace defection {
namespace {

template <class Rows>
std::vector<std::string> names_in(const Rows& rows) {
    std::vector<std::string> names;
    for (const auto& row : rows) names.push_back(row.name);
    return names;
}

/// Hands `numbers` the numbers of one row. Names of other rows count only where they are listed.
void visit(const Tables& tables, const RowNumber& at, sim::param::Numbers& numbers) {
    static const Names none;
    std::optional<sim::param::Date> start;
    switch (at.kind) {
        case RowKind::top:
            return keys_of(numbers, tables.top, start);
        case RowKind::group:
            return keys_of(numbers, tables.structure.groups[at.row], none);
        case RowKind::region:
            return keys_of(numbers, tables.structure.regions[at.row], none);
        case RowKind::organisation:
            return keys_of(numbers, tables.structure.organisations[at.row], none);
        case RowKind::formation:
            return keys_of(numbers, tables.structure.formations[at.row], none);
        case RowKind::curve:
            return keys_of(numbers, tables.history.curves[at.row], none);
        case RowKind::event:
            return keys_of(numbers, tables.history.events[at.row], none);
        case RowKind::snapshot:
            return keys_of(numbers, tables.snapshots[at.row], none);
    }
}

/// Decrees are policies; what merely happens is none.
sim::param::Kind kind_of(const Event& event) {
    return event.changes.empty() ? sim::param::Kind::structure : sim::param::Kind::policy;
}

/// A value of a region that follows from the shares of groups in the country is no number of its own.
bool is_inherited(const Region& region, const sim::param::Spec& spec) {
    return region.as_country && spec.name.starts_with(spec.mechanism + ".groups.");
}

}  // namespace

void RowValues::add(sim::param::Spec spec, RowValue value) {
    const auto [place, is_new] = places_.try_emplace(spec.name, specs_.size());
    if (is_new) {
        specs_.push_back(std::move(spec));
        values_.push_back(value);
    } else if (!std::holds_alternative<OrganisationValue>(values_[place->second])) {
        problems_->add({}, spec.name, "is the name of two numbers, as rows have dots in their names (rename one)");
    }
}

template <class Row>
void RowValues::list(std::vector<Row>& rows, RowKind kind, std::string_view table, const Structure& structure) {
    const Names names{names_in(structure.groups), names_in(structure.regions), names_in(structure.organisations)};
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (rows[r].name.empty()) continue;  // none of the scenario's
        std::vector<sim::param::Spec> found;
        sim::param::Numbers numbers(found, fmt::format("{}.{}", table, rows[r].name), start_);
        keys_of(numbers, rows[r], names);
        for (std::size_t n = 0; n < found.size(); ++n) {
            if constexpr (std::is_same_v<Row, Event>) found[n].kind = kind_of(rows[r]);
            if constexpr (std::is_same_v<Row, Region>)
                if (is_inherited(rows[r], found[n])) continue;
            add(std::move(found[n]), RowNumber{kind, r, n});
        }
    }
}

RowValues::RowValues(const Tables& tables, double informer_density, std::optional<sim::param::Date> start,
                     sim::Problems& problems)
    : start_(start), problems_(&problems) {
    std::vector<sim::param::Spec> top;
    sim::param::Numbers numbers(top, "", std::nullopt);
    std::optional<sim::param::Date> none;
    keys_of(numbers, tables.top, none);
    for (std::size_t n = 0; n < top.size(); ++n) add(std::move(top[n]), RowNumber{RowKind::top, 0, n});
    for (auto& spec : organisation_specs(tables.structure, informer_density)) {
        const auto value = find_organisation_value(tables.structure, spec.name);
        add(std::move(spec), *value);
    }
    list(tables.structure.groups, RowKind::group, group_rows.key, tables.structure);
    list(tables.structure.regions, RowKind::region, region_rows.key, tables.structure);
    list(tables.structure.organisations, RowKind::organisation, organisation_rows.key, tables.structure);
    list(tables.structure.formations, RowKind::formation, formation_rows.key, tables.structure);
    list(tables.history.curves, RowKind::curve, curve_rows.key, tables.structure);
    list(tables.history.events, RowKind::event, event_rows.key, tables.structure);
    list(tables.snapshots, RowKind::snapshot, snapshot_rows.key, tables.structure);
    problems_ = nullptr;
}

const sim::param::Spec* RowValues::spec(std::string_view name) const {
    const auto found = places_.find(name);
    return found == places_.end() ? nullptr : &specs_[found->second];
}

const RowValue* RowValues::value(std::string_view name) const {
    const auto found = places_.find(name);
    return found == places_.end() ? nullptr : &values_[found->second];
}

double get(const Tables& tables, const RowNumber& number) {
    sim::param::Numbers numbers(number.number);
    visit(tables, number, numbers);
    return numbers.value();
}

void set(const Tables& tables, const RowNumber& number, double value) {
    sim::param::Numbers numbers(number.number, value);
    visit(tables, number, numbers);
    if (number.kind != RowKind::group) return;
    for (Region& region : tables.structure.regions)
        if (region.as_country) region.group_share = shares_of(tables.structure.groups);
}

namespace {

using sim::param::Map;
using sim::param::Value;

/// The value behind the longest part of a key that there is, in tables within tables.
const Value* value_behind(const Map& table, std::string_view key) {
    if (const Value* whole = table.find(key)) return whole;
    for (std::size_t dot = key.find('.'); dot != key.npos; dot = key.find('.', dot + 1))
        if (const Value* part = table.find(key.substr(0, dot)))
            return part->is_map() ? value_behind(part->map(), key.substr(dot + 1)) : part;
    return key == "week" ? table.find("date") : nullptr;
}

/// The row whose name follows that of its table.
const Value* row_behind(const Value& rows, std::string_view& key) {
    for (const Value& row : rows.array()) {
        const Value* name = row.is_map() ? row.map().find("name") : nullptr;
        if (!name || !name->is_text() || !key.starts_with(name->text() + ".")) continue;
        key.remove_prefix(name->text().size() + 1);
        return &row;
    }
    return nullptr;
}

}  // namespace

std::string origin_of(const Value& document, std::string_view name) {
    const Value* found = document.map().find(name);
    const std::string_view table = name.substr(0, name.find('.'));
    if (const Value* rows = document.map().find(table); !found && rows && rows->is_array()) {
        std::string_view key = name.substr(table.size() + 1);
        if (const Value* row = row_behind(*rows, key)) found = value_behind(row->map(), key);
    }
    return found ? sim::param::origin_text(found->place) : "default";
}

void check_rows(const Structure& structure, const History& history, sim::Problems& problems) {
    const auto add = [&](const std::string& key, const std::string& fault) {
        if (!fault.empty()) problems.add({}, key, fault);
    };
    add("group", group_fault(structure.groups));
    for (const Region& region : structure.regions)
        add(fmt::format("region.{}.groups", region.name), sum_fault(region.group_share));
    for (const Formation& formation : structure.formations)
        add(fmt::format("formation.{}.roles", formation.name), roles_fault(formation.roles));
    add("formation", size_fault(structure));
    for (const Curve& curve : history.curves)
        if (!std::ranges::is_sorted(curve.week, std::less_equal<>{}))
            add(fmt::format("curve.{}.points", curve.name),
                "are not in order of time (each later than the one before)");
}

}  // namespace defection
