#include <fmt/format.h>

#include <array>
#include <memory>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "models/civil_violence/civil_violence.hpp"
#include "models/defection/defection.hpp"
#include "models/rumour/rumour.hpp"
#include "models/threshold/falsification.hpp"
#include "models/threshold/threshold.hpp"

namespace cli {

sim::sweep::Models all_models() {
    sim::sweep::Models models;
    models.push_back(defection::make_model());
    models.push_back(threshold::make_threshold());
    models.push_back(threshold::make_falsification());
    models.push_back(civil_violence::make_civil_violence());
    models.push_back(civil_violence::make_ethnic_violence());
    models.push_back(rumour::make_model());
    return models;
}

const sim::Model& model_named(const std::string& name, const sim::sweep::Models& models) {
    std::vector<std::string_view> names;
    for (const auto& model : models) {
        if (model->name() == name) return *model;
        names.push_back(model->name());
    }
    throw sim::InputError(
        fmt::format("--model: there is no model '{}' (allowed {})", sim::shown(name), fmt::join(names, ", ")));
}

std::string stories(const sim::sweep::Models& models) {
    std::vector<std::string> all;
    for (const auto& model : models)
        for (const auto& kind : model->follow_kinds())
            all.push_back(fmt::format("{}, {} ({})", sim::form_of(kind), kind.meaning, model->name()));
    return fmt::format("tell a story: {}", all.empty() ? "no model tells any" : fmt::to_string(fmt::join(all, "; ")));
}

namespace {

struct ModelsOptions {
    std::string schedule, format = "table";
};

std::string listed(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

constexpr std::array<std::string_view, 7> columns = {"phase",  "part",    "reads", "reads last step's",
                                                     "writes", "adds to", "moves"};

std::vector<std::vector<std::string>> rows_of(const std::vector<sim::ScheduleLine>& lines) {
    std::vector<std::vector<std::string>> rows;
    for (const sim::ScheduleLine& line : lines)
        rows.push_back({line.phase, line.part, listed(line.reads), listed(line.reads_last), listed(line.writes),
                        listed(line.adds_to), listed(line.moves)});
    return rows;
}

std::string as_markdown(const std::string& model, const std::vector<sim::ScheduleLine>& lines) {
    std::string text = fmt::format(
        "# Schedule of `{0}`\n\nWritten by `muster models --schedule {0} --format markdown`. The table lists one step "
        "in "
        "order; the parts under \"prepare\" run once, before the first step. A part alone writes the state under "
        "`writes`. Several parts may add to the same state, in any order. People move in the order of this table.\n\n| "
        "{1} |\n|{2}\n",
        model, fmt::join(columns, " | "), "---|---|---|---|---|---|---|");
    for (const auto& row : rows_of(lines)) text += fmt::format("| {} |\n", fmt::join(row, " | "));
    return text;
}

std::string as_text(const std::vector<sim::ScheduleLine>& lines) {
    std::vector<std::vector<std::string>> rows = {{columns.begin(), columns.end()}};
    for (auto& row : rows_of(lines)) rows.push_back(std::move(row));
    return as_table(rows);
}

int show(const ModelsOptions& options, const sim::sweep::Models& models) {
    if (options.schedule.empty()) {
        for (const auto& model : models) put(fmt::format("{}  {}\n", model->name(), model->summary()));
        return done;
    }
    const auto lines = model_named(options.schedule, models).schedule();
    if (lines.empty())
        throw sim::InputError(fmt::format("--schedule: the model '{}' does not tell its schedule", options.schedule));
    put(options.format == "markdown" ? as_markdown(options.schedule, lines) : as_text(lines));
    return done;
}

}  // namespace

void add_models(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("models", "List the models of this program, or show the schedule of one");
    auto options = std::make_shared<ModelsOptions>();
    verb->add_option("--schedule", options->schedule,
                     "show the schedule of this MODEL: what each part of a step reads and writes");
    verb->add_option("--format", options->format, "of the schedule: table or markdown")
        ->check(CLI::IsMember({"table", "markdown"}))
        ->capture_default_str();
    verb->callback([&chosen, options] { chosen.act = [&chosen, options] { return show(*options, chosen.models); }; });
}

}  // namespace cli
