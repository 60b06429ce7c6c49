#include <fmt/format.h>

#include <algorithm>

#include "sim/results/run_key.hpp"
#include "sim/sweep/sweep_plan.hpp"

namespace sim::sweep {
namespace {

/// Settings of a day outside the run, and the number of points that have them.
class Unseen {
 public:
    explicit Unseen(const Plan& plan) : plan_(plan), scenario_(plan.base->clone()) {
        const auto add = [&](const std::string& name) {
            const auto* spec = plan.base->spec(name);
            if (spec && (spec->day_0 || spec->starts_differ) &&
                std::ranges::find(days_, name, &Day::name) == days_.end())
                days_.push_back({.name = name});
        };
        for (const auto& setting : plan.settings) add(setting.name);
        for (const auto& name : plan.design->names()) add(name);
    }

    std::vector<std::string> found() {
        if (days_.empty() || plan_.n_points() > max_checked_points) return {};
        for (std::uint64_t point = 0; point < plan_.n_points(); ++point) look_at(point);
        std::vector<std::string> lines;
        for (const Day& day : days_)
            for (const Side* side : {&day.before, &day.after})
                if (side->n_points > 0)
                    lines.push_back(
                        fmt::format("{} = {} lies {} the run, which is {} {}s long ({}{})", day.name, side->value,
                                    side == &day.before ? "before" : "after", side->duration, plan_.base->time_unit(),
                                    plan_.describe(side->first_point),
                                    side->n_points > 1 ? fmt::format(" and {} more", side->n_points - 1) : ""));
        return lines;
    }

 private:
    /// The days of some points on one side of the run; the first point of them.
    struct Side {
        double value = 0;
        int duration = 0;
        std::uint64_t first_point = 0, n_points = 0;
    };
    struct Day {
        std::string name;
        Side before, after;
    };

    void look_at(std::uint64_t point) {
        plan_.set_point(point, *scenario_);
        for (Day& day : days_) {
            const double value = scenario_->get(day.name);
            if (value >= 0 && value <= scenario_->duration()) continue;
            Side& side = value < 0 ? day.before : day.after;
            if (side.n_points++ == 0) side = {value, scenario_->duration(), point, 1};
        }
    }

    const Plan& plan_;
    std::unique_ptr<Scenario> scenario_;
    std::vector<Day> days_;
};

/// Days that were set have their own remarks.
std::vector<Note> notes_on(const Plan& plan) {
    std::vector<std::string> spoken_of = plan.design->names();
    for (const auto& setting : plan.settings)
        if (const auto* spec = plan.base->spec(setting.name); spec && spec->day_0) spoken_of.push_back(setting.name);
    return plan.base->notes(spoken_of);
}

/// That some points are copies of others; empty if none is.
std::vector<std::string> copies_in(const Plan& plan) {
    if (plan.n_points() == 1 || plan.n_points() > max_checked_points) return {};
    const auto n = results::different_points(header_of(plan)).size();
    if (n == plan.n_points()) return {};
    return {
        fmt::format("{} points, {} different: points with equal values share their random streams, so their runs are "
                    "the same (raise replicates for more of each)",
                    plan.n_points(), n)};
}

}  // namespace

std::vector<std::string> remarks_on(const Plan& plan, For whom) {
    auto remarks = Unseen(plan).found();
    for (Note& note : notes_on(plan))
        if (note.of_runs || whom == For::check) remarks.push_back(std::move(note.text));
    for (auto& remark : copies_in(plan)) remarks.push_back(std::move(remark));
    return remarks;
}

}  // namespace sim::sweep
