#include "models/civil_violence/example.hpp"

namespace civil_violence {
namespace {

constexpr std::string_view scenario =
    R"(# Civil violence: people who have nothing to lose rebel where they see few cops.
model = "civil_violence"
title = "A town that is quiet most of the time"
steps = 500

[grid]
width  = 40                    # of a torus, in sites
height = 40
shape  = "euclidean"           # what is in sight: euclidean, von_neumann or moore

[people]
density   = 0.7                # people per site
vision    = 7
threshold = 0.1                # net grievance above which a person is active

[cops]
density = 0.04
vision  = 7

[arrest]
form = "floor"                 # "printed": the formula of the article, with which no outburst comes

[jail]
max_term = 30

[legitimacy]
level = 0.82
)";

constexpr std::string_view sweep =
    R"(# How much unrest there is, against how legitimate people find the authority.
scenario   = "scenario.toml"    # made by `muster init --model civil_violence --example scenario -o scenario.toml`
replicates = 3
design     = "grid"

[factors]
"legitimacy.level" = { min = 0.5, max = 0.9, n = 41 }

[output]
every = 10                      # steps between recorded times
)";

constexpr std::string_view groups_scenario =
    R"(# Violence between two groups: who finds that the other one has no right to be there kills its people.
model = "ethnic_violence"
title = "Two groups, and cops between them"
steps = 300

[grid]
width  = 40
height = 40

[people]
density = 0.7                   # both groups together
vision  = 1.7                   # the eight sites around

[cops]
density = 0.04
vision  = 1.7

[jail]
max_term = 15

[legitimacy]
level = 0.8                     # of the other group's right to be there

[groups]
birth   = 0.05                  # children per person and step
max_age = 200                   # steps
)";

constexpr std::string_view groups_sweep =
    R"(# How long both groups live, against the number of cops.
scenario   = "scenario.toml"    # made by `muster init --model ethnic_violence --example scenario -o scenario.toml`
replicates = 3
design     = "grid"

[factors]
"cops.density" = { min = 0.0, max = 0.08, n = 41 }

[output]
every = 10                      # steps between recorded times
)";

}  // namespace

std::string example_text(Groups groups, std::string_view name) {
    if (groups == Groups::one) return std::string(name == "sweep" ? sweep : scenario);
    return std::string(name == "sweep" ? groups_sweep : groups_scenario);
}

}  // namespace civil_violence
