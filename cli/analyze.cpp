#include <fmt/format.h>

#include <array>
#include <memory>

#include "cli/analyze_reports.hpp"
#include "cli/command.hpp"
#include "cli/event_reports.hpp"
#include "cli/output.hpp"

namespace cli {
namespace {

struct Method {
    const char *name, *about;
    Findings (*report)(const analysis::Runs&, const AnalyzeOptions&);
};

constexpr std::array methods = {
    Method{"sobol", "Estimate Sobol' indices of a saltelli sweep, and the share of chance", report_sobol},
    Method{"morris", "Estimate elementary effects of a morris sweep: mu*, sigma", report_morris},
    Method{"prcc", "Estimate partial rank correlations of a sampled sweep", report_prcc},
    Method{"oat", "Compare each point of a list with its base: a tornado", report_oat},
    Method{"replicates", "Estimate how many replicates are enough, metric by metric", report_replicates},
    Method{"prim", "Find the box of behaviour, structure and history in which an outcome happens", report_prim}};

struct EventMethod {
    const char *name, *about;
    Findings (*report)(const sim::results::Reader&, const EventOptions&);
};

constexpr std::array event_methods = {
    EventMethod{"survival", "Estimate how long people stay, which way they leave, and what moves them to",
                report_survival},
    EventMethod{"sizes", "Count how many leave together", report_sizes}};

void add_own_options(CLI::App& verb, const std::string& name, AnalyzeOptions& options) {
    if (name == "oat")
        verb.add_option("--base", options.base, "SEL: a label or NAME=VALUE[,...] (default: the first point)");
    if (name == "replicates")
        verb.add_option("--half-width", options.half_width,
                        "half-width wanted: in the metric's unit, or 5% of its mean")
            ->capture_default_str();
    if (name != "oat" && name != "replicates")
        verb.add_flag("--incomplete", options.incomplete, "leave out incomplete points instead of refusing");
    if (name != "prim") return;
    verb.add_option("--factor", options.factors, "use only this factor; may be repeated (default: all but policies)")
        ->allow_extra_args(false);
    verb.add_option("--at-least", options.at_least, "the outcome is a metric of this or more");
    verb.add_option("--at-most", options.at_most, "the outcome is a metric of this or less");
    verb.add_option("--peel", options.peel, "share of the box's points that a step takes")
        ->check(CLI::Range(0.001, 0.5))
        ->capture_default_str();
    verb.add_option("--least-support", options.least_support, "share of all points that a box keeps")
        ->check(CLI::Range(0.001, 0.9))
        ->capture_default_str();
    verb.add_flag("--boxes", options.boxes, "every box on the way, not the sides of one");
}

void refuse_without_metric(const sim::results::Header& header, const Method& method, const AnalyzeOptions& options) {
    if (!options.analysis.metrics.empty() || std::string(method.name) == "replicates") return;
    std::vector<std::string> names;
    for (const auto& quantity : analysis::all_quantities(header.outputs, false)) names.push_back(quantity.name);
    throw sim::InputError(
        fmt::format("analyze {}: needs --metric NAME, one of {}", method.name, fmt::join(names, ", ")));
}

int analyze(const Method& method, const AnalyzeOptions& options) {
    const sim::results::Reader file(options.analysis.file);
    refuse_without_metric(file.header(), method, options);
    print(method.report(analysis::Runs(file), options), options.analysis.format);
    return done;
}

}  // namespace

void add_analyze(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand(
        "analyze",
        "Find what matters in a sweep: sobol, morris, prcc, oat, replicates, prim; in events: survival, sizes");
    verb->require_subcommand(1);
    for (const Method& method : methods) {
        CLI::App* its = verb->add_subcommand(method.name, method.about);
        auto options = std::make_shared<AnalyzeOptions>();
        options->analysis.certainty.resamples = 1000;
        add_analysis_options(*its, options->analysis);
        add_own_options(*its, method.name, *options);
        its->callback(
            [&chosen, &method, options] { chosen.act = [&method, options] { return analyze(method, *options); }; });
    }
    for (const EventMethod& method : event_methods) {
        CLI::App* its = verb->add_subcommand(method.name, method.about);
        auto options = std::make_shared<EventOptions>();
        add_event_options(*its, *options);
        if (std::string(method.name) == "survival") add_survival_options(*its, *options);
        its->callback([&chosen, &method, options] {
            chosen.act = [&method, options] {
                print(method.report(sim::results::Reader(options->analysis.file), *options), options->analysis.format);
                return done;
            };
        });
    }
}

}  // namespace cli
