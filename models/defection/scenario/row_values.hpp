/// Names of a scenario's tables that a sweep or --set may change: any number or switch of any row, under its table, its name and
/// its key, as group.NAME.fate, formation.NAME.roles.nco, curve.NAME.points.2.value or event.NAME.enabled.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/defection/scenario/history.hpp"
#include "models/defection/scenario/organisation_values.hpp"
#include "models/defection/scenario/structure.hpp"
#include "sim/check.hpp"
#include "sim/param/table.hpp"

namespace defection {

/// The keys of a run before a scenario's tables.
struct Top {
    std::string title;
    int weeks = 260, step_days = 7;
};

/// A date at which leavers and force are reported as end-of-run metrics, such as a calibration target's.
struct Snapshot {
    std::string name;
    double week = 0;
};

/// The tables that hold the numbers.
struct Tables {
    Top& top;
    Structure& structure;
    History& history;
    std::vector<Snapshot>& snapshots;
};

enum class RowKind : std::uint8_t { top, group, region, organisation, formation, curve, event, snapshot };
/// A number by its place: the row, and which of the row's numbers it is.
struct RowNumber {
    RowKind kind = RowKind::top;
    std::size_t row = 0, number = 0;
    bool is_of_structure() const { return kind >= RowKind::group && kind <= RowKind::formation; }
};
using RowValue = std::variant<RowNumber, OrganisationValue>;

class RowValues {
 public:
    RowValues() = default;
    /// Of all rows, with their values as the defaults. Two numbers that would have one name are a problem.
    RowValues(const Tables& tables, double informer_density, std::optional<sim::param::Date> start,
              sim::Problems& problems);
    const std::vector<sim::param::Spec>& specs() const { return specs_; }
    /// Null if there is no such number.
    const sim::param::Spec* spec(std::string_view name) const;
    const RowValue* value(std::string_view name) const;

 private:
    template <class Row>
    void list(std::vector<Row>& rows, RowKind kind, std::string_view table, const Structure& structure);
    void add(sim::param::Spec spec, RowValue value);

    std::optional<sim::param::Date> start_;
    sim::Problems* problems_ = nullptr;
    std::vector<sim::param::Spec> specs_;
    std::vector<RowValue> values_;
    std::map<std::string, std::size_t, std::less<>> places_;
};

double get(const Tables& tables, const RowNumber& number);
void set(const Tables& tables, const RowNumber& number, double value);

/// The place where the documents give it, as "file.toml:12"; "default" if they do not.
std::string origin_of(const sim::param::Value& document, std::string_view name);

/// Conditions on the numbers of several rows together: shares that add up, an army that a machine holds, knots in order.
void check_rows(const Structure& structure, const History& history, sim::Problems& problems);

}  // namespace defection
