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
there is. `muster init` writes a scenario to start from, `muster check` says what is wrong with one, and `muster params
--format schema` and `muster keys --format schema` write JSON schemas of scenarios and of sweeps, for editors.

Both are TOML files. A scenario is what one run is made of; its `model` says which keys it may hold. Below them stand the
parameters of the model's mechanisms, each in the table of its mechanism: `muster params` lists them. A sweep names a
scenario and what to vary in it.

**`extends`** names a scenario, beside this one, that this one changes. Its own keys win; tables are merged; entries of
`[[group]]` and the like are matched by their `name`, and `remove = true` takes away the one below. A file that extends
another may leave out all that it does not change. Other lists are replaced whole.

**`behaviour`** names a file, beside this one, with the parameters of the kind *behaviour*, which are the same in every
case: it may hold no others, and a scenario may not hold them.

A **date** is written without quotes: `2030-01-31`. Where a time may be a date or a week, weeks count from `start`.
)";

/// Each is part of a file that a test runs.
struct SweepExample {
    std::string_view table, file, text;  // of the table, or of the top if that is empty
};
constexpr std::array sweep_examples = {
    SweepExample{"", "sweep.toml", R"(scenario   = "army.toml"
title      = "Informers and officers"
replicates = 4
seed       = 7
scale      = 0.1
design     = "lhs"
samples    = 8
maximin    = true
set        = { "fear.enabled" = false }
)"},
    SweepExample{"", "two-armies.toml", R"(scenario = ["army.toml", "variant.toml"]
)"},
    SweepExample{"", "indices.toml", R"(scenario     = "army.toml"
design       = "saltelli"
samples      = 4
second_order = true
factors      = { "surveillance.informer_density" = { min = 0.0, max = 0.08 } }
)"},
    SweepExample{"", "effects.toml", R"(scenario = "army.toml"
design   = "morris"
samples  = 2
levels   = 6
factors  = { "surveillance.informer_density" = { min = 0.0, max = 0.08 } }
)"},
    SweepExample{"", "made-elsewhere.toml", R"(scenario = "army.toml"
design   = "file"
file     = "points.csv"
)"},
    SweepExample{"", "points.csv", R"(label,surveillance.informer_density,fear.enabled
as it is,0.04,true
few informers,0.01,true
)"},
    SweepExample{"factors", "sweep.toml", R"([factors]
"surveillance.informer_density" = [0.0, 0.02, 0.04, 0.08]
"stacking.officer_share"        = { min = 0.15, max = 0.85, n = 3 }
"reprisal.penalty"              = { min = 0.1, max = 1.0, scale = "log" }
"patronage.pay"                 = { distribution = "normal", mean = 1.0, sd = 0.2, min = 0.5, max = 1.5 }
"blocking_forces.presence"      = { distribution = "triangular", min = 0.0, mode = 0.6, max = 1.0 }
"event.decree.week"             = { min = 2030-03-01, max = 2030-12-01 }
)"},
    SweepExample{"point", "points.toml", R"(scenario = "army.toml"
design   = "list"

[[point]]
label = "as it is"

[[point]]
label = "few informers"
"surveillance.informer_density" = 0.01

[[point]]
label = "few informers, no fear"
set   = { "surveillance.informer_density" = 0.01, "fear.enabled" = false }
)"},
    SweepExample{"output", "sweep.toml", R"([output]
every     = 4
variables = ["serving", "departed"]
by        = ["region"]
)"},
    SweepExample{"output", "points.toml", R"([output]
at = [0, 26, 52, 104]
)"},
    SweepExample{"budget", "sweep.toml", R"([budget]
events = 100_000_000
people = 10_000_000
bytes  = 2_000_000_000
)"},
};

Key sweep_with_examples() {
    Key sweep = sim::sweep::sweep_keys();
    for (const auto& [table, file, text] : sweep_examples) {
        auto at = std::ranges::find(sweep.keys, table, &Key::name);
        (table.empty() ? sweep : *at).examples.push_back({std::string(file), std::string(text)});
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
    return text +
           "\n## A sweep\n\nWhat the designs are, and what their points are made of: [designs.md](designs.md).\n\n" +
           sim::param::to_markdown(sweep_with_examples(), 3);
}

}  // namespace

void add_keys(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("keys", "Every table and key of scenarios and sweeps: what it holds and means");
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
