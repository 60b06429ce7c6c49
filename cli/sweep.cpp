#include <fmt/format.h>

#include <memory>
#include <thread>

#include "cli/command.hpp"
#include "cli/duration.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/side_log.hpp"
#include "cli/signals.hpp"
#include "sim/sweep/runner.hpp"

namespace cli {
namespace {

using sim::sweep::Control;
using sim::sweep::Stop;

struct Options {
    std::string sweep, output = "out.h5", max_time, on_error = "continue", progress = "auto";
    std::vector<std::string> sets;
    unsigned threads = 0;
    bool force = false;
};

ProgressForm form_of(const std::string& name) {
    return name == "bar"    ? ProgressForm::bar
           : name == "json" ? ProgressForm::json
           : name == "none" ? ProgressForm::none
                            : ProgressForm::automatic;
}

int report(const sim::sweep::RunnerReport& result, const sim::sweep::Plan& plan, const Options& options) {
    constexpr std::size_t shown_failures = 10;
    for (std::size_t i = 0; i < std::min(shown_failures, result.failures.size()); ++i) {
        const auto& failure = result.failures[i];
        say(fmt::format("failed: {}, replicate {}: {}: {}", plan.describe(failure.point), failure.replicate,
                        failure.stage, failure.message));
    }
    if (result.n_failed > shown_failures)
        say(fmt::format("... and {} more (see /failures in the file)", result.n_failed - shown_failures));
    if (result.stopped != Stop::none) {
        say(fmt::format(
            "stopped by {} after {} of {} runs; nothing was written (this version cannot resume: run it again)",
            result.stopped == Stop::signal ? "a signal" : "--max-time", result.n_done, plan.n_runs()));
        return stopped_early;
    }
    say(fmt::format("wrote {}: {} runs done, {} failed", options.output, result.n_done, result.n_failed));
    return result.n_failed > 0 ? some_failed : done;
}

int sweep(const Options& options, const sim::sweep::Models& models) {
    if (options.output == "-")
        throw sim::InputError("-: a sweep cannot be written to the standard output (name a file)");
    check_output(options.output, options.force, options.sweep);
    sim::Problems problems;
    const auto plan = sim::sweep::read_plan(options.sweep, options.sets, models, problems);
    problems.throw_if_any();
    sim::sweep::RunnerOptions runner;
    runner.threads = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    runner.on_error = options.on_error == "stop" ? sim::sweep::OnError::stop : sim::sweep::OnError::go_on;
    if (!options.max_time.empty()) runner.max_time = parse_duration("--max-time", options.max_time);
    const auto header = sim::sweep::header_of(plan);
    sim::sweep::FileSink sink(options.output, header, options.force);
    SideLog log(options.output, runner.threads);
    runner.log = [&log](const sim::sweep::RunRecord& run) { log.add(run); };
    Control control;
    const Signals signals(control);
    sim::sweep::RunnerReport result;
    {
        const Progress progress(form_of(options.progress), plan.n_runs(), control);
        result = sim::sweep::run(plan, header, sink, runner, control);
    }
    if (result.stopped == Stop::none) log.publish();
    return report(result, plan, options);
}

}  // namespace

void add_sweep(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("sweep", "Every point of a design x every replicate, in parallel");
    auto options = std::make_shared<Options>();
    verb->add_option("SWEEP", options->sweep, "sweep file")->required();
    verb->add_option("-o,--output", options->output, "results file to write")
        ->check(file_name())
        ->capture_default_str();
    verb->add_option("--threads", options->threads, "threads (default: one for each core)")
        ->transform(whole_number(1, 1024));
    verb->add_option("--set", options->sets, "NAME=VALUE of a sweep key or a parameter; may be repeated")
        ->allow_extra_args(false);
    verb->add_flag("--force", options->force, "replace an existing file");
    verb->add_option("--max-time", options->max_time, "stop after this time, such as 90s, 30m, 2h");
    verb->add_option("--on-error", options->on_error, "stop or continue when a run fails")
        ->check(CLI::IsMember({"stop", "continue"}))
        ->capture_default_str();
    verb->add_option("--progress", options->progress, "auto, bar, json or none")
        ->check(CLI::IsMember({"auto", "bar", "json", "none"}))
        ->capture_default_str();
    verb->callback([&chosen, options] { chosen.act = [&chosen, options] { return sweep(*options, chosen.models); }; });
}

}  // namespace cli
