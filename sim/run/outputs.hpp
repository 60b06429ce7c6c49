/// The outputs of a model, declared once: dimensions, variables of the series, end-of-run metrics. `muster metrics`, the
/// results file and the docs are derived from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

struct Dimension {
    std::string name, meaning;
    std::vector<std::string> labels;
    bool numbered = false;  // labels are 0, 1, 2, ...: a file holds them as numbers
};
Dimension numbered(std::string name, std::string meaning, std::size_t size);

/// How a value is stored: int32 counts (missing = -1), float64 reals (missing = NaN), uint8 flags (missing = 255).
enum class Store : std::uint8_t { count, real, flag };
std::size_t bytes_of(Store store);

/// One variable over (point, replicate[, time][, dims...]); time comes first among a run's own dimensions.
struct Variable {
    std::string name, unit, meaning;
    std::string denominator;  // of a rate: what it is a share of; else empty
    Store store = Store::count;
    bool over_time = true;                   // false: an end-of-run metric
    std::vector<std::string> dims;           // names in Outputs::dimensions, after time
    std::vector<std::string> flag_meanings;  // of a flag: the meaning of 0, 1, 2, ...
    bool on_request = false;                 // too large to be kept unless a request names it
    std::vector<std::string> harm;           // what of it is harm to people: labels of one of its axes, or its own name
};

/// The time axis: CF "days since <start>" if there is a calendar, else steps, or weeks of scenarios that start apart.
struct TimeAxis {
    std::string start;             // "2011-03-15", empty: no calendar
    std::vector<std::int32_t> at;  // [n_times] days since start, or what is counted
    std::string counts = "step";   // without a calendar: "step" or "week"
};

/// A ragged table of a run's events: one row per event, one array per column. One that is declared has no rows yet.
struct Column {
    std::string name, unit, meaning;
    enum class Store : std::uint8_t { u8, i32, f32, f64, text } store = Store::f64;
    std::vector<std::string> flag_meanings;  // of a whole number that is a code: the meaning of 0, 1, 2, ...
    std::vector<double> numbers;             // every numeric store; the writer converts
    std::vector<std::string> texts;          // of a text column
};
struct RowTable {
    std::string name, row;  // group "/events", its dimension "event"
    std::string meaning;
    std::vector<Column> columns;
    std::size_t size() const;
};

struct Outputs {
    std::vector<Dimension> dimensions;
    std::vector<Variable> variables;
    TimeAxis time;
    std::uint64_t replicates_with_events = 0;  // of each point, the first so many
    std::vector<RowTable> tables;              // of the events of a run, declared

    bool keeps_events_of(std::uint32_t replicate) const { return replicate < replicates_with_events; }
    const Dimension* dimension(std::string_view name) const;
    const Variable* variable(std::string_view name) const;
    /// Values of one run: times (if over time) x the sizes of its dimensions. std::logic_error: undeclared dimension.
    std::size_t size_of(const Variable& variable) const;
    /// Sizes of a variable's own axes: [time,] dims...
    std::vector<std::size_t> shape_of(const Variable& variable) const;
};

/// The labels of all cells of some axes, each with a stroke before it: "_north_first"; of no axes the one "".
std::vector<std::string> labels_of_cells(const Outputs& outputs, const std::vector<std::string>& dims);

/// The same variables over the same axes and the same tables, whatever is said of them: a run of one is a run of the
/// other.
bool have_same_form(const Outputs& a, const Outputs& b);

/// The values of one run for every variable of an Outputs, in one block, filled with the missing value. Asking for a
/// variable as another type than it was declared with is a std::logic_error.
class Series {
 public:
    Series() = default;
    explicit Series(const Outputs& outputs);

    std::span<std::int32_t> counts(std::size_t variable);
    std::span<double> reals(std::size_t variable);
    std::span<std::uint8_t> flags(std::size_t variable);
    std::span<const std::int32_t> counts(std::size_t variable) const;
    std::span<const double> reals(std::size_t variable) const;
    std::span<const std::uint8_t> flags(std::size_t variable) const;
    std::span<const std::byte> bytes(std::size_t variable) const;
    std::span<std::byte> bytes(std::size_t variable);
    std::size_t n_variables() const { return extents_.size(); }

 private:
    struct Extent {
        std::size_t offset = 0, size = 0;  // [byte]
        Store store = Store::count;
    };
    template <class T>
    std::span<const T> view(std::size_t variable, Store store) const;
    template <class T>
    std::span<T> view(std::size_t variable, Store store);

    std::vector<Extent> extents_;
    std::vector<std::byte> block_;
};

}  // namespace sim
