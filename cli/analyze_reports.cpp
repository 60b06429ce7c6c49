#include "cli/analyze_reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/sensitivity.hpp"
#include "analysis/single_points.hpp"
#include "cli/output.hpp"

namespace cli {
namespace {

using analysis::Incomplete;
using analysis::Quantity;

Incomplete treatment(const AnalyzeOptions& options) {
    return options.incomplete ? Incomplete::left_out : Incomplete::refused;
}

std::vector<Quantity> named(const analysis::Runs& runs, const AnalyzeOptions& options) {
    std::vector<Quantity> made;
    for (const auto& name : options.analysis.metrics)
        for (Quantity& one : analysis::quantities_named(name, runs.header().outputs, false))
            made.push_back(std::move(one));
    return made;
}

void note_groups(std::uint64_t n_left_out, const std::string& what, const Quantity& quantity, Findings& report) {
    if (n_left_out > 0)
        report.notes.push_back(
            fmt::format("INCOMPLETE: of {}, left out for lack of runs ({}): {}.", quantity.name, what, n_left_out));
}

/// If all metrics are asked for, takes those that some point has in all its runs, and names the others. If no metric has
/// such a point, runs are missing: the first one says so.
void leave_out_unknown(const analysis::Runs& runs, std::vector<Quantity>& quantities, Findings& report) {
    const auto unknown = std::ranges::stable_partition(
        quantities, [&](const Quantity& one) { return analysis::is_known_somewhere(runs, one); });
    if (unknown.empty() || unknown.size() == quantities.size()) return;
    std::vector<std::string> names;
    for (const Quantity& one : unknown) names.push_back(one.name);
    report.notes.push_back(
        fmt::format("Left out, since no point has them in all its runs: {}.", fmt::join(names, ", ")));
    quantities.erase(unknown.begin(), unknown.end());
}

std::string percent(double share) { return std::isnan(share) ? "unknown" : fmt::format("{:.3g} %", 100 * share); }

std::string index_words(const analysis::Estimate& index) {
    if (index.value < 0) return index.interval.contains(0) ? "noise around zero" : "below zero: too few samples";
    return index.interval.contains(0) ? "the interval includes zero" : "";
}

/// The points that share their values with others count once; the reader is told.
void note_copies(const analysis::Runs& runs, Findings& report) {
    if (const auto n = analysis::Points(runs).n_copies(); n > 0)
        report.notes.push_back(
            fmt::format("{} with the values, and so the runs, of another: counted once.", counted(n, "point")));
}

std::string dependence(const std::string& design) {
    if (design == "saltelli" || design == "morris" || design == "grid")
        return fmt::format("The points of a {} design are no independent draws: intervals and p-values are too narrow.",
                           design);
    if (design == "list" || design == "file" || design == "zip")
        return fmt::format("Points of a {} need not be spread evenly: look at how they lie before trusting this.",
                           design);
    return {};
}

std::string bar(double value, double most) {
    constexpr double half = 12;
    const auto n = most > 0 ? static_cast<std::size_t>(std::lround(half * std::abs(value) / most)) : 0;
    const auto width = static_cast<std::size_t>(half);
    return value < 0 ? std::string(width - n, ' ') + std::string(n, '#') + "|"
                     : std::string(width, ' ') + "|" + std::string(n, '#');
}

}  // namespace

Findings report_sobol(const analysis::Runs& runs, const AnalyzeOptions& options) {
    Findings report;
    const auto& factors = runs.header().factors;
    const std::string level = level_text(options.analysis.certainty.level);
    report.columns = {{"metric", "metric"}, {"order", "order"}, {"factor", "factor"},
                      {"with", "with"},     {"index", "index"}, {"index", level + " bootstrap"},
                      {"says", "says"}};
    for (const Quantity& quantity : named(runs, options)) {
        const auto found = analysis::sobol_of(runs, quantity, treatment(options), options.analysis.certainty);
        const auto row = [&](const char* order, const std::string& factor, const std::string& with,
                             const analysis::Estimate& index) {
            report.rows.push_back(
                {quantity.name, order, factor, with, index.value, index.interval, index_words(index)});
        };
        for (std::size_t f = 0; f < found.indices.first.size(); ++f)
            row("first", factors[f].name, "", found.indices.first[f]);
        for (std::size_t f = 0; f < found.indices.total.size(); ++f)
            row("total", factors[f].name, "", found.indices.total[f]);
        for (const auto& pair : found.indices.second)
            row("second", factors[pair.first].name, factors[pair.second].name, pair.index);
        report.head.push_back(fmt::format(
            "{}: {}, {}; variance of the points' means {}", quantity.name, counted(found.n_samples, "base sample"),
            counted(runs.header().n_replicates, "replicate"), as_number(found.indices.variance)));
        report.notes.push_back(
            fmt::format("{}: chance between replicates makes {} of the variance of a single run, and {} of that of the "
                        "means, which the "
                        "indices share out.",
                        quantity.name, percent(found.chance.share()),
                        percent(found.chance.share_in_means(runs.header().n_replicates))));
        if (found.indices.first.empty())
            report.notes.push_back(fmt::format("{} is the same at every point: it has no indices.", quantity.name));
        note_groups(found.n_left_out, "base sample", quantity, report);
    }
    report.notes.emplace_back(
        "An index below zero is noise of its estimate, which knows no bound: true indices lie between 0 and 1. More "
        "base "
        "samples narrow it. Total minus first order is interaction.");
    return report;
}

Findings report_morris(const analysis::Runs& runs, const AnalyzeOptions& options) {
    Findings report;
    const std::string level = level_text(options.analysis.certainty.level);
    report.columns = {{"metric", "metric"},
                      {"factor", "factor"},
                      {"n", "n"},
                      {"mu_star", "mu*"},
                      {"mu_star", level + " bootstrap"},
                      {"mu", "mu"},
                      {"mu", level + " t"},
                      {"sigma", "sigma"}};
    for (const Quantity& quantity : named(runs, options)) {
        const auto found = analysis::morris_of(runs, quantity, treatment(options), options.analysis.certainty);
        for (std::size_t f = 0; f < found.effects.size(); ++f) {
            const auto& e = found.effects[f];
            report.rows.push_back({quantity.name, runs.header().factors[f].name, static_cast<double>(e.n), e.size,
                                   e.size_bootstrap, e.mean, e.mean_t, e.sd});
        }
        report.notes.push_back(
            std::isnan(found.of_chance)
                ? fmt::format("{}: with one replicate, chance cannot be told from effects.", quantity.name)
                : fmt::format(
                      "{}: a factor that does nothing would have a mu* of about {} by chance between replicates.",
                      quantity.name, as_number(found.of_chance)));
        note_groups(found.n_left_out, "trajectory", quantity, report);
    }
    report.head.emplace_back("Effects of a step across the whole distribution of a factor, in the unit of the metric");
    report.notes.emplace_back(
        "mu*: mean size of effects. mu: their mean, smaller where they cancel. sigma: interaction, curvature and "
        "chance.");
    return report;
}

Findings report_prcc(const analysis::Runs& runs, const AnalyzeOptions& options) {
    Findings report;
    report.columns = {{"metric", "metric"},
                      {"factor", "factor"},
                      {"n", "n"},
                      {"prcc", "prcc"},
                      {"prcc", level_text(options.analysis.certainty.level) + " Fisher"},
                      {"p", "p"},
                      {"says", "says"}};
    for (const Quantity& quantity : named(runs, options)) {
        const auto found = analysis::prcc_of(runs, quantity, treatment(options), options.analysis.certainty);
        for (std::size_t i = 0; i < found.factors.size(); ++i) {
            const auto& one = found.correlations[i];
            report.rows.push_back({quantity.name, runs.header().factors[found.factors[i]].name,
                                   static_cast<double>(found.n_points), one.value, one.interval, one.p,
                                   one.interval.contains(0) ? "the interval includes zero"
                                   : one.value > 0          ? "rises"
                                                            : "falls"});
        }
        note_groups(found.n_left_out, "point", quantity, report);
    }
    if (const auto words = dependence(analysis::design_of(runs.header()).kind); !words.empty())
        report.notes.push_back(words);
    note_copies(runs, report);
    report.notes.emplace_back(
        "Of means over replicates. Rank correlations see effects that only rise or only fall; a hump reads as "
        "nothing.");
    return report;
}

Findings report_oat(const analysis::Runs& runs, const AnalyzeOptions& options) {
    Findings report;
    auto quantities = named(runs, options);
    for (auto& harm : analysis::harm_beside(quantities, runs.header().outputs, false))
        quantities.push_back(std::move(harm));
    const auto found = analysis::one_at_a_time(runs, options.base, quantities, options.analysis.certainty);
    const std::string level = level_text(options.analysis.certainty.level);
    report.head = {fmt::format("base: {}; differences paired over replicates, the largest first", found.base)};
    report.columns = {{"metric", "metric"},
                      {"unit", "unit"},
                      {"harm", "harm"},
                      {"change", "change"},
                      {"factors", "factors"},
                      {"n", "n"},
                      {"base", "base"},
                      {"value", "value"},
                      {"difference", "difference"},
                      {"difference_t", level + " t"},
                      {"difference_bootstrap", level + " bootstrap"},
                      {"bar", "          tornado"},
                      {"says", "says"}};
    double most = 0;
    std::string last;
    for (const auto& one : found.changes) {
        const auto& p = one.paired;
        if (one.quantity.name != last) most = std::abs(p.difference);
        last = one.quantity.name;
        const bool is_unclear = !p.difference_t.is_known() || p.difference_t.contains(0);
        report.rows.push_back({one.quantity.name, one.quantity.unit, one.quantity.is_harm ? "harm" : "", one.what,
                               static_cast<double>(one.n_factors), static_cast<double>(p.n), p.base_mean, p.to_mean,
                               p.difference, p.difference_t, p.difference_bootstrap,
                               std::isnan(p.difference) ? "" : bar(p.difference, most),
                               !is_unclear                 ? ""
                               : p.difference_t.is_known() ? "the interval includes zero"
                                                           : "no interval"});
    }
    if (found.n_others > 0)
        report.notes.push_back(
            fmt::format("{} left out: several factors change at once.", counted(found.n_others, "point")));
    note_copies(runs, report);
    report.notes.emplace_back("One factor at a time shows no interactions; `muster analyze sobol` does.");
    return report;
}

Findings report_replicates(const analysis::Runs& runs, const AnalyzeOptions& options) {
    Findings report;
    auto quantities = analysis::quantities(options.analysis.metrics, runs.header().outputs, false);
    if (options.analysis.metrics.empty()) leave_out_unknown(runs, quantities, report);
    const auto half_width = half_width_of(options.half_width);
    report.head = {fmt::format("Replicates at which the {} t interval of one point's mean is +-{}",
                               level_text(options.analysis.certainty.level), options.half_width)};
    report.columns = {
        {"metric", "metric"}, {"unit", "unit"},     {"points", "points"},          {"n", "n"},
        {"mean", "mean"},     {"sd", "sd"},         {"sd_largest", "largest sd"},  {"half_width", "+- now"},
        {"wanted", "wanted"}, {"needed", "needed"}, {"needed_bound", "to be safe"}};
    for (const Quantity& quantity : quantities) {
        const auto found = analysis::enough_of_file(runs, quantity, half_width, options.analysis.certainty);
        const auto& e = found.enough;
        report.rows.push_back({quantity.name, quantity.unit, static_cast<double>(found.n_points),
                               static_cast<double>(e.n), e.mean, e.sd, e.sd_largest, e.half_width, found.half_width,
                               e.needed, e.needed_bound});
        note_groups(found.n_left_out, "point", quantity, report);
    }
    note_copies(runs, report);
    report.notes.emplace_back(
        "sd: between replicates of one point, on average over points. to be safe: at the sd that it may have, with a "
        "chance of 4 in 5, for all that these replicates show.");
    report.notes.emplace_back(
        "Fix the number before the runs that count. To add replicates until an interval looks narrow is to stop where "
        "the "
        "spread happened to look small: such intervals cover less than they say.");
    report.notes.emplace_back(
        "Differences between points need fewer: replicates share their streams (`muster compare` says how many).");
    return report;
}

}  // namespace cli
