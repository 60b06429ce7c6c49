#include "sim/sweep/case_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "sim/check.hpp"
#include "sim/sweep/cases.hpp"
#include "sim/sweep/link.hpp"

namespace sim::sweep {
namespace {

template <class Items>
auto named(Items& items, const std::string& name) {
    return std::ranges::find(items, name, [](const auto& item) { return item.name; });
}

/// A time of one case on the axis of all, which counts weeks where they start apart: there is no calendar then.
std::int32_t on_axis_of_all(std::int32_t when, const TimeAxis& own, const std::string& start_of_all) {
    return own.start == start_of_all ? when : when / 7;
}

/// Puts what another case has behind what is there.
class Union {
 public:
    Union(bool in_weeks, Problems& problems) : in_weeks_(in_weeks), problems_(problems) {}

    void add(const Outputs& more) {
        for (const Dimension& dimension : more.dimensions) add(dimension);
        for (const Variable& variable : more.variables) add(variable);
        for (const RowTable& table : more.tables) add(table);
        all_.replicates_with_events = more.replicates_with_events;
        add(more.time);
    }
    Outputs take() { return std::move(all_); }

 private:
    void add(const Dimension& dimension) {
        const auto known = named(all_.dimensions, dimension.name);
        if (known == all_.dimensions.end()) return all_.dimensions.push_back(dimension);
        for (const auto& label : dimension.labels)
            if (std::ranges::find(known->labels, label) == known->labels.end()) known->labels.push_back(label);
    }

    void add(const Variable& variable) {
        const auto known = named(all_.variables, variable.name);
        if (known == all_.variables.end()) return all_.variables.push_back(variable);
        if (known->store != variable.store || known->over_time != variable.over_time || known->dims != variable.dims ||
            known->flag_meanings != variable.flag_meanings)
            problems_.add({}, "scenario",
                          fmt::format("the variable '{}' has another form in another scenario", variable.name));
    }

    void add(const RowTable& table) {
        const auto known = named(all_.tables, table.name);
        if (known == all_.tables.end()) return all_.tables.push_back(table);
        for (const Column& column : table.columns) {
            const auto same = named(known->columns, column.name);
            if (same == known->columns.end())
                known->columns.push_back(column);
            else
                for (const auto& meaning : column.flag_meanings)
                    if (std::ranges::find(same->flag_meanings, meaning) == same->flag_meanings.end())
                        same->flag_meanings.push_back(meaning);
        }
    }

    void add(const TimeAxis& time) {
        auto& at = all_.time.at;
        all_.time.start = in_weeks_ ? std::string() : time.start;
        for (const auto when : time.at) at.push_back(on_axis_of_all(when, time, all_.time.start));
        std::ranges::sort(at);
        at.erase(std::ranges::unique(at).begin(), at.end());
        all_.time.counts = in_weeks_ ? "week" : time.counts;
    }

    const bool in_weeks_;
    Problems& problems_;
    Outputs all_;
};

/// Copies what one case put out to where it stands among the outputs of all.
class Spread {
 public:
    Spread(const Outputs& own, const Outputs& all) : own_(own), all_(all) {}

    /// Codes become those of all; a column that this case has not is missing.
    std::vector<RowTable> of(const std::vector<RowTable>& tables) const {
        std::vector<RowTable> spread = all_.tables;
        for (RowTable& table : spread) {
            const auto from = named(tables, table.name);
            for (Column& column : table.columns) {
                const auto same = named(from->columns, column.name);
                if (same == from->columns.end())
                    column.numbers.assign(from->size(), std::nan(""));
                else
                    column.numbers = recoded(*same, column);
            }
        }
        return spread;
    }

    Series of(const Series& series) const {
        Series spread(all_);
        for (std::size_t v = 0; v < own_.variables.size(); ++v) {
            const auto to =
                static_cast<std::size_t>(named(all_.variables, own_.variables[v].name) - all_.variables.begin());
            copy(own_.variables[v], series.bytes(v), spread.bytes(to));
        }
        return spread;
    }

 private:
    static std::vector<double> recoded(const Column& own, const Column& all) {
        std::vector<double> codes, numbers = own.numbers;
        for (const auto& meaning : own.flag_meanings)
            codes.push_back(
                static_cast<double>(std::ranges::find(all.flag_meanings, meaning) - all.flag_meanings.begin()));
        for (double& number : numbers)
            if (!codes.empty() && !std::isnan(number)) number = codes.at(static_cast<std::size_t>(number));
        return numbers;
    }

    void copy(const Variable& variable, std::span<const std::byte> from, std::span<std::byte> to) const {
        const auto places = places_of(variable);
        const auto width = bytes_of(variable.store);
        for (std::size_t i = 0; i < places.size(); ++i) std::memcpy(&to[places[i] * width], &from[i * width], width);
    }

