#include "analysis/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/check.hpp"

namespace analysis {
namespace {

void need_design(const DesignOfFile& design, const std::string& wanted, const std::string& method) {
    if (design.kind == wanted) return;
    throw sim::InputError(
        fmt::format("analyze {}: needs a sweep with design = \"{}\"; this file's is {} (docs/designs.md)", method,
                    wanted, design.kind.empty() ? "a single run" : '"' + design.kind + '"'));
}

void need_whole(const sim::results::Header& header, std::uint64_t stride, const std::string& what) {
    if (header.n_points % stride == 0) return;
    throw sim::InputError(
        fmt::format("the file holds {} points, which are no whole {}s of {} points (run the whole sweep)",
                    header.n_points, what, stride));
}

std::vector<std::size_t> varying(const sim::results::Header& header) {
    std::vector<std::size_t> factors;
    for (std::size_t f = 0; f < header.factors.size(); ++f) {
        const auto [low, high] = std::ranges::minmax_element(header.factors[f].values);
        if (*low < *high) factors.push_back(f);
    }
    return factors;
}

void refuse_unordered(const sim::results::Header& header, const std::vector<std::size_t>& factors,
                      const std::string& method) {
    for (const std::size_t f : factors)
        if (header.factors[f].choices.size() > 2)
            throw sim::InputError(fmt::format("analyze {}: {} has {} names without an order (sweep one at a time)",
                                              method, header.factors[f].name, header.factors[f].choices.size()));
}

}  // namespace

SobolOfFile sobol_of(const Runs& runs, const Quantity& quantity, Incomplete incomplete, const Certainty& certainty) {
    const auto design = design_of(runs.header());
    need_design(design, "saltelli", "sobol");
    const std::size_t k = runs.header().factors.size();
    const std::uint64_t stride = (design.second_order ? 2 : 1) * k + 2;
    need_whole(runs.header(), stride, "base sample");
    const auto groups = complete_groups(runs, quantity, all_points(runs.header()), stride, "base sample", incomplete);
    const Eigen::VectorXd means = groups.runs.rowwise().mean();
    Eigen::MatrixXd values(means.size() / static_cast<Eigen::Index>(stride), static_cast<Eigen::Index>(stride));
    for (Eigen::Index s = 0; s < values.rows(); ++s) values.row(s) = means.segment(s * values.cols(), values.cols());
    SobolOfFile made;
    made.indices = sobol_indices(values, k, resampled(certainty, "sobol " + quantity.name));
    made.n_samples = static_cast<std::uint64_t>(values.rows());
    made.n_left_out = groups.n_left_out;
    Eigen::MatrixXd independent(2 * values.rows(), groups.runs.cols());  // the points A and B alone
    for (Eigen::Index s = 0; s < values.rows(); ++s) {
        independent.row(2 * s) = groups.runs.row(s * values.cols());
        independent.row(2 * s + 1) = groups.runs.row((s + 1) * values.cols() - 1);
    }
    made.chance = chance_in(independent);
    return made;
}

MorrisOfFile morris_of(const Runs& runs, const Quantity& quantity, Incomplete incomplete, const Certainty& certainty) {
    const auto& header = runs.header();
    const auto design = design_of(header);
    need_design(design, "morris", "morris");
    const std::uint64_t stride = header.factors.size() + 1;
    need_whole(header, stride, "trajectory");
    const auto groups = complete_groups(runs, quantity, all_points(header), stride, "trajectory", incomplete);
    std::vector<std::size_t> factors(header.factors.size());
    for (std::size_t f = 0; f < factors.size(); ++f) factors[f] = f;
    const auto levels = static_cast<double>(design.levels);
    const double step = levels / (2 * (levels - 1));
    const auto effects =
        effects_along(factor_values(header, groups.points, factors), groups.runs.rowwise().mean(), step);
    if (!effects.fault.empty()) throw sim::InputError(fmt::format("analyze morris: {}", effects.fault));
    MorrisOfFile made;
    made.effects = elementary_effects(effects.of, resampled(certainty, "morris " + quantity.name));
    made.n_left_out = groups.n_left_out;
    made.of_chance = size_of_chance(std::sqrt(chance_in(groups.runs).of_runs), header.n_replicates, step);
    return made;
}

PrccOfFile prcc_of(const Runs& runs, const Quantity& quantity, Incomplete incomplete, const Certainty& certainty) {
    const auto& header = runs.header();
    const Points points(runs);
    PrccOfFile made;
    made.factors = varying(header);
    if (made.factors.empty())
        throw sim::InputError("analyze prcc: no factor varies in this file (sweep some: docs/designs.md)");
    refuse_unordered(header, made.factors, "prcc");
    const auto groups = complete_groups(runs, quantity, points.different(), 1, "point", incomplete);
    const Eigen::VectorXd means = groups.runs.rowwise().mean();
    made.correlations =
        partial_rank_correlations(factor_values(header, groups.points, made.factors),
                                  {means.data(), static_cast<std::size_t>(means.size())}, certainty.level);
    if (made.correlations.empty())
        throw sim::InputError(
            fmt::format("analyze prcc: {} points of {} factors do not tell them apart, or {} is the same everywhere "
                        "(sweep more points, "
                        "each factor on its own: design = \"lhs\")",
                        groups.points.size(), made.factors.size(), quantity.name));
    made.n_points = groups.points.size();
    made.n_left_out = groups.n_left_out;
    return made;
}

}  // namespace analysis
