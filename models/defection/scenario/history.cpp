#include "models/defection/scenario/history.hpp"

#include <algorithm>

#include "sim/random/elementary.hpp"

namespace defection {
namespace {

constexpr double ln2 = 0.6931471805599453;
constexpr double moment = 1e-6;  // [week] times of steps and dates are rounded: what is this near is at once

void add_to(std::vector<double>& regions, const std::vector<double>& weight, double value) {
    for (std::size_t r = 0; r < regions.size(); ++r) regions[r] += weight[r] * value;
}

void add(Driving& out, Driver driver, const std::vector<double>& weight, double value) {
    switch (driver) {
        case Driver::protest:
            add_to(out.protest, weight, value);
            break;
        case Driver::violence:
            add_to(out.violence, weight, value);
            break;
        case Driver::rebels:
            add_to(out.rebels, weight, value);
            break;
        default:
            out.country[static_cast<std::size_t>(driver)] += value;
    }
}

void clamp_all(std::vector<double>& values, double low, double high) {
    for (double& value : values) value = std::clamp(value, low, high);
}

}  // namespace

double Curve::at(double t) const {
    if (week.empty() || !enabled) return 0.0;
    const double when = t - delay;
    if (when <= week.front()) return height * value.front();
    if (when >= week.back()) return height * value.back();
    const auto next = static_cast<std::size_t>(std::upper_bound(week.begin(), week.end(), when) - week.begin());
    const double share = (when - week[next - 1]) / (week[next] - week[next - 1]);
    return height * (value[next - 1] + share * (value[next] - value[next - 1]));
}

double Event::left(double t) const {
    if (!enabled || t < week - moment) return 0.0;
    if (duration <= 0 && decay <= 0) return 1.0;
    const double after = t - week - duration;
    if (decay > 0) return after <= 0 ? 1.0 : sim::random::exp(-ln2 * after / decay);
    return after < -moment ? 1.0 : 0.0;
}

bool Event::holds(double t) const {
    return enabled && t >= week - moment && (duration <= 0 || t < week + duration - moment);
}

bool History::prescribes(Driver driver) const {
    return std::ranges::any_of(
        curves, [&](const Curve& curve) { return curve.drives == driver && curve.enabled && !curve.name.empty(); });
}

bool Driving::same(Driver driver, const Driving& other) const {
    switch (driver) {
        case Driver::protest:
            return protest == other.protest;
        case Driver::violence:
            return violence == other.violence;
        case Driver::rebels:
            return rebels == other.rebels;
        case Driver::orders:
        case Driver::radicalisation:
        case Driver::survival_belief:
        case Driver::salience:
            return share(driver) == other.share(driver);
        default:
            return (*this)[driver] == other[driver];
    }
}

void History::drive(double t, std::size_t n_regions, Driving& out) const {
    out.country.fill(0.0);
    for (auto* regions : {&out.protest, &out.violence, &out.rebels}) regions->assign(n_regions, 0.0);
    for (std::size_t d = 0; d < n_drivers; ++d) out.prescribed[d] = prescribes(Driver(d));
    for (const Curve& curve : curves) add(out, curve.drives, curve.region_weight, curve.at(t));
    for (const Event& event : events)
        if (event.has_driver) add(out, event.drives, event.region_weight, event.at(t));
    clamp_all(out.protest, 0, 1);
    clamp_all(out.violence, 0, 1);
    clamp_all(out.rebels, 0, 1e9);
}

}  // namespace defection
