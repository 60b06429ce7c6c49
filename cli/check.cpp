#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "sim/results/header.hpp"
#include "sim/sweep/sweep_plan.hpp"

namespace cli {
namespace {

bool is_sweep(const std::string& path, sim::Problems& problems) {
    const sim::param::Value document = sim::param::read_toml(path, problems);
    return problems.empty() && document.is_map() && document.map().find("scenario") != nullptr;
}

struct CheckOptions {
    std::vector<std::string> files, sets;
};

void say_remarks(const std::string& path, const sim::sweep::Plan& plan) {
    for (const auto& remark : sim::sweep::remarks_on(plan, sim::sweep::For::check))
        say(fmt::format("note: {}: {}", path, remark));
}

/// One line on what a good file holds.
std::string check_sweep(const std::string& path, const std::vector<std::string>& sets, const sim::sweep::Models& models,
                        sim::Problems& problems) {
    const auto plan = sim::sweep::read_plan(path, sets, models, problems);
    if (!problems.empty()) return {};
    sim::sweep::check_file_of(plan);
    say_remarks(path, plan);
    return fmt::format("sweep, {} x {}", counted(plan.n_points(), "point"), counted(plan.replicates, "replicate"));
}

std::string check_scenario(const std::string& path, const std::vector<std::string>& sets,
                           const sim::sweep::Models& models, sim::Problems& problems) {
    const auto plan = sim::sweep::plan_of({.scenario = path, .sets = sets}, models, problems);
    if (!problems.empty()) return {};
    say_remarks(path, plan);
    return fmt::format("scenario, {}, {}, {} agents at the start at scale 1", plan.model->name(),
                       counted(static_cast<std::uint64_t>(plan.base->duration()), plan.base->time_unit()),
                       as_number(plan.base->population(1.0)));
}

int check_all(const CheckOptions& options, const sim::sweep::Models& models) {
    bool good = true;
    for (const std::string& path : options.files) {
        sim::Problems problems;
        const bool sweep = is_sweep(path, problems);
        std::string what;
        if (problems.empty()) what = (sweep ? check_sweep : check_scenario)(path, options.sets, models, problems);
        if (problems.empty())
            put(fmt::format("{}: ok ({})\n", path, what));
        else
            say(problems.text());
        good = good && problems.empty();
    }
    return good ? done : bad_input;
}

}  // namespace

void add_check(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("check", "Check scenarios and sweeps; run nothing");
    auto options = std::make_shared<CheckOptions>();
    verb->add_option("FILE", options->files, "scenarios or sweeps")->required();
    verb->add_option("--set", options->sets, "NAME=VALUE, as run and sweep take it; may be repeated")
        ->allow_extra_args(false);
    verb->callback(
        [&chosen, options] { chosen.act = [&chosen, options] { return check_all(*options, chosen.models); }; });
}

}  // namespace cli
