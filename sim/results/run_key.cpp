#include "sim/results/run_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "sim/check.hpp"
#include "sim/param/value.hpp"
#include "sim/results/digest.hpp"
#include "sim/results/scenario_content.hpp"

namespace sim::results {
namespace {

void add(Sha256& sum, std::string_view text) {
    const std::uint64_t size = text.size();
    sum.add(std::as_bytes(std::span(&size, 1)));
    sum.add(std::as_bytes(std::span(text)));
}

void add_number(Sha256& sum, auto value) { sum.add(std::as_bytes(std::span(&value, 1))); }

void add_outputs(Sha256& sum, const Outputs& outputs) {
    for (const Dimension& dimension : outputs.dimensions) {
        add(sum, dimension.name);
        for (const std::string& label : dimension.labels) add(sum, label);
    }
    for (const Variable& variable : outputs.variables) {
        add(sum, variable.name);
        add(sum, fmt::format("{} {} {}", static_cast<int>(variable.store), variable.over_time,
                             fmt::join(variable.dims, " ")));
    }
    add_number(sum, outputs.replicates_with_events);
    for (const RowTable& table : outputs.tables) {
        add(sum, table.name);
        for (const Column& column : table.columns)
            add(sum, fmt::format("{} {} {}", column.name, static_cast<int>(column.store),
                                 fmt::join(column.flag_meanings, " ")));
    }
    add(sum, outputs.time.start);
    sum.add(std::as_bytes(std::span(outputs.time.at)));
}

Identity digest_of(const Outputs& outputs) {
    Sha256 sum;
    add_outputs(sum, outputs);
    return sum.bytes();
}

/// The settings of all runs of a sweep: what it sets, of names that are no parameters too, their budget, and what its
/// knobs do.
param::Value settings_of(const Header& header) {
    Problems none;
    const auto sweep = param::parse_toml(header.sweep_toml, "sweep_toml", none);
    param::Map settings;
    for (const char* key : {"set", "budget", "link"})
        if (const param::Value* table = sweep.is_map() ? sweep.map().find(key) : nullptr;
            table && (table->is_map() || table->is_tables()))
            settings.entries.emplace_back(key, *table);
    return {std::move(settings), {}};
}

std::vector<std::string> differences_of_scenarios(const std::string& before, const std::string& now) {
    const auto was = scenario_content(before), is = scenario_content(now);
    const auto had = cases_of(was), has = cases_of(is);
    if (had == has) return param::differences(was, is);
    const auto told = [](const std::vector<std::string>& names) {
        return names.empty() ? std::string("one scenario") : fmt::format("{}", fmt::join(names, ", "));
    };
    return {fmt::format("it compared {}, now {}", told(had), told(has))};
}

/// In which two outputs differ first. Axes grow with what is swept, too: a larger town, a longer run.
std::string difference_of(const Outputs& was, const Outputs& is) {
    std::vector<std::string> had, has;
    for (const Variable& variable : was.variables) had.push_back(variable.name);
    for (const Variable& variable : is.variables) has.push_back(variable.name);
    if (had != has) return "other variables are recorded";
    if (was.replicates_with_events != is.replicates_with_events)
        return fmt::format("events were kept of {} replicates, now of {}", was.replicates_with_events,
                           is.replicates_with_events);
    if (was.time.start != is.time.start || was.time.at != is.time.at)
        return fmt::format("other times are recorded ({} of them, now {})", was.time.at.size(), is.time.at.size());
    for (const Dimension& dimension : was.dimensions)
        if (const Dimension* now = is.dimension(dimension.name); now && now->labels != dimension.labels)
            return fmt::format("the axis {} has other entries ({} of them, now {})", dimension.name,
                               dimension.labels.size(), now->labels.size());
    return "other outputs are asked for";
}

constexpr std::size_t max_told = 5;

/// As many of them as help, each once.
void tell(std::vector<std::string> differences, const char* what, std::vector<std::string>& found) {
    std::erase_if(differences, [&](const std::string& one) { return std::ranges::count(found, one) > 0; });
    for (std::size_t i = 0; i < std::min(max_told, differences.size()); ++i) found.push_back(differences[i]);
    if (differences.size() > max_told)
        found.push_back(fmt::format("and {} {} more", differences.size() - max_told, what));
}

}  // namespace

Identity identity_of(const Header& header) {
    Sha256 sum;
    for (const std::string* text : {&header.muster_version, &header.sources, &header.model}) add(sum, *text);
    add(sum, param::to_toml(scenario_content(header.scenario_toml)));
    add(sum, param::to_toml(settings_of(header)));
    for (const ParameterRow& row : header.parameters) {
        add(sum, row.name);
        add_number(sum, row.value);
    }
    add_outputs(sum, header.outputs);
    return sum.bytes();
}

RunKeys::RunKeys(const Header& header)
    : header_(header), identity_(identity_of(header)), by_name_(header.factors.size()) {
    std::iota(by_name_.begin(), by_name_.end(), std::size_t{0});
    std::ranges::sort(by_name_, {}, [&](std::size_t f) { return header.factors[f].name; });
    for (const Factor& factor : header.factors) {
        const auto row = std::ranges::find(header.parameters, factor.name, &ParameterRow::name);
        base_.push_back(row == header.parameters.end() ? std::numeric_limits<double>::quiet_NaN() : row->value);
    }
}

RunKey RunKeys::of(std::uint64_t point, std::uint32_t replicate) const {
    Sha256 sum;
    sum.add(identity_);
    add_number(sum, header_.seeds[replicate]);
    add_number(sum, header_.scale[point]);
    for (const std::size_t f : by_name_) {
        const double value = header_.factors[f].values[point];
        if (value == base_[f]) continue;  // as in the scenario: a factor that came later changes nothing here
        add(sum, header_.factors[f].name);
        if (header_.factors[f].choices.empty())
            add_number(sum, value + 0.0);  // -0 is 0
        else
            add(sum, header_.factors[f].text(point));
    }
    const Identity whole = sum.bytes();
    RunKey key;
    std::copy_n(whole.begin(), key.size(), key.begin());
    return key;
}

std::vector<std::uint64_t> different_points(const Header& header) {
    const RunKeys keys(header);
    std::vector<std::pair<RunKey, std::uint64_t>> all(header.n_points);
    for (std::uint64_t point = 0; point < header.n_points; ++point) all[point] = {keys.of(point, 0), point};
    std::ranges::sort(all);
    const auto copies = std::ranges::unique(all, {}, &std::pair<RunKey, std::uint64_t>::first);
    std::vector<std::uint64_t> points;
    for (auto one = all.begin(); one != copies.begin(); ++one) points.push_back(one->second);
    std::ranges::sort(points);
    return points;
}

std::vector<std::string> differences(const Header& before, const Header& now) {
    std::vector<std::string> found;
    if (before.muster_version != now.muster_version)
        found.push_back(
            fmt::format("it was begun by muster {}, this is {}", before.muster_version, now.muster_version));
    if (before.sources != now.sources)
        found.push_back(fmt::format("the sources of muster were {}, are {} (see `muster --version`)",
                                    before.sources.empty() ? "not named" : before.sources, now.sources));
    if (before.model != now.model) found.push_back(fmt::format("the model was {}, is {}", before.model, now.model));
    if (before.scenario_toml != now.scenario_toml)
        tell(differences_of_scenarios(before.scenario_toml, now.scenario_toml), "values of the scenario", found);
    std::vector<std::string> values;
    for (std::size_t i = 0; i < std::min(before.parameters.size(), now.parameters.size()); ++i) {
        const ParameterRow &was = before.parameters[i], &is = now.parameters[i];
        const bool none = std::isnan(was.value) && std::isnan(is.value);  // scenarios that differ in it
        if (was.name == is.name && was.value != is.value && !none)
            values.push_back(fmt::format("{} was {}, is {}", is.name, was.value, is.value));
    }
    tell(std::move(values), "parameters", found);
    if (found.empty()) tell(param::differences(settings_of(before), settings_of(now)), "settings", found);
    if (digest_of(before.outputs) != digest_of(now.outputs))
        found.push_back(difference_of(before.outputs, now.outputs));
    if (before.seeds.front() != now.seeds.front()) found.push_back("the seed");
    if (before.scale.front() != now.scale.front())
        found.push_back(fmt::format("the scale was {}, is {}", before.scale.front(), now.scale.front()));
    return found;
}

std::string what_is_lost(const Header& before, const Header& now) {
    if (have_same_runs(before, now)) return {};
    const RunKeys old_keys(before), new_keys(now);
    std::set<RunKey> points;
    for (std::uint64_t point = 0; point < now.n_points; ++point) points.insert(new_keys.of(point, 0));
    std::uint64_t n_points = 0;
    for (std::uint64_t point = 0; point < before.n_points; ++point)
        n_points += points.contains(old_keys.of(point, 0)) ? 0 : 1;
    const auto n_replicates = std::ranges::count_if(
        before.seeds, [&](std::uint64_t seed) { return std::ranges::find(now.seeds, seed) == now.seeds.end(); });
    if (n_points == 0 && n_replicates == 0) return {};
    return fmt::format("{} of its {} points and {} of its {} replicates are not in this sweep, and would be lost",
                       n_points, before.n_points, n_replicates, before.n_replicates);
}

bool have_same_runs(const Header& before, const Header& now) {
    const auto same_factor = [&](const Factor& a, const Factor& b) {
        if (a.name != b.name || a.values.size() != b.values.size()) return false;
        if (a.choices == b.choices) return a.values == b.values;
        for (std::uint64_t point = 0; point < before.n_points; ++point)
            if (a.text(point) != b.text(point)) return false;
        return true;
    };
    return before.n_points == now.n_points && before.seeds == now.seeds && before.scale == now.scale &&
           before.labels == now.labels && std::ranges::equal(before.factors, now.factors, same_factor);
}

}  // namespace sim::results
