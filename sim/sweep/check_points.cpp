#include <fmt/format.h>

#include <algorithm>

#include "sim/random/stream.hpp"
#include "sim/sweep/sweep_plan.hpp"

namespace sim::sweep {
namespace {

constexpr std::uint64_t sample_size = 10'000;
constexpr std::size_t max_reported = 20;

/// One mistake, at the first point that shows it.
struct Mistake {
    std::string what;
    std::uint64_t first_point, n_points;
};

/// Every point, or one drawn from each of sample_size equal parts of a larger design.
std::uint64_t checked_point(std::uint64_t i, std::uint64_t n_points, std::uint64_t n_checked) {
    if (n_checked == n_points) return i;
    const auto part = n_points / n_checked;
    random::Stream stream(0, random::Tag("plan/check"), i);
    return i * part + stream() % part;
}

void collect(const Problems& found, std::uint64_t point, std::vector<Mistake>& mistakes) {
    for (const auto& line : found.lines()) {
        const auto same = std::ranges::find(mistakes, line, &Mistake::what);
        if (same != mistakes.end())
            ++same->n_points;
        else if (mistakes.size() < max_reported)
            mistakes.push_back({line, point, 1});
    }
}

}  // namespace

void check_points(const Plan& plan, const Place& place, Problems& problems) {
    const auto n_points = plan.n_points();
    const auto n_checked = n_points <= max_checked_points ? n_points : sample_size;
    std::vector<Mistake> mistakes;
    auto scenario = plan.base->clone();
    for (std::uint64_t i = 0; i < n_checked; ++i) {
        const auto point = checked_point(i, n_points, n_checked);
        plan.set_point(point, *scenario);
        Problems found;
        scenario->check(found);
        if (const auto fault = scale_fault(*scenario, plan.scale); !fault.empty()) found.add({}, "scale", fault);
        if (!found.empty()) collect(found, point, mistakes);
    }
    for (const auto& mistake : mistakes) {
        const auto more = mistake.n_points > 1 ? fmt::format(" and {} more", mistake.n_points - 1) : "";
        problems.add(place, plan.describe(mistake.first_point) + more, mistake.what);
    }
}

}  // namespace sim::sweep
