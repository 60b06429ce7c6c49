#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/side_log.hpp"
#include "sim/results/file.hpp"
#include "sim/results/run_key.hpp"
#include "sim/sweep/lease.hpp"
#include "sim/sweep/part_folder.hpp"
#include "sim/sweep/remove_parts.hpp"
#include "sim/sweep/same_program.hpp"
#include "sim/sweep/write_results.hpp"

namespace cli {
namespace {

struct MergeOptions {
    std::vector<std::string> folders;
    std::string output;
    bool force = false, allow_missing = false, allow_overlap = false, allow_fewer = false;
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

/// The folders as they were when they were first looked at.
class Sources {
 public:
    explicit Sources(const std::vector<std::string>& folders) {
        for (const auto& folder : folders) {
            if (!std::filesystem::is_directory(folder))
                throw sim::InputError(
                    fmt::format("{}: is not a folder of parts (a shard leaves one beside its -o, named "
                                "OUT.parts)",
                                sim::shown(folder)));
            plans_.emplace_back(folder, sim::sweep::stamp_of_plan(folder));
        }
    }
    /// InputError: another merge, or another sweep, is at work there. Without leave to write there is no lease.
    void lease(const sim::results::Header& header) try {
        std::set<std::filesystem::path> seen;
        for (const auto& [folder, plan] : plans_)
            if (seen.insert(std::filesystem::canonical(folder)).second && access(folder.c_str(), W_OK) == 0)
                leases_.push_back(std::make_unique<const Lease>(folder, header, sim::sweep::Work::merge));
    } catch (const sim::InputError&) {
        refuse_if_changed();  // rather than say that no lease can be written
        throw;
    }
    /// But for those in which a sweep is at work.
    void remove(const sim::sweep::PartIndex& parts) const {
        for (const auto& lease : leases_)
            if (lease->is_alone()) sim::sweep::remove_parts(lease->folder(), parts);
    }
    /// A folder that another merge removes was not read whole.
    void refuse_if_changed() const {
        for (const auto& [folder, plan] : plans_)
            if (sim::sweep::stamp_of_plan(folder) != plan) throw std::runtime_error(sim::sweep::fate_of(folder));
    }

 private:
    using Lease = sim::sweep::Lease;
    std::vector<std::pair<std::string, std::optional<sim::sweep::PlanStamp>>> plans_;
    std::vector<std::unique_ptr<const Lease>> leases_;
};

/// Says what is wrong with the parts.
std::vector<std::string> read_parts(const MergeOptions& options, sim::sweep::PartIndex& parts) {
    std::vector<std::string> faults;
    for (const auto& folder : options.folders)
        for (auto& fault : parts.read(folder)) faults.push_back(std::move(fault));
    for (const auto& fault : faults) say(fmt::format("{} (not used)", fault));
    if (const auto runs = sim::sweep::runs_out_of_place(parts); !runs.empty()) say(runs);
    return faults;
}

void refuse_overlap(const sim::sweep::PartIndex& parts, const MergeOptions& options) {
    parts.overlaps().refuse_conflicts();
    if (parts.overlaps().n_blocks() > 0 && !options.allow_overlap)
        throw sim::InputError(
            fmt::format("{} blocks of runs are in the parts of two shards, with the same content (give "
                        "--allow-overlap to take one of each)",
                        parts.overlaps().n_blocks()));
}

void refuse_loss(const sim::sweep::PartIndex& parts, const MergeOptions& options) {
    if (options.allow_fewer) return;
    if (const auto n = sim::sweep::n_runs_lost(parts, options.output); n > 0)
        throw sim::InputError(
            fmt::format("{}: holds {} of this sweep that are not in the parts, and would be lost (write elsewhere, or "
                        "give --allow-fewer)",
                        sim::shown(options.output), counted(n, "run")));
}

sim::sweep::Written write(const sim::sweep::PartIndex& parts, const Sources& sources, const MergeOptions& options) try {
    return sim::sweep::write_results(parts, options.output, options.force, [&] {
        sources.refuse_if_changed();
        refuse_loss(parts, options);
    });
} catch (const sim::InputError&) {
    sources.refuse_if_changed();  // rather than name the part that has gone with the others
    throw;
}

int merge(const MergeOptions& options) {
    check_output(options.output, options.force, "");
    Sources sources(options.folders);
    const auto header = sim::sweep::plan_in(options.folders.front());
    refuse_another_plan(header, options);
    sim::sweep::refuse_another_program(header, options.folders.front());
    sources.lease(header);
    sim::sweep::PartIndex parts(header);
    const auto faults = read_parts(options, parts);
    sources.refuse_if_changed();
    refuse_overlap(parts, options);
    const std::uint64_t n_runs = header.n_points * header.n_replicates, n_there = sim::sweep::n_runs_in(parts);
    if (n_there < n_runs && !options.allow_missing)
        throw sim::InputError(
            fmt::format("{} of {} runs are missing (see `muster status`; compute them with --resume, "
                        "or give --allow-missing to leave them out)",
                        n_runs - n_there, n_runs));
    refuse_loss(parts, options);
    const auto written = write(parts, sources, options);
    publish_logs({options.folders.begin(), options.folders.end()}, options.output);
    if (faults.empty() && n_there == n_runs) sources.remove(parts);
    say(fmt::format("wrote {}: {} runs done, {} failed, {} missing", options.output, written.n_done, written.n_failed,
                    n_runs - written.n_done - written.n_failed));
    return written.n_failed > 0 ? some_failed : done;
}

}  // namespace

void add_merge(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("merge", "Join the parts of all shards of a sweep to one results file");
    auto options = std::make_shared<MergeOptions>();
    verb->add_option("PARTS", options->folders, "folders of parts, such as out.h5.parts")->required();
    verb->add_option("-o,--output", options->output, "results file to write")->required()->check(results_name());
    verb->add_flag("--force", options->force, "replace an existing file");
    verb->add_flag("--allow-missing", options->allow_missing, "write the file although runs are missing");
    verb->add_flag("--allow-overlap", options->allow_overlap, "runs may be in the parts of two shards");
    verb->add_flag("--allow-fewer", options->allow_fewer, "replace a file although it holds runs that the parts lack");
    verb->callback([&chosen, options] { chosen.act = [options] { return merge(*options); }; });
}

}  // namespace cli
