#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/processors.hpp"
#include "cli/progress.hpp"
#include "cli/side_log.hpp"
#include "cli/signals.hpp"
#include "cli/sweep_flags.hpp"
#include "sim/results/run_key.hpp"
#include "sim/sweep/lease.hpp"
#include "sim/sweep/part_folder.hpp"
#include "sim/sweep/part_sink.hpp"
#include "sim/sweep/remove_parts.hpp"
#include "sim/sweep/runner.hpp"

namespace cli {
namespace {

using sim::sweep::Control;
using sim::sweep::Stop;

struct SweepOptions {
    std::string sweep, output = "out.h5", on_error = "continue", progress = "auto", shard;
    SweepFlags keys;
    std::optional<double> max_time;  // [s]
    unsigned threads = 0;
    bool force = false, resume = false;
};

constexpr std::string_view earlier_results =
    "use --resume to extend it: its runs are kept and those that are missing computed; --force destroys it";

ProgressForm form_of(const std::string& name) {
    return name == "bar"    ? ProgressForm::bar
           : name == "json" ? ProgressForm::json
           : name == "none" ? ProgressForm::none
                            : ProgressForm::automatic;
}

/// "2/8": the second of eight.
sim::sweep::Shard parse_shard(const std::string& text) {
    sim::sweep::Shard shard;
    const char* end = text.data() + text.size();
    const auto index = std::from_chars(text.data(), end, shard.index);
    const bool is_split = index.ec == std::errc() && index.ptr != end && *index.ptr == '/';
    const auto count = std::from_chars(is_split ? index.ptr + 1 : end, end, shard.count);
    if (!is_split || count.ec != std::errc() || count.ptr != end || shard.index < 1 || shard.index > shard.count)
        throw sim::InputError(
            fmt::format("--shard: {} is not a share (write 2/8 for the second of eight)", sim::shown(text)));
    return shard;
}

void say_what_is_there(const sim::sweep::PartSink& sink) {
    for (const auto& fault : sink.faults()) say(fault);
    if (sink.runs().n_stored > 0)
        say(fmt::format("resuming: {} of {} runs are done", sink.runs().n_stored, sink.runs().n_runs));
}

void say_failures(const sim::sweep::RunnerReport& result, const sim::sweep::Plan& plan) {
    constexpr std::size_t shown_failures = 10;
    for (std::size_t i = 0; i < std::min(shown_failures, result.failures.size()); ++i) {
        const auto& failure = result.failures[i];
        say(fmt::format("failed: {}, replicate {}: {}: {}", plan.describe(failure.point), failure.replicate,
                        failure.stage, failure.message));
    }
    if (result.n_failed > shown_failures)
        say(fmt::format("... and {} more (see /failures in the file)", result.n_failed - shown_failures));
}

int report(const sim::sweep::RunnerReport& result, const sim::sweep::PartSink& sink, const sim::sweep::Shard& shard,
           const SweepOptions& options, const Control& control) {
    if (result.stopped != Stop::none) {
        say(fmt::format("stopped by {} after {} of {} runs; continue with --resume",
                        result.stopped == Stop::signal ? "a signal" : "--max-time",
                        control.done.load() + control.stored.load(), sink.runs().n_runs));
        return stopped_early;
    }
    if (result.end == sim::sweep::End::by_failure) {
        say(fmt::format(
            "ended by the first failure, after {} of {} runs, as --on-error stop asks; continue with --resume "
            "--on-error continue",
            control.done.load() + control.stored.load(), sink.runs().n_runs));
        return some_failed;
    }
    if (!shard.is_all()) {
        say(fmt::format("shard {}/{} is done: {} runs in {}; when all are, join them: muster merge {} -o {}{}",
                        shard.index, shard.count, sink.runs().n_runs, sink.folder().string(), sink.folder().string(),
                        options.output, std::filesystem::exists(options.output) ? " --force" : ""));
        return result.n_failed + sink.runs().n_stored_failures > 0 ? some_failed : done;
    }
    publish_logs({sink.folder()}, options.output);
    const auto& written = sink.written().value();
    say(fmt::format("wrote {}: {} runs done, {} failed", options.output, written.n_done, written.n_failed));
    return written.n_failed > 0 ? some_failed : done;
}

/// A crash between a whole file and the end of its parts leaves them; parts of a larger sweep stay.
void clear_parts(const SweepOptions& options, const sim::results::Header& header) {
    namespace fs = std::filesystem;
    const fs::path folder = sim::sweep::parts_folder(options.output);
    if (!fs::exists(folder)) return;
    const sim::sweep::Lease lease(folder, header, sim::sweep::Work::sweep);
    if (const fs::path plan = sim::sweep::plan_file(folder); fs::exists(plan)) {
        const sim::results::Reader reader(plan);
        if (!sim::results::differences(reader.header(), header).empty() ||
            !sim::results::have_same_runs(reader.header(), header))
            throw sim::InputError(fmt::format(
                "{}: is complete, but {} holds runs of another sweep, perhaps of this one as it was extended "
                "(resume that one, or remove the folder)",
                options.output, sim::shown(folder.string())));
    }
    publish_logs({folder}, options.output);
    sim::sweep::PartIndex parts(header);
    for (const auto& fault : parts.read(folder)) say(fault);
    sim::sweep::remove_parts(folder, parts);
}

/// For a file that holds all runs of the sweep. Nothing is written if nothing is to be cleared away.
int say_it_is_whole(const SweepOptions& options, const sim::results::Header& header, const sim::sweep::Shard& shard) {
    if (shard.is_all()) clear_parts(options, header);
    const auto status = sim::results::Reader(options.output).status();
    const auto n_failed = std::ranges::count(status, sim::results::Status::failed);
    say(fmt::format("{}: is complete, there is nothing to do{}", options.output,
                    n_failed > 0 ? fmt::format(" ({} of its runs failed)", n_failed) : ""));
    return n_failed > 0 ? some_failed : done;
}

int sweep(const SweepOptions& options, const sim::sweep::Models& models) {
    if (options.output == "-")
        throw sim::InputError("-: a sweep cannot be written to the standard output (name a file)");
    std::error_code none;
    const bool may_be_whole = options.resume && std::filesystem::is_regular_file(options.output, none);
    const auto check_place = [&] {
        check_output(options.output, options.force || options.resume, options.sweep, earlier_results);
    };
    if (!may_be_whole) check_place();  // a whole file may lie where nothing can be written
    if (options.force && options.resume)
        throw sim::InputError("--force discards the existing runs and --resume keeps them: give one of them");
    sim::Problems problems;
    const auto plan = sim::sweep::read_plan(options.sweep, options.keys.settings(), models, problems);
    problems.throw_if_any();
    for (const auto& remark : sim::sweep::remarks_on(plan)) say("note: " + remark);
    sim::sweep::RunnerOptions runner;
    runner.on_error = options.on_error == "stop" ? sim::sweep::OnError::stop : sim::sweep::OnError::go_on;
    if (options.max_time) runner.max_time = std::chrono::duration<double>(*options.max_time);
    const auto header = sim::sweep::header_of(plan);
    const auto shard = options.shard.empty() ? sim::sweep::Shard{} : parse_shard(options.shard);
    if (options.resume && sim::sweep::is_whole(options.output, header)) return say_it_is_whole(options, header, shard);
    if (may_be_whole) check_place();
    using sim::sweep::Earlier;
    sim::sweep::PartOptions parts{shard, options.resume  ? Earlier::resume
                                         : options.force ? Earlier::discard
                                                         : Earlier::refuse};
    use_small_stacks();
    Control control;
    const Signals signals(control);  // reading what is there may take a while, too
    sim::sweep::PartSink sink(options.output, header, parts);
    say_what_is_there(sink);
    runner.threads = threads_to_be_had(options.threads > 0 ? options.threads : usable_processors());
    control.stored = sink.runs().n_stored;
    sim::sweep::RunnerReport result;
    {
        if (options.resume && shard.is_all()) take_over_log(options.output, sink.folder());
        SideLog log(sink.folder(), shard, runner.threads, sim::sweep::places_of(plan));
        runner.log = [&log](const sim::sweep::RunRecord& run) { log.add(run); };
        const Progress progress(form_of(options.progress), sink.runs().n_runs, plan.base->time_unit(), control);
        result = sim::sweep::run(plan, header, sink, runner, control);
        log.finish();
    }
    say_failures(result, plan);
    return report(result, sink, shard, options, control);
}

}  // namespace

void add_sweep(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("sweep", "Run every point of a design x every replicate, in parallel");
    auto options = std::make_shared<SweepOptions>();
    verb->add_option("SWEEP", options->sweep, "sweep file")->required();
    verb->add_option("-o,--output", options->output, "results file to write")
        ->check(results_name())
        ->capture_default_str();
    verb->add_option("--threads", options->threads,
                     "threads (default: one for each processor that the process may use)")
        ->transform(whole_number(1, 1024));
    options->keys.add_to(*verb);
    verb->add_flag("--force", options->force, "replace an existing file, and discard runs of a stopped sweep");
    verb->add_flag("--resume", options->resume, "continue a stopped sweep, or extend one: compute the missing runs");
    verb->add_option("--shard", options->shard, "I/N: compute share I of N only, to be joined by `muster merge`");
    verb->add_option("--max-time", options->max_time, "stop after this time, such as 90s, 30m, 2h")
        ->transform(length_of_time());
    verb->add_option("--on-error", options->on_error, "stop or continue when a run fails")
        ->check(CLI::IsMember({"stop", "continue"}))
        ->capture_default_str();
    verb->add_option("--progress", options->progress, "auto, bar, json or none")
        ->check(CLI::IsMember({"auto", "bar", "json", "none"}))
        ->capture_default_str();
    verb->callback([&chosen, options] { chosen.act = [&chosen, options] { return sweep(*options, chosen.models); }; });
}

}  // namespace cli
