#include "sim/sweep/stored_sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/param/value.hpp"
#include "sim/sweep/case_outputs.hpp"
#include "sim/sweep/keys.hpp"
#include "sim/sweep/read_factors.hpp"
#include "sim/sweep/read_links.hpp"
#include "sim/sweep/same_program.hpp"

namespace sim::sweep {

/// A run as a results file holds it.
FinishedRun run_of(const results::Reader& file, std::uint64_t point, std::uint32_t replicate) {
    const Outputs& outputs = file.header().outputs;
    FinishedRun run;
    if (outputs.keeps_events_of(replicate))
        run.tables = results::pack(file.tables_of(point, replicate), outputs.tables);
    run.record.point = point;
    run.record.replicate = replicate;
    run.record.status = results::Status::done;
    run.series = Series(outputs);
    const auto fill = [](const std::vector<double>& values, auto to, auto missing) {
        std::ranges::transform(values, to.begin(), [&](double value) {
            return std::isnan(value) ? missing : static_cast<decltype(missing)>(value);
        });
    };
    for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
        const auto values = file.values(outputs.variables[v], point, replicate);
        switch (outputs.variables[v].store) {
            case Store::count:
                fill(values, run.series.counts(v), std::int32_t{-1});
                break;
            case Store::flag:
                fill(values, run.series.flags(v), std::uint8_t{255});
                break;
            case Store::real:
                std::ranges::copy(values, run.series.reals(v).begin());
        }
    }
    return run;
}

StoredSweep::StoredSweep(const std::string& path, const Models& models) : file_(path) {
    refuse_another_program(header(), path);
    Problems problems;
    auto loaded = load_resolved(header().scenario_toml, "scenario in " + path, models, problems);
    if (loaded.scenario && !header().sweep_toml.empty()) {
        const auto sweep = param::parse_toml(header().sweep_toml, "sweep in " + path, problems);
        param::Reader top(sweep, "", problems);
        param::Filling filling(top, std::nullopt);
        SweepKeys keys;
        keys_of(filling, keys);
        loaded.scenario = with_links(std::move(loaded.scenario), keys.links, problems);
        if (keys.set && loaded.scenario) apply(read_settings(*keys.set), *loaded.scenario, problems);
        wanted_ = keys.output;
        budget_ = keys.budget;
    }
    problems.throw_if_any();
    wanted_.events = header().outputs.replicates_with_events;
    model_ = loaded.model;
    base_ = std::move(loaded.scenario);
    check_outputs(path);
}

/// A file that was made up may declare what the model would not fill, or fill beyond.
void StoredSweep::check_outputs(const std::string& path) const {
    std::vector<Span> factors;
    const auto checked = base_->clone();
    for (const results::Factor& factor : header().factors) {
        const auto [least, greatest] = std::ranges::minmax_element(factor.values);
        Span span{factor.name};
        for (const auto& [at, end] : {std::pair{least, &span.least}, std::pair{greatest, &span.greatest}}) {
            set_factor(factor, static_cast<std::uint64_t>(at - factor.values.begin()), *checked);
            *end = checked->get(factor.name);
        }
        factors.push_back(span);
    }
    Problems problems;
    const auto outputs = outputs_over(*model_, *base_, factors, wanted_, problems);
    problems.throw_if_any();
    if (!have_same_form(outputs, header().outputs))
        throw InputError(
            fmt::format("{}: its variables are not those of its scenario (it was changed, or written by a "
                        "development version)",
                        shown(path)));
}

void StoredSweep::set_factors(std::uint64_t point, Scenario& scenario) const {
    for (const results::Factor& factor : header().factors) set_factor(factor, point, scenario);
}

void StoredSweep::set_factor(const results::Factor& factor, std::uint64_t point, Scenario& scenario) {
    const auto* spec = scenario.spec(factor.name);
    if (!spec) throw InputError(fmt::format("the file sweeps {}, which its scenario has not", shown(factor.name)));
    param::Value written;
    if (factor.choices.empty())
        written.data = factor.values[point];
    else
        written.data = factor.text(point);
    const auto reading = read_value(scenario, factor.name, written);
    if (!reading.number)
        throw InputError(
            fmt::format("the file sets {} to {}: {}", factor.name, shown(factor.text(point)), reading.fault));
    scenario.set(factor.name, *reading.number);
}

/// Those of the file, or those that the model would keep.
std::vector<RowTable> StoredSweep::declared_tables(const Scenario& scenario) const {
    if (!header().outputs.tables.empty()) return header().outputs.tables;
    const auto chosen = scenario.chosen();
    OutputRequest with_events = wanted_;
    with_events.events = 1;
    Problems none;
    return model_->outputs(chosen ? *chosen : scenario, with_events, none).tables;
}

RepeatedRun StoredSweep::repeat(std::uint64_t point, std::uint32_t replicate, bool events,
                                std::optional<Follow> follow) const {
    const auto scenario = base_->clone();
    set_factors(point, *scenario);
    refuse_contradictions(*scenario);
    RunRequest request;
    request.seed = header().seeds[replicate];
    request.scale = header().scale[point];
    request.follow = std::move(follow);
    request.budget = budget_;
    RepeatedRun run;
    const bool keeps_events = events || header().outputs.keeps_events_of(replicate);
    if (keeps_events) run.declared = declared_tables(*scenario);
    results::Packer packer(run.declared);
    if (keeps_events) request.keep_table = [&](const RowTable& table) { packer.add(table); };
    auto result = run_into(header().outputs, *model_, *scenario, wanted_, request);
    run.series = std::move(result.series);
    run.story = std::move(result.story);
    if (keeps_events) run.tables = packer.take();
    return run;
}

std::vector<std::int32_t> StoredSweep::all_times(std::uint64_t point) const {
    const auto scenario = base_->clone();
    set_factors(point, *scenario);
    return sweep::all_times(header().outputs, *model_, *scenario);
}

void StoredSweep::add_tables_that_differ(const results::PackedTables& stored, const results::PackedTables& now,
                                         std::vector<std::string>& names) const {
    if (now == stored) return;
    const auto& declared = header().outputs.tables;
    const results::Unpacked a(stored, declared), b(now, declared);
    for (std::size_t t = 0; t < declared.size(); ++t)
        for (std::size_t c = 0; c < declared[t].columns.size(); ++c)
            if (a.values(t, c) != b.values(t, c))
                names.push_back(fmt::format("{}/{}", declared[t].name, declared[t].columns[c].name));
}

std::vector<std::string> StoredSweep::differences(std::uint64_t point, std::uint32_t replicate,
                                                  const RepeatedRun& run) const {
    const auto stored = run_of(file_, point, replicate);
    std::vector<std::string> names;
    for (std::size_t v = 0; v < header().outputs.variables.size(); ++v) {
        const auto& variable = header().outputs.variables[v];
        const auto bytes = run.series.bytes(v);
        std::vector<std::byte> now(bytes.begin(), bytes.end());
        if (variable.store == Store::real) results::unify_nans(now);
        std::vector<std::byte> before(stored.series.bytes(v).begin(), stored.series.bytes(v).end());
        if (variable.store == Store::real) results::unify_nans(before);
        if (now != before) names.push_back(variable.name);
    }
    if (header().outputs.keeps_events_of(replicate)) add_tables_that_differ(stored.tables, run.tables, names);
    return names;
}

}  // namespace sim::sweep
