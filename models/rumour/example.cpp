#include "models/rumour/example.hpp"

namespace rumour {
namespace {

constexpr std::string_view scenario =
    R"(# A rumour on a random network: the example of docs/adding-a-model.md.
model = "rumour"
title = "A rumour among a thousand people"
steps = 100

[rumour]
people  = 1000
degree  = 8          # mean number of ties
start   = 0.01       # share of people who tell it at the start
telling = 0.2        # chance of telling a tie in a step
tiring  = 0.5        # chance of falling silent after a step
)";

constexpr std::string_view sweep =
    R"(# How far the rumour goes, against how readily people tell it.
scenario   = "scenario.toml"    # made by `muster init --model rumour --example scenario -o scenario.toml`
replicates = 10
design     = "grid"

[factors]
"rumour.telling" = { min = 0.0, max = 0.5, n = 41 }
)";

}  // namespace

std::string example_text(std::string_view name) { return std::string(name == "sweep" ? sweep : scenario); }

}  // namespace rumour
