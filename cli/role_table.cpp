#include "cli/role_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "cli/cells.hpp"
#include "cli/output.hpp"

namespace cli {
namespace {

/// Reads the counts of one run by role, at any of its times.
class Roles {
 public:
    Roles(const sim::Outputs& outputs, sim::Series& series)
        : outputs_(outputs), series_(series), last_(last_time(outputs, series)) {}

    bool has_variable(const std::string& name) const { return position(name) < outputs_.variables.size(); }
    /// Of one role at the last time; of one label of another dimension if `dim` is given.
    double last(const std::string& name, std::size_t role, const std::string& dim = {}, const std::string& label = {}) {
        return at(last_, name, role, dim, label);
    }
    double first(const std::string& name, std::size_t role) { return at(0, name, role, {}, {}); }

 private:
    std::size_t position(const std::string& name) const {
        const auto found = std::find_if(outputs_.variables.begin(), outputs_.variables.end(), [&](const auto& v) {
            return v.name == name && v.over_time && v.store == sim::Store::count && has(v, "role");
        });
        return static_cast<std::size_t>(found - outputs_.variables.begin());
    }

    double at(std::size_t time, const std::string& name, std::size_t role, const std::string& dim,
              const std::string& label) {
        const std::size_t v = position(name);
        if (v == outputs_.variables.size()) return std::nan("");
        const auto& variable = outputs_.variables[v];
        const std::size_t n = cells_of(outputs_, variable);
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const bool wanted =
                label_index(variable, "role", i) == role &&
                (dim.empty() || outputs_.dimension(dim)->labels[label_index(variable, dim, i)] == label);
            const double value = value_at(outputs_, series_, v, time * n + i);
            if (wanted && !is_missing(outputs_, v, value)) sum += value;
        }
        return sum;
    }

    std::size_t label_index(const sim::Variable& variable, const std::string& wanted, std::size_t cell) const {
        for (auto dim = variable.dims.rbegin(); dim != variable.dims.rend(); ++dim) {
            const std::size_t size = outputs_.dimension(*dim)->labels.size();
            if (*dim == wanted) return cell % size;
            cell /= size;
        }
        return 0;
    }

    const sim::Outputs& outputs_;
    sim::Series& series_;
    const std::size_t last_;  // time
};

bool has_label(const sim::Outputs& outputs, const std::string& dim, const std::string& label) {
    const auto* dimension = outputs.dimension(dim);
    return dimension != nullptr &&
           std::find(dimension->labels.begin(), dimension->labels.end(), label) != dimension->labels.end();
}

/// A column of the table by role: a count, or a share of another count in per cent.
struct RoleColumn {
    std::string heading;
    std::function<double(std::size_t)> count;
    std::function<double(std::size_t)> share_of{};
};

/// Who served and left, with rates, and beside it the harm done: the columns that this model has.
std::vector<RoleColumn> role_columns(const sim::Outputs& outputs, Roles& roles) {
    const auto served = [&](std::size_t r) {
        return roles.first("serving", r) + (roles.has_variable("joined") ? roles.last("joined", r) : 0);
    };
    const auto left = [&](std::size_t r) { return roles.last("departed", r); };
    std::vector<RoleColumn> columns = {{"at start", [&](std::size_t r) { return roles.first("serving", r); }},
                                       {"served", served},
                                       {"at end", [&](std::size_t r) { return roles.last("serving", r); }}};
    if (roles.has_variable("departed")) {
        columns.push_back({"left", left});
        columns.push_back({"left %", left, served});
    }
    if (roles.has_variable("departed") && has_label(outputs, "fate", "joined_opposition"))
        columns.push_back({"defected %",
                           [&](std::size_t r) { return roles.last("departed", r, "fate", "joined_opposition"); },
                           served});
    for (const std::string kind : {"arrested", "executed", "purged"})
        if (roles.has_variable("punished") && has_label(outputs, "kind", kind))
            columns.push_back({kind, [&, kind](std::size_t r) { return roles.last("punished", r, "kind", kind); }});
    for (const std::string cause : {"killed", "discharged", "retired"})
        if (roles.has_variable("lost") && has_label(outputs, "cause", cause))
            columns.push_back({cause, [&, cause](std::size_t r) { return roles.last("lost", r, "cause", cause); }});
    return columns;
}

std::string cell_text(const RoleColumn& column, const std::vector<std::size_t>& roles) {
    double count = 0, whole = 0;
    for (const std::size_t r : roles) {
        count += column.count(r);
        whole += column.share_of ? column.share_of(r) : 0;
    }
    if (!column.share_of) return as_number(count);
    return whole > 0 ? fmt::format("{:.1f}", 100 * count / whole) : "-";
}

}  // namespace

std::string role_table(const sim::Outputs& outputs, sim::Series& series) {
    const sim::Dimension* dimension = outputs.dimension("role");
    Roles roles(outputs, series);
    if (dimension == nullptr || !roles.has_variable("serving")) return {};
    const auto columns = role_columns(outputs, roles);
    std::vector<std::vector<std::string>> rows = {{"role"}};
    for (const auto& column : columns) rows[0].push_back(column.heading);
    std::vector<std::size_t> everyone;
    for (std::size_t r = 0; r < dimension->labels.size(); ++r) {
        rows.push_back({dimension->labels[r]});
        for (const auto& column : columns) rows.back().push_back(cell_text(column, {r}));
        everyone.push_back(r);
    }
    rows.push_back({"all"});
    for (const auto& column : columns) rows.back().push_back(cell_text(column, everyone));
    return as_table(rows);
}

}  // namespace cli
