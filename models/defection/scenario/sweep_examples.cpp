#include "models/defection/scenario/sweep_examples.hpp"

#include <array>

namespace defection {
namespace {

struct Example {
    const char *table, *file, *text;
};
constexpr std::array examples = {
    Example{"", "sweep.toml", R"(scenario   = "army.toml"
title      = "Informers and officers"
replicates = 4
seed       = 7
scale      = 0.1
design     = "lhs"
samples    = 8
maximin    = true
set        = { "fear.enabled" = false }
)"},
    Example{"", "two-armies.toml", R"(scenario = ["army.toml", "variant.toml"]
)"},
    Example{"", "indices.toml", R"(scenario     = "army.toml"
design       = "saltelli"
samples      = 4
second_order = true
factors      = { "surveillance.informer_density" = { min = 0.0, max = 0.08 } }
)"},
    Example{"", "effects.toml", R"(scenario = "army.toml"
design   = "morris"
samples  = 2
levels   = 6
factors  = { "surveillance.informer_density" = { min = 0.0, max = 0.08 } }
)"},
    Example{"", "made-elsewhere.toml", R"(scenario = "army.toml"
design   = "file"
file     = "points.csv"
)"},
    Example{"", "points.csv", R"(label,surveillance.informer_density,fear.enabled
as it is,0.04,true
few informers,0.01,true
)"},
    Example{"factors", "sweep.toml", R"([factors]
"surveillance.informer_density"   = [0.0, 0.02, 0.04, 0.08]
"organisation.army.officer_share" = { min = 0.15, max = 0.85, n = 3 }
"reprisal.penalty"                = { min = 0.1, max = 1.0, scale = "log" }
"patronage.pay"                   = { distribution = "normal", mean = 1.0, sd = 0.2, min = 0.5, max = 1.5 }
"blocking_forces.presence"        = { distribution = "triangular", min = 0.0, mode = 0.6, max = 1.0 }
"event.decree.week"               = { min = 2030-03-01, max = 2030-12-01 }
"event.siege.enabled"             = [true, false]
"group.core.fate"                 = { min = 0.5, max = 1.0 }
"curve.protest.height"            = [1.0, 1.5]
effort                            = { min = 0.0, max = 1.0 }
)"},
    Example{"link", "sweep.toml", R"([[link]]
name    = "effort"
unit    = "1"
meaning = "how hard the regime watches its own"
min     = 0.0
max     = 1.0
value   = 0.5

[link.drives]
"organisation.army.informer_density" = { points = [[0.0, 0.01], [1.0, 0.16]], scale = "log" }
"reprisal.family_probability"        = { slope = 0.6, intercept = 0.2 }

[[link]]
name   = "openness"
value  = 0.8
drives = { "region.province.border" = { slope = 1.0 } }
)"},
    Example{"point", "points.toml", R"(scenario = "army.toml"
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
    Example{"output", "sweep.toml", R"([output]
every     = 4
variables = ["serving", "departed"]
by        = ["region"]
)"},
    Example{"output", "points.toml", R"([output]
at     = [0, 26, 52, 104]
events = 1
)"},
    Example{"budget", "sweep.toml", R"([budget]
events = 100_000_000
people = 10_000_000
bytes  = 2_000_000_000
)"},
};

}  // namespace

std::vector<sim::SweepExample> sweep_examples() {
    std::vector<sim::SweepExample> all;
    for (const auto& [table, file, text] : examples) all.push_back({table, file, text});
    return all;
}

}  // namespace defection
