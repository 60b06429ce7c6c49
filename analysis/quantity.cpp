#include "analysis/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/numerics/sample.hpp"
#include "sim/check.hpp"

namespace analysis {
namespace {

using sim::Outputs;
using sim::Variable;

std::size_t n_cells(const Variable& variable, const Outputs& outputs) {
    std::size_t n = 1;
    for (const auto& dim : variable.dims) n *= outputs.dimension(dim)->labels.size();
    return n;
}

/// The cells with this label on one of the variable's axes; none if no axis has it.
std::vector<bool> cells_with(const std::string& label, const Variable& variable, const Outputs& outputs) {
    std::vector<bool> cells(n_cells(variable, outputs), false);
    std::size_t below = 1;
    for (auto dim = variable.dims.rbegin(); dim != variable.dims.rend(); ++dim) {
        const auto& labels = outputs.dimension(*dim)->labels;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (labels[i / below % labels.size()] == label) cells[i] = true;
        below *= labels.size();
    }
    return cells;
}

bool is_one_number(const Variable& variable) { return variable.dims.empty() || variable.store == sim::Store::count; }

bool is_harm_as_a_whole(const Variable& variable) { return variable.harm == std::vector{variable.name}; }

Quantity whole(const Variable& variable, const Outputs& outputs) {
    Quantity made{.name = variable.name, .unit = variable.unit, .meaning = variable.meaning, .variable = &variable};
    made.cells.assign(n_cells(variable, outputs), true);
    made.is_simulated_count = variable.over_time && variable.store == sim::Store::count;
    made.is_harm = is_harm_as_a_whole(variable);
    if (!variable.denominator.empty()) made.meaning += ", over " + variable.denominator;
    return made;
}

/// A quantity for each cell of a number of the end of a run that has axes: hurt_by_group_core.
std::vector<Quantity> cells_of(const Variable& variable, const Outputs& outputs) {
    std::vector<Quantity> made;
    const auto labels = labels_of_cells(outputs, variable.dims);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        Quantity one = whole(variable, outputs);
        one.name += labels[i];
        one.cells.assign(labels.size(), false);
        one.cells[i] = true;
        made.push_back(std::move(one));
    }
    return made;
}

/// The harm in a variable: the whole, or one quantity for each label; nothing where it is told apart by axes, since
/// what it says of all is there, too.
std::vector<Quantity> harm_of(const Variable& variable, const Outputs& outputs) {
    std::vector<Quantity> made;
    if (is_harm_as_a_whole(variable) && !is_one_number(variable)) return made;
    for (const std::string& label : variable.harm) {
        Quantity one = whole(variable, outputs);
        one.is_harm = true;
        if (label != variable.name) {
            one.name = label;
            one.meaning = variable.meaning + ": " + label;
            one.cells = cells_with(label, variable, outputs);
        }
        made.push_back(std::move(one));
    }
    return made;
}

std::vector<Quantity> all_harm(const Outputs& outputs, bool over_time) {
    std::vector<Quantity> made;
    for (const Variable& variable : outputs.variables)
        if (variable.over_time == over_time)
            for (Quantity& one : harm_of(variable, outputs)) made.push_back(std::move(one));
    return made;
}

std::string examples_of(const Variable& variable) {
    std::vector<std::string> written;
    for (const auto& meaning : variable.flag_meanings) written.push_back(variable.name + "=" + meaning);
    return fmt::format("{}", fmt::join(written, ", "));
}

/// Whether each cell is a number of its own.
bool has_cells(const Variable& variable) {
    return !variable.over_time && !is_one_number(variable) && variable.flag_meanings.empty();
}

std::string examples_of_cells(const Variable& variable, const Outputs& outputs) {
    if (!has_cells(variable)) return "; take another";
    std::vector<std::string> names;
    for (const Quantity& cell : cells_of(variable, outputs)) names.push_back(cell.name);
    return fmt::format("; name one of: {}", fmt::join(names, ", "));
}

[[noreturn]] void refuse_name(const std::string& name, const Outputs& outputs, bool over_time) {
    std::vector<std::string> names;
    for (const Variable& variable : outputs.variables)
        if (variable.over_time == over_time) names.push_back(variable.name);
    const Variable* other = outputs.variable(name);
    if (other != nullptr)
        throw sim::InputError(fmt::format("--metric {}: is {} (name one of: {})", sim::shown(name),
                                          over_time ? "a number of the end of a run, not a series"
                                                    : "a series (add --over time to compare it, where there is that)",
                                          fmt::join(names, ", ")));
    const auto near = sim::nearest(name, names);
    throw sim::InputError(fmt::format(
        "--metric: the file has no '{}' ({})", sim::shown(name),
        near.empty() ? fmt::format("it has {}", fmt::join(names, ", ")) : fmt::format("did you mean '{}'?", near)));
}

}  // namespace

