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

/// One line on what a good file holds.
std::string check_sweep(const std::string& path, const sim::sweep::Models& models, sim::Problems& problems) {
    const auto plan = sim::sweep::read_plan(path, {}, models, problems);
    if (!problems.empty()) return {};
    sim::results::check(sim::sweep::header_of(plan));
    for (const auto& remark : sim::sweep::remarks_on(plan)) say(fmt::format("note: {}: {}", path, remark));
    return fmt::format("sweep, {} x {}", counted(plan.n_points(), "point"), counted(plan.replicates, "replicate"));
}

std::string check_scenario(const std::string& path, const sim::sweep::Models& models, sim::Problems& problems) {
    const auto loaded = sim::sweep::load_scenario(path, models, problems);
    if (!problems.empty() || !loaded.scenario) return {};
    return fmt::format("scenario, {}, {}, {} agents at the start at scale 1", loaded.model->name(),
                       counted(static_cast<std::uint64_t>(loaded.scenario->duration()), loaded.scenario->time_unit()),
                       as_number(loaded.scenario->population(1.0)));
}

int check_all(const std::vector<std::string>& files, const sim::sweep::Models& models) {
    bool good = true;
    for (const std::string& path : files) {
        sim::Problems problems;
        const bool sweep = is_sweep(path, problems);
        std::string what;
        if (problems.empty())
            what = sweep ? check_sweep(path, models, problems) : check_scenario(path, models, problems);
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
    CLI::App* verb = app.add_subcommand("check", "Validates scenarios and sweeps; runs nothing");
    auto files = std::make_shared<std::vector<std::string>>();
    verb->add_option("FILE", *files, "scenarios or sweeps")->required();
    verb->callback([&chosen, files] { chosen.act = [&chosen, files] { return check_all(*files, chosen.models); }; });
}

}  // namespace cli
