#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/signals.hpp"
#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"
#include "sim/sweep/stored_sweep.hpp"

namespace cli {
namespace {

using sim::results::Status;

struct VerifyOptions {
    std::string file;
    std::uint64_t sample = 10, seed = 1;
};

/// So many runs that are done, drawn without putting back; in the order of the file.
std::set<std::uint64_t> sample_of(const std::vector<Status>& status, const VerifyOptions& options) {
    std::vector<std::uint64_t> runs;
    for (std::uint64_t i = 0; i < status.size(); ++i)
        if (status[i] == Status::done) runs.push_back(i);
    sim::random::Stream draw(options.seed, sim::random::Tag("verify/sample"), 0);
    std::set<std::uint64_t> sample;
    for (std::uint64_t n = std::min<std::uint64_t>(options.sample, runs.size()); n > 0; --n) {
        const auto at = static_cast<std::size_t>(sim::random::uniform(draw) * static_cast<double>(runs.size()));
        sample.insert(runs[at]);
        std::swap(runs[at], runs.back());
        runs.pop_back();
    }
    return sample;
}

/// Computes a run again; what is wrong with it, or nothing.
std::string fault_of(const sim::sweep::StoredSweep& sweep, std::uint64_t point, std::uint32_t replicate) try {
    const auto differ = sweep.differences(point, replicate, sweep.repeat(point, replicate, false));
    return differ.empty() ? std::string() : fmt::format("differs in {}", fmt::join(differ, ", "));
} catch (const sim::InputError&) {
    throw;
} catch (...) {
    const auto reason = sim::sweep::reason_of_failure();
    return fmt::format("is done in the file, but fails now: {}: {}", reason.stage, reason.message);
}

int verify(const VerifyOptions& options, const sim::sweep::Models& models) {
    const bool has_digest = std::filesystem::exists(sim::results::digest_path(options.file));
    const sim::sweep::StoredSweep sweep(options.file, models);  // checks the digest
    put(has_digest ? fmt::format("{}: matches its digest\n", options.file)
                   : fmt::format("{}: has no digest beside it\n", options.file));
    sim::sweep::Control control;
    const Signals signals(control);
    std::uint64_t n_same = 0, n_other = 0;
    for (const std::uint64_t run : sample_of(sweep.file().status(), options)) {
        if (control.stopping()) throw Interrupted{};
        const std::uint64_t point = run / sweep.header().n_replicates;
        const auto replicate = static_cast<std::uint32_t>(run % sweep.header().n_replicates);
        const auto fault = fault_of(sweep, point, replicate);
        fault.empty() ? ++n_same : ++n_other;
        if (!fault.empty()) say(fmt::format("point {}, replicate {}: {}", point, replicate, fault));
    }
    put(fmt::format("{} repeated: {} the same, {} not\n", counted(n_same + n_other, "run"), n_same, n_other));
    const auto n_failed = static_cast<std::uint64_t>(std::ranges::count(sweep.file().status(), Status::failed));
    if (n_failed > 0)
        put(fmt::format("not repeated: {} that failed (see `muster replay`)\n", counted(n_failed, "run")));
    return n_other > 0 ? machine_failed : done;
}

}  // namespace

void add_verify(CLI::App& app, Chosen& chosen) {
    CLI::App* verb =
        app.add_subcommand("verify", "Check a results file: its digest, and a sample of its runs computed again");
    auto options = std::make_shared<VerifyOptions>();
    verb->add_option("FILE", options->file, "results file")->required();
    verb->add_option("--sample", options->sample, "runs to repeat")
        ->transform(whole_number(0, 1000000000))
        ->capture_default_str();
    verb->add_option("--seed", options->seed, "another seed draws another sample")
        ->transform(whole_number(0, 1000000000))
        ->capture_default_str();
    verb->callback([&chosen, options] { chosen.act = [&chosen, options] { return verify(*options, chosen.models); }; });
}

}  // namespace cli
