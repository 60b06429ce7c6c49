#include "cli/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "cli/output.hpp"
#include "sim/param/value.hpp"

namespace cli {
namespace {

/// Value i of a variable as a number, whatever its store.
double value_at(const sim::Outputs& outputs, sim::Series& series, std::size_t v, std::size_t i) {
    switch (outputs.variables[v].store) {
        case sim::Store::count:
            return series.counts(v)[i];
        case sim::Store::real:
            return series.reals(v)[i];
        case sim::Store::flag:
            return series.flags(v)[i];
    }
    return std::nan("");
}

/// The labels of cell `at` of a variable's own dimensions: "_conscript_fled".
std::string cell_name(const sim::Outputs& outputs, const sim::Variable& variable, std::size_t at) {
    std::string name;
    for (auto dim = variable.dims.rbegin(); dim != variable.dims.rend(); ++dim) {
        const auto& labels = outputs.dimension(*dim)->labels;
        name = "_" + labels[at % labels.size()] + name;
        at /= labels.size();
    }
    return name;
}

std::size_t cells_of(const sim::Outputs& outputs, const sim::Variable& variable) {
    std::size_t n = 1;
    for (const auto& dim : variable.dims) n *= outputs.dimension(dim)->labels.size();
    return n;
}

bool has(const sim::Variable& variable, const std::string& dim) {
    return std::find(variable.dims.begin(), variable.dims.end(), dim) != variable.dims.end();
}

/// Reads the counts of one run by role, at any of its times.
class Roles {
 public:
    Roles(const sim::Outputs& outputs, sim::Series& series) : outputs_(outputs), series_(series) {}

    bool has_variable(const std::string& name) const { return position(name) < outputs_.variables.size(); }
    /// Of one role at the last time; of one label of another dimension if `dim` is given.
    double last(const std::string& name, std::size_t role, const std::string& dim = {}, const std::string& label = {}) {
        return at(outputs_.time.at.size() - 1, name, role, dim, label);
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
            if (wanted) sum += value_at(outputs_, series_, v, time * n + i);
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

std::string other_series(const sim::Outputs& outputs, sim::Series& series) {
    const std::size_t last = outputs.time.at.size() - 1;
    std::string text;
    for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
        const auto& variable = outputs.variables[v];
        if (!variable.over_time || has(variable, "role") || !variable.dims.empty()) continue;
        const double value = value_at(outputs, series, v, last);
        const bool named =
            variable.store == sim::Store::flag && value < static_cast<double>(variable.flag_meanings.size());
        text += fmt::format("{:<34} {}\n", variable.name,
                            named ? variable.flag_meanings[static_cast<std::size_t>(value)] : as_number(value));
    }
    return text;
}

std::string metrics(const sim::Outputs& outputs, sim::Series& series) {
    std::string text;
    for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
        const auto& variable = outputs.variables[v];
        if (variable.over_time) continue;
        const double value = value_at(outputs, series, v, 0);
        if (variable.store == sim::Store::flag)
            text +=
                fmt::format("{:<34} {}\n", variable.name, variable.flag_meanings.at(static_cast<std::size_t>(value)));
        else if (!variable.denominator.empty() && std::fabs(value) <= 2)
            text += fmt::format("{:<34} {:.2f} % of {}\n", variable.name, 100 * value, variable.denominator);
        else
            text += fmt::format("{:<34} {} {}\n", variable.name,
                                as_number(std::isnan(value) ? value : std::round(value * 100) / 100),
                                variable.unit == "1" ? "" : variable.unit);
    }
    return text;
}

}  // namespace

std::string summary_of(const sim::Outputs& outputs, sim::Series& series) {
    return role_table(outputs, series) + "\n" + other_series(outputs, series) + "\n" + metrics(outputs, series);
}

std::string as_csv(const sim::Outputs& outputs, sim::Series& series) {
    const auto start = sim::param::parse_date(outputs.time.start);
    std::string text = start ? "date,day" : "step";
    for (const auto& variable : outputs.variables)
        if (variable.over_time)
            for (std::size_t i = 0; i < cells_of(outputs, variable); ++i)
                text += "," + variable.name + cell_name(outputs, variable, i);
    text += "\n";
    for (std::size_t t = 0; t < outputs.time.at.size(); ++t) {
        if (start) text += to_text(*start + outputs.time.at[t]) + ",";
        text += fmt::format("{}", outputs.time.at[t]);
        for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
            const auto& variable = outputs.variables[v];
            const std::size_t n = variable.over_time ? cells_of(outputs, variable) : 0;
            for (std::size_t i = 0; i < n; ++i) text += fmt::format(",{}", value_at(outputs, series, v, t * n + i));
        }
        text += "\n";
    }
    return text;
}

}  // namespace cli
