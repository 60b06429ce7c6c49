#include <fmt/format.h>

#include <memory>
#include <optional>
#include <utility>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/summary.hpp"
#include "sim/sweep/stored_sweep.hpp"

namespace cli {
namespace {

using sim::results::Status;

struct ReplayOptions {
    std::string file, output, follow;
    std::uint64_t point = 0;
    std::uint32_t replicate = 0;
    bool events = false, force = false;
};

/// The file of a sweep of this run alone.
sim::results::Header header_of_one(const sim::results::Header& sweep, const sim::sweep::RepeatedRun& run,
                                   const ReplayOptions& options) {
    sim::results::Header header = sweep;
    header.n_points = 1;
    header.n_replicates = 1;
    for (auto& factor : header.factors) factor.values = {factor.values[options.point]};
    if (!header.labels.empty()) header.labels = {header.labels[options.point]};
    if (!header.starts.empty()) header.starts = {header.starts[options.point]};
    header.scale = {header.scale[options.point]};
    header.seeds = {header.seeds[options.replicate]};
    header.outputs.tables = options.events ? run.declared : std::vector<sim::RowTable>();
    header.outputs.replicates_with_events = options.events ? 1 : 0;
    return header;
}

/// The run computed anew, or why it cannot be.
std::pair<std::optional<sim::sweep::RepeatedRun>, sim::sweep::Reason> repeat(const sim::sweep::StoredSweep& sweep,
                                                                             const ReplayOptions& options) try {
    const auto follow = options.follow.empty()
                            ? std::nullopt
                            : std::optional(sim::parse_follow(options.follow, sweep.model().follow_kinds()));
    return {sweep.repeat(options.point, options.replicate, options.events, follow), {}};
} catch (const sim::InputError&) {
    throw;
} catch (...) {
    return {std::nullopt, sim::sweep::reason_of_failure()};
}

int replay(const ReplayOptions& options, const sim::sweep::Models& models) {
    if (options.events && options.output.empty())
        throw sim::InputError("--events: needs a file to go to (give -o run.h5)");
    if (!options.output.empty()) check_output(options.output, options.force, options.file);
    const sim::sweep::StoredSweep sweep(options.file, models);
    const auto& header = sweep.header();
    if (options.point >= header.n_points || options.replicate >= header.n_replicates)
        throw sim::InputError(fmt::format("{}: has no point {}, replicate {} (it has {} points x {} replicates)",
                                          sim::shown(options.file), options.point, options.replicate, header.n_points,
                                          header.n_replicates));
    const auto stored = sweep.file().status()[options.point * header.n_replicates + options.replicate];
    auto [result, reason] = repeat(sweep, options);
    if (!result) {
        say(fmt::format("the run failed: {}: {}; in the file it {}", reason.stage, reason.message,
                        stored == Status::failed ? "failed too" : "did not fail"));
        return stored == Status::failed ? some_failed : machine_failed;
    }
    put(summary_of(sweep.model().summary_table(), header.outputs, result->series, sweep.all_times(options.point),
                   Extent::screen));
    if (!result->story.empty()) put("\n" + result->story);
    if (!options.output.empty()) {
        sim::results::write_run(options.output, header_of_one(header, *result, options), result->series, result->tables,
                                options.force);
        say(fmt::format("wrote {}", options.output));
    }
    if (stored != Status::done) {
        say("the file does not hold this run as done, so there is nothing to compare with");
        return stored == Status::failed ? machine_failed : done;
    }
    const auto differ = sweep.differences(options.point, options.replicate, *result);
    say(differ.empty() ? "the same as in the file"
                       : fmt::format("NOT the same as in the file: differs in {}", fmt::join(differ, ", ")));
    return differ.empty() ? done : machine_failed;
}

}  // namespace

void add_replay(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("replay", "Compute one run of a results file again and compare");
    auto options = std::make_shared<ReplayOptions>();
    verb->add_option("FILE", options->file, "results file")->required();
    verb->add_option("--point", options->point, "point")
        ->transform(whole_number(0, std::numeric_limits<std::uint64_t>::max()))
        ->required();
    verb->add_option("--replicate", options->replicate, "replicate")
        ->transform(whole_number(0, std::numeric_limits<std::uint32_t>::max()))
        ->capture_default_str();
    verb->add_flag("--events", options->events, "also write the tables of events that the model keeps (needs -o FILE)");
    verb->add_option("--follow", options->follow, stories(chosen.models));
    verb->add_option("-o,--output", options->output, "results file of this run alone")->check(results_name());
    verb->add_flag("--force", options->force, "replace an existing file");
    verb->callback([&chosen, options] { chosen.act = [&chosen, options] { return replay(*options, chosen.models); }; });
}

}  // namespace cli
