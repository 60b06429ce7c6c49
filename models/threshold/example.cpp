#include "models/threshold/example.hpp"

namespace threshold {
namespace {

constexpr std::string_view scenario =
    R"(# A crowd in which everybody acts once enough others do. `muster params --model threshold` lists all parameters.
model = "threshold"
title = "A crowd of normal thresholds"
steps = 500                    # a run ends there; an equilibrium is usually found long before

[population]
people = 10000

[thresholds]                   # shares of people who must act before one does; 0 or less: acts alone; above 1: never
distribution = "normal"        # list, uniform (low, high), normal (mean, spread) or beta (alpha, beta)
placement = "quantiles"        # at the distribution's quantiles: the same every time; or "sampled": drawn at random
mean = 0.25
spread = 0.12                  # a little more, and everybody acts

[network]
kind = "complete"              # complete, random, small_world, hierarchy or blocks
# degree = 10                  # of random, small_world and blocks

[rule]
reversible = false             # whether people stop again when too few act for them
start = 0.0                    # share of people who act at step 0, whatever their thresholds
)";

constexpr std::string_view sweep =
    R"(# A sweep: the same crowd with more or less alike thresholds. `muster plan` says what it would do.
scenario   = "scenario.toml"    # made by `muster init --model threshold --example scenario -o scenario.toml`
replicates = 1                  # placed at the quantiles, thresholds leave nothing to chance
design     = "grid"

[factors]
"thresholds.spread" = { min = 0.05, max = 0.25, n = 41 }

[output]
every = 10                      # steps between recorded times
)";

}  // namespace

std::string threshold_example(std::string_view name) { return std::string(name == "sweep" ? sweep : scenario); }

}  // namespace threshold
