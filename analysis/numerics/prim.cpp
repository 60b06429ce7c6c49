#include "analysis/numerics/prim.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace analysis {
namespace {

using Eigen::Index;
using Members = std::vector<Index>;

double sum_of(const Members& members, Numbers outcome) {
    double sum = 0;
    for (const Index p : members) sum += outcome[static_cast<std::size_t>(p)];
    return sum;
}

double density_of(const Members& members, Numbers outcome) {
    return sum_of(members, outcome) / static_cast<double>(members.size());
}

/// How many points a peel or a paste moves.
std::size_t portion(std::size_t n_inside, const PrimOptions& options) {
    return std::max<std::size_t>(1, static_cast<std::size_t>(options.peel * static_cast<double>(n_inside)));
}

Members within(const std::vector<Side>& sides, const Eigen::MatrixXd& points) {
    Members made;
    for (Index p = 0; p < points.rows(); ++p) {
        bool inside = true;
        for (Index f = 0; f < points.cols() && inside; ++f) {
            const Side& side = sides[static_cast<std::size_t>(f)];
            inside = side.low <= points(p, f) && points(p, f) <= side.high;
        }
        if (inside) made.push_back(p);
    }
    return made;
}

Box described(std::vector<Side> sides, const Members& members, Numbers outcome) {
    const double all = std::accumulate(outcome.begin(), outcome.end(), 0.0);
    return {std::move(sides), members.size(), density_of(members, outcome), sum_of(members, outcome) / all};
}

/// A box with one side moved.
struct Move {
    std::vector<Side> sides;
    Members members;
};

/// The members in order of a factor, from the side that is moved.
Members in_order(Members members, const Eigen::MatrixXd& points, Index factor, bool from_low) {
    std::ranges::stable_sort(members, {}, [&](Index p) { return from_low ? points(p, factor) : -points(p, factor); });
    return members;
}

/// Takes the lowest or highest points of a factor away, all those of one value together. None is left if all have it.
Move peel(const Box& box, const Members& members, const Eigen::MatrixXd& points, Index factor, bool low,
          const PrimOptions& options) {
    const double sign = low ? 1 : -1;
    std::vector<double> values;
    for (const Index p : members) values.push_back(sign * points(p, factor));
    const auto last_taken = values.begin() + static_cast<std::ptrdiff_t>(portion(members.size(), options)) - 1;
    std::ranges::nth_element(values, last_taken);
    const double cut = *last_taken;
    Move made{box.sides, {}};
    double nearest = std::numeric_limits<double>::infinity();
    for (const Index p : members)
        if (const double value = sign * points(p, factor); value > cut) {
            made.members.push_back(p);
            nearest = std::min(nearest, value);
        }
    Side& side = made.sides[static_cast<std::size_t>(factor)];
    (low ? side.low : side.high) = sign * nearest;
    (low ? side.is_low_bound : side.is_high_bound) = true;
    return made;
}

/// Lets the nearest points beyond a side in, all those of one value together.
Move paste(const Box& box, const Eigen::MatrixXd& points, Index factor, bool low, const PrimOptions& options) {
    Move made{box.sides, {}};
    Side& side = made.sides[static_cast<std::size_t>(factor)];
    (low ? side.low : side.high) = low ? points.col(factor).minCoeff() : points.col(factor).maxCoeff();
    const Members sorted = in_order(within(made.sides, points), points, factor, !low);
    std::size_t n = std::min(sorted.size(), box.n_points + portion(box.n_points, options));
    while (n < sorted.size() && points(sorted[n], factor) == points(sorted[n - 1], factor)) ++n;
    made.members.assign(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(n));
    (low ? side.low : side.high) = points(made.members.back(), factor);
    (low ? side.is_low_bound : side.is_high_bound) = n < sorted.size();
    return made;
}

/// The peel after which the outcome is most frequent for the points it takes.
Move best_peel(const Box& box, const Members& members, const Eigen::MatrixXd& points, Numbers outcome,
               const PrimOptions& options) {
    const auto least = static_cast<std::size_t>(options.least_support * static_cast<double>(points.rows()));
    Move best;
    double best_gain = 0;
    for (Index f = 0; f < points.cols(); ++f)
        for (const bool low : {true, false}) {
            Move tried = peel(box, members, points, f, low, options);
            if (tried.members.empty() || tried.members.size() < least) continue;
            const double gain = (density_of(tried.members, outcome) - box.density) /
                                static_cast<double>(members.size() - tried.members.size());
            if (!best.members.empty() && gain <= best_gain) continue;
            best_gain = gain;
            best = std::move(tried);
        }
    return best;
}

}  // namespace

std::size_t Box::n_bound() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(sides, [](const Side& side) { return side.is_low_bound || side.is_high_bound; }));
}

std::vector<Box> peeled_boxes(const Eigen::MatrixXd& points, Numbers outcome, const PrimOptions& options) {
    std::vector<Side> sides;
    for (Index f = 0; f < points.cols(); ++f)
        sides.push_back({points.col(f).minCoeff(), points.col(f).maxCoeff(), false, false});
    Members members = within(sides, points);
    std::vector<Box> boxes = {described(sides, members, outcome)};
    while (boxes.back().density < 1) {
        Move best = best_peel(boxes.back(), members, points, outcome, options);
        if (best.members.empty()) break;
        members = std::move(best.members);
        boxes.push_back(described(std::move(best.sides), members, outcome));
    }
    return boxes;
}

Box pasted(const Box& box, const Eigen::MatrixXd& points, Numbers outcome, const PrimOptions& options) {
    Box best = box;
    for (bool has_grown = true; has_grown;) {
        has_grown = false;
        const Box before = best;
        for (Index f = 0; f < points.cols(); ++f)
            for (const bool low : {true, false}) {
                const Side& side = before.sides[static_cast<std::size_t>(f)];
                if (!(low ? side.is_low_bound : side.is_high_bound)) continue;
                Move tried = paste(before, points, f, low, options);
                Box grown = described(std::move(tried.sides), tried.members, outcome);
                if (grown.density < before.density || grown.coverage <= before.coverage) continue;
                if (has_grown && grown.density <= best.density) continue;
                best = std::move(grown);
                has_grown = true;
            }
    }
    return best;
}

}  // namespace analysis