Quantity quantity_named(const std::string& name, const Outputs& outputs, bool over_time) {
    for (Quantity& harm : all_harm(outputs, over_time))
        if (harm.name == name) return harm;
    for (const Variable& variable : outputs.variables)
        if (has_cells(variable) && variable.over_time == over_time && name.starts_with(variable.name + "_"))
            for (Quantity& cell : cells_of(variable, outputs))
                if (cell.name == name) return cell;
    const std::string plain = name.substr(0, name.find('='));
    const Variable* variable = outputs.variable(plain);
    if (variable == nullptr || variable->over_time != over_time) refuse_name(plain, outputs, over_time);
    Quantity made = whole(*variable, outputs);
    if (variable->flag_meanings.empty() && plain == name && is_one_number(*variable)) return made;
    if (!variable->dims.empty())
        throw sim::InputError(fmt::format("--metric {}: is not a single number (it has the axes {}{})",
                                          sim::shown(name), fmt::join(variable->dims, ", "),
                                          examples_of_cells(*variable, outputs)));
    const auto& meanings = variable->flag_meanings;
    const auto meant = std::ranges::find(meanings, plain == name ? std::string() : name.substr(plain.size() + 1));
    if (meant == meanings.end())
        throw sim::InputError(meanings.empty() ? fmt::format("--metric {}: {} is a number (write --metric {})",
                                                             sim::shown(name), plain, plain)
                                               : fmt::format("--metric {}: say which of its values counts: {}",
                                                             sim::shown(name), examples_of(*variable)));
    made.name = name;
    made.flag = static_cast<int>(meant - meanings.begin());
    made.unit = "1";
    made.meaning = fmt::format("share of runs: {}", *meant);
    return made;
}

std::vector<Quantity> quantities_named(const std::string& name, const Outputs& outputs, bool over_time) {
    const Variable* variable = outputs.variable(name);
    if (variable != nullptr && has_cells(*variable) && !over_time) return cells_of(*variable, outputs);
    return {quantity_named(name, outputs, over_time)};
}

std::vector<Quantity> all_quantities(const Outputs& outputs, bool over_time) {
    std::vector<Quantity> made;
    for (const Variable& variable : outputs.variables)
        if (variable.over_time == over_time && variable.flag_meanings.empty() && is_one_number(variable))
            made.push_back(whole(variable, outputs));
    return made;
}

std::vector<Quantity> harm_beside(const std::vector<Quantity>& others, const Outputs& outputs, bool over_time) {
    auto harm = all_harm(outputs, over_time);
    std::erase_if(harm, [&](const Quantity& one) {
        return std::ranges::any_of(others, [&](const Quantity& other) { return other.name == one.name; });
    });
    return harm;
}

std::vector<Quantity> quantities(const std::vector<std::string>& names, const Outputs& outputs, bool over_time) {
    std::vector<Quantity> made;
    if (names.empty()) made = all_quantities(outputs, over_time);
    for (const std::string& name : names)
        for (Quantity& one : quantities_named(name, outputs, over_time)) made.push_back(std::move(one));
    for (Quantity& harm : harm_beside(made, outputs, over_time)) made.push_back(std::move(harm));
    return made;
}

Runs::Runs(const sim::results::Reader& file) : file_(file), status_(file.status()) {}

bool Runs::is_done(std::uint64_t point, std::uint32_t replicate) const {
    return status_[point * header().n_replicates + replicate] == sim::results::Status::done;
}

std::uint32_t Runs::n_done(std::uint64_t point) const {
    std::uint32_t n = 0;
    for (std::uint32_t r = 0; r < header().n_replicates; ++r) n += is_done(point, r) ? 1 : 0;
    return n;
}

Eigen::MatrixXd Runs::at_end(const Quantity& quantity) const {
    const std::vector<double> values = file_.values(*quantity.variable);
    const std::size_t n = quantity.cells.size();
    Eigen::MatrixXd runs(static_cast<Eigen::Index>(header().n_points), header().n_replicates);
    for (Eigen::Index p = 0; p < runs.rows(); ++p)
        for (Eigen::Index r = 0; r < runs.cols(); ++r) {
            const auto at = static_cast<std::size_t>(p * runs.cols() + r);
            double sum = status_[at] == sim::results::Status::done ? 0 : unknown;
            for (std::size_t i = 0; i < n; ++i)
                if (quantity.cells[i]) sum += values[at * n + i];
            runs(p, r) = quantity.flag < 0 || std::isnan(sum) ? sum : sum == quantity.flag ? 1 : 0;
        }
    return runs;
}

std::vector<double> Runs::over_time(const Quantity& quantity, std::uint64_t point, std::uint32_t replicate) const {
    const std::size_t n_times = header().outputs.time.at.size(), n = quantity.cells.size();
    std::vector<double> course(n_times, unknown);
    if (!is_done(point, replicate)) return course;
    const std::vector<double> values = file_.values(*quantity.variable, point, replicate);
    const double scale = quantity.is_simulated_count ? header().scale[point] : 1;
    for (std::size_t t = 0; t < n_times; ++t) {
        course[t] = 0;
        for (std::size_t i = 0; i < n; ++i)
            if (quantity.cells[i]) course[t] += values[t * n + i] / scale;
        if (quantity.flag >= 0 && !std::isnan(course[t])) course[t] = course[t] == quantity.flag ? 1 : 0;
    }
    return course;
}

}  // namespace analysis
