#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <memory>
#include <set>
#include <span>

#include "cli/command.hpp"
#include "cli/metric_groups.hpp"
#include "cli/output.hpp"
#include "sim/param/value.hpp"
#include "sim/results/file.hpp"
#include "sim/results/run_key.hpp"
#include "sim/sweep/sweep_plan.hpp"

namespace cli {
namespace {

struct DescribeOptions {
    std::string file;
    std::vector<std::string> sets;
    bool digest = false, all = false;
};

std::string completeness(const sim::results::Reader& reader) {
    std::array<std::size_t, 4> n{};
    const auto status = reader.status();
    for (const auto one : status) ++n[static_cast<std::size_t>(one)];
    return fmt::format("runs: {} of {} done, {} failed, {} missing, {} stopped\n", n[1], status.size(), n[2], n[0],
                       n[3]);
}

std::string factors_of(const sim::results::Header& header) {
    std::string text;
    for (const auto& factor : header.factors) {
        if (!factor.choices.empty()) {
            text += fmt::format("factor {}: {}: {}\n", factor.name, fmt::join(factor.choices, ", "), factor.meaning);
            continue;
        }
        const auto [low, high] = std::minmax_element(factor.values.begin(), factor.values.end());
        text += fmt::format("factor {} [{}]: {} to {}: {}\n", factor.name, factor.unit, *low, *high, factor.meaning);
    }
    return text;
}

/// The span recorded: "2030-01-01 to 2031-12-25, 104 weeks", or "step 0 to 100" where there is no calendar.
std::string period_of(const sim::TimeAxis& time) {
    const auto first = time.at.empty() ? 0 : time.at.front(), last = time.at.empty() ? 0 : time.at.back();
    const auto start = sim::param::parse_date(time.start);
    if (!start) return fmt::format("{} {} to {}", time.counts, first, last);
    const auto day = [&](std::int32_t since) { return sim::param::to_text(*start + std::chrono::days(since)); };
    return fmt::format("{} to {}, {} weeks", day(first), day(last), as_number((last - first) / 7.0));
}

std::string design_of(const sim::results::Header& header) {
    if (header.sweep_toml.empty()) return "one run";
    sim::Problems ignored;
    const auto sweep = sim::param::parse_toml(header.sweep_toml, "sweep_toml", ignored);
    const auto* design = sweep.map().find("design");
    return design && design->is_text() ? design->text() : header.labels.empty() ? "grid" : "list";
}

/// "60 points (3 different)"
std::string points_of(const sim::results::Header& header) {
    const auto n = sim::results::different_points(header).size();
    return fmt::format("{} points{}", header.n_points, n < header.n_points ? fmt::format(" ({} different)", n) : "");
}

/// The remark that ends the meaning of one of them and holds for all.
std::string meaning_of_group(const sim::Variable& first, const std::string& end) {
    std::string meaning = meaning_of(first);
    for (std::size_t at; (at = meaning.find(end)) != std::string::npos;) meaning.replace(at, end.size(), "each");
    return meaning;
}

/// A row for each variable; metrics that are told apart by the ends of their names share one.
std::string variables_of(const sim::Outputs& outputs) {
    std::vector<std::vector<std::string>> rows = {{"variable", "unit", "axes", "meaning"}};
    std::vector<std::string> names;
    for (const auto& v : outputs.variables)
        if (!v.over_time && v.dims.empty()) names.push_back(v.name);
    const auto groups = groups_among(names);
    std::set<std::string> said;
    for (const auto& v : outputs.variables) {
        const auto group = std::ranges::find_if(groups, [&](const MetricGroup& one) { return one.holds(v.name); });
        if (group == groups.end()) {
            rows.push_back({v.name, v.unit, fmt::format("{}", fmt::join(v.dims, ", ")), meaning_of(v)});
            continue;
        }
        const auto stem = std::ranges::find_if(group->stems, [&](const std::string& one) {
            return v.name == one || v.name.substr(0, v.name.size() - group->ends.front().size() - 1) == one;
        });
        if (stem == group->stems.end() || !said.insert(*stem).second) continue;
        const auto& end = group->ends.front();
        rows.push_back({*stem + (group->has_bare_stems ? " ..." : "_..."), v.unit, "", meaning_of_group(v, end)});
    }
    std::string text = as_table(rows);
    for (const auto& group : groups)
        text += fmt::format("... of {}: {}\n", fmt::join(group.stems, ", "), fmt::join(group.ends, ", "));
    return text;
}

/// Names of codes, as far as they fit.
std::string codes_of(const sim::Column& column) {
    constexpr std::size_t most = 8;
    const auto& names = column.flag_meanings;
    if (names.empty()) return {};
    const std::span told = std::span(names).first(std::min(most, names.size()));
    return fmt::format(" ({}{})", fmt::join(told, ", "), names.size() > most ? ", ..." : "");
}

/// Words of a list under a heading, broken to lines.
std::string listed(const std::string& heading, const std::vector<std::string>& words) {
    constexpr std::size_t width = 118;
    std::string text = heading, line = heading;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string word = words[i] + (i + 1 < words.size() ? "," : "");
        if (line.size() + 1 + word.size() > width) {
            text += "\n   ";
            line = "   ";
        }
        text += " " + word;
        line += " " + word;
    }
    return text + "\n";
}

/// The names alone: those told apart by their ends, and those with axes, share one.
std::string names_of(const sim::Outputs& outputs) {
    std::vector<std::string> series, metrics, names;
    for (const auto& v : outputs.variables) {
        if (!v.over_time) names.push_back(v.name);
        if (v.over_time)
            series.push_back(v.dims.empty() ? v.name : fmt::format("{}({})", v.name, fmt::join(v.dims, " ")));
    }
    const auto groups = groups_among(names);
    for (const auto& group : groups)
        metrics.push_back(fmt::format("{{{}}}{} {{{}}}", fmt::join(group.stems, " "), group.has_bare_stems ? "" : "_",
                                      fmt::join(group.ends, " ")));
    for (const auto& v : outputs.variables) {
        if (v.over_time) continue;
        const bool is_grouped = std::ranges::any_of(groups, [&](const MetricGroup& one) { return one.holds(v.name); });
        if (!is_grouped)
            metrics.push_back(v.dims.empty() ? v.name : fmt::format("{}({})", v.name, fmt::join(v.dims, " ")));
    }
    return listed("series:", series) + listed("values at the end:", metrics);
}

std::string tables_in_short(const sim::results::Reader& reader) {
    std::vector<std::string> tables;
    for (const auto& name : reader.table_names())
        tables.push_back(fmt::format("/{} ({})", name, counted(reader.n_rows(name), "row")));
    return tables.empty() ? "" : listed("tables of events:", tables);
}

std::string tables_of(const sim::results::Reader& reader) {
    std::string text;
    for (const auto& name : reader.table_names()) {
        const auto table = reader.declared_table(name);
        text += fmt::format("\ntable /{}, {}: {}\n", name, counted(reader.n_rows(name), "row"), table.meaning);
        std::vector<std::vector<std::string>> rows = {{"column", "unit", "meaning"}};
        for (const auto& column : table.columns)
            rows.push_back(
                {column.name, column.flag_meanings.empty() ? column.unit : "", column.meaning + codes_of(column)});
        text += as_table(rows);
    }
    return text;
}

bool is_document(const std::string& path) { return std::filesystem::path(path).extension() == ".toml"; }

int describe_scenario(const DescribeOptions& options, const sim::sweep::Models& models) {
    if (options.digest) throw sim::InputError("--digest: is of a results file (leave it out)");
    sim::Problems problems;
    const auto plan = sim::sweep::plan_of({.scenario = options.file, .sets = options.sets}, models, problems);
    problems.throw_if_any();
    for (const auto& remark : sim::sweep::remarks_on(plan, sim::sweep::For::check)) say("note: " + remark);
    const auto start = plan.base->start();
    put_on(fmt::format("{}\nmodel: {}, {}{}\nagents at the start: {}\n", on_one_line(plan.title), plan.model->name(),
                       counted(static_cast<std::uint64_t>(plan.base->duration()), plan.base->time_unit()),
                       start.empty() ? "" : " from " + start, as_number(plan.base->population(1.0))));
    for (auto table : plan.model->portrait(*plan.base)) {
        for (auto& row : table.rows)
            for (auto& cell : row) cell = on_one_line(cell);
        put_on(fmt::format("\n{}\n\n{}", table.title, as_table(table.rows)));
    }
    return done;
}

int describe(const DescribeOptions& options, const sim::sweep::Models& models) {
    if (is_document(options.file)) return describe_scenario(options, models);
    if (!options.sets.empty()) throw sim::InputError("--set: is of a scenario (a results file stays as it is)");
    const sim::results::Reader reader(options.file);
    if (options.digest) {
        put(reader.content_digest() + "\n");
        return done;
    }
    const auto& header = reader.header();
    put(fmt::format("{}\nmodel: {}, {}\nwritten by: {}\ndesign: {}, {} x {} replicates, scale {}\n",
                    on_one_line(header.title), header.model, period_of(header.outputs.time), reader.written_by(),
                    design_of(header), points_of(header), header.n_replicates,
                    header.scale.empty() ? 1.0 : header.scale.front()));
    put(completeness(reader) + factors_of(header) + "\n");
    put(options.all ? variables_of(header.outputs) + tables_of(reader)
                    : names_of(header.outputs) + tables_in_short(reader) +
                          "`muster describe --all` shows the meaning, unit and axes of each.\n");
    constexpr std::size_t shown_failures = 10;
    const auto failures = reader.failures();
    for (std::size_t i = 0; i < std::min(shown_failures, failures.size()); ++i)
        put(fmt::format("failed: point {}, replicate {}: {}: {}\n", failures[i].point, failures[i].replicate,
                        failures[i].stage, on_one_line(failures[i].message)));
    return done;
}

}  // namespace

void add_describe(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand(
        "describe", "Describe a results file (contents, completeness) or a scenario (order of battle, curves, events)");
    auto options = std::make_shared<DescribeOptions>();
    verb->add_option("FILE", options->file, "results file, or scenario (.toml)")->required();
    verb->add_option("--set", options->sets, "of a scenario: NAME=VALUE of a parameter; may be repeated")
        ->allow_extra_args(false);
    verb->add_flag("--all", options->all,
                   "show the meaning of every variable and of every column of a table of events");
    verb->add_flag("--digest", options->digest,
                   "show only the digest of the content, which library versions do not change");
    verb->callback(
        [&chosen, options] { chosen.act = [&chosen, options] { return describe(*options, chosen.models); }; });
}

}  // namespace cli
