#include <fmt/format.h>
#include <unistd.h>

#include <limits>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/run_text.hpp"
#include "cli/signals.hpp"
#include "cli/summary.hpp"
#include "sim/results/file.hpp"
#include "sim/sweep/case_outputs.hpp"
#include "sim/sweep/keys.hpp"
#include "sim/sweep/sweep_plan.hpp"

namespace cli {
namespace {

struct RunOptions {
    sim::sweep::SingleRun run;
    std::string output, follow, progress = "auto", format;
    std::vector<std::string> series;
    bool force = false, events = false, all = false;
};

std::function<void(int, int)> progress_of(const RunOptions& options, const sim::sweep::Control& control) {
    const bool bar = options.progress == "bar" || (options.progress == "auto" && takes_bars(STDERR_FILENO));
    const bool json = options.progress == "json";
    return [=, &control](int step, int n_steps) {
        if (control.stopping()) throw Interrupted{};
        if (step % 8 != 0 && step != n_steps) return;
        if (bar) cli::show(fmt::format("\rstep {} of {}{}", step, n_steps, step == n_steps ? "\r\x1b[K" : ""));
        if (json) say(nlohmann::ordered_json{{"step", step}, {"steps", n_steps}}.dump());
    };
}

sim::RunRequest request_of(const RunOptions& options, const sim::sweep::Plan& plan) {
    sim::RunRequest request;
    request.seed = plan.seed_of(0);
    request.scale = options.run.scale;
    if (!options.follow.empty()) request.follow = sim::parse_follow(options.follow, plan.model->follow_kinds());
    return request;
}

sim::RunResult run_model(const RunOptions& options, const sim::sweep::Plan& plan, sim::results::Packer& packer) {
    sim::sweep::Control control;
    const Signals signals(control);
    auto request = request_of(options, plan);
    request.progress = progress_of(options, control);
    if (options.events) request.keep_table = [&](const sim::RowTable& table) { packer.add(table); };
    return plan.model->run(*plan.base, plan.outputs, request);
}

/// Writes to the standard output.
std::string text_of(const RunOptions& options, const sim::sweep::Plan& plan, const sim::Series& series) {
    if (options.format == "json") return as_json(plan, series);
    if (options.format == "csv") return as_csv(plan.outputs, series);
    const std::string whose =
        plan.scale == 1 ? "" : fmt::format("Counts over time are of the agents simulated, {} of all.\n", plan.scale);
    return fmt::format("{}, scale {}, seed {}, replicate {}\n{}\n", on_one_line(plan.title), plan.scale, plan.seed,
                       options.run.replicate, whose) +
           summary_of(plan.model->summary_table(), plan.outputs, series,
                      sim::sweep::all_times(plan.outputs, *plan.model, *plan.base),
                      options.all ? Extent::all : Extent::screen);
}

int run(const RunOptions& options, const sim::sweep::Models& models) {
    if (!sim::sweep::is_scale(options.run.scale))
        throw sim::InputError(fmt::format("--scale: {} is out of range (above 0 to 1)", options.run.scale));
    const bool to_file = !options.output.empty() && options.output != "-";
    if (options.events && !to_file) throw sim::InputError("--events: needs a file to go to (give -o run.h5)");
    if (to_file) check_output(options.output, options.force, options.run.scenario);
    sim::Problems problems;
    const auto plan = sim::sweep::plan_of(options.run, models, problems);
    problems.throw_if_any();
    if (to_file) sim::sweep::check_file_of(plan);
    for (const auto& remark : sim::sweep::remarks_on(plan)) say("note: " + remark);
    sim::results::Packer packer(plan.outputs.tables);
    const auto result = run_model(options, plan, packer);
    if (to_file)
        sim::results::write_run(options.output, sim::sweep::header_of(plan), result.series, packer.take(),
                                options.force);
    put(text_of(options, plan, result.series));
    if (!result.story.empty()) options.format == "table" ? put("\n" + result.story) : say(result.story);
    if (to_file) say(fmt::format("wrote {}", options.output));
    return done;
}

/// -o - asks for CSV, unless --format says what else; "none" for no series.
void complete(RunOptions& options) {
    if (options.format.empty()) options.format = options.output == "-" ? "csv" : "table";
    if (options.series == std::vector<std::string>{"none"})
        options.run.outputs.variables.emplace();
    else if (!options.series.empty())
        options.run.outputs.variables = options.series;
    options.run.outputs.events = options.events ? 1 : 0;
}

int try_run(const RunOptions& options, const sim::sweep::Models& models) {
    try {
        return run(options, models);
    } catch (const sim::RunFailure& failure) {
        say(fmt::format("the run failed: {}: {}; nothing was written", failure.stage(), failure.what()));
        return some_failed;
    }
}

}  // namespace

void add_run(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("run", "Run a scenario once, with a summary on the terminal");
    auto options = std::make_shared<RunOptions>();
    verb->add_option("SCENARIO", options->run.scenario, "scenario file")->required();
    verb->add_option("-o,--output", options->output,
                     "results file to write; - writes series and metrics as CSV to the standard output")
        ->check(results_name());
    verb->add_flag("--force", options->force, "replace an existing file");
    verb->add_option("--set", options->run.sets, "NAME=VALUE of a parameter; may be repeated")->allow_extra_args(false);
    verb->add_option("--seed", options->run.seed, "seed")
        ->transform(whole_number(0, sim::sweep::max_seed))
        ->capture_default_str();
    verb->add_option("--replicate", options->run.replicate, "replicate of that seed")
        ->transform(whole_number(0, std::numeric_limits<std::uint32_t>::max()))
        ->capture_default_str();
    verb->add_option("--scale", options->run.scale, "share of the agents that is simulated, above 0 to 1")
        ->check(real_number())
        ->capture_default_str();
    verb->add_option("--format", options->format, "form of the standard output: table (a summary), json or csv")
        ->check(CLI::IsMember({"table", "json", "csv"}));
    verb->add_flag("--all", options->all,
                   "show every series at its end and every metric in the summary, with its meaning");
    verb->add_option("--by", options->run.outputs.by, "dimensions by which series are split, such as group");
    verb->add_option("--series", options->series, "series to keep; none for end-of-run values alone (default: all)");
    verb->add_option("--every", options->run.outputs.every, "units of time between recorded times")
        ->transform(whole_number(1, sim::sweep::longest_run))
        ->capture_default_str();
    verb->add_flag("--events", options->events, "also write the tables of events that the model keeps (needs -o FILE)");
    verb->add_option("--follow", options->follow, stories(chosen.models));
    verb->add_option("--progress", options->progress, "auto, bar, json or none")
        ->check(CLI::IsMember({"auto", "bar", "json", "none"}))
        ->capture_default_str();
    verb->callback([&chosen, options] {
        complete(*options);
        chosen.act = [&chosen, options] { return try_run(*options, chosen.models); };
    });
}

}  // namespace cli
