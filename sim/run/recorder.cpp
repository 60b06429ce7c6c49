#include "sim/run/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace sim {

bool contains(const std::vector<std::string>& all, std::string_view one) {
    return std::ranges::find(all, one) != all.end();
}

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
    report_unknown("output.variables", request.named(), known, problems);
    report_unknown("output.by", request.by, {}, problems);
    std::erase_if(all.variables,
                  [&](const Variable& variable) { return variable.over_time && !request.keeps(variable); });
    std::erase_if(all.dimensions, [&](const Dimension& dimension) {
        const auto has = [&](const Variable& variable) { return contains(variable.dims, dimension.name); };
        return std::ranges::none_of(all.variables, has);
    });
    all.time.at = recorded(request, n_steps);
    return all;
}

std::vector<std::int32_t> recorded(const OutputRequest& request, int n_units) {
    if (!request.at.empty()) return request.at;
    std::vector<std::int32_t> times;
    for (std::int64_t now = 0; now <= n_units; now += std::max(1, request.every))
        times.push_back(static_cast<std::int32_t>(now));
    if (times.back() != n_units) times.push_back(n_units);
    return times;
}

void refuse_events(const RunRequest& request) {
    if (request.keep_table) throw InputError("--events: this model keeps no events (leave it out)");
}

bool Recorder::at(int step) {
    const auto& rows = outputs_.time.at;
    const auto found = std::lower_bound(rows.begin(), rows.end(), step);
    if (found == rows.end() || *found != step) return false;
    row_ = static_cast<std::size_t>(found - rows.begin());
    return true;
}

void Recorder::count(std::string_view name, std::int64_t value) {
    if (const auto v = position(name, Store::count)) series_.counts(*v)[row_] = static_cast<std::int32_t>(value);
}

void Recorder::real(std::string_view name, double value) {
    if (const auto v = position(name, Store::real)) series_.reals(*v)[row_] = value;
}

void Recorder::metric(std::string_view name, double value) {
    if (const auto v = position(name, Store::real)) series_.reals(*v)[0] = value;
}

void Recorder::value(const Variable& declared, double value) {
    const auto v = position(declared.name, declared.store);
    if (!v) return;
    const std::size_t row = declared.over_time ? row_ : 0;
    if (declared.store == Store::count) series_.counts(*v)[row] = static_cast<std::int32_t>(value);
    if (declared.store == Store::real) series_.reals(*v)[row] = value;
    if (declared.store == Store::flag) series_.flags(*v)[row] = static_cast<std::uint8_t>(value);
}

void Recorder::counts(std::size_t variable, std::span<const std::int32_t> values) {
    const auto row = series_.counts(variable).subspan(row_ * values.size(), values.size());
    std::copy(values.begin(), values.end(), row.begin());
}

void Recorder::reals(std::size_t variable, std::span<const double> values) {
    const auto row = series_.reals(variable).subspan(row_ * values.size(), values.size());
    std::copy(values.begin(), values.end(), row.begin());
}

std::span<std::uint8_t> Recorder::plane(std::size_t v, std::size_t n_rows, std::size_t n_columns) {
    const auto& dims = outputs_.variables[v].dims;
    const std::size_t height = outputs_.dimension(dims.at(0))->labels.size();
    const std::size_t width = outputs_.dimension(dims.at(1))->labels.size();
    if (n_rows > height || n_columns > width)
        throw std::logic_error(outputs_.variables[v].name + " is larger than its dimensions");
    return series_.flags(v).subspan(row_ * height * width, height * width);
}

std::optional<std::size_t> Recorder::position(std::string_view name, Store store) const {
    for (std::size_t v = 0; v < outputs_.variables.size(); ++v) {
        if (outputs_.variables[v].name != name) continue;
        if (outputs_.variables[v].store == store) return v;
        throw std::logic_error(fmt::format("the model writes '{}' as another type than it declares", name));
    }
    if (!contains(declared_, name))
        throw std::logic_error(fmt::format("the model writes '{}', which its all_outputs() does not declare", name));
    return {};
}

}  // namespace sim
