#include "analysis/comparison.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "sim/check.hpp"

namespace analysis {
namespace {

/// Settings side by side: the points of each, a place for each pair.
template <std::size_t N>
using Aligned = std::array<std::vector<std::uint64_t>, N>;

/// Means over the points of each setting, of the replicates in which all settings have a value.
template <std::size_t N>
struct ByReplicate {
    std::array<std::vector<double>, N> means;
    std::size_t n_left_out = 0;
};

template <std::size_t N, class ValueAt>
ByReplicate<N> by_replicate(const Aligned<N>& points, std::uint32_t n_replicates, ValueAt value_at) {
    ByReplicate<N> made;
    for (std::uint32_t r = 0; r < n_replicates; ++r) {
        std::array<double, N> means{};
        double all = 0;
        for (std::size_t s = 0; s < N; ++s) {
            for (const std::uint64_t point : points[s])
                means[s] += value_at(point, r) / static_cast<double>(points[s].size());
            all += means[s];
        }
        made.n_left_out += std::isnan(all) ? 1 : 0;
        for (std::size_t s = 0; s < N && !std::isnan(all); ++s) made.means[s].push_back(means[s]);
    }
    return made;
}

Aligned<2> aligned(const Pairing& pairing) {
    Aligned<2> made;
    for (const auto& [base, to] : pairing.pairs) made[0].push_back(base), made[1].push_back(to);
    return made;
}

struct Against {
    std::string to;
    Aligned<2> points;
};

std::vector<Against> pairings(const Runs& runs, const std::string& base, const std::vector<std::string>& to,
                              std::vector<std::string>& remarks) {
    const Points points(runs);
    const Selection from = points.select(base, "--base");
    std::vector<Against> made;
    for (const std::string& one : to) {
        Pairing pairing = points.pair(from, points.select(one, "--to"));
        made.push_back({one, aligned(pairing)});
        for (std::string& remark : pairing.remarks) remarks.push_back(std::move(remark));
    }
    return made;
}

auto values_in(const Eigen::MatrixXd& values) {
    return [&values](std::uint64_t point, std::uint32_t replicate) {
        return values(static_cast<Eigen::Index>(point), static_cast<Eigen::Index>(replicate));
    };
}

std::string name_of(const Quantity& quantity, const std::string& to) { return quantity.name + ", " + to; }

/// The points of base, base and first, base and second, base and both.
Aligned<4> four_settings(const Points& points, const Selection& base, const Selection& first, const Selection& second,
                         std::vector<std::string>& remarks) {
    for (const auto& [factor, value] : first.values)
        for (const auto& other : second.values)
            if (other.first == factor)
                throw sim::InputError(fmt::format("--interaction {} {}: both set one factor (name two different ones)",
                                                  sim::shown(first.text), sim::shown(second.text)));
    auto both = first.values;
    both.insert(both.end(), second.values.begin(), second.values.end());
    Aligned<4> made;
    std::size_t n_without = 0;
    for (const std::uint64_t point : base.points) {
        const auto a = points.like(point, first.values), b = points.like(point, second.values),
                   ab = points.like(point, both);
        if ((a && *a == point) || (b && *b == point))
            throw sim::InputError(
                fmt::format("--base {}: some of its points have {} already (write in --base, too, what it "
                            "was before)",
                            sim::shown(base.text), sim::shown(a && *a == point ? first.text : second.text)));
        n_without += a && b && ab ? 0 : 1;
        if (!a || !b || !ab) continue;
        made[0].push_back(point), made[1].push_back(*a), made[2].push_back(*b), made[3].push_back(*ab);
    }
    if (made[0].empty())
        throw sim::InputError(
            fmt::format("--interaction {} {}: the file lacks a point with one of them or with both beside "
                        "--base {} (sweep the grid of both)",
                        sim::shown(first.text), sim::shown(second.text), sim::shown(base.text)));
    if (n_without > 0)
        remarks.push_back(fmt::format("{} of {} points of {} lack one of the other three settings and are left out",
                                      n_without, base.points.size(), base.text));
    if (made[0].size() > 1)
        remarks.push_back(
            fmt::format("means over {} settings of the other factors, replicate by replicate", made[0].size()));
    return made;
}

Selection change(const Points& points, const std::string& text) {
    Selection made = points.select(text, "--interaction");
    if (made.is_label)
        throw sim::InputError(
            fmt::format("--interaction {}: is a label (write what it changes: NAME=VALUE)", sim::shown(text)));
    return made;
}

}  // namespace

std::vector<Comparison> compare(const Runs& runs, const std::string& base, const std::vector<std::string>& to,
                                const std::vector<Quantity>& quantities, const HalfWidth& half_width,
                                const Certainty& certainty, std::vector<std::string>& remarks) {
    std::vector<Comparison> made;
    const auto against = pairings(runs, base, to, remarks);
    for (const Quantity& quantity : quantities) {
        const Eigen::MatrixXd values = runs.at_end(quantity);
        for (const Against& other : against) {
            const auto sample = by_replicate(other.points, runs.header().n_replicates, values_in(values));
            Comparison one{.to = other.to, .quantity = quantity, .paired = {}, .n_left_out = sample.n_left_out};
            one.paired =
                compare_pairs(sample.means[0], sample.means[1], resampled(certainty, name_of(quantity, other.to)));
            one.half_width = half_width.is_share ? half_width.value * std::abs(one.paired.base_mean) : half_width.value;
            one.needed = replicates_for(one.paired.sd_of_differences, one.half_width, certainty.level);
            made.push_back(std::move(one));
        }
    }
    return made;
}

std::vector<CourseOfComparison> compare_over_time(const Runs& runs, const std::string& base,
                                                  const std::vector<std::string>& to,
                                                  const std::vector<Quantity>& quantities, const Certainty& certainty,
                                                  std::vector<std::string>& remarks) {
    using Courses = std::vector<std::vector<double>>;  // [replicate][time], means over points
    const std::size_t n_times = runs.header().outputs.time.at.size();
    const std::uint32_t n_replicates = runs.header().n_replicates;
    const auto courses = [&](const Quantity& quantity, const std::vector<std::uint64_t>& points) {
        Courses made(n_replicates, std::vector<double>(n_times, 0));
        for (std::uint32_t r = 0; r < n_replicates; ++r)
            for (const std::uint64_t point : points) {
                const auto course = runs.over_time(quantity, point, r);
                for (std::size_t t = 0; t < n_times; ++t) made[r][t] += course[t] / static_cast<double>(points.size());
            }
        return made;
    };
    std::vector<CourseOfComparison> made;
    const auto against = pairings(runs, base, to, remarks);
    for (const Quantity& quantity : quantities)
        for (const Against& other : against) {
            const std::array<Courses, 2> both = {courses(quantity, other.points[0]),
                                                 courses(quantity, other.points[1])};
            CourseOfComparison one{other.to, quantity, {}};
            const auto resampling = resampled(certainty, name_of(quantity, other.to));
            for (std::size_t t = 0; t < n_times; ++t) {
                const auto sample =
                    by_replicate<2>({{{0}, {1}}}, n_replicates,
                                    [&](std::uint64_t which, std::uint32_t r) { return both[which][r][t]; });
                one.at.push_back(compare_pairs(sample.means[0], sample.means[1], resampling));
            }
            made.push_back(std::move(one));
        }
    return made;
}

std::vector<Joint> interactions(const Runs& runs, const std::string& base, const std::string& first,
                                const std::string& second, const std::vector<Quantity>& quantities,
                                const Certainty& certainty, std::vector<std::string>& remarks) {
    const Points points(runs);
    const auto settings =
        four_settings(points, points.select(base, "--base"), change(points, first), change(points, second), remarks);
    std::vector<Joint> made;
    for (const Quantity& quantity : quantities) {
        const Eigen::MatrixXd values = runs.at_end(quantity);
        auto sample = by_replicate(settings, runs.header().n_replicates, values_in(values));
        const FourCells cells{std::move(sample.means[0]), std::move(sample.means[1]), std::move(sample.means[2]),
                              std::move(sample.means[3])};
        made.push_back({quantity, interaction_of(cells, resampled(certainty, name_of(quantity, first + " " + second))),
                        sample.n_left_out});
    }
    return made;
}

}  // namespace analysis
