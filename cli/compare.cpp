#include <fmt/format.h>

#include <cmath>
#include <memory>

#include "analysis/comparison.hpp"
#include "cli/analyze_reports.hpp"
#include "cli/command.hpp"
#include "cli/compare_report.hpp"
#include "cli/findings.hpp"
#include "cli/output.hpp"
#include "sim/param/value.hpp"

namespace cli {
namespace {

/// Puts into words how an interval lies to zero.
std::string words_for(const analysis::Interval& interval, double nothing) {
    if (!interval.is_known()) return "no interval";
    if (interval.low == interval.high && interval.contains(nothing)) return "the same in every replicate";
    const std::string_view name = nothing == 0 ? "zero" : "one";
    if (interval.contains(nothing)) return fmt::format("the interval includes {}", name);
    return interval.low > nothing ? "higher" : "lower";
}

std::string mark_of(const analysis::Quantity& quantity) { return quantity.is_harm ? "harm" : ""; }

void note_left_out(std::size_t most, std::vector<std::string>& notes) {
    if (most > 0)
        notes.push_back(fmt::format("Up to {} left out: a run was not done or has no value (see n of each row).",
                                    counted(most, "replicate")));
}

std::string words_on_zero(std::size_t n_rows, double level) {
    std::string text =
        "\"The interval includes zero\": these replicates do not tell whether it rises or falls; they do not show that "
        "nothing changes.";
    if (n_rows > 5)
        text += fmt::format(" Of {} rows without any effect, about {:.0f} would seem to have one.", n_rows,
                            std::ceil((1 - level) * static_cast<double>(n_rows)));
    return text;
}

std::vector<std::string> sentences(const std::vector<std::string>& remarks) {
    std::vector<std::string> made;
    for (const auto& remark : remarks) made.push_back("note: " + remark);
    return made;
}

void note_harm(const std::vector<analysis::Quantity>& quantities, std::vector<std::string>& notes) {
    for (const auto& quantity : quantities)
        if (quantity.is_harm) return;
    notes.emplace_back("note: the file names no metric as harm (its model declares none, or an older muster wrote it)");
}

}  // namespace

Findings report_comparison(const analysis::Runs& runs, const CompareOptions& options) {
    Findings report;
    std::vector<std::string> remarks;
    const auto quantities = analysis::quantities(options.analysis.metrics, runs.header().outputs, false);
    const auto half_width = half_width_of(options.half_width);
    const auto& certainty = options.analysis.certainty;
    const auto found = analysis::compare(runs, options.base, options.to, quantities, half_width, certainty, remarks);
    const std::string level = level_text(certainty.level);
    report.head = {fmt::format("base: {}; differences and ratios paired over replicates", options.base)};
    report.columns = {{"metric", "metric"},
                      {"to", options.to.size() > 1 ? "to" : ""},
                      {"unit", "unit"},
                      {"harm", "harm"},
                      {"n", "n"},
                      {"base", "base"},
                      {"value", "to"},
                      {"difference", "difference"},
                      {"difference_t", level + " t"},
                      {"difference_bootstrap", level + " bootstrap"},
                      {"says", "says"},
                      {"ratio", "ratio"},
                      {"ratio_t", level + " Fieller"},
                      {"ratio_bootstrap", level + " bootstrap"},
                      {"same_sign", "same sign"},
                      {"correlation", "r"},
                      {"effective_replicates", "worth"},
                      {"half_width", ""},
                      {"replicates_needed", "for " + options.half_width}};
    if (options.to.size() == 1) report.head.front() += fmt::format("; to: {}", options.to.front());
    std::size_t most_left_out = 0;
    for (const auto& one : found) {
        const auto& p = one.paired;
        most_left_out = std::max(most_left_out, one.n_left_out);
        report.rows.push_back({one.quantity.name, one.to, one.quantity.unit, mark_of(one.quantity),
                               static_cast<double>(p.n), p.base_mean, p.to_mean, p.difference, p.difference_t,
                               p.difference_bootstrap, words_for(p.difference_t, 0), p.ratio, p.ratio_t,
                               p.ratio_bootstrap, p.sign_consistency(), p.correlation, p.effective_replicates,
                               one.half_width, one.needed});
    }
    report.notes = sentences(remarks);
    report.notes.push_back(words_on_zero(found.size(), certainty.level));
    report.notes.push_back(fmt::format(
        "same sign: share of replicates that differ as the mean does. r: correlation of the two over replicates. "
        "worth: "
        "independent runs of each that would know the difference as well. for {}: replicates at which the t interval "
        "would be that half-width.",
        options.half_width));
    note_left_out(most_left_out, report.notes);
    note_harm(quantities, report.notes);
    return report;
}

namespace {

/// A recorded time: a date where there is a calendar.
Cell time_cell(const sim::TimeAxis& time, std::size_t at) {
    if (const auto start = sim::param::parse_date(time.start))
        return sim::param::to_text(*start + std::chrono::days(time.at[at]));
    return static_cast<double>(time.at[at]);
}

Findings compared_over_time(const analysis::Runs& runs, const CompareOptions& options) {
    Findings report;
    std::vector<std::string> remarks;
    const auto quantities = analysis::quantities(options.analysis.metrics, runs.header().outputs, true);
    auto certainty = options.analysis.certainty;
    certainty.resamples = 0;
    const auto found = analysis::compare_over_time(runs, options.base, options.to, quantities, certainty, remarks);
    const auto& time = runs.header().outputs.time;
    report.head = {fmt::format("base: {}; differences paired over replicates, at every recorded time", options.base)};
    report.columns = {{"time", sim::results::time_name(runs.header().outputs)},
                      {"metric", "metric"},
                      {"to", "to"},
                      {"unit", "unit"},
                      {"harm", "harm"},
                      {"n", "n"},
                      {"base", "base"},
                      {"value", "value"},
                      {"difference", "difference"},
                      {"difference_t", level_text(certainty.level) + " t"},
                      {"says", "says"}};
    for (std::size_t t = 0; t < time.at.size(); ++t)
        for (const auto& one : found) {
            const auto& p = one.at[t];
            report.rows.push_back({time_cell(time, t), one.quantity.name, one.to, one.quantity.unit,
                                   mark_of(one.quantity), static_cast<double>(p.n), p.base_mean, p.to_mean,
                                   p.difference, p.difference_t, words_for(p.difference_t, 0)});
        }
    report.notes = sentences(remarks);
    report.notes.push_back(words_on_zero(0, certainty.level));
    report.notes.emplace_back(
        "Intervals hold week by week, not for the whole course at once. Counts are divided by the scale.");
    note_harm(quantities, report.notes);
    return report;
}

/// Puts into words the difference from "each as if alone", if both effects go one way.
std::string words_together(const analysis::Interaction& found, const analysis::Interval& interval, double nothing) {
    if (!interval.is_known()) return "no interval";
    if (interval.contains(nothing)) return nothing == 0 ? "includes zero" : "includes one";
    const double first = found.first - found.neither, second = found.second - found.neither;
    const bool is_more = interval.low > nothing;
    if (first * second <= 0) return is_more ? "higher together" : "lower together";
    return is_more == (first > 0) ? "complements" : "substitutes";
}

Findings together(const analysis::Runs& runs, const CompareOptions& options) {
    Findings report;
    std::vector<std::string> remarks;
    const auto quantities = analysis::quantities(options.analysis.metrics, runs.header().outputs, false);
    const auto &a = options.interaction[0], &b = options.interaction[1];
    const auto& certainty = options.analysis.certainty;
    const auto found = analysis::interactions(runs, options.base, a, b, quantities, certainty, remarks);
    const std::string level = level_text(certainty.level);
    report.head = {fmt::format("base: {}; A: {}; B: {}; paired over replicates", options.base, a, b)};
    report.columns = {{"metric", "metric"},
                      {"unit", "unit"},
                      {"harm", "harm"},
                      {"n", "n"},
                      {"base", "base"},
                      {"a", "A"},
                      {"b", "B"},
                      {"both", "A and B"},
                      {"additive", "by differences"},
                      {"additive_t", level + " t"},
                      {"additive_bootstrap", level + " bootstrap"},
                      {"additive_says", "says"},
                      {"ratio", "by ratios"},
                      {"ratio_t", level + " t"},
                      {"ratio_bootstrap", level + " bootstrap"},
                      {"ratio_says", "says"}};
    std::vector<std::string> disagreeing;
    std::size_t most_left_out = 0;
    for (const auto& one : found) {
        const auto& i = one.interaction;
        const auto additive = words_together(i, i.additive_t, 0), ratio = words_together(i, i.ratio_t, 1);
        const auto is_said = [](const std::string& words) { return words == "substitutes" || words == "complements"; };
        if (is_said(additive) && is_said(ratio) && additive != ratio) disagreeing.push_back(one.quantity.name);
        most_left_out = std::max(most_left_out, one.n_left_out);
        report.rows.push_back({one.quantity.name, one.quantity.unit, mark_of(one.quantity), static_cast<double>(i.n),
                               i.neither, i.first, i.second, i.both, i.additive, i.additive_t, i.additive_bootstrap,
                               additive, i.ratio, i.ratio_t, i.ratio_bootstrap, ratio});
    }
    report.notes = sentences(remarks);
    report.notes.emplace_back(
        "By differences: (A and B - B) - (A - base), 0 if effects add up. By ratios: (A and B / B) / (A / base), 1 if "
        "they "
        "multiply. Substitutes: both together do less than that in the direction of each; complements: more.");
    if (!disagreeing.empty())
        report.notes.push_back(
            fmt::format("The two scales disagree on {}: name the scale with any claim.", fmt::join(disagreeing, ", ")));
    report.notes.emplace_back(
        "\"Includes zero\" and \"includes one\": these replicates do not tell; they do not show that there is no "
        "interaction.");
    note_left_out(most_left_out, report.notes);
    note_harm(quantities, report.notes);
    return report;
}

int compare(const CompareOptions& options) {
    const sim::results::Reader file(options.analysis.file);
    const analysis::Runs runs(file);
    if (options.interaction.empty() == options.to.empty())
        throw sim::InputError(
            "compare: --base needs settings to compare it with: --to SEL, or --interaction A B (not both)");
    if (!options.interaction.empty() && !options.over.empty())
        throw sim::InputError("compare: --interaction is of the end of a run (leave out --over)");
    print(!options.interaction.empty() ? together(runs, options)
          : options.over.empty()       ? report_comparison(runs, options)
                                       : compared_over_time(runs, options),
          options.analysis.format);
    return done;
}

}  // namespace

void add_compare(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand(
        "compare", "Compare settings of a sweep with a base: paired differences with intervals, and harm always");
    auto options = std::make_shared<CompareOptions>();
    add_analysis_options(*verb, options->analysis);
    verb->add_option("--base", options->base, "SEL: a label, NAME=VALUE[,NAME=VALUE...] or scenario=NAME")->required();
    verb->add_option("--to", options->to, "SEL to compare with the base; several may follow");
    verb->add_option("--interaction", options->interaction,
                     "two NAME=VALUE[,...]: the effect of both together and of each alone")
        ->expected(2);
    verb->add_option("--over", options->over, "time: show the difference at every recorded time")
        ->check(CLI::IsMember({"time"}));
    verb->add_option("--half-width", options->half_width,
                     "half-width to plan replicates for: in the unit, or 5% of the base")
        ->capture_default_str();
    verb->callback([&chosen, options] { chosen.act = [options] { return compare(*options); }; });
}

}  // namespace cli