    /// Where each of its values goes, axis by axis.
    std::vector<std::size_t> places_of(const Variable& variable) const {
        std::vector<std::size_t> places = {0};
        const auto refine = [&](const auto& own, const auto& all, auto value_of) {
            std::vector<std::size_t> at, finer;
            for (const auto& item : own)
                at.push_back(static_cast<std::size_t>(std::ranges::find(all, value_of(item)) - all.begin()));
            finer.reserve(places.size() * at.size());
            for (const auto place : places)
                for (const auto next : at) finer.push_back(place * all.size() + next);
            places = std::move(finer);
        };
        if (variable.over_time)
            refine(own_.time.at, all_.time.at,
                   [&](std::int32_t when) { return on_axis_of_all(when, own_.time, all_.time.start); });
        for (const auto& name : variable.dims)
            refine(own_.dimension(name)->labels, all_.dimension(name)->labels, std::identity{});
        return places;
    }

    const Outputs &own_, &all_;
};

void check_events(const Model& model, const OutputRequest& wanted, const Outputs& outputs, Problems& problems) {
    if (wanted.events > 0 && outputs.tables.empty())
        problems.add({}, "output.events", fmt::format("the model {} keeps no events (leave it out)", model.name()));
}

void check_times(const OutputRequest& wanted, int longest, Problems& problems) {
    if (!wanted.at.empty() && wanted.at.back() > longest)
        problems.add({}, "output.at",
                     fmt::format("{} is after the end of every run (allowed 0 to {})", wanted.at.back(), longest));
}

}  // namespace

Outputs outputs_of(const Model& model, const Scenario& scenario, const OutputRequest& wanted, Problems& problems) {
    const auto cases = scenario.cases();
    if (cases.empty()) {
        check_times(wanted, scenario.duration(), problems);
        auto outputs = model.outputs(scenario, wanted, problems);
        check_events(model, wanted, outputs, problems);
        return outputs;
    }
    int longest = 0;
    Union all(start_apart(cases), problems);
    for (const Case& one : cases) {
        const auto before = problems.size();
        all.add(model.outputs(*one.scenario, wanted, problems));
        longest = std::max(longest, one.scenario->duration());
        if (problems.size() > before) return all.take();  // the others would say it again
    }
    check_times(wanted, longest, problems);
    auto outputs = all.take();
    check_events(model, wanted, outputs, problems);
    return outputs;
}

namespace {

void add_times(std::vector<std::int32_t>& times, const std::vector<std::int32_t>& more) {
    times.insert(times.end(), more.begin(), more.end());
    std::ranges::sort(times);
    times.erase(std::ranges::unique(times).begin(), times.end());
}

}  // namespace

Outputs outputs_over(const Model& model, const Scenario& base, const std::vector<Span>& factors,
                     const OutputRequest& wanted, Problems& problems) {
    const auto* linked = dynamic_cast<const Linked*>(&base);
    const Scenario& plain = linked ? linked->scenario() : base;
    const auto spans = spans_without_links(base, factors);
    const auto largest = plain.clone();
    for (const Span& span : spans)
        if (largest->fault(span.name, span.greatest).empty()) largest->set(span.name, span.greatest);
    Outputs outputs = outputs_of(model, *largest, wanted, problems);
    const auto clocks = plain.clocks();
    for (const Span& span : spans) {
        if (std::ranges::find(clocks, span.name) == clocks.end()) continue;
        for (double value = span.least; value < span.greatest; ++value) {
            if (!largest->fault(span.name, value).empty()) continue;
            largest->set(span.name, value);
            Problems known;
            add_times(outputs.time.at, outputs_of(model, *largest, wanted, known).time.at);
        }
        if (largest->fault(span.name, span.greatest).empty()) largest->set(span.name, span.greatest);
    }
    return outputs;
}

std::vector<std::int32_t> all_times(const Outputs& outputs, const Model& model, const Scenario& scenario) {
    const auto chosen = scenario.chosen();
    Problems none;
    const TimeAxis own = model.outputs(chosen ? *chosen : scenario, {}, none).time;
    std::vector<std::int32_t> times;
    for (const auto when : own.at) times.push_back(on_axis_of_all(when, own, outputs.time.start));
    return times;
}

RunResult run_into(const Outputs& outputs, const Model& model, const Scenario& scenario, const OutputRequest& wanted,
                   const RunRequest& request) {
    const auto chosen = scenario.chosen();
    if (scenario.cases().empty()) return model.run(chosen ? *chosen : scenario, outputs, request);
    Problems none;
    const auto own = model.outputs(*chosen, wanted, none);
    SIM_EXPECT(none.empty());
    auto result = model.run(*chosen, own, request);
    const Spread spread(own, outputs);
    result.series = spread.of(result.series);
    if (request.events && !outputs.tables.empty()) result.tables = spread.of(result.tables);
    return result;
}

}  // namespace sim::sweep
