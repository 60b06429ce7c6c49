#include "models/threshold/example.hpp"

namespace threshold {
namespace {

constexpr std::string_view scenario =
    R"(# A crowd in which people act once enough others do. `muster params --model threshold` lists all parameters.
model = "threshold"
title = "A crowd of normal thresholds"
steps = 500                    # a run ends there; an equilibrium is usually found long before

[population]
people = 10000

[thresholds]                   # shares of people who must act before one does; 0 or less: acts alone; above 1: never
distribution = "normal"        # list, uniform (low, high), normal (mean, spread) or beta (alpha, beta)
placement = "quantiles"        # at the distribution's quantiles: the same every time; or "sampled": drawn at random
mean = 0.25
spread = 0.12                  # a little more, and all act

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

constexpr std::string_view secret =
    R"(# A people that supports its regime in public. `muster params --model falsification` lists all parameters.
model = "falsification"
title = "A hated regime that looks safe"
steps = 500                    # a run ends there; an equilibrium is usually found long before

[population]
people = 10000

[preferences]                  # private: 0 wholly for the regime, 1 wholly against it
distribution = "beta"          # list, uniform (low, high), normal (mean, spread) or beta (alpha, beta)
placement = "quantiles"        # at the distribution's quantiles: the same every time; or "sampled": drawn at random
alpha = 4.0
beta = 2.0                     # mean 0.67: most are against it

[utility]                      # of opposing in public: integrity (2 x - 1) + reputation (2 S - 1) - punishment
integrity = 1.0                # worth of speaking one's mind
reputation = 1.0               # worth of standing with the many
punishment = 0.05              # a little less, and the regime falls

[network]
kind = "complete"              # who sees whom: complete, random, small_world, hierarchy or blocks
)";

constexpr std::string_view secret_sweep =
    R"(# A sweep: how much punishment keeps the regime up. `muster plan` says what it would do.
scenario   = "scenario.toml"    # made by `muster init --model falsification --example scenario -o scenario.toml`
replicates = 1                  # placed at the quantiles, preferences leave nothing to chance
design     = "grid"

[factors]
"utility.punishment" = { min = -0.2, max = 0.2, n = 41 }

[output]
every = 10                      # steps between recorded times
)";

}  // namespace

std::string falsification_example(std::string_view name) {
    return std::string(name == "sweep" ? secret_sweep : secret);
}

std::string threshold_example(std::string_view name) { return std::string(name == "sweep" ? sweep : scenario); }

}  // namespace threshold
