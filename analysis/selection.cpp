#include "analysis/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "analysis/numerics/sample.hpp"
#include "sim/check.hpp"

namespace analysis {
namespace {

constexpr std::size_t most_told = 8;

std::string told(std::vector<std::string> names) {
    const std::size_t n = names.size();
    if (n > most_told) names.resize(most_told);
    return fmt::format("{}{}", fmt::join(names, ", "), n > most_told ? fmt::format(" and {} more", n - most_told) : "");
}

std::vector<std::string> factor_names(const sim::results::Header& header) {
    std::vector<std::string> names;
    for (const auto& factor : header.factors) names.push_back(factor.name);
    return names;
}

/// The values of a factor as a user writes them, each once, ascending.
std::vector<std::string> levels_of(const sim::results::Factor& factor) {
    std::map<double, std::uint64_t> places;
    for (std::uint64_t p = 0; p < factor.values.size(); ++p) places.try_emplace(factor.values[p], p);
    std::vector<std::string> levels;
    for (const auto& [value, point] : places) levels.push_back(factor.text(point));
    return levels;
}

/// The words that select points of this file.
std::string what_there_is(const sim::results::Header& header) {
    std::vector<std::string> labels(header.labels);
    std::ranges::sort(labels);
    labels.erase(std::ranges::unique(labels).begin(), labels.end());
    if (!labels.empty()) return fmt::format("its labels: {}", told(labels));
    if (header.factors.empty()) return "it holds one point";
    const auto& factor = header.factors.front();
    return fmt::format("write NAME=VALUE with its factors: {}; such as {}={}", told(factor_names(header)), factor.name,
                       levels_of(factor).front());
}

}  // namespace

Points::Points(const Runs& runs) : runs_(runs) {
    for (std::uint64_t point = 0; point < header().n_points; ++point) {
        const auto [known, is_new] = places_.try_emplace(values_at(point), point);
        if (!is_new && runs.n_done(point) > runs.n_done(known->second)) known->second = point;
    }
}

std::vector<double> Points::values_at(std::uint64_t point) const {
    std::vector<double> values;
    for (const auto& factor : header().factors) values.push_back(factor.values[point] + 0.0);  // -0 is 0
    values.push_back(header().scale[point]);
    return values;
}

std::vector<std::uint64_t> Points::different() const {
    std::vector<std::uint64_t> points;
    for (const auto& [values, point] : places_) points.push_back(point);
    std::ranges::sort(points);
    return points;
}

std::uint64_t Points::n_copies() const { return header().n_points - places_.size(); }

double Points::value_of(std::size_t factor, const std::string& text, const std::string& option) const {
    const auto& its = header().factors[factor];
    constexpr double same = 1e-9;  // of ranges: 3 * 0.1 is written as 0.3
    double number = text == "true" ? 1 : text == "false" ? 0 : unknown;
    if (double read = 0; std::from_chars(text.data(), text.data() + text.size(), read).ptr == text.data() + text.size())
        number = read;
    for (std::uint64_t point = 0; point < its.values.size(); ++point) {
        const double value = its.values[point];
        if (its.choices.empty() ? std::abs(value - number) <= same * std::abs(number) : its.text(point) == text)
            return value;
    }
    throw sim::InputError(fmt::format("{}: no point has {} at {} (write one of its values: {})", option, its.name,
                                      sim::shown(text), told(levels_of(its))));
}

std::pair<std::size_t, double> Points::condition(const std::string& text, const std::string& option) const {
    const auto equals = text.find('=');
    const std::string name = text.substr(0, equals);
    const auto names = factor_names(header());
    const auto found = std::ranges::find(names, name);
    if (equals == std::string::npos)
        throw sim::InputError(
            fmt::format("{}: the file has no '{}' ({})", option, sim::shown(text), what_there_is(header())));
    if (found == names.end()) {
        const auto near = sim::nearest(name, names);
        throw sim::InputError(
            fmt::format("{}: {} does not vary in this file ({})", option, sim::shown(name),
                        near.empty() ? what_there_is(header()) : fmt::format("did you mean '{}'?", near)));
    }
    const auto factor = static_cast<std::size_t>(found - names.begin());
    return {factor, value_of(factor, text.substr(equals + 1), option)};
}

Selection Points::select(const std::string& text, const std::string& option) const {
    Selection made{.text = text, .is_label = std::ranges::count(header().labels, text) > 0, .values = {}, .points = {}};
    for (std::size_t begin = 0; !made.is_label && begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        made.values.push_back(condition(text.substr(begin, end - begin), option));
        begin = end + 1;
    }
    const auto is_meant = [&](const std::vector<double>& values) {
        return std::ranges::all_of(made.values, [&](const auto& one) { return values[one.first] == one.second; });
    };
    if (made.is_label) {
        std::set<std::uint64_t> points;
        for (std::uint64_t point = 0; point < header().n_points; ++point)
            if (header().labels[point] == text) points.insert(places_.at(values_at(point)));
        made.points.assign(points.begin(), points.end());
        return made;
    }
    for (const auto& [values, point] : places_)
        if (is_meant(values)) made.points.push_back(point);
    if (made.points.empty())
        throw sim::InputError(fmt::format("{}: no point has all of {} (leave some out, or see `muster export`)", option,
                                          sim::shown(text)));
    std::ranges::sort(made.points);
    return made;
}

std::optional<std::uint64_t> Points::like(std::uint64_t point,
                                          const std::vector<std::pair<std::size_t, double>>& values) const {
    auto wanted = values_at(point);
    for (const auto& [factor, value] : values) wanted[factor] = value + 0.0;
    const auto found = places_.find(wanted);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Points::differences(std::uint64_t a, std::uint64_t b) const {
    std::vector<std::string> names;
    for (const auto& factor : header().factors)
        if (factor.values[a] != factor.values[b]) names.push_back(factor.name);
    return names;
}

/// The factors in which the pairs differ from each other.
std::string Points::open_factors(const std::vector<std::pair<std::uint64_t, std::uint64_t>>& pairs) const {
    std::vector<std::string> names;
    for (const auto& factor : header().factors)
        if (std::ranges::any_of(pairs, [&](const auto& pair) {
                return factor.values[pair.first] != factor.values[pairs.front().first];
            }))
            names.push_back(factor.name);
    return told(names);
}

Pairing Points::pair(const Selection& base, const Selection& to) const {
    Pairing made;
    std::size_t n_same = 0;
    for (const std::uint64_t point : base.points) {
        const auto other = to.is_label ? std::nullopt : like(point, to.values);
        if (other && *other == point) ++n_same;
        if (other && *other != point) made.pairs.emplace_back(point, *other);
    }
    if (n_same > 0)
        throw sim::InputError(
            fmt::format("--base {}: some of its points are those of --to {} (write in --base, too, what "
                        "{} had before)",
                        sim::shown(base.text), sim::shown(to.text), header().factors[to.values.front().first].name));
    const bool are_single = base.points.size() == 1 && to.points.size() == 1;
    if (made.pairs.empty() && are_single) {
        if (base.points == to.points)
            throw sim::InputError(fmt::format("--to {}: is the same setting as --base {} (name another)",
                                              sim::shown(to.text), sim::shown(base.text)));
        made.pairs.emplace_back(base.points.front(), to.points.front());
        const auto names = differences(base.points.front(), to.points.front());
        if (!to.is_label && names.size() > to.values.size())
            made.remarks.push_back(
                fmt::format("{} and {} differ in {} factors: {}", base.text, to.text, names.size(), told(names)));
    }
    if (made.pairs.empty())
        throw sim::InputError(
            fmt::format("--to {}: no point is like one of --base {} in all other factors ({} and {} points; name more "
                        "factors, or sweep a grid)",
                        sim::shown(to.text), sim::shown(base.text), base.points.size(), to.points.size()));
    if (!to.is_label && made.pairs.size() < base.points.size())
        made.remarks.push_back(fmt::format("{} of {} points of {} have no counterpart in {} and are left out",
                                           base.points.size() - made.pairs.size(), base.points.size(), base.text,
                                           to.text));
    if (made.pairs.size() > 1)
        made.remarks.push_back(fmt::format("{}: means over {} settings of {}, replicate by replicate", to.text,
                                           made.pairs.size(), open_factors(made.pairs)));
    return made;
}

}  // namespace analysis
