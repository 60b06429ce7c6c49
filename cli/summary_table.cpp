#include "cli/summary_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "cli/cells.hpp"
#include "cli/output.hpp"

namespace cli {
namespace {

using sim::At;
using sim::Reading;

struct Row {
    std::string heading;
    std::string series{};                // what readings without a series read
    std::optional<std::size_t> label{};  // in the dimension of the rows; none: all of them
};

/// One series, and which of its cells count.
struct Selection {
    std::size_t variable = 0;
    std::vector<std::size_t> cells{};
};

class Readings {
 public:
    Readings(const sim::SummaryTable& table, const sim::Outputs& outputs, const sim::Series& series,
             const KeptTimes& kept)
        : rows_of_(table.rows_of), outputs_(outputs), series_(series), kept_(kept) {}

    /// Whether the run kept it, in some row.
    bool holds(const Reading& reading) const {
        if (reading.series.empty()) return true;
        const auto* variable = outputs_.variable(reading.series);
        if (!variable || !variable->over_time) return false;
        if (!rows_of_.empty() && !has(*variable, rows_of_)) return false;
        return reading.dimension.empty() || (has(*variable, reading.dimension) && label_of(reading).has_value());
    }
    double sum(const std::vector<Reading>& readings, const Row& row) const {
        double sum = 0;
        for (const Reading& reading : readings) sum += value(reading, row);
        return sum;
    }

 private:
    double value(const Reading& reading, const Row& row) const {
        const Selection selection = selected(reading, row);
        switch (reading.at) {
            case At::start:
                return at(selection, 0);
            case At::end:
                return at(selection, kept_.size() - 1);
            case At::least:
            case At::most:
                break;
        }
        double extreme = std::nan("");
        for (std::size_t time = 0; time < kept_.size(); ++time)
            extreme = reading.at == At::least ? std::fmin(extreme, at(selection, time))
                                              : std::fmax(extreme, at(selection, time));
        return extreme;
    }

    /// NaN if all of it is missing.
    double at(const Selection& selection, std::size_t time) const {
        const std::size_t n = cells_of(outputs_, outputs_.variables[selection.variable]);
        double sum = std::nan("");
        for (const std::size_t cell : selection.cells) {
            const double value = value_at(outputs_, series_, selection.variable, time * n + cell);
            if (!is_missing(outputs_, selection.variable, value)) sum = std::isnan(sum) ? value : sum + value;
        }
        return sum;
    }

    Selection selected(const Reading& reading, const Row& row) const {
        const auto* variable = outputs_.variable(reading.series.empty() ? row.series : reading.series);
        Selection selection{static_cast<std::size_t>(variable - outputs_.variables.data())};
        for (std::size_t cell = 0; cell < cells_of(outputs_, *variable); ++cell) {
            const bool in_row = !row.label || label_index(*variable, rows_of_, cell) == *row.label;
            const bool has_label =
                reading.dimension.empty() || label_index(*variable, reading.dimension, cell) == *label_of(reading);
            if (in_row && has_label) selection.cells.push_back(cell);
        }
        return selection;
    }

    std::optional<std::size_t> label_of(const Reading& reading) const {
        const auto& labels = outputs_.dimension(reading.dimension)->labels;
        const auto found = std::ranges::find(labels, reading.label);
        if (found == labels.end()) return {};
        return static_cast<std::size_t>(found - labels.begin());
    }

    std::size_t label_index(const sim::Variable& variable, const std::string& wanted, std::size_t cell) const {
        for (auto dim = variable.dims.rbegin(); dim != variable.dims.rend(); ++dim) {
            const std::size_t size = outputs_.dimension(*dim)->labels.size();
            if (*dim == wanted) return cell % size;
            cell /= size;
        }
        return 0;
    }

    const std::string& rows_of_;
    const sim::Outputs& outputs_;
    const sim::Series& series_;
    const KeptTimes& kept_;
};

std::vector<Row> rows_of(const sim::SummaryTable& table, const sim::Outputs& outputs) {
    std::vector<Row> rows;
    for (const std::string& name : table.series)
        if (outputs.variable(name)) rows.push_back({.heading = name, .series = name});
    const auto* dimension = table.rows_of.empty() ? nullptr : outputs.dimension(table.rows_of);
    if (!dimension) return rows;
    for (std::size_t i = 0; i < dimension->labels.size(); ++i)
        rows.push_back({.heading = dimension->labels[i], .label = i});
    rows.push_back({.heading = "all"});
    return rows;
}

std::string cell_text(const sim::SummaryColumn& column, const Readings& readings, const Row& row) {
    const double sum = readings.sum(column.sum, row);
    if (column.share_of.empty()) return as_number(sum);
    const double whole = readings.sum(column.share_of, row);
    return whole > 0 ? with_decimals(100 * sum / whole, 1) : "-";
}

/// The columns whose readings the run kept, under their names.
std::vector<sim::SummaryColumn> columns_of(const sim::SummaryTable& table, const Readings& readings,
                                           const KeptTimes& kept) {
    std::vector<sim::SummaryColumn> columns;
    for (sim::SummaryColumn column : table.columns) {
        const bool names_start = column.heading == "at start", names_end = column.heading == "at end";
        const auto holds = [&](const Reading& reading) {
            return readings.holds(reading) && (names_start || reading.at != At::start || kept.hold(At::start));
        };
        if (!std::ranges::all_of(column.sum, holds) || !std::ranges::all_of(column.share_of, holds)) continue;
        if (names_start || names_end) column.heading = kept.name(names_start ? At::start : At::end);
        if (std::ranges::find(columns, column.heading, &sim::SummaryColumn::heading) == columns.end())
            columns.push_back(std::move(column));
    }
    return columns;
}

}  // namespace

std::string filled(const sim::SummaryTable& table, const sim::Outputs& outputs, const sim::Series& series,
                   const KeptTimes& kept) {
    if (kept.size() == 0) return {};
    const Readings readings(table, outputs, series, kept);
    const auto columns = columns_of(table, readings, kept);
    const auto rows = rows_of(table, outputs);
    if (columns.empty() || rows.empty()) return {};
    std::vector<std::vector<std::string>> texts = {{table.rows_of.empty() ? "series" : table.rows_of}};
    for (const auto& column : columns) texts[0].push_back(column.heading);
    for (const Row& row : rows) {
        texts.push_back({row.heading});
        for (const auto& column : columns) texts.back().push_back(cell_text(column, readings, row));
    }
    return as_table(texts);
}

}  // namespace cli
