#include <fmt/format.h>

#include <memory>
#include <ostream>

#include "cli/command.hpp"
#include "cli/output.hpp"

namespace cli {
namespace {

struct InitOptions {
    std::string model, example = "scenario", output;
    bool force = false;
};

int write_example(const InitOptions& options, const sim::sweep::Models& models) {
    const auto& model = model_named(options.model, models);
    const auto names = model.examples();
    if (std::find(names.begin(), names.end(), options.example) == names.end())
        throw sim::InputError(fmt::format("--example: there is no example '{}' (allowed {})",
                                          sim::shown(options.example), fmt::join(names, ", ")));
    const std::string text = model.example(options.example);
    if (options.output == "-") {
        put(text);
        return done;
    }
    const std::string path = options.output.empty() ? options.example + ".toml" : options.output;
    check_output(path, options.force);
    write_text(path, options.force, [&](std::ostream& file) { file << text; });
    say(fmt::format("wrote {} (next: muster {} {})", path, options.example == "sweep" ? "plan" : "run", path));
    return done;
}

}  // namespace

void add_init(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("init", "Write a commented scenario or sweep to start from");
    auto options = std::make_shared<InitOptions>();
    options->model = chosen.models.front()->name();
    verb->add_option("--model", options->model, "model to start from")->capture_default_str();
    verb->add_option("--example", options->example, "example of that model, such as scenario, detailed or sweep")
        ->capture_default_str();
    verb->add_option("-o,--output", options->output, "file to write (default EXAMPLE.toml; - for the standard output)")
        ->check(file_name());
    verb->add_flag("--force", options->force, "replace an existing file");
    verb->callback(
        [&chosen, options] { chosen.act = [&chosen, options] { return write_example(*options, chosen.models); }; });
}

}  // namespace cli
