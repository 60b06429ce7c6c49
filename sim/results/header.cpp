#include "sim/results/header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>
#include <stdexcept>

#include "sim/check.hpp"
#include "sim/results/table_writer.hpp"
#include "sim/utf8.hpp"

namespace sim::results {

namespace {

constexpr std::size_t longest_name = 255;           // [byte] NC_MAX_NAME is 256
constexpr std::uint64_t largest_run = 1024u << 20;  // [byte] per variable; a chunk must stay below 4 GiB

/// Why a name cannot stand in a file that netCDF, xarray and R read; empty if it can.
std::string fault_of_name(std::string_view name) {
    if (name.empty()) return "is empty";
    if (name.size() > longest_name) return "is longer than 255 bytes";
    if (name == "." || name.find('/') != name.npos) return "means a group in the results file";
    if (std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 127; }))
        return "has a space or a control character";
    while (!name.empty()) {
        const CodePoint point = first_code_point(name);
        if (point.length == 0) return "is not UTF-8";
        name.remove_prefix(point.length);
    }
    return {};
}

/// The names of a file's variables and dimensions, each once.
class Names {
 public:
    explicit Names(const Outputs& outputs) {
        for (const char* own :
             {"point", "replicate", "label", "run_status", "seed", "start_date", "scale", "provenance", "failures"})
            taken_.insert(own);
        taken_.insert(time_name(outputs));
    }
    void take(const std::string& name, const std::string& what) {
        if (const std::string fault = fault_of_name(name); !fault.empty())
            throw InputError(what + " '" + shown(name) + "' " + fault + ": choose another name");
        if (!taken_.insert(name).second)
            throw InputError(what + " '" + name + "' has the name of another variable of the results file: rename it");
    }

 private:
    std::set<std::string> taken_;
};

void require(bool holds, const char* what) {
    if (!holds) throw std::logic_error(std::string("results header: ") + what);
}

void check_size(const Header& header, const Variable& variable) {
    std::uint64_t bytes = bytes_of(variable.store);
    for (const std::size_t length : header.outputs.shape_of(variable)) {
        require(length > 0, "a dimension without labels, or no times");
        bytes = bytes > largest_run / length ? largest_run + 1 : bytes * length;
    }
    if (bytes > largest_run)
        throw InputError("variable '" + variable.name +
                         "' is larger than 1 GiB per run: record fewer times or fewer dimensions");
}

void check_flags(const Variable& variable) {
    require(variable.flag_meanings.empty() || variable.store == Store::flag, "meanings of a variable that is no flag");
    for (const std::string& meaning : variable.flag_meanings)
        require(fault_of_name(meaning).empty(), "a flag's meaning is not one word");
}

/// R's ncdf4 does not see a column that has the name of a dimension of the root.
void check_table(const Outputs& outputs, const RowTable& table) {
    for (const Column& column : table.columns) {
        require(fault_of_name(column.name).empty() && column.store != Column::Store::text,
                "a table has a column of texts, or one whose name no reader takes");
        for (const char* own : {"point", "replicate", "time", "step", "week", of_point, of_replicate})
            require(column.name != own, "a column of a table has the name of a dimension, or one of the file's own");
        require(outputs.dimension(column.name) == nullptr, "a column of a table has the name of a dimension");
        for (const std::string& meaning : column.flag_meanings)
            require(fault_of_name(meaning).empty(), "a code's meaning is not one word");
    }
}

}  // namespace

std::string time_name(const Outputs& outputs) { return outputs.time.start.empty() ? outputs.time.counts : "time"; }

std::string Factor::text(std::uint64_t point) const {
    return choices.empty() ? fmt::format("{}", values[point]) : choices[static_cast<std::size_t>(values[point])];
}

void check(const Header& header) {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max());
    require(header.n_points > 0 && header.n_replicates > 0, "no points or no replicates");
    if (header.n_points > most || header.n_replicates > most)
        throw InputError("the plan has more than 2147483647 points or replicates: split it");
    require(header.labels.empty() || header.labels.size() == header.n_points, "labels and points differ in number");
    require(header.starts.empty() || header.starts.size() == header.n_points, "starts and points differ in number");
    require(header.scale.size() == header.n_points, "scales and points differ in number");
    require(header.seeds.size() == header.n_replicates, "seeds and replicates differ in number");

    Names names(header.outputs);
    for (const Dimension& dimension : header.outputs.dimensions) {
        names.take(dimension.name, "dimension");
        require(!dimension.labels.empty(), "a dimension without labels");
    }
    for (const Variable& variable : header.outputs.variables) {
        names.take(variable.name, "variable");
        check_size(header, variable);
        check_flags(variable);
    }
    for (const RowTable& table : header.outputs.tables) {
        names.take(table.name, "table");
        check_table(header.outputs, table);
    }
    for (const Factor& factor : header.factors) {
        names.take(factor.name, "factor");
        require(factor.values.size() == header.n_points, "a factor's values and points differ in number");
        const auto is_place = [&](double value) { return value >= 0 && value < double(factor.choices.size()); };
        require(factor.choices.empty() || std::ranges::all_of(factor.values, is_place), "a factor's choice is none");
    }
}

}  // namespace sim::results
