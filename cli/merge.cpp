#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/side_log.hpp"
#include "sim/results/file.hpp"
#include "sim/results/run_key.hpp"
#include "sim/sweep/part_folder.hpp"
#include "sim/sweep/write_results.hpp"

namespace cli {
namespace {

struct MergeOptions {
    std::vector<std::string> folders;
    std::string output;
    bool force = false, allow_missing = false, allow_overlap = false;
};

void refuse_another_plan(const sim::results::Header& first, const MergeOptions& options) {
    for (const auto& folder : options.folders) {
        const auto header = sim::sweep::plan_in(folder);
        auto changes = sim::results::differences(first, header);
        if (changes.empty() && !sim::results::have_same_runs(first, header))
            changes.emplace_back("other points or replicates");
        if (!changes.empty())
            throw sim::InputError(fmt::format("{}: is not of the same sweep as {}: {}", sim::shown(folder),
                                              sim::shown(options.folders.front()), fmt::join(changes, "; ")));
    }
}

int merge(const MergeOptions& options) {
    check_output(options.output, options.force, "");
    for (const auto& folder : options.folders)
        if (!std::filesystem::is_directory(folder))
            throw sim::InputError(
                fmt::format("{}: is no folder of parts (a shard leaves one beside its -o, named "
                            "OUT.parts)",
                            sim::shown(folder)));
    const auto header = sim::sweep::plan_in(options.folders.front());
    refuse_another_plan(header, options);
    sim::sweep::PartIndex parts(header);
    std::vector<std::string> faults;
    for (const auto& folder : options.folders)
        for (auto& fault : parts.read(folder)) faults.push_back(std::move(fault));
    for (const auto& fault : faults) say(fmt::format("{} (not used)", fault));
    if (const auto runs = sim::sweep::runs_out_of_place(parts); !runs.empty()) say(runs);
    parts.overlaps().refuse_conflicts();
    if (parts.overlaps().n_blocks() > 0 && !options.allow_overlap)
        throw sim::InputError(
            fmt::format("{} blocks of runs are in the parts of two shards, with the same content (give "
                        "--allow-overlap to take one of each)",
                        parts.overlaps().n_blocks()));
    const std::uint64_t n_runs = header.n_points * header.n_replicates, n_there = sim::sweep::n_runs_in(parts);
    if (n_there < n_runs && !options.allow_missing)
        throw sim::InputError(
            fmt::format("{} of {} runs are missing (see `muster status`; compute them with --resume, "
                        "or give --allow-missing to leave them out)",
                        n_runs - n_there, n_runs));
    const auto written = sim::sweep::write_results(parts, options.output, options.force);
    publish_logs({options.folders.begin(), options.folders.end()}, options.output);
    if (faults.empty() && n_there == n_runs)
        for (const auto& folder : options.folders) sim::sweep::remove_parts(folder);
    say(fmt::format("wrote {}: {} runs done, {} failed, {} missing", options.output, written.n_done, written.n_failed,
                    n_runs - written.n_done - written.n_failed));
    return written.n_failed > 0 ? some_failed : done;
}

}  // namespace

void add_merge(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("merge", "Joins the parts of all shards of a sweep to one results file");
    auto options = std::make_shared<MergeOptions>();
    verb->add_option("PARTS", options->folders, "folders of parts, such as out.h5.parts")->required();
    verb->add_option("-o,--output", options->output, "results file to write")->required()->check(file_name());
    verb->add_flag("--force", options->force, "replace an existing file");
    verb->add_flag("--allow-missing", options->allow_missing, "write the file although runs are missing");
    verb->add_flag("--allow-overlap", options->allow_overlap, "runs may be in the parts of two shards");
    verb->callback([&chosen, options] { chosen.act = [options] { return merge(*options); }; });
}

}  // namespace cli
