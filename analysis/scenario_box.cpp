#include "analysis/scenario_box.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/check.hpp"

namespace analysis {
namespace {

bool varies(const sim::results::Factor& factor) {
    const auto [low, high] = std::ranges::minmax_element(factor.values);
    return *low < *high;
}

std::vector<std::size_t> wanted_factors(const sim::results::Header& header, const std::vector<std::string>& names) {
    std::vector<std::size_t> wanted;
    std::vector<std::string> known;
    for (std::size_t f = 0; f < header.factors.size(); ++f) {
        known.push_back(header.factors[f].name);
        const bool is_asked = names.empty() ? varies(header.factors[f]) : std::ranges::count(names, known.back()) > 0;
        if (is_asked) wanted.push_back(f);
    }
    for (const std::string& name : names)
        if (std::ranges::count(known, name) == 0) {
            const auto near = sim::nearest(name, known);
            throw sim::InputError(fmt::format("--factor: {} does not vary in this file ({})", sim::shown(name),
                                              near.empty() ? fmt::format("its factors: {}", fmt::join(known, ", "))
                                                           : fmt::format("did you mean '{}'?", near)));
        }
    return wanted;
}

void refuse_policies(const sim::results::Header& header, const std::vector<std::size_t>& wanted) {
    std::vector<std::string> policies, others;
    for (const std::size_t f : wanted)
        (kind_of(header.factors[f], header) == "policy" ? policies : others).push_back(header.factors[f].name);
    if (!policies.empty())
        throw sim::InputError(
            fmt::format("analyze prim: {} {} (boxes are of behaviour, structure and history alone: nothing here "
                        "searches for the policy "
                        "that represses best; {})",
                        fmt::join(policies, ", "), policies.size() == 1 ? "is a policy" : "are policies",
                        others.empty() ? "sweep other factors"
                                       : fmt::format("name the others: --factor {}", fmt::join(others, " --factor "))));
    if (wanted.empty())
        throw sim::InputError("analyze prim: no factor varies in this file (sweep some: docs/designs.md)");
    for (const std::size_t f : wanted)
        if (header.factors[f].choices.size() > 2)
            throw sim::InputError(fmt::format(
                "analyze prim: {} has names without an order (leave it out with --factor)", header.factors[f].name));
}

bool happens(double value, const Outcome& outcome) { return !(value < outcome.at_least) && !(value > outcome.at_most); }

void need_a_bound(const Outcome& outcome) {
    const bool has_bound = !std::isnan(outcome.at_least) || !std::isnan(outcome.at_most);
    if (has_bound == (outcome.quantity.flag < 0)) return;
    throw sim::InputError(
        has_bound
            ? fmt::format("--metric {}: happens or not (leave out --at-least and --at-most)", outcome.quantity.name)
            : fmt::format("--metric {}: say when it counts: --at-least X, --at-most X or both", outcome.quantity.name));
}

}  // namespace

BoxOfFile box_of(const Runs& runs, const Outcome& outcome, const std::vector<std::string>& factors,
                 const PrimOptions& options, Incomplete incomplete) {
    need_a_bound(outcome);
    BoxOfFile made;
    made.factors = wanted_factors(runs.header(), factors);
    refuse_policies(runs.header(), made.factors);
    const auto groups = complete_groups(runs, outcome.quantity, Points(runs).different(), 1, "point", incomplete);
    std::vector<double> shares;
    for (Eigen::Index p = 0; p < groups.runs.rows(); ++p) {
        double n = 0;
        for (Eigen::Index r = 0; r < groups.runs.cols(); ++r) {
            const double value = groups.runs(p, r);
            n += outcome.quantity.flag >= 0 ? value : happens(value, outcome) ? 1 : 0;
        }
        shares.push_back(n / static_cast<double>(groups.runs.cols()));
    }
    made.share = mean(shares);
    if (!(made.share > 0 && made.share < 1))
        throw sim::InputError(
            fmt::format("analyze prim: {} happens in {} run, so there is no box to find (move the bounds)",
                        outcome.quantity.name, made.share > 0 ? "every" : "no"));
    const Eigen::MatrixXd values = factor_values(runs.header(), groups.points, made.factors);
    made.boxes = peeled_boxes(values, shares, options);
    made.ranges = made.boxes.front().sides;
    made.box = pasted(*std::ranges::max_element(made.boxes, {}, &Box::balance), values, shares, options);
    made.n_points = groups.points.size();
    made.n_left_out = groups.n_left_out;
    return made;
}

}  // namespace analysis
