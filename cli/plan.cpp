#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <thread>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "sim/sweep/plan.hpp"

namespace cli {
namespace {

struct Options {
    std::string sweep;
    std::vector<std::string> sets;
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
        if (labels) rows.back().push_back(plan.design->label(p));
        for (const double value : plan.values_at(p)) rows.back().push_back(fmt::format("{}", value));
    }
    return as_table(rows) + (plan.n_points() > n
                                 ? fmt::format("... {} more\n", as_number(static_cast<double>(plan.n_points() - n)))
                                 : "");
}

double bytes_per_run(const sim::Outputs& outputs) {
    double bytes = 0;
    for (const auto& variable : outputs.variables)
        bytes += static_cast<double>(outputs.size_of(variable)) * static_cast<double>(bytes_of(variable.store));
    return bytes;
}

double seconds_of_one_run(const sim::sweep::Plan& plan) {
    sim::RunRequest request;
    request.seed = plan.seed;
    request.scale = plan.scale;
    const auto scenario = plan.scenario_at(0);
    const auto begin = std::chrono::steady_clock::now();
    plan.model->run(*scenario, plan.outputs, request);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

int plan(const Options& options, const sim::sweep::Models& models) {
    sim::Problems problems;
    const auto plan = sim::sweep::read_plan(options.sweep, options.sets, models, problems);
    problems.throw_if_any();
    const auto n_runs = static_cast<double>(plan.n_runs());
    put(fmt::format("{}\n{} points x {} replicates = {} runs at scale {}\n\n", plan.title,
                    as_number(static_cast<double>(plan.n_points())), plan.replicates, as_number(n_runs), plan.scale));
    put(first_rows(plan, options.rows));
    put(fmt::format("\nresults: {:.3g} MB before compression\n", n_runs * bytes_per_run(plan.outputs) / 1e6));
    if (options.no_time) return done;
    const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    const double seconds = seconds_of_one_run(plan);
    put(fmt::format("time: {:.3g} s a run, about {:.3g} s on {} threads\n", seconds, seconds * n_runs / threads,
                    threads));
    return done;
}

}  // namespace

void add_plan(CLI::App& app, Chosen& chosen) {
    CLI::App* verb =
        app.add_subcommand("plan", "What a sweep would do: points, first rows, time and size from one timed run");
    auto options = std::make_shared<Options>();
    verb->add_option("SWEEP", options->sweep, "sweep file")->required();
    verb->add_option("--set", options->sets, "NAME=VALUE of a sweep key or a parameter; may be repeated")
        ->allow_extra_args(false);
    verb->add_option("--rows", options->rows, "rows of the design to show")->capture_default_str();
    verb->add_flag("--no-time", options->no_time, "run nothing, estimate no time");
    verb->callback([&chosen, options] { chosen.act = [&chosen, options] { return plan(*options, chosen.models); }; });
}

}  // namespace cli
