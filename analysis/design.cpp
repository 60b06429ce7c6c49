#include "analysis/design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string_view>

#include "sim/check.hpp"
#include "sim/param/value.hpp"

namespace analysis {

DesignOfFile design_of(const sim::results::Header& header) {
    DesignOfFile made;
    if (header.sweep_toml.empty()) return made;
    sim::Problems ignored;
    const auto sweep = sim::param::parse_toml(header.sweep_toml, "sweep_toml", ignored);
    const auto* kind = sweep.map().find("design");
    const auto* second_order = sweep.map().find("second_order");
    const auto* levels = sweep.map().find("levels");
    made.kind = kind && kind->is_text() ? kind->text() : header.labels.empty() ? "grid" : "list";
    made.second_order = second_order && second_order->is_flag() && std::get<bool>(second_order->data);
    if (levels && levels->is_number()) made.levels = static_cast<std::uint64_t>(levels->number());
    return made;
}

CompleteGroups complete_groups(const Runs& runs, const Quantity& quantity, const std::vector<std::uint64_t>& points,
                               std::uint64_t group_size, const std::string& what, Incomplete incomplete) {
    const Eigen::MatrixXd values = runs.at_end(quantity);
    CompleteGroups made;
    made.n_groups = points.size() / group_size;
    std::uint64_t n_undone = 0;
    for (std::uint64_t group = 0; group < made.n_groups; ++group) {
        const auto first = points.begin() + static_cast<std::ptrdiff_t>(group * group_size);
        const auto end = first + static_cast<std::ptrdiff_t>(group_size);
        const bool has_all = std::all_of(
            first, end, [&](std::uint64_t point) { return !values.row(static_cast<Eigen::Index>(point)).hasNaN(); });
        n_undone += std::any_of(first, end,
                                [&](std::uint64_t point) { return runs.n_done(point) < runs.header().n_replicates; })
                        ? 1
                        : 0;
        if (has_all) made.points.insert(made.points.end(), first, end);
    }
    made.n_left_out = made.n_groups - made.points.size() / group_size;
    if (made.n_left_out > 0 && incomplete == Incomplete::refused)
        throw sim::InputError(
            fmt::format("{} of {} {}s lack runs with a value of {} ({} of them have runs that are not done: finish "
                        "them with `muster "
                        "sweep --resume`; or add --incomplete to leave these {}s out)",
                        made.n_left_out, made.n_groups, what, quantity.name, n_undone, what));
    if (made.points.empty())
        throw sim::InputError(fmt::format(
            "no {} has all its runs with a value of {} (take another metric, or run more)", what, quantity.name));
    made.runs.resize(static_cast<Eigen::Index>(made.points.size()), values.cols());
    for (std::size_t i = 0; i < made.points.size(); ++i)
        made.runs.row(static_cast<Eigen::Index>(i)) = values.row(static_cast<Eigen::Index>(made.points[i]));
    return made;
}

std::string kind_of(const sim::results::Factor& factor, const sim::results::Header& header) {
    constexpr std::string_view switch_name = "enabled";
    if (factor.name.ends_with(switch_name)) {
        const std::string mechanism = factor.name.substr(0, factor.name.size() - switch_name.size());
        if (std::ranges::any_of(header.parameters, [&](const sim::results::ParameterRow& row) {
                return row.name.starts_with(mechanism) && row.kind == "policy";
            }))
            return "policy";
    }
    const auto row = std::ranges::find(header.parameters, factor.name, &sim::results::ParameterRow::name);
    if (row != header.parameters.end()) return row->kind;
    return factor.kind.empty() ? "history" : factor.kind;
}

std::vector<std::uint64_t> all_points(const sim::results::Header& header) {
    std::vector<std::uint64_t> points(header.n_points);
    std::iota(points.begin(), points.end(), std::uint64_t{0});
    return points;
}

Eigen::MatrixXd factor_values(const sim::results::Header& header, const std::vector<std::uint64_t>& points,
                              const std::vector<std::size_t>& factors) {
    Eigen::MatrixXd values(static_cast<Eigen::Index>(points.size()), static_cast<Eigen::Index>(factors.size()));
    for (Eigen::Index p = 0; p < values.rows(); ++p)
        for (Eigen::Index f = 0; f < values.cols(); ++f)
            values(p, f) =
                header.factors[factors[static_cast<std::size_t>(f)]].values[points[static_cast<std::size_t>(p)]];
    return values;
}

}  // namespace analysis
