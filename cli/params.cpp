#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "sim/param/listing.hpp"
#include "sim/param/schema.hpp"
#include "sim/sweep/sweep_plan.hpp"

namespace cli {
namespace {

struct ParamsOptions {
    std::string format = "table", mechanism, scenario, model;
};

/// The table, or the part of it that belongs to one mechanism.
sim::param::Table part_of(const sim::param::Table& table, const std::string& mechanism) {
    if (mechanism.empty()) return table;
    const auto known = table.mechanisms();
    if (std::find(known.begin(), known.end(), mechanism) == known.end()) {
        const std::string near = sim::nearest(mechanism, known);
        throw sim::InputError(fmt::format("--mechanism: there is no mechanism '{}' (allowed {}{})",
                                          sim::shown(mechanism), fmt::join(known, ", "),
                                          near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
    }
    return table.part(mechanism);
}

/// The model's parameters and what else of a scenario may be set, such as the week of an event.
sim::param::Table all_of(const sim::Model& model, const sim::Scenario* scenario) {
    sim::param::Table table = model.parameters();
    if (scenario)
        for (const auto& name : scenario->names())
            if (!table.find(name)) table.add(*scenario->spec(name));
    return table;
}

std::string listing(const sim::param::Table& table, const ParamsOptions& options,
                    const sim::param::CurrentOf& current) {
    if (options.format == "markdown") return sim::param::to_markdown(table, current);
    if (options.format == "json") return sim::param::to_json(table, current);
    return sim::param::to_text(table, std::max<std::size_t>(40, terminal_width(STDOUT_FILENO, 100)), current);
}

int show(const ParamsOptions& options, const sim::sweep::Models& models) {
    sim::sweep::LoadedScenario loaded;
    sim::param::CurrentOf current;
    const sim::Model* model = &model_named(options.model, models);
    if (!options.scenario.empty()) {
        sim::Problems problems;
        loaded = sim::sweep::load_scenario(options.scenario, models, problems);
        problems.throw_if_any();
        model = loaded.model;
        current = [&](const sim::param::Spec& spec) -> std::optional<sim::param::Current> {
            return sim::param::Current{loaded.scenario->get(spec.name), loaded.scenario->origin(spec.name)};
        };
    }
    if (options.format == "schema")
        put(sim::param::to_json_schema(model->parameters(), model->keys()));
    else
        put(listing(part_of(all_of(*model, loaded.scenario.get()), options.mechanism), options, current));
    return done;
}

}  // namespace

void add_params(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("params", "List every parameter: unit, default, range, meaning, source");
    auto options = std::make_shared<ParamsOptions>();
    options->model = chosen.models.front()->name();
    verb->add_option("--format", options->format, "table, json, markdown, or schema (JSON schema of a scenario)")
        ->check(CLI::IsMember({"table", "json", "markdown", "schema"}))
        ->capture_default_str();
    verb->add_option("--mechanism", options->mechanism, "show only the parameters of one mechanism");
    verb->add_option("--scenario", options->scenario, "show the values in this scenario and their origin");
    verb->add_option("--model", options->model, "model, if no scenario names it")->capture_default_str();
    verb->callback([&chosen, options] { chosen.act = [&chosen, options] { return show(*options, chosen.models); }; });
}

}  // namespace cli
