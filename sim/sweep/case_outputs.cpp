#include "sim/sweep/case_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "sim/check.hpp"
#include "sim/sweep/cases.hpp"
#include "sim/sweep/link.hpp"
#include "sim/sweep/spread.hpp"

namespace sim::sweep {
namespace {

bool is_clock(const Scenario& scenario, const std::string& name) {
    const auto clocks = scenario.clocks();
    return std::ranges::find(clocks, name) != clocks.end();
}

/// Whether runs of all of them record at the same times, as far as they go.
bool have_one_clock(const std::vector<Case>& cases) {
    const Scenario& first = *cases.front().scenario;
    return std::ranges::all_of(cases, [&](const Case& one) {
        return std::ranges::all_of(
            first.clocks(), [&](const std::string& clock) { return one.scenario->get(clock) == first.get(clock); });
    });
}

std::unique_ptr<Scenario> at_times_asked_for(const Scenario& scenario) {
    auto made = scenario.clone();
    for (const std::string& clock : scenario.clocks()) made->set(clock, scenario.spec(clock)->range.min);
    return made;
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
        const auto known = item_named(all_.dimensions, dimension.name);
        if (known == all_.dimensions.end()) return all_.dimensions.push_back(dimension);
        for (const auto& label : dimension.labels)
            if (std::ranges::find(known->labels, label) == known->labels.end()) known->labels.push_back(label);
    }

    void add(const Variable& variable) {
        const auto known = item_named(all_.variables, variable.name);
        if (known == all_.variables.end()) return all_.variables.push_back(variable);
        if (known->store != variable.store || known->over_time != variable.over_time || known->dims != variable.dims ||
            known->flag_meanings != variable.flag_meanings)
            problems_.add({}, "scenario",
                          fmt::format("the variable '{}' has another form in another scenario", variable.name));
    }

    void add(const RowTable& table) {
        const auto known = item_named(all_.tables, table.name);
        if (known == all_.tables.end()) return all_.tables.push_back(table);
        for (const Column& column : table.columns) {
            const auto same = item_named(known->columns, column.name);
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
        for (const auto when : time.at) at.push_back(in_weeks_ ? when / days_of_week : when);
        std::ranges::sort(at);
        at.erase(std::ranges::unique(at).begin(), at.end());
        all_.time.counts = in_weeks_ ? "week" : time.counts;
    }

    const bool in_weeks_;
    Problems& problems_;
    Outputs all_;
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
    const bool keep_own_times = have_one_clock(cases);
    for (const Case& one : cases) {
        const auto before = problems.size();
        all.add(model.outputs(keep_own_times ? *one.scenario : *at_times_asked_for(*one.scenario), wanted, problems));
        longest = std::max(longest, one.scenario->duration());
        if (problems.size() > before) return all.take();  // the others would say it again
    }
    check_times(wanted, longest, problems);
    auto outputs = all.take();
    check_events(model, wanted, outputs, problems);
    return outputs;
}

Outputs outputs_over(const Model& model, const Scenario& base, const std::vector<Span>& factors,
                     const OutputRequest& wanted, Problems& problems) {
    const auto* linked = dynamic_cast<const Linked*>(&base);
    const Scenario& plain = linked ? linked->scenario() : base;
    const auto largest = plain.clone();
    for (const Span& span : spans_without_links(base, factors)) {
        const double value = is_clock(plain, span.name) ? plain.spec(span.name)->range.min : span.greatest;
        if (largest->fault(span.name, value).empty()) largest->set(span.name, value);
    }
    return outputs_of(model, *largest, wanted, problems);
}

std::vector<std::int32_t> all_times(const Outputs& outputs, const Model& model, const Scenario& scenario) {
    const auto chosen = scenario.chosen();
    Problems none;
    const TimeAxis own = model.outputs(chosen ? *chosen : scenario, {}, none).time;
    std::vector<std::int32_t> times;
    for (const auto when : own.at) times.push_back(time_on(outputs.time, own, when));
    return times;
}

RunResult run_into(const Outputs& outputs, const Model& model, const Scenario& scenario, const OutputRequest& wanted,
                   const RunRequest& request) {
    const auto chosen = scenario.chosen();
    const Scenario& one = chosen ? *chosen : scenario;
    if (scenario.cases().empty() && one.clocks().empty()) return model.run(one, outputs, request);
    Problems none;
    const auto own = model.outputs(one, wanted, none);
    SIM_EXPECT(none.empty());
    if (scenario.cases().empty() && has_times_of(outputs.time, own.time)) return model.run(one, outputs, request);
    const Spread spread(own, outputs);
    RunRequest with_own_tables = request;
    if (request.keep_table && !outputs.tables.empty())
        with_own_tables.keep_table = [&](const RowTable& table) { request.keep_table(spread.of(table)); };
    auto result = model.run(one, own, with_own_tables);
    result.series = spread.of(result.series);
    return result;
}

}  // namespace sim::sweep
