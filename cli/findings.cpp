#include "cli/findings.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/csv.hpp"
#include "cli/output.hpp"

namespace cli {
namespace {

/// No fractions and no exponents where there are four digits before the point.
std::string short_number(double value) { return as_number(std::abs(value) >= 1000 ? std::round(value) : value); }

std::string shown_cell(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* number = std::get_if<double>(&cell)) return short_number(*number);
    const auto& interval = std::get<analysis::Interval>(cell);
    if (!interval.is_known()) return "-";
    return fmt::format("[{}, {}]", short_number(interval.low), short_number(interval.high));
}

std::string as_text(const Findings& report) {
    std::vector<std::vector<std::string>> rows(1 + report.rows.size());
    for (std::size_t c = 0; c < report.columns.size(); ++c) {
        if (report.columns[c].shown.empty()) continue;
        rows[0].push_back(report.columns[c].shown);
        for (std::size_t r = 0; r < report.rows.size(); ++r) rows[r + 1].push_back(shown_cell(report.rows[r][c]));
    }
    std::string text;
    for (const auto& line : report.head) text += line + "\n";
    text += "\n" + as_table(rows) + "\n";
    for (const auto& note : report.notes) text += note + "\n";
    return text;
}

/// A row as names and values, intervals as two.
template <class Take>
void each_value(const Findings& report, const std::vector<Cell>& row, Take take) {
    for (std::size_t c = 0; c < row.size(); ++c) {
        const std::string& key = report.columns[c].key;
        if (const auto* interval = std::get_if<analysis::Interval>(&row[c])) {
            take(key + "_low", Cell(interval->low));
            take(key + "_high", Cell(interval->high));
        } else {
            take(key, row[c]);
        }
    }
}

std::string as_csv(const Findings& report) {
    std::string text;
    const auto line_of = [&](const std::vector<Cell>& row, bool names) {
        std::vector<std::string> cells;
        each_value(report, row, [&](const std::string& key, const Cell& cell) {
            const auto* number = std::get_if<double>(&cell);
            const std::string value = number == nullptr     ? csv_cell(std::get<std::string>(cell))
                                      : std::isnan(*number) ? std::string()
                                                            : fmt::format("{}", *number);
            cells.push_back(names ? csv_cell(key) : value);
        });
        text += fmt::format("{}\n", fmt::join(cells, ","));
    };
    if (!report.rows.empty()) line_of(report.rows.front(), true);
    for (const auto& row : report.rows) line_of(row, false);
    return text;
}

}  // namespace

std::string as_json(const Findings& report) {
    nlohmann::ordered_json whole = {
        {"about", report.head}, {"rows", nlohmann::ordered_json::array()}, {"notes", report.notes}};
    for (const auto& row : report.rows) {
        nlohmann::ordered_json object;
        each_value(report, row, [&](const std::string& key, const Cell& cell) {
            if (const auto* text = std::get_if<std::string>(&cell))
                object[key] = *text;
            else if (const double number = std::get<double>(cell); std::isfinite(number))
                object[key] = number;
            else
                object[key] = nullptr;
        });
        whole["rows"].push_back(std::move(object));
    }
    return whole.dump(2) + "\n";
}

void print(const Findings& report, const std::string& format) {
    if (format == "json") return put_on(as_json(report));
    if (format == "table") return put_on(as_text(report));
    put_on(as_csv(report));
    for (const auto& line : report.head) say(line);
    for (const auto& note : report.notes) say(note);
}

}  // namespace cli
