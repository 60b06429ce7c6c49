#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <memory>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/processors.hpp"
#include "cli/signals.hpp"
#include "cli/sweep_flags.hpp"
#include "sim/results/file.hpp"
#include "sim/sweep/sweep_plan.hpp"

namespace cli {
namespace {

struct PlanOptions {
    std::string sweep;
    SweepFlags keys;
    std::uint64_t rows = 8;
    bool no_time = false;
};

std::string first_rows(const sim::sweep::Plan& plan, std::uint64_t n) {
    std::vector<std::vector<std::string>> rows = {{"point"}};
    const bool labels = plan.design->has_labels();
    if (labels) rows[0].emplace_back("label");
    for (const auto& name : plan.design->names()) rows[0].push_back(name);
    for (std::uint64_t p = 0; p < std::min(n, plan.n_points()); ++p) {
        rows.push_back({fmt::format("{}", p)});
        if (labels) rows.back().push_back(on_one_line(plan.design->label(p)));
        for (auto& text : plan.texts_at(p)) rows.back().push_back(std::move(text));
    }
    return as_table(rows) + (plan.n_points() > n
                                 ? fmt::format("... {} more\n", as_number(static_cast<double>(plan.n_points() - n)))
                                 : "");
}

/// The most memory that this process has held so far. [byte]
double peak_memory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024;
}

constexpr double empty_file = 70e3;  // [byte] what a results file holds besides runs and points

/// The size of a few runs. [byte]
struct Trial {
    double seconds = 0;  // a run, on average
    double memory = 0, memory_before = 0;
    double stored = 0;  // a run, on average, after compression
};

double stored_bytes(const sim::results::Header& header, const sim::Series& series) {
    sim::results::Block block(header, 0, 0);
    block.put(0, series);
    block.compress();
    double stored = 0;
    for (const auto& chunk : block.stored()) stored += static_cast<double>(chunk.bytes.size());
    return stored;
}

/// Runs of points all over the design, as long as they are quick: they may differ much.
Trial try_runs(const sim::sweep::Plan& plan) {
    constexpr std::uint64_t most_runs = 20;
    constexpr double enough = 2;                     // [s]
    constexpr double golden_section = 0.6180339887;  // so that the points tried first lie far from each other
    sim::RunRequest request;
    request.seed = plan.seed_of(0);
    request.scale = plan.scale;
    request.budget = plan.budget;
    sim::sweep::Control control;
    const Signals signals(control);
    request.progress = [&control](int, int) {
        if (control.stopping()) throw Interrupted{};
    };
    const auto header = sim::sweep::header_of_one(plan);
    Trial trial;
    trial.memory_before = peak_memory();
    const std::uint64_t n_wanted = std::min(most_runs, plan.n_runs());
    std::uint64_t n = 0;
    for (; n < n_wanted && trial.seconds < enough; ++n) {
        const double share = std::fmod(static_cast<double>(n) * golden_section, 1);
        const auto scenario =
            plan.scenario_at(static_cast<std::uint64_t>(share * static_cast<double>(plan.n_points())));
        const auto begin = std::chrono::steady_clock::now();
        try {
            const auto result = plan.run(*scenario, request);
            trial.stored += stored_bytes(header, result.series);
        } catch (const sim::RunFailure&) {  // takes its time, and no place
        }
        trial.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }
    trial.memory = peak_memory() - trial.memory_before;
    trial.seconds /= static_cast<double>(n);
    trial.stored /= static_cast<double>(n);
    return trial;
}

std::string three_figures(double value) {
    return value < 999.5 ? fmt::format("{:.3g}", value) : as_number(std::round(value));
}

std::string as_size(double bytes) {
    if (bytes >= 1e9) return three_figures(bytes / 1e9) + " GB";
    return bytes >= 1e6 ? three_figures(bytes / 1e6) + " MB" : three_figures(bytes / 1e3) + " kB";
}

std::string as_time(double seconds) {
    if (seconds >= 7200) return three_figures(seconds / 3600) + " h";
    return seconds >= 120 ? three_figures(seconds / 60) + " min" : three_figures(seconds) + " s";
}

/// Time, memory and disk, as far as one run can tell.
std::string estimate(const sim::sweep::Plan& plan) {
    const unsigned threads = usable_processors();
    const auto n_runs = static_cast<double>(plan.n_runs());
    const auto trial = try_runs(plan);
    const double at_once = std::min<double>(threads, n_runs);
    const double columns =
        8 * static_cast<double>(plan.n_points()) * static_cast<double>(plan.design->names().size() + 1);
    return fmt::format("time    {} a run, about {} on {}\nmemory  about {}\ndisk    about {}\n", as_time(trial.seconds),
                       as_time(trial.seconds * n_runs / at_once), counted(threads, "thread"),
                       as_size(trial.memory_before + trial.memory * at_once + columns),
                       as_size(n_runs * trial.stored + columns + empty_file));
}

int plan(const PlanOptions& options, const sim::sweep::Models& models) {
    sim::Problems problems;
    const auto plan = sim::sweep::read_plan(options.sweep, options.keys.settings(), models, problems);
    problems.throw_if_any();
    sim::sweep::check_file_of(plan);
    for (const auto& remark : sim::sweep::remarks_on(plan)) say("note: " + remark);
    put(fmt::format("{}\n{} x {} = {} at scale {}\n\n", on_one_line(plan.title), counted(plan.n_points(), "point"),
                    counted(plan.replicates, "replicate"), counted(plan.n_runs(), "run"), plan.scale));
    put(first_rows(plan, options.rows));
    if (!options.no_time) put("\n" + estimate(plan));
    return done;
}

}  // namespace

void add_plan(CLI::App& app, Chosen& chosen) {
    CLI::App* verb =
        app.add_subcommand("plan", "Preview a sweep: points, first rows, and time and size from some timed runs");
    auto options = std::make_shared<PlanOptions>();
    verb->add_option("SWEEP", options->sweep, "sweep file")->required();
    options->keys.add_to(*verb);
    verb->add_option("--rows", options->rows, "rows of the design to show")
        ->transform(whole_number(1, 1000000))
        ->capture_default_str();
    verb->add_flag("--no-time", options->no_time, "run nothing: no estimates");
    verb->callback([&chosen, options] { chosen.act = [&chosen, options] { return plan(*options, chosen.models); }; });
}

}  // namespace cli
