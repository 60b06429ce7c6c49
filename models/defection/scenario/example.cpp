#include "models/defection/scenario/example.hpp"

#include <stdexcept>
#include <utility>

namespace defection {
namespace {

constexpr std::string_view scenario =
    R"(# A small army in an invented crisis: a scenario to start from. Every number may be changed; `muster check` says what is wrong,
# `muster params` lists the parameters of the mechanisms with unit, range, meaning and source.
model = "defection"
title = "A small army in a crisis"
start = 2030-01-01
weeks = 104
# behaviour = "behaviour.toml"  # behaviour shared by all cases: a file beside this one, or the calibrated values that come
                          # with the program under this name; without it the defaults of the model hold

[[group]]                 # identity groups; exactly one has standing "in", the ruler's own
name = "core"
standing = "in"
share = 0.15              # of the population
fate = 0.8                # how far its members expect to share the regime's fate

[[group]]
name = "majority"
standing = "out"
share = 0.85
fate = 0.05

[[region]]
name = "capital"
population = 3e6
groups = { core = 0.25, majority = 0.75 }

[[region]]
name = "province"
population = 5e6
groups = { core = 0.09, majority = 0.91 }
border = 0.8              # access to a border or to opposition ground
distance = 0.5

[[organisation]]
name = "army"
kind = "army"             # army, elite, intelligence or militia
rent = 0.4
officer_share = 0.8       # of the ruler's group among its officers; where nothing is said, people are taken as they live
career_share = 0.45       # among its NCOs and professionals

[[organisation]]
name = "guard"
kind = "elite"
rent = 0.9
dependence = 1.0
share = 0.9               # among all of whom nothing narrower is said
officer_share = 0.97

[[organisation]]
name = "security"
kind = "intelligence"
rent = 0.7
share = 0.85

[[formation]]
name = "1st Division"
organisation = "army"
posting = "province"
brigades = 4
companies = 30
company_size = 80

[[formation]]
name = "Guard Brigade"
organisation = "guard"
posting = "capital"
companies = 30
roles = { junior_officer = 0.1, nco = 0.2, professional = 0.6 }

[[formation]]
name = "Military Security"
organisation = "security"
posting = "capital"
companies = 4
company_size = 60

[[curve]]                 # history: what drives the army from outside, piecewise linear in time
name = "protest"
drives = "protest"
regions = { province = 1.0, capital = 0.3 }
points = [[2030-01-01, 0.0], [2030-03-01, 0.6], [2030-12-31, 0.2]]

[[curve]]
name = "orders to repress"
drives = "orders"
points = [[2030-01-15, 0.0], [2030-03-01, 1.0]]

[[curve]]
name = "rebels"
drives = "rebels"
regions = { province = 1.0 }
points = [[2030-04-01, 0], [2031-06-01, 6000]]

[[event]]                 # shocks: a driver of some size that decays, or policies set from a date on
name = "decree"
title = "Penalties announced"
date = 2030-06-01
set = { "reprisal.penalty" = 1.3 }

[[snapshot]]              # reports leavers_end_2030, force_end_2030 and militia_end_2030
name = "end_2030"
date = 2030-12-31

[surveillance]
informer_density = 0.04
)";

constexpr std::string_view sweep =
    R"(# A sweep: every point of the design x every replicate, in parallel. `muster plan` says what it would do.
scenario   = "scenario.toml"    # made by `muster init --example scenario -o scenario.toml`
replicates = 10
seed       = 20110315
scale      = 1.0                # share of the force that is simulated
design     = "grid"             # grid, zip, list, file, random, lhs, sobol, saltelli or morris

[factors]
"surveillance.informer_density"   = [0.0, 0.02, 0.04, 0.08]
"organisation.army.officer_share" = { min = 0.15, max = 0.85, n = 3 }

[output]
every = 1                       # weeks between recorded times
)";

}  // namespace

std::vector<std::string> example_names() { return {"scenario", "detailed", "sweep"}; }

std::string example_text(std::string_view name) {
    if (name == "scenario") return std::string(scenario);
    if (name == "detailed") return detailed_example();
    if (name == "sweep") return std::string(sweep);
    throw std::invalid_argument("no example '" + std::string(name) + "'");
}

}  // namespace defection
