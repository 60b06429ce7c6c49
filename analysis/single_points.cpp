#include "analysis/single_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/check.hpp"

namespace analysis {
namespace {

std::string name_of(const sim::results::Header& header, std::uint64_t point, const std::vector<std::string>& changed) {
    if (!header.labels.empty()) return header.labels[point];
    std::string text;
    for (const auto& factor : header.factors)
        if (std::ranges::count(changed, factor.name) > 0)
            text += fmt::format("{}{}={}", text.empty() ? "" : ",", factor.name, factor.text(point));
    return text;
}

struct Other {
    std::uint64_t point;
    std::string name;
    std::size_t n_factors;
};

}  // namespace

OneAtATime one_at_a_time(const Runs& runs, const std::string& base, const std::vector<Quantity>& quantities,
                         const Certainty& certainty) {
    const auto& header = runs.header();
    const Points points(runs);
    const auto different = points.different();
    const std::uint64_t from = base.empty() ? different.front() : points.select(base, "--base").points.front();
    OneAtATime made;
    made.base = !base.empty() ? base : header.labels.empty() ? "point 0" : header.labels[from];
    std::vector<Other> others;
    for (const std::uint64_t point : different) {
        const auto changed = points.differences(from, point);
        if (point == from) continue;
        if (changed.size() > 1 && header.labels.empty()) ++made.n_others;
        if (changed.size() == 1 || !header.labels.empty())
            others.push_back({point, name_of(header, point, changed), changed.size()});
    }
    if (others.empty())
        throw sim::InputError(
            fmt::format("analyze oat: no point changes one factor of {} (sweep a list of such points, or name "
                        "another --base)",
                        made.base));
    for (const Quantity& quantity : quantities) {
        const Eigen::MatrixXd values = runs.at_end(quantity);
        std::vector<Change> changes;
        for (const Other& other : others) {
            std::vector<double> before, after;
            for (Eigen::Index r = 0; r < values.cols(); ++r) {
                const double b = values(static_cast<Eigen::Index>(from), r);
                const double a = values(static_cast<Eigen::Index>(other.point), r);
                if (!std::isnan(a + b)) before.push_back(b), after.push_back(a);
            }
            const auto n_left_out = static_cast<std::size_t>(values.cols()) - before.size();
            changes.push_back({other.name, other.n_factors, quantity,
                               compare_pairs(before, after, resampled(certainty, quantity.name + ", " + other.name)),
                               n_left_out});
        }
        const auto size_of = [](const Change& one) {
            return std::isnan(one.paired.difference) ? 0 : -std::abs(one.paired.difference);
        };
        std::ranges::stable_sort(changes, {}, size_of);
        for (Change& one : changes) made.changes.push_back(std::move(one));
    }
    return made;
}

bool is_known_somewhere(const Runs& runs, const Quantity& quantity) {
    return !runs.at_end(quantity).array().isNaN().rowwise().any().all();
}

EnoughOfFile enough_of_file(const Runs& runs, const Quantity& quantity, const HalfWidth& half_width,
                            const Certainty& certainty) {
    if (runs.header().n_replicates < 2)
        throw sim::InputError(
            "analyze replicates: the file has one replicate, which shows no spread (sweep with replicates = 8)");
    const auto groups = complete_groups(runs, quantity, Points(runs).different(), 1, "point", Incomplete::left_out);
    EnoughOfFile made{quantity, {}, half_width.value, groups.points.size(), groups.n_left_out};
    if (half_width.is_share) made.half_width *= std::abs(groups.runs.mean());
    made.enough = enough_of(groups.runs, made.half_width, certainty.level);
    return made;
}

}  // namespace analysis
