#include "models/defection/record/spread.hpp"

#include <algorithm>
#include <cmath>

namespace defection {
namespace {

/// visit(brigade, row of brigade x lane, lane, serving people).
template <class Visit>
void each_row(const Army& army, Visit&& visit) {
    const std::size_t width = army.units.lanes.size();
    for (const BrigadeId b : army.units.brigades.ids())
        for (std::size_t lane = 0; lane < width; ++lane)
            if (const auto men = static_cast<double>(army.strength.lanes[b * width + lane]); men > 0)
                visit(b, b * width + lane, lane, men);
}

}  // namespace

double sum_of(const Simulation& run, Each each) {
    double sum = 0;
    each_row(run.army(), [&](BrigadeId, std::size_t row, std::size_t, double men) { sum += men * each(run, row); });
    return sum;
}

std::span<const std::int32_t> Spread::counts(const Simulation& run) {
    const Units& units = run.army().units;
    sums_.assign(axes_.counts.size(), 0.0);
    if (by_home_) {
        for (const Person& person : run.army().people)
            if (serves(person.status)) add(account_of(units, person), each_(run, units.brigade_lane(person)));
    } else {
        each_row(run.army(), [&](BrigadeId b, std::size_t row, std::size_t lane, double men) {
            const std::uint8_t organisation = units.brigades.organisation[b];
            add({.organisation = organisation,
                 .branch = static_cast<std::uint8_t>(units.branch[organisation]),
                 .role = role_of(Rank(lane % n_ranks)),
                 .group = static_cast<std::uint8_t>(lane / n_ranks),
                 .region = units.brigades.region[b]},
                men * each_(run, row));
        });
    }
    double left = 0;
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        const double all = sums_[i] + left, whole = std::floor(all + 0.5);
        axes_.counts[i] = static_cast<std::int32_t>(whole);
        left = all - whole;
    }
    return axes_.counts;
}

}  // namespace defection
