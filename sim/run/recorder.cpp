#include "sim/run/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sim {
namespace {

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

void report_unknown(std::string_view key, const std::vector<std::string>& asked, const std::vector<std::string>& known,
                    Problems& problems) {
    for (const std::string& name : asked) {
        if (contains(known, name)) continue;
        const std::string near = nearest(name, known);
        const std::string allowed =
            known.empty() ? "none is allowed here" : fmt::format("allowed {}", fmt::join(known, ", "));
        problems.add({}, key,
                     fmt::format("unknown name '{}' ({}{})", name, allowed,
                                 near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
    }
}

Outputs chosen_outputs(Outputs all, const OutputRequest& request, int n_steps, Problems& problems) {
    std::vector<std::string> known;
    for (const Variable& variable : all.variables)
        if (variable.over_time) known.push_back(variable.name);
    report_unknown("output.variables", request.variables, known, problems);
    report_unknown("output.by", request.by, {}, problems);
    std::erase_if(all.variables, [&](const Variable& variable) {
        return variable.over_time && !request.variables.empty() && !contains(request.variables, variable.name);
    });
    for (std::int64_t step = 0; step <= n_steps; step += std::max(1, request.every))
        all.time.at.push_back(static_cast<std::int32_t>(step));
    return all;
}

void refuse_events(const RunRequest& request) {
    if (request.events) throw InputError("--events: this model keeps no events (leave it out)");
    if (!request.follow.empty()) throw InputError("--follow: this model tells no stories (leave it out)");
}

bool Recorder::at(int step) {
    const auto& rows = outputs_.time.at;
    const auto found = std::lower_bound(rows.begin(), rows.end(), step);
    if (found == rows.end() || *found != step) return false;
    row_ = static_cast<std::size_t>(found - rows.begin());
    return true;
}

void Recorder::count(std::string_view name, std::int64_t value) {
    if (const auto v = position(name)) series_.counts(*v)[row_] = static_cast<std::int32_t>(value);
}

void Recorder::real(std::string_view name, double value) {
    if (const auto v = position(name)) series_.reals(*v)[row_] = value;
}

void Recorder::metric(std::string_view name, double value) {
    if (const auto v = position(name)) series_.reals(*v)[0] = value;
}

std::optional<std::size_t> Recorder::position(std::string_view name) const {
    for (std::size_t v = 0; v < outputs_.variables.size(); ++v)
        if (outputs_.variables[v].name == name) return v;
    return {};
}

}  // namespace sim
