#include "analysis/event_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/selection.hpp"
#include "sim/check.hpp"
#include "sim/results/table_writer.hpp"

namespace analysis {
namespace {

using sim::results::of_point, sim::results::of_replicate;

constexpr std::uint64_t rows_at_once = std::uint64_t{1} << 16U;

std::string name_of(const sim::results::Reader& file) {
    return file.header().title.empty() ? "the file" : fmt::format("'{}'", sim::shown(file.header().title));
}

}  // namespace

EventRows::EventRows(const sim::results::Reader& file, const std::string& selection, const std::string& option)
    : file_(file), selection_(selection) {
    if (file.table_names().empty())
        throw sim::InputError(
            fmt::format("{} keeps no events (write them with `muster run SCENARIO.toml --events -o run.h5`, or `muster "
                        "sweep SWEEP.toml --events R`)",
                        name_of(file)));
    const Runs runs(file);
    const Points points(runs);
    if (!selection.empty())
        for (const std::uint64_t point : points.select(selection, option).points) points_.insert(point);
    else if (const auto different = points.different(); different.size() == 1)
        points_.insert(different.front());
    else
        throw sim::InputError(fmt::format(
            "{} holds events of {} different points: say of which, {} SEL (a label, or values of factors NAME=VALUE)",
            name_of(file), different.size(), option));
    const auto& outputs = file.header().outputs;
    for (const std::uint64_t point : points_)
        for (std::uint32_t replicate = 0; replicate < file.header().n_replicates; ++replicate) {
            const bool is_kept = outputs.tables.empty() || outputs.keeps_events_of(replicate);
            n_runs_ += is_kept && runs.is_done(point, replicate) ? 1 : 0;
        }
}

std::string EventRows::told() const {
    return fmt::format("{}{}{} run{}", selection_, selection_.empty() ? "" : ": ", n_runs_, n_runs_ == 1 ? "" : "s");
}

sim::RowTable EventRows::declared(const std::string& table) const {
    const auto names = file_.table_names();
    if (std::ranges::find(names, table) == names.end())
        throw sim::InputError(
            fmt::format("{} has no table /{} (it has: {}; an older muster wrote it, or its model keeps "
                        "no such table)",
                        name_of(file_), table, fmt::join(names, ", ")));
    return file_.declared_table(table);
}

std::vector<std::string> EventRows::column_names(const std::string& table) const {
    std::vector<std::string> names;
    for (const sim::Column& column : declared(table).columns) names.push_back(column.name);
    return names;
}

sim::Column EventRows::column(const std::string& table, const std::string& name) const {
    for (const sim::Column& column : declared(table).columns)
        if (column.name == name) return column;
    throw sim::InputError(fmt::format("the table /{} of {} has no column {} (it has: {})", table, name_of(file_),
                                      sim::shown(name), fmt::join(column_names(table), ", ")));
}

void EventRows::visit(const std::string& table, const std::vector<std::string>& columns,
                      const std::function<void(const Row&)>& visit) const {
    std::vector<std::string> read = columns;
    for (const auto& name : columns) static_cast<void>(column(table, name));
    const auto there = column_names(table);
    const bool says_whose = std::ranges::count(there, of_point) > 0;
    if (says_whose) read.insert(read.end(), {of_point, of_replicate});
    std::vector<double> values(columns.size());
    for (std::uint64_t first = 0, n = file_.n_rows(table); first < n; first += rows_at_once) {
        const sim::RowTable rows = file_.rows(table, first, std::min(rows_at_once, n - first), read);
        const auto numbers = [&](const std::string& name) -> const std::vector<double>& {
            return std::ranges::find(rows.columns, name, &sim::Column::name)->numbers;
        };
        std::vector<const std::vector<double>*> wanted;
        for (const auto& name : columns) wanted.push_back(&numbers(name));
        const auto* points = says_whose ? &numbers(of_point) : nullptr;
        const auto* replicates = says_whose ? &numbers(of_replicate) : nullptr;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Row row;
            if (says_whose) {
                row.point = static_cast<std::uint64_t>((*points)[i]);
                row.replicate = static_cast<std::uint32_t>((*replicates)[i]);
            }
            if (!points_.contains(row.point)) continue;
            for (std::size_t c = 0; c < wanted.size(); ++c) values[c] = (*wanted[c])[i];
            row.values = values;
            visit(row);
        }
    }
}

}  // namespace analysis
