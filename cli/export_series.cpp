#include <algorithm>
#include <cmath>

#include "cli/cells.hpp"
#include "cli/export_blocks.hpp"
#include "cli/export_tables.hpp"
#include "sim/param/value.hpp"

namespace cli {
namespace {

std::vector<const sim::Variable*> series_named(const sim::Outputs& outputs, const std::vector<std::string>& names) {
    std::vector<std::string> known;
    for (const auto& variable : outputs.variables)
        if (variable.over_time) known.push_back(variable.name);
    std::vector<const sim::Variable*> found;
    for (const auto& name : names) {
        const auto* variable = outputs.variable(name);
        if (variable == nullptr || !variable->over_time) {
            const auto near = sim::nearest(name, known);
            throw sim::InputError(
                fmt::format("--series: {} '{}' ({})",
                            variable == nullptr ? "the file has no" : "a value at the end of a run is not a series:",
                            sim::shown(name),
                            variable != nullptr ? "leave out --series: it stands in the table of runs"
                            : !near.empty()     ? fmt::format("did you mean '{}'?", near)
                            : known.empty()     ? "it keeps no series; see [output] of its sweep"
                                                : fmt::format("it has {}", fmt::join(known, ", "))));
        }
        if (std::ranges::find(found, variable) == found.end()) found.push_back(variable);
    }
    return found;
}

/// The axes that all of them have.
std::vector<std::string> common_axes(const std::vector<const sim::Variable*>& variables) {
    std::vector<std::string> common = variables.front()->dims;
    for (const auto* variable : variables)
        std::erase_if(common, [&](const std::string& dim) {
            return std::ranges::find(variable->dims, dim) == variable->dims.end();
        });
    return common;
}

/// The places of a variable's values at one time: of the label of each common axis, then of each cell of the others.
struct Places {
    std::size_t of_a_time = 1;
    std::vector<std::size_t> common, own;  // [cell]
    std::vector<std::string> own_axes;
};

Places places_of(const sim::Outputs& outputs, const sim::Variable& variable, const std::vector<std::string>& common) {
    const auto cells = [&](const std::vector<std::string>& axes) {
        std::vector<std::size_t> at = {0};
        for (const auto& axis : axes) {
            std::size_t stride = 1;
            for (auto dim = variable.dims.rbegin(); *dim != axis; ++dim)
                stride *= outputs.dimension(*dim)->labels.size();
            std::vector<std::size_t> finer;
            for (const auto place : at)
                for (std::size_t i = 0; i < outputs.dimension(axis)->labels.size(); ++i)
                    finer.push_back(place + i * stride);
            at = std::move(finer);
        }
        return at;
    };
    Places places;
    for (const auto& dim : variable.dims) {
        places.of_a_time *= outputs.dimension(dim)->labels.size();
        if (std::ranges::find(common, dim) == common.end()) places.own_axes.push_back(dim);
    }
    places.common = cells(common);
    places.own = cells(places.own_axes);
    return places;
}

/// The cells of the common axes' labels of each row at one time: ",north,first".
std::vector<std::string> row_labels(const sim::Outputs& outputs, const std::vector<std::string>& axes,
                                    Formulas formulas) {
    std::vector<std::string> rows = {""};
    for (const auto& axis : axes) {
        std::vector<std::string> finer;
        for (const auto& row : rows)
            for (const auto& label : outputs.dimension(axis)->labels)
                finer.push_back(row + "," + csv_cell(label, formulas));
        rows = std::move(finer);
    }
    return rows;
}

class SeriesTable final : public TableOfRuns {
 public:
    SeriesTable(const sim::results::Reader& file, const std::vector<std::string>& names, Formulas formulas)
        : TableOfRuns(
              {file, series_named(file.header().outputs, names), sim::results::points_per_chunk(file.header())}),
          outputs_(file.header().outputs),
          formulas_(formulas),
          columns_(file.header(), formulas),
          variables_(series_named(outputs_, names)),
          common_(common_axes(variables_)),
          labels_(row_labels(outputs_, common_, formulas)) {
        for (const auto* variable : variables_) {
            places_.push_back(places_of(outputs_, *variable, common_));
            flags_.push_back(flag_cells(*variable, formulas));
        }
        const auto start = sim::param::parse_date(outputs_.time.start);
        for (const auto at : outputs_.time.at)
            times_.push_back(start ? sim::param::to_text(*start + std::chrono::days(at)) : fmt::format("{}", at));
    }

    std::string head() const override {
        std::string text = columns_.head() + "," + sim::results::time_name(outputs_) + csv_cells(common_, formulas_);
        for (std::size_t v = 0; v < variables_.size(); ++v)
            for (const auto& cell : labels_of_cells(outputs_, places_[v].own_axes))
                text += "," + csv_cell(variables_[v]->name + cell, formulas_);
        return text + "\n";
    }

 private:
    void put_run(Text& text, std::uint64_t point, std::uint32_t replicate, const BlockValues& values) const override {
        const std::string start = columns_.cells(point, replicate) + ",";
        std::vector<const double*> first;
        for (std::size_t v = 0; v < variables_.size(); ++v)
            first.push_back(values.run(v, point, replicate, places_[v].of_a_time * times_.size()));
        for (std::size_t t = 0; t < times_.size(); ++t) {
            for (std::size_t row = 0; row < labels_.size(); ++row) put_row(text, start, t, row, first);
            for (std::size_t v = 0; v < variables_.size(); ++v) first[v] += places_[v].of_a_time;
        }
    }

    /// Nothing, if all values are missing: the run was shorter, or its scenario has no such row.
    void put_row(Text& text, const std::string& start, std::size_t t, std::size_t row,
                 const std::vector<const double*>& values) const {
        const std::size_t length = text.size();
        bool has_values = false;
        put_text(text, start);
        put_text(text, times_[t]);
        put_text(text, labels_[row]);
        for (std::size_t v = 0; v < variables_.size(); ++v)
            for (const std::size_t own : places_[v].own) {
                const double value = values[v][places_[v].common[row] + own];
                has_values = has_values || !std::isnan(value);
                text.push_back(',');
                put_value(text, *variables_[v], flags_[v], value);
            }
        text.push_back('\n');
        if (!has_values) text.resize(length);
    }

    const sim::Outputs& outputs_;
    Formulas formulas_;
    RunColumns columns_;
    std::vector<const sim::Variable*> variables_;
    std::vector<std::string> common_, labels_, times_;
    std::vector<Places> places_;
    std::vector<std::vector<std::string>> flags_;
};

}  // namespace

std::unique_ptr<ExportedTable> table_of_series(const sim::results::Reader& file, const std::vector<std::string>& names,
                                               Formulas formulas) {
    return std::make_unique<SeriesTable>(file, names, formulas);
}

}  // namespace cli
