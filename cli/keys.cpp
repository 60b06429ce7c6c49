#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "sim/param/listing.hpp"
#include "sim/param/schema.hpp"
#include "sim/sweep/keys.hpp"

namespace cli {
namespace {

using sim::param::Key;

constexpr std::string_view head = R"(# Scenarios and sweeps: every table and key

Written by `muster keys` from the declarations that the loader reads by. Any other key is refused, with the nearest that
there is. `muster init` writes a scenario to start from, `muster check` says what is wrong with one and notes what of it
nothing reads, and `muster params --format schema` and `muster keys --format schema` write JSON schemas of scenarios and
of sweeps, for editors.

Both are TOML files. A scenario is what one run is made of; its `model` says which keys it may hold. Below them stand the
parameters of the model's mechanisms, each in the table of its mechanism: `muster params` lists them. A sweep names a
scenario and what to vary in it.

**`extends`** names a scenario, beside this one, that this one changes. Its own keys win; tables are merged; entries of
`[[group]]` and the like are matched by their `name`, and `remove = true` takes away the one below. A file that extends
another may leave out all that it does not change. Other lists are replaced whole.

**`behaviour`** names a file with the parameters of the kind *behaviour*, which are the same in every case: it may hold no
others, and a scenario may not hold them. The file lies beside this one; a bare name that does not is looked for among the
scenarios that come with the program, where `behaviour.toml` holds the calibrated values.

A **date** is written without quotes: `2030-01-31`. If a time may be a date or a week, weeks count from `start`.
)";

Key sweep_with_examples(const sim::sweep::Models& models) {
    Key sweep = sim::sweep::sweep_keys();
    for (const auto& model : models)
        for (const auto& [table, file, text] : model->sweep_examples()) {
            auto at = std::ranges::find(sweep.keys, table, &Key::name);
            (table.empty() ? sweep : *at).examples.push_back({file, text});
        }
    return sweep;
}

std::string page(const sim::sweep::Models& models) {
    std::string text(head);
    for (const auto& model : models) {
        Key keys = model->keys();
        if (keys.examples.empty())
            keys.examples.push_back({fmt::format("{}.toml", model->name()), model->example("scenario")});
        text += fmt::format("\n## A scenario of the model `{}`\n\n{}", model->name(), sim::param::to_markdown(keys, 3));
    }
    return text + "\n## A sweep\n\n[designs.md](designs.md) explains the designs and how they choose points.\n\n" +
           sim::param::to_markdown(sweep_with_examples(models), 3);
}

}  // namespace

void add_keys(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("keys", "List every table and key of scenarios and sweeps with its meaning");
    auto format = std::make_shared<std::string>("markdown");
    verb->add_option("--format", *format, "markdown, or schema (JSON schema of a sweep)")
        ->check(CLI::IsMember({"markdown", "schema"}))
        ->capture_default_str();
    verb->callback([&chosen, format] {
        chosen.act = [&chosen, format] {
            put(*format == "schema" ? sim::param::to_json_schema(sim::sweep::sweep_keys()) : page(chosen.models));
            return int{done};
        };
    });
}

}  // namespace cli
