/// Treats the outputs of a model that counts steps: leave out what was not asked for, lay the time axis, and write
/// values by name as a run goes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/run/model.hpp"

namespace sim {

/// `all` with the series that are asked for (metrics always stay), the dimensions that they have, and the steps asked
/// for. Names that it does not have become problems, and so does every extra dimension.
Outputs chosen_outputs(Outputs all, const OutputRequest& request, int n_steps, Problems& problems);

/// The times asked for, in units of time since the start: 0, every, 2 every, ... and the end of a run that long, or those
/// listed.
std::vector<std::int32_t> recorded(const OutputRequest& request, int n_units);

bool contains(const std::vector<std::string>& all, std::string_view one);

/// Reports names asked for under `key` that are not known, with the nearest one that is.
void report_unknown(std::string_view key, const std::vector<std::string>& asked, const std::vector<std::string>& known,
                    Problems& problems);

/// For a model that keeps no events: says so (InputError) if it is asked for them.
void refuse_events(const RunRequest& request);

/// One run's values. A name that was not asked for is passed over; one that is not `declared`, or of another type, is a
/// std::logic_error.
class Recorder {
 public:
    Recorder(const Outputs& outputs, const std::vector<std::string>& declared)
        : outputs_(outputs), declared_(declared), series_(outputs) {}

    /// Moves to the row of this step; false if it has none.
    bool at(int step);
    void count(std::string_view name, std::int64_t value);
    void real(std::string_view name, double value);
    void metric(std::string_view name, double value);
    /// A variable without dimensions, as it is declared: a metric, or this row of a series.
    void value(const Variable& declared, double value);
    /// A metric with dimensions, cell by cell.
    template <class Value>
    void values(const Variable& declared, const Value& value_of) {
        const auto v = position(declared.name, Store::real);
        if (!v) return;
        const std::span<double> cells = series_.reals(*v);
        for (std::size_t cell = 0; cell < cells.size(); ++cell) cells[cell] = value_of(cell);
    }
    /// This row of a variable with dimensions; `variable` is its number in the outputs.
    void counts(std::size_t variable, std::span<const std::int32_t> values);
    void reals(std::size_t variable, std::span<const double> values);
    /// Codes over two dimensions, value(row, column) each; rows and columns of theirs beyond these stay missing.
    template <class Value>
    void flags(std::string_view name, std::size_t n_rows, std::size_t n_columns, const Value& value) {
        const auto v = position(name, Store::flag);
        if (!v) return;
        const std::span<std::uint8_t> cells = plane(*v, n_rows, n_columns);
        const std::size_t stride = outputs_.dimension(outputs_.variables[*v].dims.back())->labels.size();
        for (std::size_t row = 0; row < n_rows; ++row)
            for (std::size_t column = 0; column < n_columns; ++column)
                cells[row * stride + column] = static_cast<std::uint8_t>(value(row, column));
    }
    const Series& series() const { return series_; }
    Series take() { return std::move(series_); }

 private:
    std::optional<std::size_t> position(std::string_view name, Store store) const;
    /// The values of this row of a variable over two dimensions that hold so many rows and columns, at least.
    std::span<std::uint8_t> plane(std::size_t variable, std::size_t n_rows, std::size_t n_columns);

    const Outputs& outputs_;
    const std::vector<std::string>& declared_;
    Series series_;
    std::size_t row_ = 0;
};

}  // namespace sim
