#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "sim/results/content_digest.hpp"
#include "sim/results/header.hpp"

namespace cli {
namespace {

struct MetricsOptions {
    std::string format = "table", model;
};

std::string axes_of(const sim::Variable& variable, const sim::Outputs& outputs) {
    std::vector<std::string> axes = {"point", "replicate"};
    if (variable.over_time) axes.push_back(sim::results::time_name(outputs));
    axes.insert(axes.end(), variable.dims.begin(), variable.dims.end());
    return fmt::format("{}", fmt::join(axes, ", "));
}

std::string as_markdown(const sim::Outputs& outputs) {
    std::string text =
        "# Variables and metrics\n\nWritten by `muster metrics --format markdown`. NAME stands for what a scenario "
        "names, "
        "such as a snapshot.\n";
    for (const bool over_time : {true, false}) {
        text += over_time ? "\n## Series\n" : "\n## End of a run\n";
        text += "\n| name | unit | axes | meaning |\n|---|---|---|---|\n";
        for (const auto& v : outputs.variables)
            if (v.over_time == over_time)
                text += fmt::format("| `{}` | {} | {} | {} |\n", v.name, v.unit, axes_of(v, outputs), meaning_of(v));
    }
    return text;
}

std::string as_json(const sim::Outputs& outputs) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& v : outputs.variables)
        list.push_back({{"name", v.name},
                        {"unit", v.unit},
                        {"meaning", v.meaning},
                        {"denominator", v.denominator},
                        {"over_time", v.over_time},
                        {"dimensions", v.dims},
                        {"flag_meanings", v.flag_meanings},
                        {"on_request", v.on_request},
                        {"harm", v.harm},
                        {"definition", sim::results::definition_of(v)}});
    return list.dump(2) + "\n";
}

std::string as_text(const sim::Outputs& outputs) {
    std::vector<std::vector<std::string>> rows = {{"name", "unit", "axes", "meaning"}};
    for (const auto& v : outputs.variables) rows.push_back({v.name, v.unit, axes_of(v, outputs), meaning_of(v)});
    return as_table(rows);
}

int show(const MetricsOptions& options, const sim::sweep::Models& models) {
    const sim::Outputs outputs = model_named(options.model, models).all_outputs();
    put(options.format == "markdown" ? as_markdown(outputs)
        : options.format == "json"   ? as_json(outputs)
                                     : as_text(outputs));
    return done;
}

}  // namespace

void add_metrics(CLI::App& app, Chosen& chosen) {
    CLI::App* verb =
        app.add_subcommand("metrics", "List every variable and end-of-run metric: unit, denominator, meaning");
    auto options = std::make_shared<MetricsOptions>();
    options->model = chosen.models.front()->name();
    verb->add_option("--format", options->format, "table, json or markdown")
        ->check(CLI::IsMember({"table", "json", "markdown"}))
        ->capture_default_str();
    verb->add_option("--model", options->model, "the model")->capture_default_str();
    verb->callback([&chosen, options] { chosen.act = [&chosen, options] { return show(*options, chosen.models); }; });
}

}  // namespace cli
